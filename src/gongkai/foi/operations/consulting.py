"""Asking third parties, co-makers and other bodies; their silence differs (条例第三十二条至第三十四条)."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from gongkai.foi.models import Consultation, Request
from gongkai.foi.models.clock import clock_of
from gongkai.foi.operations.lettering import Words, issue
from gongkai.foi.operations.stepping import day, locked, noted, open_now, state, stepped
from gongkai.kernel.actor import Actor
from gongkai.law import foi as law
from gongkai.law import request_events as events
from gongkai.law.figures import STATUTORY
from gongkai.law.procedure import NotAllowed
from gongkai.law.request_events import Opinion, Party
from gongkai.law.roles import Role
from gongkai.organs.models import Organ

LETTERS = {Party.THIRD_PARTY: "L6", Party.CO_MAKER: "L8", Party.OTHER_BODY: "L8"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Who is asked, and about which parts; a public body may be named by its organ."""

    party: str
    name: str
    contact: str
    parts: str
    organ: Organ | None = None


def consult(
    request: Request,
    asked: Asked,
    *,
    by: Actor,
    at: datetime,
    on: date | None = None,
    text: Words | None = None,
) -> Request:
    """Ask a party in writing (L6, L8) and tell the applicant (L7); the time is not counted."""
    if asked.party not in {party.value for party in Party}:
        raise NotAllowed("请选择征求谁的意见")
    if not (asked.name.strip() and asked.contact.strip() and asked.parts.strip()):
        raise NotAllowed("请写明征求对象的名称、联系方式和涉及的内容")
    party, sent = Party(asked.party), day(on, at)
    mark = f"c{request.consultations.count() + 1}"
    event = events.OpinionAsked(on=sent, party=party, key=mark)
    with transaction.atomic():
        request = stepped(request, "consult", by=by, at=at, events=[event])
        row = Consultation(request=request, mark=mark, party=party, organ=asked.organ, sent_on=sent)
        row.seal({"name": asked.name, "contact": asked.contact, "parts": asked.parts})
        row.save()
        words = _words(request, party, asked, sent) | dict(text or {})
        issue(request, LETTERS[party], words, by=by, at=at, mark=mark, on=sent)
        told = {"consultation": f"已征求{party.label}意见，所需时间不计算在答复期限内"}
        issue(request, "L7", told, by=by, at=at, on=sent)
    return request


def _words(request: Request, party: Party, asked: Asked, on: date) -> dict[str, str]:
    wanted = request.wanted.order_by("-number").first()
    return {
        "addressee": asked.name,
        "asked": wanted.opened()["description"] if wanted else "",
        "parts": asked.parts,
        "right": "可以同意公开、部分同意公开或者不同意公开；不同意的，请说明理由",
        "period": STATUTORY.figure(party.rule, on).text,
        "silence": party.on_silence,
    }


def take_opinion(
    request: Request,
    mark: str,
    opinion: str,
    words: str = "",
    *,
    by: Actor,
    at: datetime,
    on: date | None = None,
) -> Request:
    """Write down one of several opinions; an objection needs its reasons (条例第三十二条)."""
    event = _given(mark, opinion, words, day(on, at))
    with transaction.atomic():
        request = stepped(request, "take_opinion", by=by, at=at, events=[event])
        _keep(request, event, words, by, at)
    return request


def end_consultation(
    request: Request,
    mark: str = "",
    opinion: str = "",
    words: str = "",
    *,
    by: Actor,
    at: datetime,
    on: date | None = None,
) -> Request:
    """Go on with the handling: with the last opinion, or when all other periods are over.

    Raises NotAllowed while a party still has time and has not spoken.
    """
    given = [_given(mark, opinion, words, day(on, at))] if mark else []
    with transaction.atomic():
        request = stepped(request, "end_consultation", by=by, at=at, events=given)
        clock = clock_of(request)
        waiting = [
            asked
            for asked in clock.history.consultations
            if asked.opinion is None and asked.by(clock.books).due_on >= localdate(at)
        ]
        if waiting:
            raise NotAllowed("还有一份意见没有回音，期限也没有届满；收到的请登记意见")
        for event in given:
            _keep(request, event, words, by, at)
    return request


def take_late_opinion(
    request: Request,
    mark: str,
    opinion: str,
    words: str = "",
    *,
    by: Actor,
    at: datetime,
    on: date | None = None,
) -> Request:
    """Write down an opinion that came after the handling went on; the office weighs it still."""
    event = _given(mark, opinion, words, day(on, at))
    row = Consultation.objects.filter(request=request, mark=mark).first()
    if row is None:
        raise NotAllowed("没有发出过这一份征求意见书")
    if row.opinion or request.state == "consulting":
        raise NotAllowed("意见已经登记，或者仍在征求意见，请使用“登记意见”")
    with transaction.atomic():
        request = locked(request, by, Role.CLERK)
        open_now(request)
        _keep(request, event, words, by, at)
        noted(request, "take_late_opinion", "登记逾期意见", basis=law.OPINIONS, by=by, at=at)
    return request


def _given(mark: str, opinion: str, words: str, on: date) -> events.OpinionGiven:
    if opinion not in {each.value for each in Opinion}:
        raise NotAllowed("请选择意见：同意、部分同意或者不同意公开")
    if opinion != Opinion.CONSENTS and not words.strip():
        raise NotAllowed("不同意或者部分同意公开的，请写明理由")
    return events.OpinionGiven(on=on, key=mark, opinion=Opinion(opinion))


def _keep(
    request: Request, event: events.OpinionGiven, words: str, by: Actor, at: datetime
) -> None:
    row = Consultation.objects.select_for_update().get(request=request, mark=event.key)
    row.opinion, row.opinion_on = event.opinion, event.on
    row.save(update_fields=["opinion", "opinion_on"])
    if words.strip():
        state(request, f"opinion:{event.key}", words, by=by, at=at)


def tell_third_party(
    request: Request,
    mark: str,
    *,
    content: str,
    reasons: str,
    by: Actor,
    at: datetime,
    on: date | None = None,
) -> Request:
    """Tell a party that objected what will be disclosed all the same, and why (L9)."""
    told = day(on, at)
    with transaction.atomic():
        request = locked(request, by, Role.CLERK)
        open_now(request)
        row = Consultation.objects.select_for_update().filter(request=request, mark=mark).first()
        if row is None or row.opinion not in (Opinion.OBJECTS, Opinion.PARTLY):
            raise NotAllowed("这一方没有提出不同意见，不需要告知决定公开")
        words = {"addressee": row.opened()["name"], "content": content, "reasons": reasons}
        words["basis"] = "《政府信息公开条例》第三十二条"
        letter = issue(request, "L9", words, by=by, at=at, mark=f"{mark}.told", on=told)
        letter.sent_on = told
        letter.save(update_fields=["sent_on"])
        row.told_on = told
        row.save(update_fields=["told_on"])
        noted(request, "tell_third_party", "告知第三方决定公开", basis=law.OPINIONS, by=by, at=at)
    return request
