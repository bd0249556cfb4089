"""Offices, posts, people, the chain: what stands, what is missing, and one view for every act."""

from typing import TYPE_CHECKING, Any

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from gongkai.channels import queries as channels
from gongkai.desk import told
from gongkai.desk.access_rules import needs
from gongkai.desk.requests import DeskRequest, today
from gongkai.desk.settings.acts import ACTS
from gongkai.desk.settings.forms import OfficeForm, staff_of
from gongkai.kernel import calendars
from gongkai.law.procedure import NotAllowed
from gongkai.law.roles import Role
from gongkai.organs import access, queries
from gongkai.screening import queries as screening

if TYPE_CHECKING:
    from gongkai.organs.models import Organ


def organ_or_404(request: DeskRequest, slug: str) -> "Organ":
    """Return an office of the administrator's."""
    try:
        return access.get(request.actor, slug)
    except ObjectDoesNotExist:
        raise Http404 from None


@needs(Role.ADMIN)
def overview(request: DeskRequest) -> HttpResponse:
    """Show what is still missing, in plain words, and the way to each office."""
    on = today(request)
    offices = access.visible(request.actor).exclude(kind="department")
    rows = [(organ, queries.completeness(organ, on)) for organ in offices]
    years = [notice.year for notice in calendars.current().notices]
    shown = {"rows": rows, "years": years[-3:], "next_year_known": on.year + 1 in years}
    return render(request, "desk/settings/overview.html", shown | {"next_year": on.year + 1})


@needs(Role.ADMIN)
def office(request: DeskRequest, slug: str) -> HttpResponse:
    """Show an office with its posts, people, chain, leading group and checklist."""
    organ, on = organ_or_404(request, slug), today(request)
    edition = screening.checklist(organ.pk)
    shown: dict[str, Any] = {
        "organ": organ,
        "missing": queries.completeness(organ, on),
        "posts": [(post, queries.holders(post, on)) for post in queries.posts(organ)],
        "people": [_person(person) for person in staff_of(organ, request)],
        "absences": queries.absences(organ, on),
        "chain": queries.chain(organ, on),
        "group": queries.leading_group(organ, on),
        "departments": queries.departments(organ),
        "questions": edition.questions if edition else screening.STANDARD_QUESTIONS,
        "edition": edition.number if edition else 0,
        "carriers": channels.carriers(organ.pk).order_by("kind", "id"),
        "places": channels.places(organ.pk, on).order_by("kind", "id"),
        "gaps": channels.gaps(organ.pk, on),
    }
    return render(request, "desk/settings/office.html", shown)


def _person(person: Any) -> dict[str, Any]:
    account = getattr(person, "account", None)
    protected = account is not None and access.has_second_factor(account)
    return {"person": person, "account": account, "protected": protected}


@needs(Role.ADMIN)
def act(request: DeskRequest, slug: str, name: str) -> HttpResponse:
    """Ask for what an act needs, and carry it out."""
    organ = organ_or_404(request, slug)
    if name not in ACTS:
        raise Http404
    shown = ACTS[name]
    data = request.POST if request.method == "POST" else None
    form = shown.form(data, organ=organ, request=request, initial=_initial(organ, name, request))
    if data is not None and form.is_valid() and _done(form, name, request):
        told.done(request, f"已办理：{shown.label}")
        return redirect("desk-office", slug)
    return render(request, "desk/settings/act.html", {"organ": organ, "form": form, "act": shown})


def _initial(organ: "Organ", name: str, request: DeskRequest) -> dict[str, Any]:
    """Return what stands now, for the acts that change it."""
    if name == "revise":
        return {field: getattr(organ, field) for field in ACTS[name].form.base_fields}
    asked = request.GET.get("post", "")
    if name == "revise-post" and asked.isdecimal():
        post = next((p for p in queries.posts(organ) if p.pk == int(asked)), None)
        fields = ("name", "roles", "leader", "duties")
        return {field: getattr(post, field) for field in fields} if post else {}
    return dict.fromkeys(("since", "until", "back_on"), today(request))


def _done(form: OfficeForm, name: str, request: DeskRequest) -> bool:
    who = {"by": request.actor, "at": request.now}
    try:
        ACTS[name].act(form.organ, form.given(), who)
    except NotAllowed as why:
        form.add_error(None, str(why))
        return False
    return True
