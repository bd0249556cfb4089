"""Addresses of the public site: previews for the staff, and everything that is published."""

from django.urls import path

from gongkai.portal import views
from gongkai.portal.asking import views as asking

urlpatterns = [
    path("preview/<int:pk>/", views.preview_document, name="portal-preview"),
    path("preview/<int:pk>/files/<str:name>", views.preview_file, name="portal-preview-file"),
    path("sousuo/", views.search, name="portal-search"),
    path("sousuo/tishi/", views.suggest, name="portal-suggest"),
    path("shenqing/", asking.ask, name="portal-ask"),
    path("shenqing/jindu/", asking.progress, name="portal-progress"),
    path("", views.published, name="portal-home"),
    path("<path:path>", views.published, name="portal-page"),
]
