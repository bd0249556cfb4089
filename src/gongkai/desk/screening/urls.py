"""Addresses of screening."""

from django.urls import path

from gongkai.desk.screening.views import assess, lists, rate, register, runs, secrecy

urlpatterns = [
    path("withheld/", register.register, name="desk-withheld"),
    path("withheld/confirm/", register.confirm, name="desk-withheld-confirm"),
    path("withheld/new/", register.propose, name="desk-withheld-new"),
    path("withheld/export/<slug:kind>/", register.export, name="desk-withheld-export"),
    path("withheld/<int:pk>/", register.entry, name="desk-withheld-entry"),
    path("withheld/<int:pk>/<slug:name>/", register.step, name="desk-withheld-step"),
    path("rate/", rate.rate, name="desk-rate"),
    path("rate/<slug:part>/", rate.listed, name="desk-rate-list"),
    path("secrecy/", secrecy.stops, name="desk-secrecy"),
    path("secrecy/<int:pk>/", secrecy.stop, name="desk-secrecy-stop"),
    path("secrecy/<int:pk>/<slug:name>/", secrecy.act, name="desk-secrecy-act"),
    path("assessments/", assess.assessments, name="desk-assessments"),
    path("assessments/<int:pk>/", assess.assessment, name="desk-assessment"),
    path("assessments/<int:pk>/delete/", assess.delete, name="desk-assessment-delete"),
    path("documents/<int:pk>/assessment/", assess.assess, name="desk-assess"),
    path("documents/<int:pk>/assessment/reuse/", assess.reuse, name="desk-assess-reuse"),
    path("documents/<int:pk>/run/<int:run>/<slug:name>/", runs.act, name="desk-run"),
    path("settings/lists/", lists.lists, name="desk-lists"),
]
