"""Addresses of documents."""

from django.urls import path

from gongkai.desk.documents.views import (
    check,
    clean_up,
    edit,
    lists,
    new,
    page,
    picture,
    salt,
    sign,
    step,
)

urlpatterns = [
    path("new/", new.choose, name="desk-new"),
    path("new/<slug:genre>/", new.start, name="desk-start"),
    path("mine/", lists.mine, name="desk-mine"),
    path("checks/", lists.checks, name="desk-checks"),
    path("signing/", sign.signing, name="desk-signing"),
    path("calendar/", lists.calendar, name="desk-calendar"),
    path("supervision/", lists.supervision, name="desk-supervision"),
    path("clean-ups/", clean_up.clean_ups, name="desk-clean-ups"),
    path("clean-ups/<int:pk>/", clean_up.clean_up, name="desk-clean-up"),
    path("clean-ups/<int:pk>/<int:document_pk>/", clean_up.decide, name="desk-decide"),
    path("documents/", lists.documents, name="desk-documents"),
    path("documents/<int:pk>/", page.document, name="desk-document"),
    path("documents/<int:pk>/edit/", edit.edit, name="desk-edit"),
    path("documents/<int:pk>/autosave/", edit.autosave, name="desk-autosave"),
    path("documents/<int:pk>/forget/", edit.forget, name="desk-forget"),
    path("documents/<int:pk>/findings/", check.answer_findings, name="desk-findings"),
    path("documents/<int:pk>/findings/undo/<int:line>/", check.undo, name="desk-findings-undo"),
    path("documents/<int:pk>/check/", check.check, name="desk-check"),
    path("documents/<int:pk>/reviews/", check.reviews, name="desk-reviews"),
    path("documents/<int:pk>/step/<str:name>/", step.step, name="desk-step"),
    path("documents/<int:pk>/due/", page.due, name="desk-due"),
    path("documents/<int:pk>/link/", clean_up.link, name="desk-link"),
    path("documents/<int:pk>/unlink/", clean_up.unlink, name="desk-unlink"),
    path("documents/<int:pk>/salt/", salt.salt, name="desk-salt"),
    path("documents/<int:pk>/differences/", page.differences, name="desk-differences"),
    path("documents/<int:pk>/files/<str:name>", picture.show, name="desk-picture"),
    path("documents/<int:pk>/pictures/", picture.take, name="desk-picture-take"),
    path("documents/<int:pk>/versions/<int:number>/", page.version, name="desk-version"),
    path(
        "documents/<int:pk>/versions/<int:number>/files/<int:order>/",
        page.attachment,
        name="desk-attachment",
    ),
]
