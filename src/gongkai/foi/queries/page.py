"""Everything a case page or a progress page shows of one request, as frozen rows."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from gongkai.foi import access
from gongkai.foi.models import (
    Attachment,
    Consultation,
    Fee,
    Letter,
    Look,
    Reply,
    Request,
)
from gongkai.foi.models.clock import clock_of
from gongkai.kernel.actor import Actor
from gongkai.kernel.ledger_line import history
from gongkai.kernel.models import Entry
from gongkai.law.letters import letter
from gongkai.law.procedure import Offer
from gongkai.law.request_clock import RequestClock, Standing


@dataclass(frozen=True, slots=True)
class Said:
    """Words that belong to a step: a reason, an opinion, an excuse."""

    act: str
    words: str
    at: datetime
    person_name: str


@dataclass(frozen=True, slots=True)
class Found:
    """A search on record."""

    places: str
    words: str
    period: str
    found: str
    at: datetime
    person_name: str


@dataclass(frozen=True, slots=True)
class CasePage:
    """A request as its handlers see it; the applicant's data are not in it (`look_at_applicant`).

    `wanted`, `said`, `searches` and the reply's text are empty for a supervisor, who sees the case
    without its words.
    """

    request: Request
    clock: RequestClock
    standing: Standing
    left: int | None
    wanted: tuple[str, ...]
    said: tuple[Said, ...]
    searches: tuple[Found, ...]
    consultations: tuple[Consultation, ...]
    letters: tuple[Letter, ...]
    reply: Reply | None
    reply_text: dict[str, Any]
    fee: Fee | None
    attachments: tuple[Attachment, ...]
    history: tuple[Entry, ...]
    looks: tuple[Look, ...]
    offers: tuple[Offer, ...]


def page(request: Request, *, by: Actor, at: datetime, on: date) -> CasePage:
    """Return the page of a request the actor may see."""
    reads = access.may_read(by) and request.erased_at is None
    clock, reply = clock_of(request), request.reply
    related = request.attachments.select_related("file").order_by("id")
    return CasePage(
        request=request,
        clock=clock,
        standing=clock.standing(on),
        left=clock.left(on),
        wanted=wanted(request) if reads else (),
        said=_said(request) if reads else (),
        searches=_searches(request) if reads else (),
        consultations=tuple(request.consultations.select_related("organ").order_by("id")),
        letters=tuple(request.letters.order_by("number")),
        reply=reply,
        reply_text=reply.text if reads and reply else {},
        fee=Fee.objects.filter(request=request).first(),
        attachments=tuple(related),
        history=tuple(history(request.reference)),
        looks=tuple(request.looks.order_by("id")),
        offers=tuple(request.offers(by, at)),
    )


def wanted(request: Request) -> tuple[str, ...]:
    """Return what is asked for: as it came, and as it was corrected."""
    rows = request.wanted.order_by("number")
    return tuple(row.opened().get("description", "") for row in rows)


def _said(request: Request) -> tuple[Said, ...]:
    rows = request.statements.order_by("number")
    return tuple(
        Said(row.act, row.opened().get("words", ""), row.at, row.person_name) for row in rows
    )


def _searches(request: Request) -> tuple[Found, ...]:
    rows = request.searches.order_by("number")
    return tuple(Found(**row.opened(), at=row.at, person_name=row.person_name) for row in rows)


def clock(request: Request) -> RequestClock:
    """Return the clock of a request: its last day, every day explained, and the faults."""
    return clock_of(request)


@dataclass(frozen=True, slots=True)
class Stage:
    """A line of the progress page."""

    on: date
    label: str


@dataclass(frozen=True, slots=True)
class Progress:
    """What an applicant sees by the query code: no name, no words of the request."""

    number: str
    organ: str
    state: str
    received_on: date | None
    due_on: date | None
    waits_until: date | None
    result: str
    stages: tuple[Stage, ...]


def progress(request: Request) -> Progress:
    """Return how a request stands, for whoever has its code."""
    sent = request.letters.filter(sent_on__isnull=False).order_by("number")
    to_applicant = [row for row in sent if letter(row.code).to == "applicant"]
    stages = [Stage(request.arrived_on, "申请到达")]
    if request.received_on:
        stages.append(Stage(request.received_on, "收到申请"))
    stages += [Stage(row.sent_on, row.name) for row in to_applicant if row.sent_on]
    return Progress(
        number=request.number,
        organ=request.organ.name,
        state=request.state_label,
        received_on=request.received_on,
        due_on=request.due_on,
        waits_until=request.waits_until,
        result=request.answer.title if request.answer else "",
        stages=tuple(stages),
    )
