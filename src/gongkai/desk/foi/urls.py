"""Addresses of requests."""

from django.urls import path

from gongkai.desk.foi.views import bureau, case, letters, lists, reply, table

urlpatterns = [
    path("requests/", lists.requests, name="desk-requests"),
    path("requests/new/", lists.new, name="desk-request-new"),
    path("requests/table-three/", table.table, name="desk-table-three"),
    path(
        "requests/table-three/<slug:row>/<slug:column>/", table.cell, name="desk-table-three-cell"
    ),
    path("requests/<int:pk>/", case.case, name="desk-request"),
    path("requests/<int:pk>/step/<slug:name>/", case.step, name="desk-request-step"),
    path("requests/<int:pk>/applicant/", case.applicant, name="desk-request-applicant"),
    path("requests/<int:pk>/papers/<int:key>/", case.paper, name="desk-request-paper"),
    path("requests/<int:pk>/party/<slug:mark>/", case.third_party, name="desk-request-party"),
    path("requests/<int:pk>/amend/", case.amend, name="desk-request-amend"),
    path("requests/<int:pk>/due/", case.due, name="desk-request-due"),
    path("requests/<int:pk>/reply/", reply.choose, name="desk-request-reply"),
    path("requests/<int:pk>/reply/<slug:code>/", reply.write, name="desk-request-write"),
    path("requests/<int:pk>/letters/<int:number>/", letters.letter, name="desk-request-letter"),
    path(
        "requests/<int:pk>/letters/<int:number>/<slug:kind>/",
        letters.fetch,
        name="desk-request-letter-file",
    ),
    path("settings/offices/<slug:slug>/requests/", bureau.bureau, name="desk-request-bureau"),
]
