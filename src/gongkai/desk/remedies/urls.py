"""Addresses of cases, table four and complaints."""

from django.urls import path

from gongkai.desk.remedies.views import cases, complaints, table

urlpatterns = [
    path("cases/", cases.cases, name="desk-cases"),
    path("cases/new/", cases.new, name="desk-case-new"),
    path("cases/table-four/", table.table_four, name="desk-table-four"),
    path("cases/table-four/<slug:way>/<slug:column>/", table.cell, name="desk-table-four-cell"),
    path("cases/<int:pk>/", cases.case, name="desk-case"),
    path("cases/<int:pk>/evidence/", cases.evidence, name="desk-case-evidence"),
    path("cases/<int:pk>/<slug:name>/", cases.step, name="desk-case-step"),
    path("complaints/", complaints.complaints, name="desk-complaints"),
    path("complaints/new/", complaints.new, name="desk-complaint-new"),
    path("complaints/<int:pk>/", complaints.complaint, name="desk-complaint"),
    path("complaints/<int:pk>/<slug:name>/", complaints.step, name="desk-complaint-step"),
]
