"""Table three of the annual report at the desk: every number opens its requests."""

from django.http import Http404, HttpResponse
from django.shortcuts import render

from gongkai.desk.access_rules import needs
from gongkai.desk.paging import listing
from gongkai.desk.requests import DeskRequest, today
from gongkai.foi import access, queries
from gongkai.foi.queries import ALL, COLUMNS
from gongkai.law.answers import UnknownAnswer
from gongkai.law.report_three import ApplicantKind, label
from gongkai.organs import access as organs

HEADS = [*(kind.label for kind in ApplicantKind), "总计"]


def _asked(request: DeskRequest) -> tuple[int, int]:
    """Return the office and the year asked for."""
    asked, last = request.GET.get("year", ""), today(request).year
    year = int(asked) if asked.isdecimal() and len(asked) == 4 else last
    chosen = request.GET.get("organ", "")
    organ = int(chosen) if chosen.isdecimal() else (request.actor.organ or 0)
    if organ not in request.actor.organs:
        raise Http404
    return organ, min(year, last)


@needs(*access.SEES)
def table(request: DeskRequest) -> HttpResponse:
    """Show table three of an office and a year."""
    organ, year = _asked(request)
    try:
        found = queries.table(organ, year)
    except UnknownAnswer:
        raise Http404 from None
    shown = {
        "year": year,
        "organ": organ,
        "offices": list(organs.visible(request.actor)),
        "years": range(today(request).year, max(2018, today(request).year - 6), -1),
        "heads": HEADS,
        "rows": [(row, list(zip(COLUMNS, row.cells, strict=True))) for row in found.rows],
        "unbalanced": found.unbalanced,
    }
    return render(request, "desk/foi/table.html", shown)


@needs(*access.SEES)
def cell(request: DeskRequest, row: str, column: str) -> HttpResponse:
    """Show the requests behind one number."""
    organ, year = _asked(request)
    try:
        rows, words = queries.cell(organ, year, row, column), label(row)
    except UnknownAnswer:
        raise Http404 from None
    if column not in COLUMNS:
        raise Http404
    found = listing(request, rows.select_related("organ", "handler"))
    shown = {
        "year": year,
        "organ": organ,
        "title": words,
        "head": "总计" if column == ALL else ApplicantKind(column).label,
        "listing": found,
        "rows": [(each, "", "") for each in found.page],
    }
    return render(request, "desk/foi/cell.html", shown)
