"""涉密拦截: what was kept out, what became of it, and the clock of a leak."""

from typing import TYPE_CHECKING, Any

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from gongkai.desk import told
from gongkai.desk.access_rules import needs
from gongkai.desk.paging import listing
from gongkai.desk.requests import DeskRequest, today
from gongkai.desk.screening.register_forms import ReasonForm
from gongkai.desk.screening.steps import subject_link
from gongkai.kernel.ledger_line import history
from gongkai.law.procedure import NotAllowed
from gongkai.law.roles import Role
from gongkai.screening import access, operations

if TYPE_CHECKING:
    from gongkai.screening.models import Stop

WRITERS = (Role.CLERK, Role.CHECKER, Role.SIGNER)
ACTS: dict[str, tuple[Any, str, str, str]] = {
    "ask": (operations.ask, "报请确定", "landmark", "已报请确定"),
    "hand_over": (operations.hand_over, "移交线下", "lock", "已移交线下"),
    "clear": (operations.clear, "登记不涉密", "check", "已登记不涉密，同一标题的稿件可以保存了"),
    "leak": (operations.note_leak, "发现泄密", "triangle-alert", "已登记泄密，24 小时内报告"),
    "report": (operations.report_leak, "登记已报告", "send", "已登记报告"),
}


def _stop_or_404(request: DeskRequest, pk: int) -> "Stop":
    try:
        return access.stop(request.actor, pk)
    except ObjectDoesNotExist:
        raise Http404 from None


@needs()
def stops(request: DeskRequest) -> HttpResponse:
    """Show what was kept out, with its dates."""
    found = listing(request, access.stops(request.actor))
    shown = {"listing": found, "today": today(request), "now": request.now}
    return render(request, "desk/screening/stops.html", shown)


@needs()
def stop(request: DeskRequest, pk: int) -> HttpResponse:
    """Show one text kept out and what can be done."""
    return _shown(request, _stop_or_404(request, pk), ReasonForm())


def _shown(request: DeskRequest, found: "Stop", form: ReasonForm) -> HttpResponse:
    offered = [offer.step.name for offer in found.offers(request.actor, request.now)]
    if found.leak_found_at is None and request.actor.roles & set(WRITERS):
        offered.append("leak")
    if found.leak_open and request.actor.roles & {Role.CHECKER, Role.SIGNER}:
        offered.append("report")
    shown = {
        "stop": found,
        "form": form,
        "acts": [(name, *ACTS[name][1:3]) for name in offered],
        "link": subject_link(found.subject),
        "late": found.is_open and found.due_on < today(request),
        "leak_late": found.leak_is_late(request.now),
        "log": history(found.reference)[::-1],
    }
    return render(request, "desk/screening/stop.html", shown)


@require_POST
@needs(*WRITERS)
def act(request: DeskRequest, pk: int, name: str) -> HttpResponse:
    """Write down what was done about a text kept out."""
    found = _stop_or_404(request, pk)
    if name not in ACTS:
        raise Http404
    operation, _, _, done = ACTS[name]
    form = ReasonForm(request.POST)
    if form.is_valid():
        try:
            operation(found, by=request.actor, at=request.now, **form.cleaned_data)
        except NotAllowed as why:
            form.add_error(None, str(why))
        else:
            told.done(request, done)
            return redirect("desk-secrecy-stop", pk)
    return _shown(request, _stop_or_404(request, pk), form)
