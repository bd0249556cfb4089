"""Complaints about disclosure duties, from their arrival to what was mended."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from gongkai.kernel.actor import Actor
from gongkai.kernel.case import carry_out
from gongkai.kernel.ledger_line import record
from gongkai.law.complaint import COMPLAINT, PROCEDURE, Outcome
from gongkai.law.procedure import NotAllowed
from gongkai.law.request_events import Channel
from gongkai.law.roles import Role
from gongkai.remedies.models import Complaint


def receive(
    *,
    organ: int,
    against: int,
    channel: Channel,
    received_on: date,
    matter: str,
    by: Actor,
    at: datetime,
) -> Complaint:
    """Register a complaint against an office with its superior `organ`."""
    if not by.has(Role.SUPERVISOR) or not {organ, against} <= by.organs:
        raise NotAllowed("举报由主管部门的监督人员登记")
    if organ == against:
        raise NotAllowed("对本机关的举报由上级机关办理，请告诉举报人向上级提出")
    if not matter.strip():
        raise NotAllowed("请写明举报的事项")
    if received_on > localdate(at):
        raise NotAllowed("收到日期不能晚于今天")
    with transaction.atomic():
        made = Complaint.objects.create(
            state=PROCEDURE.initial,
            organ_id=organ,
            against_id=against,
            channel=channel,
            received_on=received_on,
            matter=matter.strip(),
            handler_id=by.someone,
            registered_at=at,
        )
        record(
            "remedies.complaint.receive",
            label="登记举报",
            subject=made.reference,
            by=by,
            at=at,
            organ=organ,
            basis=COMPLAINT,
            detail={"against": against},
        )
    return made


def answer(
    complaint: Complaint, *, outcome: Outcome, text: str, by: Actor, at: datetime
) -> Complaint:
    """Tell who complained what was found."""
    if not text.strip():
        raise NotAllowed("请写明核查结论和对举报人的答复")
    written = {"outcome": outcome, "answer": text.strip(), "answered_on": localdate(at)}
    return _with(complaint, "answer", written, by=by, at=at)


def pass_on(complaint: Complaint, *, reason: str, by: Actor, at: datetime) -> Complaint:
    """Hand a complaint to the organ that is competent, and say so."""
    complaint, _ = carry_out(complaint, "pass_on", by=by, at=at, reason=reason)
    return complaint


def order(complaint: Complaint, *, by: Actor, at: datetime) -> Complaint:
    """Order the office to put right what was founded."""
    complaint, _ = carry_out(complaint, "order", by=by, at=at)
    return complaint


def mend(complaint: Complaint, *, mended: str, by: Actor, at: datetime) -> Complaint:
    """Keep how the office put it right."""
    if not mended.strip():
        raise NotAllowed("请写明怎样整改的")
    return _with(complaint, "mend", {"mended": mended.strip()}, by=by, at=at)


def finish(complaint: Complaint, *, by: Actor, at: datetime) -> Complaint:
    """End a complaint that was not founded."""
    complaint, _ = carry_out(complaint, "finish", by=by, at=at)
    return complaint


def _with(
    complaint: Complaint, step: str, written: dict[str, Any], *, by: Actor, at: datetime
) -> Complaint:
    """Take a step whose conditions ask for what is written in it."""
    with transaction.atomic():
        same = Complaint.objects.filter(pk=complaint.pk, revision=complaint.revision)
        same.update(**written)
        complaint, _ = carry_out(complaint, step, by=by, at=at)
    return complaint
