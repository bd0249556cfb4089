"""不予公开登记: the list, its files, one entry, its steps, a proposal, confirming many at once."""

from typing import TYPE_CHECKING, Any

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from gongkai.desk import told
from gongkai.desk.access_rules import needs
from gongkai.desk.paging import listing
from gongkai.desk.requests import DeskRequest, today
from gongkai.desk.screening import exports
from gongkai.desk.screening.register_forms import (
    ConfirmForm,
    ProposeForm,
    ReasonForm,
    RegisterFilter,
)
from gongkai.desk.screening.steps import STEPS, document_of, subject_link
from gongkai.kernel.ledger_line import history
from gongkai.law.procedure import NotAllowed
from gongkai.law.roles import Role
from gongkai.law.withholding import Extent
from gongkai.organs import access as organs
from gongkai.screening import access, operations, queries

if TYPE_CHECKING:
    from gongkai.screening.models import Withholding

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FILES: dict[str, tuple[Any, str]] = {
    "csv": (exports.csv_file, "text/csv; charset=utf-8"),
    "xlsx": (exports.xlsx_file, XLSX),
}
MOST_ROWS = 20_000
ASSESSORS = frozenset({Role.CHECKER, Role.SIGNER})


def _entry_or_404(request: DeskRequest, pk: int) -> "Withholding":
    try:
        return access.entry(request.actor, pk)
    except ObjectDoesNotExist:
        raise Http404 from None


@needs()
def register(request: DeskRequest) -> HttpResponse:
    """Show the register, what is to be looked at again first, and how many stand on what ground."""
    rows = access.register(request.actor)
    form = RegisterFilter(request.GET, request=request)
    found = listing(request, form.apply(rows))
    on, tally = today(request), queries.tally(rows)
    shown = {
        "form": form,
        "listing": found,
        "rows": [(each, each.is_overdue(on)) for each in found.page],
        "counted": queries.counted(request.actor.organs),
        "tally": [(e.label, tally[e.value], e.value) for e in Extent if e.value in tally],
        "late": queries.overdue(request.actor.organs, on),
        "may_assess": bool(request.actor.roles & ASSESSORS),
        "may_propose": bool(request.actor.roles & {Role.CLERK, Role.CHECKER}),
        "reason": ReasonForm(),
    }
    return render(request, "desk/screening/register.html", shown)


@needs()
def export(request: DeskRequest, kind: str) -> HttpResponse:
    """Hand out what the filter shows, as .csv or .xlsx."""
    if kind not in FILES:
        raise Http404
    write, content_type = FILES[kind]
    form = RegisterFilter(request.GET, request=request)
    rows = form.apply(access.register(request.actor))[:MOST_ROWS]
    answer = HttpResponse(write(rows), content_type=content_type)
    name = f"%E4%B8%8D%E4%BA%88%E5%85%AC%E5%BC%80%E7%99%BB%E8%AE%B0.{kind}"
    answer["Content-Disposition"] = f"attachment; filename*=UTF-8''{name}"
    return answer


@needs()
def entry(request: DeskRequest, pk: int) -> HttpResponse:
    """Show one entry: what, on what ground, by whom, its history, what can be done now."""
    return _shown(request, _entry_or_404(request, pk), ReasonForm())


def _shown(request: DeskRequest, found: "Withholding", form: ReasonForm) -> HttpResponse:
    offers = found.offers(request.actor, request.now)
    shown = {
        "entry": found,
        "form": form,
        "steps": [(offer, STEPS[offer.step.name]) for offer in offers],
        "link": subject_link(found.subject),
        "places": list(found.places.order_by("id")[:200]),
        "late": found.is_overdue(today(request)),
        "log": history(found.reference)[::-1],
    }
    return render(request, "desk/screening/entry.html", shown)


@require_POST
@needs(Role.CLERK, Role.CHECKER, Role.SIGNER)
def step(request: DeskRequest, pk: int, name: str) -> HttpResponse:
    """Take a step about an entry, with its reason."""
    found = _entry_or_404(request, pk)
    if name not in STEPS:
        raise Http404
    form, shown = ReasonForm(request.POST), STEPS[name]
    who: dict[str, Any] = {"by": request.actor, "at": request.now}
    if not shown.reasoned or form.is_valid():
        try:
            said = {"reason": form.cleaned_data["reason"]} if shown.reasoned else {}
            shown.act(found, document_of(request.actor, found.subject), **said, **who)
        except NotAllowed as why:
            form.add_error(None, str(why))
        else:
            told.done(request, f"{shown.done}：{found.title}")
            return redirect("desk-withheld-entry", pk)
    return _shown(request, _entry_or_404(request, pk), form)


@require_POST
@needs(Role.CHECKER, Role.SIGNER)
def confirm(request: DeskRequest) -> HttpResponse:
    """Confirm the ticked entries on one reason."""
    ticked = [int(pk) for pk in request.POST.getlist("entry") if pk.isdecimal()]
    entries = access.register(request.actor).filter(pk__in=ticked)
    form = ConfirmForm(request.POST, entries=list(entries))
    if form.is_valid():
        who: dict[str, Any] = {"by": request.actor, "at": request.now}
        try:
            done = operations.confirm_all(form.chosen, reason=form.cleaned_data["reason"], **who)
        except NotAllowed as why:
            told.refused(request, f"一项也没有评估：{why}")
        else:
            told.done(request, f"已评估 {len(done)} 项，继续不公开")
    for faults in form.errors.values():
        told.refused(request, "；".join(map(str, faults)))
    return redirect("desk-withheld")


@needs(Role.CLERK, Role.CHECKER)
def propose(request: DeskRequest) -> HttpResponse:
    """Propose to withhold, or to put off, something no draft exists of."""
    form = ProposeForm(request.POST if request.method == "POST" else None, request=request)
    office = organs.visible(request.actor).filter(pk=request.actor.organ or 0).first()
    if request.method == "POST" and form.is_valid() and office is not None:
        who: dict[str, Any] = {"by": request.actor, "at": request.now}
        try:
            made = operations.propose(office, **form.arguments(), **who)
        except NotAllowed as why:
            form.add_error(None, str(why))
        else:
            told.done(request, f"已提出，等签发岗位签批：{made.title}")
            return redirect("desk-withheld-entry", made.pk)
    return render(request, "desk/screening/propose.html", {"form": form, "bureau": office})
