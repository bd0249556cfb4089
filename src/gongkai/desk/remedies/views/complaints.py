"""Complaints: the list, registration, one complaint and its steps."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from gongkai.desk import told
from gongkai.desk.access_rules import needs
from gongkai.desk.paging import listing
from gongkai.desk.remedies.complaint_forms import STEPS, ComplaintForm
from gongkai.desk.requests import DeskRequest
from gongkai.kernel.ledger_line import history
from gongkai.law.procedure import NotAllowed
from gongkai.law.roles import Role
from gongkai.remedies import access, operations

if TYPE_CHECKING:
    from gongkai.remedies.models import Complaint


def _complaint_or_404(request: DeskRequest, pk: int) -> "Complaint":
    try:
        return access.complaint(request.actor, pk)
    except ObjectDoesNotExist:
        raise Http404 from None


@needs(Role.SUPERVISOR)
def complaints(request: DeskRequest) -> HttpResponse:
    """Show the complaints, newest first."""
    found = listing(request, access.complaints(request.actor))
    return render(request, "desk/remedies/complaints.html", {"listing": found})


@needs(Role.SUPERVISOR)
def new(request: DeskRequest) -> HttpResponse:
    """Register a complaint."""
    form = ComplaintForm(request.POST if request.method == "POST" else None, request=request)
    organ = request.actor.organ
    if request.method == "POST" and form.is_valid() and organ is not None:
        who: dict[str, Any] = {"by": request.actor, "at": request.now}
        try:
            made = operations.receive(organ=organ, **form.arguments(), **who)
        except NotAllowed as why:
            form.add_error(None, str(why))
        else:
            told.done(request, "已登记举报")
            return redirect("desk-complaint", made.pk)
    return render(request, "desk/remedies/complaint_new.html", {"form": form})


@needs(Role.SUPERVISOR)
def complaint(request: DeskRequest, pk: int) -> HttpResponse:
    """Show one complaint and what can be done now."""
    return _shown(request, _complaint_or_404(request, pk), {})


def _shown(
    request: DeskRequest, found: "Complaint", asked: dict[str, forms.BaseForm]
) -> HttpResponse:
    offers = found.offers(request.actor, request.now)
    shown = {
        "case": found,
        "steps": [
            (
                offer,
                STEPS[offer.step.name],
                asked.get(offer.step.name, STEPS[offer.step.name].form()),
            )
            for offer in offers
        ],
        "wrong": list(asked.values()),
        "log": history(found.reference)[::-1],
    }
    return render(request, "desk/remedies/complaint.html", shown)


@require_POST
@needs(Role.SUPERVISOR)
def step(request: DeskRequest, pk: int, name: str) -> HttpResponse:
    """Take a step of a complaint."""
    found = _complaint_or_404(request, pk)
    if name not in STEPS:
        raise Http404
    form = STEPS[name].form(request.POST)
    if form.is_valid():
        try:
            STEPS[name].act(found, **form.cleaned_data, by=request.actor, at=request.now)
        except NotAllowed as why:
            form.add_error(None, str(why))
        else:
            told.done(request, "已办理")
            return redirect("desk-complaint", pk)
    return _shown(request, _complaint_or_404(request, pk), {name: form})
