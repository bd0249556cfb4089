"""个人信息保护影响评估: of one list, taken over from last time, printed, kept three years."""

from datetime import date
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from gongkai.desk import told
from gongkai.desk.access_rules import needs
from gongkai.desk.documents.found import document_or_404
from gongkai.desk.paging import listing
from gongkai.desk.requests import DeskRequest, today
from gongkai.desk.screening.assess_form import LABELS, AssessForm, proposed
from gongkai.desk.screening.steps import subject_link
from gongkai.disclosures.queries.public_list import list_kind, originals
from gongkai.law.procedure import NotAllowed
from gongkai.law.roles import Role
from gongkai.screening import access, operations, queries

if TYPE_CHECKING:
    from gongkai.disclosures.models import Document
    from gongkai.law.public_lists import PublicList
    from gongkai.screening.models import Assessment

ASSESSORS = (Role.CLERK, Role.CHECKER)


def _assessment_or_404(request: DeskRequest, pk: int) -> "Assessment":
    try:
        return access.assessment(request.actor, pk)
    except ObjectDoesNotExist:
        raise Http404 from None


def _kind_of(document: "Document", on: date) -> "PublicList":
    return list_kind(document, on)


@needs()
def assessments(request: DeskRequest) -> HttpResponse:
    """Show every assessment of the actor's organs."""
    found = listing(request, access.assessments(request.actor))
    return render(request, "desk/screening/assessments.html", {"listing": found})


@needs()
def assessment(request: DeskRequest, pk: int) -> HttpResponse:
    """Show one assessment, to be read and printed."""
    found = _assessment_or_404(request, pk)
    shown = {
        "made": found,
        "written": [(label, getattr(found, name)) for name, label in LABELS.items()],
        "link": subject_link(found.subject),
        "may_delete": today(request) > found.keep_until,
    }
    return render(request, "desk/screening/assessment.html", shown)


@require_POST
@needs(*ASSESSORS)
def delete(request: DeskRequest, pk: int) -> HttpResponse:
    """Destroy a record that has been kept long enough."""
    found = _assessment_or_404(request, pk)
    try:
        operations.delete_assessment(found, by=request.actor, at=request.now)
    except NotAllowed as why:
        told.refused(request, str(why))
        return redirect("desk-assessment", pk)
    told.done(request, f"已销毁评估记录：{found.title}")
    return redirect("desk-assessments")


@needs(*ASSESSORS)
def assess(request: DeskRequest, pk: int) -> HttpResponse:
    """Assess the effect of one list, or see what was assessed."""
    document = document_or_404(request, pk)
    kind, posted = _kind_of(document, today(request)), request.method == "POST"
    form = AssessForm(request.POST if posted else None, initial=_measures(document))
    if posted and form.is_valid():
        try:
            operations.assess(list_kind=kind.key, **_about(document, request), **form.cleaned_data)
        except NotAllowed as why:
            form.add_error(None, str(why))
        else:
            told.done(request, f"已保存影响评估：{document.title}")
            return redirect("desk-document", pk)
    shown = {
        "document": document,
        "kind": kind,
        "form": form,
        "made": queries.assessment_of(document.reference),
        "last": queries.last_assessment(document.organ_id, kind.key, document.reference),
    }
    return render(request, "desk/screening/assess.html", shown)


def _measures(document: "Document") -> dict[str, str]:
    """Propose what was done when the list was made from an office's file."""
    if not originals(document):
        return {}
    version = document.current
    until = version.display_until if version else None
    return proposed(reversed(queries.entries_of(document.reference)), until)


def _about(document: "Document", request: DeskRequest) -> dict[str, Any]:
    return {
        "organ": document.organ_id,
        "subject": document.reference,
        "title": document.title,
        "by": request.actor,
        "at": request.now,
    }


@require_POST
@needs(*ASSESSORS)
def reuse(request: DeskRequest, pk: int) -> HttpResponse:
    """Take last time's assessment over for this list."""
    document = document_or_404(request, pk)
    kind = _kind_of(document, today(request))
    last = queries.last_assessment(document.organ_id, kind.key, document.reference)
    if last is None:
        told.refused(request, "这类名单还没有做过评估，请填写")
        return redirect("desk-assess", pk)
    try:
        operations.reuse(last, **_about(document, request))
    except NotAllowed as why:
        told.refused(request, str(why))
        return redirect("desk-assess", pk)
    told.done(request, f"已沿用上次评估：{last.title}。您对这次沿用负责，请核对名单项目没有变化")
    return redirect("desk-document", pk)
