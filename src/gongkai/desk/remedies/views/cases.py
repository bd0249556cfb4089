"""Cases: the list, registration, one case, its steps, its evidence."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from gongkai.desk import told
from gongkai.desk.access_rules import needs
from gongkai.desk.paging import listing
from gongkai.desk.remedies.forms import CaseFilter, CopyForm, EvidenceSet, evidence_items
from gongkai.desk.remedies.steps import BESIDE, STEPS, beside, due_words
from gongkai.desk.requests import DeskRequest, calendar_of, today
from gongkai.desk.words import distance
from gongkai.foi import access as requests
from gongkai.kernel.ledger_line import history
from gongkai.law.procedure import NotAllowed
from gongkai.law.roles import Role
from gongkai.remedies import access, operations, queries

if TYPE_CHECKING:
    from gongkai.remedies.models import Dispute

EVIDENCE = "evidence"


def _case_or_404(request: DeskRequest, pk: int) -> "Dispute":
    try:
        return access.dispute(request.actor, pk)
    except ObjectDoesNotExist:
        raise Http404 from None


@needs()
def cases(request: DeskRequest) -> HttpResponse:
    """Show the cases, what has to be answered first."""
    rows, on = access.disputes(request.actor), today(request)
    form = CaseFilter(request.GET)
    found = listing(request, form.apply(rows))
    shown = {
        "form": form,
        "listing": found,
        "rows": [(case, *due_words(case, on)) for case in found.page],
        "waiting": list(queries.to_answer(request.actor.organs)[:6]),
        "may_register": request.actor.has(Role.CLERK),
        "year": on.year,
    }
    return render(request, "desk/remedies/cases.html", shown)


@needs(Role.CLERK)
def new(request: DeskRequest) -> HttpResponse:
    """Register a case from its copy."""
    form = CopyForm(request.POST if request.method == "POST" else None, request=request)
    if request.method == "POST" and form.is_valid():
        who: dict[str, Any] = {"by": request.actor, "at": request.now}
        try:
            made = operations.register(form.copy(), organ=form.cleaned_data["organ"], **who)
        except NotAllowed as why:
            form.add_error(None, str(why))
        else:
            told.done(request, f"已登记 {made.number}，{made.respond_by:%Y-%m-%d} 前答复")
            return redirect("desk-case", made.pk)
    return render(request, "desk/remedies/new.html", {"form": form})


@needs()
def case(request: DeskRequest, pk: int) -> HttpResponse:
    """Show one case: what it is about, what is due, evidence, hearings, what can be done now."""
    return _shown(request, _case_or_404(request, pk))


def _shown(
    request: DeskRequest, found: "Dispute", asked: dict[str, forms.BaseForm] | None = None
) -> HttpResponse:
    """Show a case; `asked` are the forms that were wrong, each under its act."""
    asked, on = asked or {}, today(request)
    shown = {
        "case": found,
        "asked": requests.named(request.actor, found.request),
        "wrong": [form for form in asked.values() if form.errors],
        "due": due_words(found, on),
        "distance": distance(found.respond_by, on, calendar_of(request)),
        "evidence": list(found.evidence.order_by("order")),
        "hearings": list(found.hearings.order_by("at", "id")),
        "may_edit": found.state == "registered" and request.actor.has(Role.CLERK),
        "log": history(found.reference)[::-1],
    }
    return render(request, "desk/remedies/case.html", shown | _offered(request, found, asked))


def _offered(
    request: DeskRequest, found: "Dispute", asked: dict[str, forms.BaseForm]
) -> dict[str, Any]:
    """Return what can be done now, each act with its form."""
    offers = [(offer, STEPS[offer.step.name]) for offer in found.offers(request.actor, request.now)]
    return {
        "steps": [(o, act, asked.get(o.step.name, act.form())) for o, act in offers],
        "beside": [
            (name, label, act, asked.get(name, act.form(auto_id=f"id_{name}_%s")))
            for name, label, act in beside(found, request.actor)
        ],
    }


@require_POST
@needs(Role.CLERK, Role.SIGNER)
def step(request: DeskRequest, pk: int, name: str) -> HttpResponse:
    """Take a step of a case, or keep something beside its procedure."""
    found = _case_or_404(request, pk)
    asked = STEPS.get(name) or BESIDE.get(name, ("", None))[1]
    if asked is None:
        raise Http404
    form = asked.form(request.POST, auto_id="id_%s" if name in STEPS else f"id_{name}_%s")
    if form.is_valid():
        try:
            asked.act(found, **form.cleaned_data, by=request.actor, at=request.now)
        except NotAllowed as why:
            form.add_error(None, str(why))
        else:
            told.done(request, f"{asked.done}：{found.number}")
            return redirect("desk-case", pk)
    return _shown(request, _case_or_404(request, pk), {name: form})


@needs(Role.CLERK)
def evidence(request: DeskRequest, pk: int) -> HttpResponse:
    """Write the list of evidence."""
    found = _case_or_404(request, pk)
    rows = found.evidence.order_by("order").values("title", "proves", "pages")
    posted = request.POST if request.method == "POST" else None
    formset, fault = EvidenceSet(posted, initial=list(rows), prefix=EVIDENCE), ""
    if posted is not None and formset.is_valid():
        try:
            items = operations.list_evidence(
                found, evidence_items(formset), by=request.actor, at=request.now
            )
        except NotAllowed as why:
            fault = str(why)
        else:
            told.done(request, f"证据清单已保存，共 {len(items)} 项")
            return redirect("desk-case", pk)
    shown = {"case": found, "formset": formset, "fault": fault}
    return render(request, "desk/remedies/evidence.html", shown)
