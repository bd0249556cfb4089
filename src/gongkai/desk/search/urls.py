"""The address of the desk's search."""

from django.urls import path

from gongkai.desk.search import views

urlpatterns = [path("search/", views.search, name="desk-search")]
