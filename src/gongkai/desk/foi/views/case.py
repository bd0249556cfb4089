"""One request: its page, its steps, what is kept beside them, who applies, how its day was found."""

from typing import Any

from django import forms
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.safestring import SafeString
from django.views.decorators.http import require_POST

from gongkai.desk import told
from gongkai.desk.access_rules import needs
from gongkai.desk.foi.forms import ApplicantForm
from gongkai.desk.foi.found import handed_out, in_lines, page_or_404, request_or_404
from gongkai.desk.foi.step_forms import ConsultForm
from gongkai.desk.foi.steps import BESIDE, STEPS, beside, refusal
from gongkai.desk.requests import DeskRequest, calendar_of, today
from gongkai.desk.terms import drawn, numbered
from gongkai.foi import access, operations, queries
from gongkai.foi.queries import CasePage
from gongkai.law.letter_contents import contents
from gongkai.law.procedure import NotAllowed
from gongkai.law.roles import Role
from gongkai.remedies import queries as remedies

HANDLERS = (Role.CLERK, Role.CHECKER, Role.SIGNER, Role.WINDOW)


@needs(*access.SEES)
def case(request: DeskRequest, pk: int) -> HttpResponse:
    """Show one request."""
    return shown(request, page_or_404(request, pk))


def shown(
    request: DeskRequest, page: CasePage, asked: dict[str, forms.BaseForm] | None = None,
    **more: Any,
) -> HttpResponse:  # fmt: skip
    """Show the page of a request; `asked` are the forms that were wrong, each under its act."""
    asked = asked or {}
    context = {
        "page": page,
        "case": page.request,
        "wrong": [form for form in asked.values() if form.errors],
        "ruler": _ruler(request, page),
        "may_read": access.may_read(request.actor),
        "may_write": page.request.state == "handling" and request.actor.has(Role.CLERK),
        "reply_parts": _reply_parts(page),
        "disputes": list(remedies.about_request(page.request.reference)),
        "log": page.history[::-1],
        **_hints(page, request),
        **_offered(request, page, asked),
        **more,
    }
    return render(request, "desk/foi/case.html", context)


def _ruler(request: DeskRequest, page: CasePage) -> SafeString:
    due = page.clock.due
    if due is None or not page.request.is_open:
        return SafeString("")
    return drawn(due, today(request), calendar_of(request))


def _reply_parts(page: CasePage) -> list[tuple[str, str]]:
    """Return the parts of the reply in work or given, each under its name."""
    if page.reply is None:
        return []
    chosen = page.reply.answer
    names = {each.key: each.name for each in contents(chosen.letter_id, chosen)}
    return [(names.get(part, part), in_lines(words)) for part, words in page.reply_text.items()]


def _hints(page: CasePage, request: DeskRequest) -> dict[str, Any]:
    """Return what the same applicant asked before, and who asked for much the same."""
    if not (page.request.is_open and access.may_read(request.actor)):
        return {"earlier": [], "similar": []}
    similar = queries.similar(page.request)[:5]
    return {"earlier": queries.by_same_applicant(page.request)[:5], "similar": similar}


def _offered(
    request: DeskRequest, page: CasePage, asked: dict[str, forms.BaseForm]
) -> dict[str, Any]:
    offers = [(offer, STEPS[offer.step.name], refusal(offer)) for offer in page.offers]
    return {
        "steps": [
            (offer, act, why, asked.get(offer.step.name, _form(offer.step.name, act, page)))
            for offer, act, why in offers
        ],
        "beside": [
            (name, label, act, asked.get(name, _form(name, act, page)))
            for name, label, act in beside(page, request.actor)
        ],
    }


def _form(name: str, act: Any, page: CasePage, data: Any = None) -> forms.BaseForm:
    form: forms.BaseForm = act.form(data, case=page, auto_id=f"id_{name}_%s")
    return form


@require_POST
@needs(*HANDLERS)
def step(request: DeskRequest, pk: int, name: str) -> HttpResponse:
    """Take a step of a request, or keep something beside its procedure."""
    page = page_or_404(request, pk)
    asked = STEPS.get(name) or BESIDE.get(name, ("", None))[1]
    if asked is None:
        raise Http404
    form: Any = _form(name, asked, page, request.POST)
    if form.is_valid():
        try:
            asked.act(page.request, **form.cleaned_data, by=request.actor, at=request.now)
        except NotAllowed as why:
            form.add_error(None, str(why))
        else:
            told.done(request, f"{asked.done}：{page.request.number}")
            return redirect("desk-request", pk)
    return shown(request, page_or_404(request, pk), {name: form})


@require_POST
@needs(*HANDLERS)
def applicant(request: DeskRequest, pk: int) -> HttpResponse:
    """Show who applies; the look is recorded."""
    page = page_or_404(request, pk)
    try:
        found = operations.look_at_applicant(page.request, by=request.actor, at=request.now)
    except NotAllowed as why:
        told.refused(request, str(why))
        return redirect("desk-request", pk)
    names = ApplicantForm.base_fields
    rows = [(names[name].label, value) for name, value in found.as_json().items() if name in names]
    return shown(request, page_or_404(request, pk), applicant=rows)


@require_POST
@needs(*HANDLERS)
def third_party(request: DeskRequest, pk: int, mark: str) -> HttpResponse:
    """Show who was consulted; the look is recorded."""
    page = page_or_404(request, pk)
    try:
        found = access.consultation(request.actor, pk, mark)
        told_ = operations.look_at_third_party(found, by=request.actor, at=request.now)
    except ObjectDoesNotExist:
        raise Http404 from None
    except NotAllowed as why:
        told.refused(request, str(why))
        return redirect("desk-request", pk)
    names = ConsultForm.base_fields
    rows = [(names[name].label, told_[name]) for name in ("name", "contact", "parts")]
    return shown(request, page, third_party=(mark, rows))


@require_POST
@needs(*HANDLERS)
def paper(request: DeskRequest, pk: int, key: int) -> HttpResponse:
    """Hand out a paper that came with the request; the look is recorded."""
    try:
        found = access.attachment(request.actor, pk, key)
        name, data = operations.look_at_attachment(found, by=request.actor, at=request.now)
    except ObjectDoesNotExist:
        raise Http404 from None
    except NotAllowed as why:
        told.refused(request, str(why))
        return redirect("desk-request", pk)
    return handed_out(name, data)


@needs(Role.CLERK, Role.WINDOW)
def amend(request: DeskRequest, pk: int) -> HttpResponse:
    """Write down who applies as it is known now; what is left empty stays empty."""
    found = request_or_404(request, pk)
    form = ApplicantForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            operations.amend_applicant(found, form.applicant(), by=request.actor, at=request.now)
        except NotAllowed as why:
            form.add_error(None, str(why))
        else:
            told.done(request, f"申请人信息已补记：{found.number}")
            return redirect("desk-request", pk)
    return render(request, "desk/foi/amend.html", {"form": form, "case": found})


@needs(*access.SEES)
def due(request: DeskRequest, pk: int) -> HttpResponse:
    """Show how the last day was found, day by day; it is printed on request."""
    page = page_or_404(request, pk)
    context = {
        "page": page,
        "case": page.request,
        "ruler": _ruler(request, page),
        "days": numbered(page.clock.days),
    }
    return render(request, "desk/foi/due.html", context)
