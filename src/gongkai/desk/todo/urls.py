"""Addresses of the first page."""

from django.urls import path

from gongkai.desk.todo import views

urlpatterns = [
    path("", views.todo, name="desk-todo"),
]
