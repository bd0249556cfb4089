"""One page for what `/` looks for: own documents that are not public, then public texts."""

from django.http import HttpResponse
from django.shortcuts import render

from gongkai.desk.access_rules import needs
from gongkai.desk.documents.rows import document_row
from gongkai.desk.requests import DeskRequest, today
from gongkai.disclosures import queries
from gongkai.kernel import calendars
from gongkai.search.queries import find

MOST_INSIDE = 20
"""Documents that are not public shown at once; more words make them fewer."""
_BODIES = ("draft__body", "live__body")


@needs()
def search(request: DeskRequest) -> HttpResponse:
    """Show what the actor may see of what was typed; public texts are those everybody finds."""
    number = request.GET.get("page", "")
    page = int(number) if number.isdecimal() and len(number) < 4 else 1
    answer = find(request.GET.get("q", ""), only={}, page=page)
    typed, on, calendar = answer.asked.text, today(request), calendars.current()
    inside = queries.inside(request.actor, typed).defer(*_BODIES)[: MOST_INSIDE + 1]
    rows = [document_row(each, on, calendar) for each in inside] if typed else []
    shown = {"typed": typed, "answer": answer, "rows": rows[:MOST_INSIDE]}
    more = len(rows) > MOST_INSIDE
    return render(request, "desk/search/found.html", shown | {"more": more})
