"""Addresses of the settings."""

from django.urls import path

from gongkai.desk.settings.views import catalogue, holidays, offices

urlpatterns = [
    path("settings/", offices.overview, name="desk-settings"),
    path("settings/columns/", catalogue.columns, name="desk-columns"),
    path("settings/holidays/", holidays.holidays, name="desk-holidays"),
    path("settings/offices/<slug:slug>/", offices.office, name="desk-office"),
    path("settings/offices/<slug:slug>/<slug:name>/", offices.act, name="desk-office-act"),
    path("catalogue/", catalogue.catalogue, name="desk-catalogue"),
    path("catalogue/export/", catalogue.export, name="desk-catalogue-export"),
    path("catalogue/import/", catalogue.take_in, name="desk-catalogue-import"),
]
