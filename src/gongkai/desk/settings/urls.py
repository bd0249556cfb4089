"""Addresses of the settings."""

from django.urls import path

from gongkai.desk.settings.views import catalogue, columns, holidays, items, offices, wording

urlpatterns = [
    path("settings/", offices.overview, name="desk-settings"),
    path("settings/columns/", columns.columns, name="desk-columns"),
    path("settings/columns/<slug:slug>/", columns.revise, name="desk-column"),
    path("settings/columns/<slug:slug>/close/", columns.close, name="desk-column-close"),
    path("settings/holidays/", holidays.holidays, name="desk-holidays"),
    path("settings/wording/", wording.own, name="desk-wording"),
    path("settings/wording/<slug:slug>/", wording.wording, name="desk-wording-of"),
    path("settings/wording/<slug:slug>/new/", wording.rule, name="desk-word-new"),
    path("settings/wording/<slug:slug>/allow/", wording.allow, name="desk-word-allow"),
    path("settings/wording/<slug:slug>/off/", wording.off, name="desk-word-off"),
    path("settings/wording/<slug:slug>/import/", wording.take_in, name="desk-word-import"),
    path(
        "settings/wording/<slug:slug>/export/<slug:kind>/", wording.export, name="desk-word-export"
    ),
    path("settings/wording/<slug:slug>/<int:pk>/", wording.rule, name="desk-word"),
    path("settings/wording/<slug:slug>/<int:pk>/end/", wording.end, name="desk-word-end"),
    path("settings/offices/<slug:slug>/", offices.office, name="desk-office"),
    path("settings/offices/<slug:slug>/<slug:name>/", offices.act, name="desk-office-act"),
    path("catalogue/", catalogue.catalogue, name="desk-catalogue"),
    path("catalogue/export/", catalogue.export, name="desk-catalogue-export"),
    path("catalogue/new/", items.add, name="desk-item-new"),
    path("catalogue/<int:pk>/", items.revise, name="desk-item"),
    path("catalogue/<int:pk>/retire/", items.retire, name="desk-item-retire"),
    path("catalogue/import/", catalogue.take_in, name="desk-catalogue-import"),
]
