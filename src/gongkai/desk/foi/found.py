"""Requests as views fetch them: the actor's own or a page that is not there."""

from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpResponse

from gongkai.desk.requests import DeskRequest, today
from gongkai.foi import access, queries
from gongkai.foi.queries import CasePage

if TYPE_CHECKING:
    from gongkai.foi.models import Letter, Request


def request_or_404(request: DeskRequest, pk: int) -> "Request":
    """Return a request the actor may see."""
    try:
        return access.get(request.actor, pk)
    except ObjectDoesNotExist:
        raise Http404 from None


def page_or_404(request: DeskRequest, pk: int) -> CasePage:
    """Return the page of a request the actor may see."""
    found = request_or_404(request, pk)
    return queries.page(found, by=request.actor, at=request.now, on=today(request))


def letter_or_404(request: DeskRequest, pk: int, number: int) -> "Letter":
    """Return a letter of a request the actor may see."""
    try:
        return access.letter(request.actor, pk, number)
    except ObjectDoesNotExist:
        raise Http404 from None


def handed_out(name: str, data: bytes, kind: str = "application/octet-stream") -> HttpResponse:
    """Return a file that the browser keeps under its own name and never opens by itself."""
    answer = HttpResponse(data, content_type=kind)
    answer["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    return answer


def in_lines(told: Any) -> str:
    """Return a part of a letter to be read: points and rows of a table line by line."""
    if isinstance(told, str):
        return told
    return "\n".join(line if isinstance(line, str) else "｜".join(map(str, line)) for line in told)
