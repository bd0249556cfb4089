"""How a request ends without a reply, is filed, and is taken up again after a ruling."""

from datetime import date, datetime
from typing import Any

from django.db import transaction

from gongkai.foi.models import Request
from gongkai.foi.operations.lettering import issue
from gongkai.foi.operations.stepping import begin_round, day, locked, noted, stepped
from gongkai.kernel.actor import Actor
from gongkai.law import foi as law
from gongkai.law.procedure import NotAllowed
from gongkai.law.request_events import Abandoned, Abandonment, Arrived, Channel
from gongkai.law.roles import Role

CODES = {
    Abandonment.UNCORRECTED: "A21",
    Abandonment.UNPAID: "A22",
    Abandonment.WITHDRAWN: "A23",
}
"""Which type of answer counts a request that is no longer processed."""


def ended(request: Request, code: str, on: date) -> dict[str, Any]:
    """Return the columns of an end; table three counts the first, if there was a receipt."""
    counts = request.received_on is not None and request.counted_on is None
    counted = {"counted_as": code, "counted_on": on} if counts else {}
    return {"result": code, "ended_on": on, "waiting_post": None, **counted}


def withdraw(
    request: Request, *, reason: str, by: Actor, at: datetime, on: date | None = None
) -> Request:
    """Write down that the applicant withdrew the request."""
    return _closed(request, "withdraw", Abandonment.WITHDRAWN, day(on, at), reason, by, at)


def close_uncorrected(request: Request, *, by: Actor, at: datetime, facts: str = "") -> Request:
    """No longer process what was not corrected in time; with `facts` the applicant is told (L26)."""
    return _lapsed(request, "close_uncorrected", Abandonment.UNCORRECTED, facts, by, at)


def close_unpaid(request: Request, *, by: Actor, at: datetime, facts: str = "") -> Request:
    """No longer process what was not paid for in time; with `facts` the applicant is told (L26)."""
    return _lapsed(request, "close_unpaid", Abandonment.UNPAID, facts, by, at)


def _lapsed(
    request: Request, step: str, why: Abandonment, facts: str, by: Actor, at: datetime
) -> Request:
    with transaction.atomic():
        request = _closed(request, step, why, day(None, at), "", by, at)
        if facts.strip():
            issue(request, "L26", {"facts": facts}, by=by, at=at)
    return request


def _closed(
    request: Request,
    step: str,
    why: Abandonment,
    on: date,
    reason: str,
    by: Actor,
    at: datetime,
) -> Request:
    over = Abandoned(on=on, why=why)
    columns = ended(request, CODES[why], on)
    return stepped(request, step, by=by, at=at, reason=reason, events=[over], **columns)


def file(request: Request, *, by: Actor, at: datetime) -> Request:
    """Put the request on file."""
    return stepped(request, "file", by=by, at=at)


def order_again(request: Request, source: str, *, by: Actor, at: datetime) -> Request:
    """Note the ruling (its reference) that asks for a new reply; `remedies` calls it."""
    if not source:
        raise NotAllowed("请写明要求重新答复的复议、诉讼或者自行纠正的案件")
    with transaction.atomic():
        request = locked(request, by, Role.CLERK, Role.SIGNER)
        if request.is_open:
            raise NotAllowed("这件申请还在办理，不需要重新答复")
        request.ordered_by = source
        request.save(update_fields=["ordered_by"])
        noted(
            request, "order_again", "要求重新答复", basis=law.DISPUTE, by=by, at=at,
            detail={"of": source},
        )  # fmt: skip
    return request


def answer_again(request: Request, *, by: Actor, at: datetime, on: date | None = None) -> Request:
    """Take the request up again on the ruling; a fresh period runs from the day it came."""
    again = Arrived(on=day(on, at), channel=Channel.IN_PERSON)
    with transaction.atomic():
        request = stepped(
            request, "answer_again", by=by, at=at, ordered_by="", ended_on=None, result="",
            excess_noted_on=None, reasons_accepted=None,
        )  # fmt: skip
        begin_round(request, again, by=by, at=at)
    return request
