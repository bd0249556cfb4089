"""The list of requests, and registration of what comes to the window, by post, fax or e-mail."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString

from gongkai.desk.access_rules import needs
from gongkai.desk.foi.forms import RequestFilter, TakeInForm
from gongkai.desk.paging import listing
from gongkai.desk.requests import DeskRequest, calendar_of, today
from gongkai.desk.words import distance, urgency
from gongkai.foi import access, operations, queries
from gongkai.law.foi import DESK, STATES
from gongkai.law.procedure import NotAllowed
from gongkai.law.roles import Role
from gongkai.organs import access as organs
from gongkai.typeset import qr


@needs(*access.SEES)
def requests(request: DeskRequest) -> HttpResponse:
    """Show the requests: how many stand where, and those the filter leaves."""
    visible, on = access.visible(request.actor), today(request)
    form = RequestFilter(request.GET)
    found = listing(request, queries.narrowed(visible, form.filter(request)))
    counts = queries.states(visible)
    shown = {
        "form": form,
        "listing": found,
        "rows": [_row(each, request) for each in found.page],
        "states": [(key, label, counts[key]) for key, label in STATES.items() if key in counts],
        "late": queries.narrowed(visible, queries.Filter(overdue_on=on)).count(),
        "lapsed": list(queries.lapsed_waits(visible, on)[:6]),
        "may_take_in": bool(request.actor.roles & DESK),
        "year": on.year,
    }
    return render(request, "desk/foi/requests.html", shown)


def _row(each: Any, request: DeskRequest) -> tuple[Any, str, str]:
    """Return a request, how far its last day is away, and the class that marks it."""
    on = today(request)
    if each.due_on is None or not each.is_open:
        return each, "", ""
    return each, distance(each.due_on, on, calendar_of(request)), urgency(each.due_on, on)


@needs(Role.CLERK, Role.WINDOW)
def new(request: DeskRequest) -> HttpResponse:
    """Register a request; its receipt, with the query code, is shown once."""
    form = TakeInForm(request.POST if request.method == "POST" else None, request=request)
    if request.method == "POST" and form.is_valid():
        office = organs.visible(request.actor).get(pk=form.cleaned_data["organ"])
        try:
            made = operations.take_in(office, form.application(), by=request.actor, at=request.now)
        except NotAllowed as why:
            form.add_error(None, str(why))
        else:
            shown = {"made": made, "qr": SafeString(qr.svg(made.code))}
            return render(request, "desk/foi/receipt.html", shown)
    return render(request, "desk/foi/new.html", {"form": form})
