"""Lists of documents: all, one's own, waiting for a check, by late office, by month."""

from datetime import date
from typing import Any

from django.db.models import Count, Min, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import render

from gongkai.desk.access_rules import needs
from gongkai.desk.documents.filters import FilterForm
from gongkai.desk.documents.month import Month
from gongkai.desk.documents.rows import document_row
from gongkai.desk.documents.views.check import waiting
from gongkai.desk.paging import listing
from gongkai.desk.requests import DeskRequest, today
from gongkai.disclosures import access, queries
from gongkai.kernel import calendars
from gongkai.law.roles import Role

BODIES = ("draft__body", "live__body")
"""Texts are long and no list shows them."""


def _listed(request: DeskRequest, rows: QuerySet[Any], **shown: Any) -> HttpResponse:
    form = FilterForm(request.GET, by=request.actor)
    found = listing(request, form.apply(rows.defer(*BODIES)))
    on, calendar = today(request), calendars.current()
    shown |= {
        "form": form,
        "listing": found,
        "rows": [document_row(each, on, calendar) for each in found.page],
    }
    return render(request, "desk/documents/list.html", shown)


@needs()
def documents(request: DeskRequest) -> HttpResponse:
    """Show the documents of the actor's organs."""
    rows = access.visible(request.actor)
    empty = "这里列出本机关的全部稿件，从起草到公开、撤下。"
    return _listed(request, rows, heading="信息公开", empty=empty)


@needs(Role.CLERK)
def mine(request: DeskRequest) -> HttpResponse:
    """Show what the actor drafted or carries for somebody."""
    empty = "您起草的稿件会列在这里，别人请假或离任交给您的也在内。"
    return _listed(request, queries.mine(request.actor), heading="我起草的", empty=empty)


@needs(Role.CHECKER)
def checks(request: DeskRequest) -> HttpResponse:
    """Show what waits for the actor's check."""
    rows = waiting(request, "checking", "referred")
    empty = "送到您岗位审查的稿件会列在这里，按法定期限先后排列。"
    return _listed(request, rows, heading="待我审查", empty=empty)


@needs()
def calendar(request: DeskRequest) -> HttpResponse:
    """Show a month with what falls due in it."""
    on = today(request)
    try:
        month = Month.read(request.GET.get("month", ""), on)
    except ValueError:
        raise Http404 from None
    found = queries.due_between(request.actor, month.first, month.last)
    shown = {"month": month, "days": month.days(found, on, calendars.current())}
    return render(request, "desk/documents/calendar.html", shown | {"count": len(found)})


@needs(Role.SUPERVISOR, Role.ADMIN)
def supervision(request: DeskRequest) -> HttpResponse:
    """Show for each office how much is open, late and soon due, and what must be countersigned."""
    on = today(request)
    soon = calendars.current().add_workdays(on, queries.SOON_WORKDAYS)
    open_rows = access.visible(request.actor).in_work().filter(published_at=None)
    shown = {"rows": _by_office(open_rows, on, soon), "today": on}
    return render(
        request, "desk/documents/supervision.html", shown | {"countersigns": _countersigns(request)}
    )


def _countersigns(request: DeskRequest) -> list[dict[str, Any]]:
    """Return what was made public in an emergency and waits for its second signature."""
    found = queries.open_countersigns(request.actor).defer(*BODIES)
    dues = [(each, queries.countersign_due(each)) for each in found]
    return [{"document": each, "due": due, "late": due < request.now} for each, due in dues]


def _by_office(rows: QuerySet[Any], on: date, soon: date) -> list[dict[str, Any]]:
    def counted(found: QuerySet[Any]) -> dict[int, int]:
        grouped = found.order_by().values("organ").annotate(n=Count("id"))
        return {row["organ"]: row["n"] for row in grouped}

    late, near = (
        counted(rows.filter(due_on__lt=on)),
        counted(rows.filter(due_on__range=(on, soon))),
    )
    offices = rows.order_by("organ__path").values("organ", "organ__name", "organ__path")
    named = offices.annotate(n=Count("id"), first=Min("due_on"))
    return [
        {
            "organ": row["organ"],
            "name": row["organ__name"],
            "open": row["n"],
            "late": late.get(row["organ"], 0),
            "soon": near.get(row["organ"], 0),
            "first": row["first"],
        }
        for row in named
    ]
