"""A case is decided, appealed against, put right and filed."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils.timezone import localdate

from gongkai.foi import access as requests
from gongkai.foi import operations as foi
from gongkai.kernel import calendars
from gongkai.kernel.actor import Actor
from gongkai.kernel.case import carry_out
from gongkai.kernel.ledger_line import record
from gongkai.law import remedies as law
from gongkai.law.procedure import NotAllowed
from gongkai.law.remedies import Result, Track
from gongkai.remedies.models import Dispute
from gongkai.remedies.operations.duty import allow

REPORT = "《行政复议法》第七十六条"


@dataclass(frozen=True, slots=True)
class Decision:
    """What the forum decided: result, number of the paper, its date, the day it was received."""

    result: Result
    number: str
    on: date
    received_on: date


def decide(dispute: Dispute, decision: Decision, *, by: Actor, at: datetime) -> Dispute:
    """Keep the decision; after a first judgment the term of appeal runs."""
    if decision.result is Result.PENDING or not decision.number.strip():
        raise NotAllowed("请登记审理结果、决定书（裁判文书）文号和日期")
    if not dispute.copy_received_on <= decision.on <= decision.received_on <= localdate(at):
        raise NotAllowed("日期前后不合：收到副本、作出决定、收到决定应当依次在后，且不晚于今天")
    appealable = dispute.in_court and dispute.appealed_on is None
    until = law.appeal_until(decision.received_on, calendars.current()) if appealable else None
    written: dict[str, Any] = {
        "result": decision.result,
        "decision_number": decision.number.strip(),
        "decided_on": decision.on,
        "decision_received_on": decision.received_on,
        "appeal_until": until.due_on if until else None,
    }
    with transaction.atomic():
        _same(dispute).update(**written)
        dispute, _ = carry_out(dispute, "decide", by=by, at=at, detail={"result": decision.result})
    return dispute


def appeal(
    dispute: Dispute,
    *,
    on: date,
    number: str,
    forum: str,
    received_on: date,
    by: Actor,
    at: datetime,
) -> Dispute:
    """One of the parties appeals: the case is pending again, in the second court, from its copy."""
    if not number.strip() or not forum.strip():
        raise NotAllowed("请填写二审案号和法院")
    decided = dispute.decision_received_on
    if not (decided is None or decided <= on <= received_on <= localdate(at)):
        raise NotAllowed(
            "日期前后不合：收到一审裁判、上诉、收到上诉状副本应当依次在后，且不晚于今天"
        )
    if dispute.appeal_until is not None and on > dispute.appeal_until:
        raise NotAllowed("上诉期限已经届满")
    term = law.respond_by(Track.COURT, received_on, calendars.current())
    dispute, _ = carry_out(
        dispute,
        "appeal",
        by=by,
        at=at,
        first_result=dispute.result,
        first_number=dispute.decision_number,
        first_decided_on=dispute.decided_on,
        appealed_on=on,
        appeal_until=None,
        result="",
        decision_number="",
        decided_on=None,
        decision_received_on=None,
        number=number.strip(),
        forum=forum.strip(),
        copy_received_on=received_on,
        respond_by=term.due_on,
        provisional=term.provisional,
        response="",
        responded_on=None,
        responded_late="",
    )
    return dispute


def take_up(dispute: Dispute, *, by: Actor, at: datetime, reason: str = "") -> Dispute:
    """Begin to put right what was corrected: a new reply, or what else the decision orders.

    The request whose reply was disputed may then be answered again.
    """
    with transaction.atomic():
        dispute, _ = carry_out(dispute, "take_up", by=by, at=at, reason=reason)
        request = requests.named(by, dispute.request)
        if request is not None and not request.is_open:
            foi.order_again(request, dispute.reference, by=by, at=at)
    return dispute


def comply(
    dispute: Dispute, *, remedied: str, lesson: str, by: Actor, at: datetime, renewed: str = ""
) -> Dispute:
    """Keep how it was put right, the number of the new reply, and what changes in the work."""
    if not remedied.strip():
        raise NotAllowed("请登记怎样落实纠正：重新答复的文号和日期，或者采取的措施")
    if not lesson.strip():
        raise NotAllowed("请写明从这个案件吸取的教训和改进措施")
    written: dict[str, Any] = {
        "remedied": remedied.strip(),
        "renewed": renewed.strip(),
        "remedied_on": localdate(at),
        "lesson": lesson.strip(),
    }
    with transaction.atomic():
        _same(dispute).update(**written)
        dispute, _ = carry_out(dispute, "comply", by=by, at=at)
    return dispute


def close(dispute: Dispute, *, by: Actor, at: datetime, reason: str = "") -> Dispute:
    """File a case that asks nothing more of the office."""
    dispute, _ = carry_out(dispute, "close", by=by, at=at, reason=reason)
    return dispute


def note_opinion(dispute: Dispute, *, received_on: date, by: Actor, at: datetime) -> Dispute:
    """Keep that a 行政复议意见书 came; its correction is reported within sixty days."""
    allow(dispute.organ_id, by)
    if dispute.in_court:
        raise NotAllowed("行政复议意见书由复议机关制发，只登记在行政复议案件里")
    if not dispute.copy_received_on <= received_on <= localdate(at):
        raise NotAllowed("收到意见书的日期应当在收到副本以后，且不晚于今天")
    term = law.report_correction_by(received_on, calendars.current())
    written = {"opinion_received_on": received_on, "opinion_due_on": term.due_on}
    return _written(dispute, "note_opinion", "收到行政复议意见书", by, at, written)


def report_correction(dispute: Dispute, *, report: str, by: Actor, at: datetime) -> Dispute:
    """Keep that the correction a 行政复议意见书 asked for was reported."""
    allow(dispute.organ_id, by)
    if dispute.opinion_received_on is None:
        raise NotAllowed("这个案件没有收到行政复议意见书")
    if not report.strip():
        raise NotAllowed("请写明纠正情况")
    written = {"opinion_reported_on": localdate(at), "opinion_report": report.strip()}
    return _written(dispute, "report_correction", "报送纠正情况", by, at, written)


def _same(dispute: Dispute) -> "QuerySet[Dispute]":
    """Return the row while nobody else has acted; what is written here is undone with the step."""
    return Dispute.objects.filter(pk=dispute.pk, revision=dispute.revision)


def _written(
    dispute: Dispute, act: str, label: str, by: Actor, at: datetime, written: dict[str, Any]
) -> Dispute:
    with transaction.atomic():
        kept = Dispute.objects.select_for_update().get(pk=dispute.pk)
        for name, value in written.items():
            setattr(kept, name, value)
        kept.save(update_fields=list(written))
        record(
            f"remedies.dispute.{act}",
            label=label,
            subject=kept.reference,
            by=by,
            at=at,
            organ=kept.organ_id,
            basis=REPORT,
        )
    return kept
