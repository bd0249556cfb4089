"""Intake: a request comes in by any channel, is registered or confirmed, and gets its code."""

import base64
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.timezone import localdate

from gongkai.foi.models import Applicant as StoredApplicant
from gongkai.foi.models import Attachment, Request, Wanted
from gongkai.foi.operations import limits
from gongkai.foi.operations.application import Applicant, Application, Paper, kept
from gongkai.foi.operations.stepping import (
    NO_DUTY,
    day,
    happened,
    locked,
    noted,
    open_now,
    stepped,
)
from gongkai.kernel.actor import Actor
from gongkai.kernel.numbering import next_number
from gongkai.kernel.sealing import blind
from gongkai.law import foi as law
from gongkai.law.procedure import NotAllowed
from gongkai.law.request_events import Arrived, Channel, Confirmed
from gongkai.law.roles import Role
from gongkai.organs.access import GOVERNMENTS
from gongkai.organs.models import Organ, Person

PUBLIC = Actor(person=None, name="申请人", roles=frozenset())
"""Who submits by the public form; the ledger names no applicant."""
LEAST_TOKEN = 22


@dataclass(frozen=True, slots=True)
class Submitted:
    """A request that was taken in, and the code by which the applicant asks how it stands.

    The code is told once and stored nowhere; `again` means the same form was sent twice.
    """

    request: Request
    code: str
    again: bool = False


def submit(
    organ: Organ, application: Application, *, token: str, address: str, at: datetime,
    papers: Sequence[Paper] = (),
) -> Submitted:  # fmt: skip
    """Take in the public form. The same `token` gives the same request and the same code.

    `token` is the random text of the form (at least 22 characters), `address` the client's.
    Raises NotAllowed with what is missing, TooMany from an address that sent too many.
    """
    if len(token) < LEAST_TOKEN:
        raise NotAllowed("这一页已经失效，请重新打开申请页面")
    mark, code = blind("foi.token", token), _code(bytes.fromhex(blind("foi.code", token)))
    if known := Request.objects.filter(token=mark).first():
        return Submitted(known, code, again=True)
    if application.channel != Channel.ONLINE:
        raise NotAllowed("网上提交的申请，提交方式只能是网上提交")
    limits.refuse_beyond(limits.SUBMIT, address, at=at)
    application.check()
    limits.count(limits.SUBMIT, address, at=at)
    try:
        with transaction.atomic():
            return Submitted(_kept(organ, application, papers, code, mark, PUBLIC, at), code)
    except IntegrityError:
        known = Request.objects.filter(token=mark).first()
        if known is None:
            raise
        return Submitted(known, code, again=True)


def take_in(
    organ: Organ, application: Application, *, by: Actor, at: datetime, papers: Sequence[Paper] = ()
) -> Submitted:
    """Enter a request that came to the window, by post, fax or e-mail, or was said orally."""
    if organ.pk not in by.organs or not by.roles & law.DESK:
        raise NotAllowed(NO_DUTY)
    application.check()
    code = _code(secrets.token_bytes(16))
    with transaction.atomic():
        return Submitted(_kept(organ, application, papers, code, None, by, at), code)


def _kept(
    organ: Organ,
    given: Application,
    papers: Sequence[Paper],
    code: str,
    token: str | None,
    by: Actor,
    at: datetime,
) -> Request:
    if organ.kind not in GOVERNMENTS:
        raise NotAllowed("请选择受理申请的机关：县政府、乡镇政府或者街道办事处")
    arrived_on = day(given.arrived_on, at)
    year = localdate(at).year
    request = Request.objects.create(
        organ=organ,
        year=year,
        seq=next_number(organ.pk, "foi.request", year),
        state=law.PROCEDURE.initial,
        token=token,
        query_mark=blind("foi.query", code),
        applicant_kind=given.kind,
        applicant_mark=given.applicant.mark,
        identified=given.applicant.identified,
        by_agent=bool(given.applicant.agent_name),
        channel=given.channel,
        astray=given.astray,
        arrived_on=arrived_on,
        form=given.form,
        pickup=given.pickup,
        offered=list(given.offered),
        made_at=at,
    )
    _seal(request, given, at)
    Attachment.objects.bulk_create(
        Attachment(request=request, kind=kind, file=file, at=at)
        for kind, file in kept(papers, at=at)
    )
    arrived = Arrived(on=arrived_on, channel=Channel(given.channel), astray=given.astray)
    noted(
        request, "arrive", "申请到达", basis=law.RECEIPT, by=by, at=at,
        detail={"channel": given.channel, "kind": given.kind, "on": arrived_on.isoformat()},
    )  # fmt: skip
    happened(request, arrived, by=by, at=at)
    return request


def _seal(request: Request, given: Application, at: datetime) -> None:
    applicant = StoredApplicant(request=request)
    applicant.seal(given.applicant.as_json())
    applicant.save()
    wanted = Wanted(request=request, number=1, at=at)
    wanted.seal({"description": given.description.strip()})
    wanted.save()


def _code(random: bytes) -> str:
    """Return 20 letters and digits (100 bits) in groups of five."""
    text = base64.b32encode(random).decode()[:20]
    return "-".join(text[start : start + 5] for start in range(0, 20, 5))


def amend_applicant(request: Request, applicant: Applicant, *, by: Actor, at: datetime) -> Request:
    """Write down who applies as it is known now: what was missing, or was taken down wrongly."""
    with transaction.atomic():
        request = locked(request, by, *law.DESK)
        open_now(request)
        row = StoredApplicant.objects.select_for_update().get(request=request)
        row.seal(applicant.as_json())
        row.save(update_fields=["sealed", "key_number"])
        request.applicant_mark, request.identified = applicant.mark, applicant.identified
        request.by_agent = bool(applicant.agent_name)
        request.save(update_fields=["applicant_mark", "identified", "by_agent"])
        noted(request, "amend_applicant", "补记申请人信息", basis=law.RECEIPT, by=by, at=at)
    return request


def register(
    request: Request, *, by: Actor, at: datetime, handler: Person | None = None
) -> Request:
    """Register a request whose arrival is its receipt; handling begins."""
    changes: dict[str, Any] = {"handler": handler} if handler else {}
    return stepped(request, "register", by=by, at=at, **changes)


def confirm(
    request: Request, *, by: Actor, at: datetime, on: date | None = None,
    handler: Person | None = None,
) -> Request:  # fmt: skip
    """Write down that office and applicant confirmed the receipt on a day (条例第三十一条)."""
    changes: dict[str, Any] = {"handler": handler} if handler else {}
    confirmed = Confirmed(on=day(on, at))
    return stepped(request, "confirm", by=by, at=at, events=[confirmed], **changes)


def assign(request: Request, person: Person, *, by: Actor, at: datetime) -> Request:
    """Give the request to a colleague to handle."""
    with transaction.atomic():
        request = locked(request, by, Role.CLERK, Role.SIGNER)
        open_now(request)
        request.handler = person
        request.save(update_fields=["handler"])
        noted(
            request, "assign", "交办", basis=law.REGISTER, by=by, at=at,
            detail={"handler": person.pk},
        )  # fmt: skip
    return request
