"""What every step of a request shares: the ledger line, the words kept apart, the clock read anew."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from gongkai.foi.models import Event, Request, Statement
from gongkai.foi.models.clock import clock_of
from gongkai.foi.models.event import data_of, kind_of
from gongkai.kernel.actor import Actor
from gongkai.kernel.case import carry_out
from gongkai.kernel.ledger_line import record
from gongkai.law import request_events as law
from gongkai.law.procedure import NotAllowed
from gongkai.law.request_clock import RequestClock, read
from gongkai.law.roles import Role

NO_DUTY = "您的岗位没有办理这件申请的职责"


def stepped(
    request: Request,
    step: str,
    *,
    by: Actor,
    at: datetime,
    reason: str = "",
    events: Iterable[law.Event] = (),
    **changes: Any,
) -> Request:
    """Take a step with what it adds to the clock; the reason is kept sealed, not in the ledger.

    Raises NotAllowed when the procedure or the clock forbids it, and changes nothing then.
    """
    within_reach(request, by)
    with transaction.atomic():
        request, _ = carry_out(request, step, by=by, at=at, reason=reason, said="", **changes)
        if reason.strip():
            state(request, step, reason, by=by, at=at)
        happened(request, *events, by=by, at=at)
    return request


def noted(
    request: Request,
    act: str,
    label: str,
    *,
    basis: str,
    by: Actor,
    at: datetime,
    detail: dict[str, Any] | None = None,
) -> None:
    """Write the ledger line of an act that is no step of the procedure."""
    record(
        f"{request.procedure.name}.{act}",
        label=label,
        subject=request.reference,
        by=by,
        at=at,
        organ=request.organ_id,
        basis=basis,
        detail=detail,
    )


def locked(request: Request, by: Actor, *roles: Role) -> Request:
    """Return the row as it is now, locked; NotAllowed for actors without one of these roles."""
    within_reach(request, by)
    if not by.roles & set(roles):
        raise NotAllowed(NO_DUTY)
    return Request.objects.select_for_update().get(pk=request.pk)


def open_now(request: Request) -> None:
    """Refuse what belongs to the handling of a request once that is over."""
    if not request.is_open:
        raise NotAllowed(f"这件申请“{request.state_label}”，不能再办这一项")


def within_reach(request: Request, by: Actor) -> None:
    """Refuse actors who do not see the request's organ."""
    if request.organ_id not in by.organs:
        raise NotAllowed(NO_DUTY)


def state(request: Request, act: str, words: str, *, by: Actor, at: datetime) -> None:
    """Keep what was said at a step, sealed."""
    number = request.statements.count() + 1
    row = Statement(request=request, number=number, act=act, at=at, person_name=by.name)
    row.seal({"words": words.strip()})
    row.save()


def day(on: date | None, at: datetime) -> date:
    """Return the day something happened on, by default today. Raises NotAllowed for the future."""
    today = localdate(at)
    if on is not None and on > today:
        raise NotAllowed("日期不能晚于今天，请按实际发生的日期登记")
    return on or today


def happened(request: Request, *events: law.Event, by: Actor, at: datetime) -> RequestClock:
    """Add events to the clock and store what follows. Raises UnlawfulEvent."""
    clock = clock_of(request, events)
    last = request.events.order_by("-number").first()
    number, round_ = (last.number, last.round) if last else (0, 1)
    for more, event in enumerate(events, start=1):
        _add(request, event, number + more, round_, by, at)
    store(request, clock)
    return clock


def begin_round(request: Request, event: law.Event, *, by: Actor, at: datetime) -> None:
    """Begin a new reply period, apart from all that was before (条例第五十一条)."""
    last = request.events.order_by("-number").first()
    number, round_ = (last.number, last.round) if last else (0, 0)
    books = clock_of(request).books
    clock = read([event], books.calendar, choices=books.choices)
    _add(request, event, number + 1, round_ + 1, by, at)
    store(request, clock)


def _add(
    request: Request, event: law.Event, number: int, round_: int, by: Actor, at: datetime
) -> None:
    Event.objects.create(
        request=request,
        round=round_,
        number=number,
        kind=kind_of(event),
        on=event.on,
        data=data_of(event),
        at=at,
        person=by.person,
    )


def store(request: Request, clock: RequestClock) -> None:
    """Store the last days that follow from the clock, where they have changed."""
    now = last_days(clock)
    if request.received_on is None and clock.received_on:
        now["received_on"] = clock.received_on
    changed = {name: value for name, value in now.items() if getattr(request, name) != value}
    for name, value in changed.items():
        setattr(request, name, value)
    if changed:
        Request.objects.filter(pk=request.pk).update(**changed)


def last_days(clock: RequestClock) -> dict[str, Any]:
    """Return the stored columns of a clock: reply period, provisional, what others have."""
    due, waits = None if clock.history.end else clock.due, clock.waits
    return {
        "due_on": due.due_on if due else None,
        "due_provisional": bool(due and due.provisional),
        "waits_until": max((wait.ends.due_on for wait in waits), default=None),
    }
