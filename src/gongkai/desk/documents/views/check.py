"""The secrecy check: text left, findings and checklist right, what changed since last time."""

from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from gongkai.desk import told
from gongkai.desk.access_rules import needs
from gongkai.desk.documents import findings, proof
from gongkai.desk.documents.check_form import CheckForm, initial_of, record_of
from gongkai.desk.documents.compared import compared
from gongkai.desk.documents.finding_form import FindingForm
from gongkai.desk.documents.found import document_or_404
from gongkai.desk.documents.matter import matter
from gongkai.desk.documents.offers import waiting_words
from gongkai.desk.requests import DeskRequest
from gongkai.disclosures import access, operations, queries
from gongkai.law.procedure import NotAllowed
from gongkai.law.roles import Role
from gongkai.screening import access as screening_access
from gongkai.screening import operations as screening
from gongkai.screening import queries as screening_queries

if TYPE_CHECKING:
    from gongkai.disclosures.models import Document

PASSING = {"pass_check": operations.pass_check, "concur": operations.concur}


@needs(Role.CHECKER)
def check(request: DeskRequest, pk: int) -> HttpResponse:
    """Show a text to its reviewer; keep the answers; pass it on."""
    document = document_or_404(request, pk)
    if document.state not in ("checking", "referred"):
        told.warn(request, f"这份稿件现在是“{document.state_label}”，不需要审查")
        return redirect("desk-document", pk)
    data = request.POST if request.method == "POST" else None
    form = CheckForm(data, document=document, initial=_written(document, request))
    if data is not None and form.is_valid() and (way := _reviewed(form, document, request)):
        return redirect(way)
    shown = matter(document, request) | findings.shown(document, request)
    shown |= _beside(document, request) | proof.counted(document)
    return render(request, "desk/documents/check.html", shown | {"form": form})


def _written(document: "Document", request: DeskRequest) -> dict[str, str]:
    version = document.current
    subject, person = document.reference, request.actor.person
    return initial_of(
        screening_queries.review_of(subject, version.digest, person) if version else None
    )


def _beside(document: "Document", request: DeskRequest) -> dict[str, Any]:
    """Return the neighbours in the queue, the files, and what changed since the last review."""
    before, after = neighbours(document, request)
    last, version = queries.compared_with(document), document.current
    steps = [o.step for o in document.offers(request.actor, request.now) if o.step.name in PASSING]
    facts = document.facts(request.actor, request.now, "-")
    wanted = "concur" if facts.checks_left > 1 else "pass_check"
    return {
        "before": before,
        "after": after,
        "last": last,
        "passing": next((each for each in steps if each.name == wanted), None),
        "attachments": list(version.attachments.select_related("file")) if version else [],
        "reviews": screening_queries.reviews(document.reference),
        **(compared(last, version) if last and version else {"changes": [], "changed_count": 0}),
    }


def neighbours(
    document: "Document", request: DeskRequest
) -> "tuple[Document | None, Document | None]":
    """Return the documents before and after this one among those waiting for a check."""
    queue = list(waiting(request, "checking", "referred"))
    place = next((n for n, each in enumerate(queue) if each.pk == document.pk), None)
    if place is None:
        return None, queue[0] if queue else None
    return queue[place - 1] if place else None, next(iter(queue[place + 1 :]), None)


def waiting(request: DeskRequest, *states: str) -> Any:
    """Return the documents in these states whose turn is at one of the actor's posts."""
    found = access.visible(request.actor).filter(waiting_post__in=request.actor.posts)
    return found.filter(state__in=states).order_by("due_on", "id")


def _reviewed(form: CheckForm, document: "Document", request: DeskRequest) -> str:
    """Keep the review and take the step asked for; return where to go on, or nothing."""
    version = document.current
    who: dict[str, Any] = {"by": request.actor, "at": request.now}
    act = request.POST.get("act", "save")
    _, after = neighbours(document, request)
    try:
        if version is not None and document.state == "checking":
            subject, organ = document.reference, document.organ
            screening.review(subject, version.digest, organ=organ, **form.review(), **who)
        if act in PASSING:
            PASSING[act](document, **who)
    except NotAllowed as why:
        form.add_error(None, str(why))
        return ""
    if act not in PASSING:
        told.done(request, "已保存审查意见")
        return reverse("desk-check", args=[document.pk])
    now = access.get(request.actor, document.pk)
    told.done(request, f"已通过：{now.title}。{waiting_words(now)}")
    return reverse("desk-check", args=[after.pk]) if after else reverse("desk-checks")


@needs(Role.CLERK, Role.CHECKER, Role.SIGNER)
def answer_findings(request: DeskRequest, pk: int) -> HttpResponse:
    """Show the findings of a draft to its drafter, or answer some."""
    document = document_or_404(request, pk)
    known = screening_access.findings(document.reference)
    kinds = {row.name: row.file.kind for row in findings.attachments_of(document)}
    data = request.POST if request.method == "POST" else None
    form = FindingForm(data, findings=known, kinds=kinds)
    if request.method == "POST":
        if form.is_valid():
            try:
                done, undo_url = findings.answer(document, form, request)
                told.done(request, done, undo=undo_url)
            except NotAllowed as why:
                told.refused(request, str(why))
        for faults in form.errors.values():
            told.refused(request, "；".join(map(str, faults)))
        at_check = request.POST.get("back") == "check"
        return redirect("desk-check" if at_check else "desk-findings", pk)
    shown = matter(document, request) | findings.shown(document, request)
    return render(request, "desk/documents/findings.html", shown)


@needs()
def reviews(request: DeskRequest, pk: int) -> HttpResponse:
    """Show the record of the secrecy check, to be printed: who, when, what he answered, on what."""
    document = document_or_404(request, pk)
    shown = {
        "document": document,
        "version": document.current,
        "records": [record_of(each) for each in screening_queries.reviews(document.reference)],
        "signatures": list(document.signatures.select_related("version").order_by("id")),
    }
    return render(request, "desk/documents/reviews.html", shown)


@require_POST
@needs(Role.CLERK, Role.CHECKER, Role.SIGNER)
def undo(request: DeskRequest, pk: int, line: int) -> HttpResponse:
    """Take back the answer that a line of the ledger tells."""
    document = document_or_404(request, pk)
    try:
        operations.undo_answers(document, line, by=request.actor, at=request.now)
    except NotAllowed as why:
        told.refused(request, str(why))
    else:
        told.done(request, "已撤销，这些提示重新待处理")
    at_check = document.state == "checking" and request.actor.has(Role.CHECKER)
    return redirect("desk-check" if at_check else "desk-findings", pk)
