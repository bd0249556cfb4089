"""Clean-up rounds of policy documents, and the links between policies and interpretations."""

from typing import TYPE_CHECKING, Any

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from gongkai.desk import told
from gongkai.desk.access_rules import needs
from gongkai.desk.documents.clean_up_forms import CloseForm, DecideForm, LinkForm, OpenForm
from gongkai.desk.documents.found import document_or_404
from gongkai.desk.documents.new_form import policies_for
from gongkai.desk.requests import DeskRequest, today
from gongkai.disclosures import access, operations
from gongkai.law.procedure import NotAllowed
from gongkai.law.roles import Role

if TYPE_CHECKING:
    from gongkai.disclosures.models import CleanUp


def _round_or_404(request: DeskRequest, pk: int) -> "CleanUp":
    try:
        return access.clean_up(request.actor, pk)
    except ObjectDoesNotExist:
        raise Http404 from None


@needs()
def clean_ups(request: DeskRequest) -> HttpResponse:
    """Show the rounds, or open one."""
    may = bool(request.actor.roles & {Role.CLERK, Role.SIGNER})
    form = OpenForm(request.POST if request.method == "POST" else None, by=request.actor)
    if request.method == "POST" and form.is_valid():
        organ, title = form.organs[form.cleaned_data["organ"]], form.cleaned_data["title"]
        try:
            made = operations.open_clean_up(organ, title=title, by=request.actor, at=request.now)
        except NotAllowed as why:
            form.add_error(None, str(why))
        else:
            return redirect("desk-clean-up", made.pk)
    shown = {"rounds": access.clean_ups(request.actor), "form": form, "may_open": may}
    return render(request, "desk/documents/clean_ups.html", shown)


@needs()
def clean_up(request: DeskRequest, pk: int) -> HttpResponse:
    """Show a round with what was decided about each policy document, or close it."""
    found = _round_or_404(request, pk)
    form = CloseForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        who, column = request.actor, form.cleaned_data["column"]
        try:
            operations.close_clean_up(found, column=column, drafter=who, by=who, at=request.now)
        except NotAllowed as why:
            form.add_error(None, str(why))
        else:
            told.done(request, "清理已经结束，结果公告已经建稿，请审签后公开")
            return redirect("desk-clean-up", pk)
    policies = access.visible(request.actor).filter(organ=found.organ_id, live__isnull=False)
    policies = policies.filter(genre__in=("policy", "rules")).order_by("published_at", "id")
    decided = {v.document_id: v for v in found.verdicts.select_related("person").order_by("id")}
    rows = [(each, decided.get(each.pk), each.validity(today(request))) for each in policies]
    shown = {"round": found, "rows": rows, "form": form, "decided": len(decided)}
    return render(request, "desk/documents/clean_up.html", shown)


@needs(Role.CLERK, Role.SIGNER)
def decide(request: DeskRequest, pk: int, document_pk: int) -> HttpResponse:
    """Decide about one document in a round."""
    found, document = _round_or_404(request, pk), document_or_404(request, document_pk)
    form = DecideForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            given = form.cleaned_data
            operations.decide(found, document, by=request.actor, at=request.now, **given)
        except NotAllowed as why:
            form.add_error(None, str(why))
        else:
            told.done(request, f"已记下对《{document.title}》的处理")
            return redirect("desk-clean-up", pk)
    shown = {"round": found, "document": document, "form": form}
    return render(request, "desk/documents/decide.html", shown)


@needs(Role.CLERK)
def link(request: DeskRequest, pk: int) -> HttpResponse:
    """Link an interpretation to its policy."""
    document, choices = document_or_404(request, pk), policies_for(request.actor)
    initial = {"policy": str(document.interprets_id or ""), "together": document.together}
    form = LinkForm(request.POST if request.method == "POST" else None, initial=initial)
    form.offer(choices)
    if request.method == "POST" and form.is_valid():
        policy, together = choices[form.cleaned_data["policy"]], form.cleaned_data["together"]
        who: dict[str, Any] = {"by": request.actor, "at": request.now}
        try:
            operations.link_interpretation(document, policy, together=together, **who)
        except NotAllowed as why:
            form.add_error(None, str(why))
        else:
            told.done(request, "已关联，政策和解读的页面会互相链接")
            return redirect("desk-document", pk)
    return render(request, "desk/documents/link.html", {"document": document, "form": form})


@require_POST
@needs(Role.CLERK)
def unlink(request: DeskRequest, pk: int) -> HttpResponse:
    """Take the link between an interpretation and its policy away."""
    document = document_or_404(request, pk)
    try:
        operations.unlink_interpretation(document, by=request.actor, at=request.now)
    except NotAllowed as why:
        told.refused(request, str(why))
    else:
        told.done(request, f"已解除关联：{document.title}")
    return redirect("desk-document", pk)
