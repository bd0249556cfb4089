"""Correction, explanation, extension and delay: what moves the last day, each with its letter."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from gongkai.foi.models import Attachment, Request, Wanted
from gongkai.foi.operations.application import Paper, kept
from gongkai.foi.operations.lettering import Words, issue
from gongkai.foi.operations.stepping import day, locked, noted, open_now, state, stepped
from gongkai.kernel.actor import Actor
from gongkai.law import foi as law
from gongkai.law import request_events as events
from gongkai.law.procedure import NotAllowed
from gongkai.law.roles import Role

EXCUSED = "有正当理由"
"""What the clock is told of an excuse; its words are sealed."""


def ask_correction(
    request: Request,
    text: Words,
    *,
    by: Actor,
    at: datetime,
    on: date | None = None,
    days: int | None = None,
) -> Request:
    """Tell the applicant once what to correct (L3), with `days` working days to do it."""
    sent = day(on, at)
    asked = events.CorrectionAsked(on=sent, days=days)
    with transaction.atomic():
        request = stepped(
            request, "ask_correction", by=by, at=at, reason=text.get("items", ""), events=[asked]
        )
        issue(request, "L3", text, by=by, at=at, mark=events.CORRECTION, on=sent)
    return request


def correct(
    request: Request,
    description: str,
    *,
    by: Actor,
    at: datetime,
    on: date | None = None,
    excuse: str = "",
    papers: Sequence[Paper] = (),
) -> Request:
    """Take the corrected request; the reply period starts afresh on the day it came."""
    if not description.strip():
        raise NotAllowed("请写明补正以后的申请内容")
    came = events.Corrected(on=day(on, at), excuse=EXCUSED if excuse.strip() else "")
    with transaction.atomic():
        request = stepped(request, "correct", by=by, at=at, events=[came])
        wanted = Wanted(request=request, number=request.wanted.count() + 1, at=at)
        wanted.seal({"description": description.strip()})
        wanted.save()
        if excuse.strip():
            state(request, "excuse", excuse, by=by, at=at)
        Attachment.objects.bulk_create(
            Attachment(request=request, kind=kind, file=file, at=at)
            for kind, file in kept(papers, at=at)
        )
    return request


def note_excess(request: Request, facts: str, *, by: Actor, at: datetime) -> Request:
    """Put on record that number or frequency is beyond reason, with the facts (条例第三十五条)."""
    if not facts.strip():
        raise NotAllowed("请写明数量、频次明显超过合理范围的事实")
    with transaction.atomic():
        request = locked(request, by, Role.CLERK)
        open_now(request)
        request.excess_noted_on = localdate(at)
        request.save(update_fields=["excess_noted_on"])
        state(request, "note_excess", facts, by=by, at=at)
        noted(request, "note_excess", "记录超出合理范围", basis=law.EXCESS, by=by, at=at)
    return request


def ask_reasons(
    request: Request,
    text: Words,
    *,
    by: Actor,
    at: datetime,
    on: date | None = None,
) -> Request:
    """Ask the applicant to explain number or frequency (L4)."""
    sent = day(on, at)
    with transaction.atomic():
        asked = events.ReasonsAsked(on=sent)
        request = stepped(request, "ask_reasons", by=by, at=at, events=[asked])
        issue(request, "L4", text, by=by, at=at, on=sent)
    return request


def take_reasons(
    request: Request,
    words: str,
    *,
    accepted: bool,
    by: Actor,
    at: datetime,
    on: date | None = None,
) -> Request:
    """Write down what the applicant explained, and whether it is reasonable."""
    if not words.strip():
        raise NotAllowed("请写明申请人的说明；没有说明的写“未说明”")
    given = events.ReasonsGiven(on=day(on, at))
    with transaction.atomic():
        request = stepped(
            request, "take_reasons", by=by, at=at, events=[given], reasons_accepted=accepted
        )
        state(request, "take_reasons", words, by=by, at=at)
    return request


def delay(
    request: Request,
    until: date,
    *,
    by: Actor,
    at: datetime,
    on: date | None = None,
) -> Request:
    """Tell the applicant until when the reply is put off, the reasons being sound (L5b)."""
    told = day(on, at)
    with transaction.atomic():
        fixed = events.Delayed(on=told, until=until)
        request = stepped(request, "delay", by=by, at=at, events=[fixed])
        text = {"until": f"{until.year}年{until.month}月{until.day}日"}
        issue(request, "L5b", text, by=by, at=at, on=told)
    return request


def extend(
    request: Request,
    *,
    reason: str,
    by: Actor,
    at: datetime,
    days: int | None = None,
    on: date | None = None,
    approved_on: date | None = None,
) -> Request:
    """Extend the period once; the head of the bureau agrees, the applicant is told (L5)."""
    told = day(on, at)
    step = "extend_consulting" if request.state == "consulting" else "extend"
    more = events.Extended(on=told, approved_on=approved_on or told, days=days)
    with transaction.atomic():
        request = stepped(request, step, by=by, at=at, reason=reason, events=[more])
        last = request.due_on or told
        text = {"reason": reason, "due_on": f"{last.year}年{last.month}月{last.day}日"}
        issue(request, "L5", text, by=by, at=at, on=told)
    return request
