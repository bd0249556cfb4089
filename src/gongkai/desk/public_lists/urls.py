"""Addresses of public lists."""

from django.urls import path

from gongkai.desk.public_lists.views import original, steps

urlpatterns = [
    path("lists/new/", steps.begin, name="desk-list-new"),
    path("lists/<int:pk>/file/", steps.begin, name="desk-list-again"),
    path("lists/<int:pk>/columns/", steps.columns, name="desk-list-columns"),
    path("lists/<int:pk>/sheet/", steps.sheet, name="desk-list-sheet"),
    path("lists/<int:pk>/finish/", steps.finish, name="desk-list-finish"),
    path("lists/<int:pk>/give-up/", steps.give_up, name="desk-list-give-up"),
    path("documents/<int:pk>/original/<int:original>/", original.look, name="desk-original"),
    path(
        "documents/<int:pk>/original/<int:original>/destroy/",
        original.destroy,
        name="desk-original-destroy",
    ),
]
