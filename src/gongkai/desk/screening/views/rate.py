"""主动公开率: the two numbers of each office and year, and the lists behind them."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render

from gongkai.desk.access_rules import needs
from gongkai.desk.documents.rows import document_row
from gongkai.desk.paging import listing
from gongkai.desk.requests import DeskRequest, calendar_of, today
from gongkai.disclosures.queries import rate as queries
from gongkai.organs import access as organs

BODIES = ("draft__body", "live__body")


def _year(request: DeskRequest) -> int:
    asked = request.GET.get("year", "")
    known = queries.years(request.actor, today(request))
    return int(asked) if asked.isdecimal() and int(asked) in known else known[0]


@needs()
def rate(request: DeskRequest) -> HttpResponse:
    """Show for each office what should be public, what is, and the rate."""
    on, year = today(request), _year(request)
    found = queries.rates(request.actor, year, on)
    offices = [each for each in organs.visible(request.actor) if each.pk in found]
    shown: dict[str, Any] = {
        "year": year,
        "years": queries.years(request.actor, on),
        "rows": [(office, found[office.pk]) for office in offices],
        "total": queries.total(found.values()),
        "on": on,
        "formula": queries.FORMULA,
        "counts_withheld": settings.GONGKAI["rate_counts_withheld"],
    }
    return render(request, "desk/screening/rate.html", shown)


@needs()
def listed(request: DeskRequest, part: str) -> HttpResponse:
    """Show the documents behind one number."""
    if part not in queries.PARTS:
        raise Http404
    on, year, asked = today(request), _year(request), request.GET.get("organ", "")
    chosen = {int(asked)} if asked.isdecimal() else request.actor.organs
    office = organs.visible(request.actor).filter(pk__in=chosen).first() if asked else None
    rows = queries.part(request.actor, part, year, on, chosen).defer(*BODIES)
    found, calendar = listing(request, rows), calendar_of(request)
    shown = {
        "part": queries.PARTS[part],
        "year": year,
        "bureau": office,
        "listing": found,
        "rows": [document_row(each, on, calendar) for each in found.page],
    }
    return render(request, "desk/screening/rate_list.html", shown)
