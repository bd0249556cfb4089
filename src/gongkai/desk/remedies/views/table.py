"""Table four of the annual report at the desk: fifteen numbers, each opens its cases."""

from django.http import Http404, HttpResponse
from django.shortcuts import render

from gongkai.desk.access_rules import needs
from gongkai.desk.paging import listing
from gongkai.desk.remedies.steps import due_words
from gongkai.desk.requests import DeskRequest, today
from gongkai.law import remedies as law
from gongkai.law.remedies import Result
from gongkai.remedies import queries

FIRST_YEAR = 2008
"""Since 2008 offices report on disclosure every year."""


def _year(request: DeskRequest) -> int:
    asked, last = request.GET.get("year", ""), today(request).year
    return int(asked) if asked.isdecimal() and FIRST_YEAR <= int(asked[:4]) <= last else last


@needs()
def table_four(request: DeskRequest) -> HttpResponse:
    """Show table four of a year."""
    year, organs = _year(request), request.actor.organs
    shown = {
        "year": year,
        "years": range(today(request).year, today(request).year - 6, -1),
        "groups": queries.table_four(organs, year),
        "complaints": queries.complaints_of(organs, year).count(),
    }
    return render(request, "desk/remedies/table_four.html", shown)


@needs()
def cell(request: DeskRequest, way: str, column: str) -> HttpResponse:
    """Show the cases behind one number."""
    year, on = _year(request), today(request)
    try:
        rows = queries.cell(request.actor.organs, year, f"{way}.{column}").order_by("-id")
    except LookupError:
        raise Http404 from None
    found = listing(request, rows.select_related("organ", "handler"))
    result = "总计" if column == queries.TOTAL else Result(column).label
    shown = {
        "year": year,
        "title": f"{law.Dispute(way).label} · {result}",
        "listing": found,
        "rows": [(case, *due_words(case, on)) for case in found.page],
    }
    return render(request, "desk/remedies/cell.html", shown)
