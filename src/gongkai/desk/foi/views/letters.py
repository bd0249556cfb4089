"""Letters of a request: read, fetched as files. Each look is recorded."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from gongkai.desk import told
from gongkai.desk.access_rules import needs
from gongkai.desk.foi.found import handed_out, in_lines, letter_or_404
from gongkai.desk.foi.views.case import HANDLERS
from gongkai.desk.requests import DeskRequest
from gongkai.foi import operations
from gongkai.foi.papers import issued
from gongkai.law.letter_contents import contents
from gongkai.law.procedure import NotAllowed

TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


@require_POST
@needs(*HANDLERS)
def letter(request: DeskRequest, pk: int, number: int) -> HttpResponse:
    """Show the text of a letter."""
    found = letter_or_404(request, pk, number)
    try:
        opened = operations.look_at_letter(found, by=request.actor, at=request.now)
    except NotAllowed as why:
        told.refused(request, str(why))
        return redirect("desk-request", pk)
    names = {each.key: each.name for each in contents(found.code)}
    names |= {"remedy": "救济告知", **found.kind.needs}
    parts = [(names.get(part, part), in_lines(words)) for part, words in opened.text.items()]
    return render(request, "desk/foi/letter.html", {"letter": found, "parts": parts, "pk": pk})


@require_POST
@needs(*HANDLERS)
def fetch(request: DeskRequest, pk: int, number: int, kind: str) -> HttpResponse:
    """Hand out a letter as .pdf or .docx; the files are made when first asked for."""
    found = letter_or_404(request, pk, number)
    if kind not in TYPES:
        raise Http404
    try:
        found = issued.kept(found, by=request.actor, at=request.now)
        name, data = operations.fetch_letter(found, kind, by=request.actor, at=request.now)
    except NotAllowed as why:
        told.refused(request, str(why))
        return redirect("desk-request", pk)
    return handed_out(name, data, TYPES[kind])
