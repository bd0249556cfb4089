"""Addresses of the settings."""

from django.urls import path

from gongkai.desk.settings.views import catalogue, columns, holidays, items, offices

urlpatterns = [
    path("settings/", offices.overview, name="desk-settings"),
    path("settings/columns/", columns.columns, name="desk-columns"),
    path("settings/columns/<slug:slug>/", columns.revise, name="desk-column"),
    path("settings/columns/<slug:slug>/close/", columns.close, name="desk-column-close"),
    path("settings/holidays/", holidays.holidays, name="desk-holidays"),
    path("settings/offices/<slug:slug>/", offices.office, name="desk-office"),
    path("settings/offices/<slug:slug>/<slug:name>/", offices.act, name="desk-office-act"),
    path("catalogue/", catalogue.catalogue, name="desk-catalogue"),
    path("catalogue/export/", catalogue.export, name="desk-catalogue-export"),
    path("catalogue/new/", items.add, name="desk-item-new"),
    path("catalogue/<int:pk>/", items.revise, name="desk-item"),
    path("catalogue/<int:pk>/retire/", items.retire, name="desk-item-retire"),
    path("catalogue/import/", catalogue.take_in, name="desk-catalogue-import"),
]
