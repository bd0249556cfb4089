"""The page of a document: what comes next, its text, versions, signatures, files and history."""

from typing import cast

from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import render

from gongkai.desk.access_rules import needs
from gongkai.desk.documents import proof
from gongkai.desk.documents.compared import compared
from gongkai.desk.documents.found import document_or_404, version_or_404
from gongkai.desk.documents.matter import matter, term
from gongkai.desk.requests import DeskRequest, calendar_of, today
from gongkai.desk.terms import numbered
from gongkai.disclosures.operations.public_list import OVER, READERS
from gongkai.disclosures.queries import verification_told
from gongkai.disclosures.queries.public_list import originals
from gongkai.kernel import kept
from gongkai.law.roles import Role
from gongkai.screening import queries as screening


@needs()
def document(request: DeskRequest, pk: int) -> HttpResponse:
    """Show a document."""
    found = document_or_404(request, pk)
    shown = matter(found, request) | proof.counted(found)
    shown |= {
        "versions": list(found.versions.select_related("author").order_by("-number")),
        "signatures": list(found.signatures.select_related("version").order_by("id")),
        "attachments": list(found.current.attachments.select_related("file"))
        if found.current
        else [],
        "notices": list(found.notices.order_by("-id")),
        "validity": found.validity(today(request)),
        "verified": verification_told(found),
        "interpretations": list(found.interpretations.order_by("id")),
        "may_erase": bool(request.actor.roles & {Role.ADMIN, Role.SUPERVISOR}),
        "assessment": screening.assessment_of(found.reference),
        "entries": screening.entries_of(found.reference),
        "originals": originals(found),
        "may_open": bool(request.actor.roles & READERS),
        "list_over": found.state in OVER,
    }
    return render(request, "desk/documents/document.html", shown)


@needs()
def version(request: DeskRequest, pk: int, number: int) -> HttpResponse:
    """Show one text of a document as it was."""
    found = version_or_404(request, pk, number)
    attachments = list(found.attachments.select_related("file"))
    shown = {"document": document_or_404(request, pk), "version": found, "attachments": attachments}
    return render(request, "desk/documents/version.html", shown)


@needs()
def differences(request: DeskRequest, pk: int) -> HttpResponse:
    """Show what differs between two texts of a document; the last two unless asked."""
    found = document_or_404(request, pk)
    numbers = list(found.versions.order_by("-number").values_list("number", flat=True))
    asked = [request.GET.get("old", ""), request.GET.get("new", "")]
    last = numbers[0] if numbers else 0
    before = numbers[1] if len(numbers) > 1 else last
    old, new = (
        int(given) if given.isdecimal() else usual
        for given, usual in zip(asked, (before, last), strict=True)
    )
    left, right = version_or_404(request, pk, old), version_or_404(request, pk, new)
    shown = {"document": found, "numbers": numbers, "old": left, "new": right}
    return render(request, "desk/documents/differences.html", shown | compared(left, right))


@needs()
def attachment(request: DeskRequest, pk: int, number: int, order: int) -> HttpResponse:
    """Hand out an attachment of one text."""
    found = version_or_404(request, pk, number).attachments.select_related("file")
    row = found.filter(order=order).first()
    if row is None:
        raise Http404
    try:
        stream = kept.open_file(row.file)
    except FileNotFoundError:
        raise Http404 from None  # its bytes bore a mark of secrecy
    return cast("HttpResponse", FileResponse(stream, as_attachment=True, filename=row.name))


@needs()
def due(request: DeskRequest, pk: int) -> HttpResponse:
    """Show how the date of law was found, day by day."""
    found = document_or_404(request, pk)
    calendar = calendar_of(request)
    reckoned = term(found, calendar)
    days = reckoned.days if reckoned else ()
    sources = {notice.year: notice.source for notice in calendar.notices}
    years = sorted({day.on.year for day in days} & sources.keys())
    shown = matter(found, request) | {
        "term": reckoned,
        "days": numbered(days),
        "sources": [sources[year] or f"{year}年放假安排" for year in years],
    }
    return render(request, "desk/documents/due.html", shown)
