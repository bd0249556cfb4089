"""A case comes in and is answered: registration, evidence, hearings, the office's answer."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils.timezone import localdate

from gongkai.foi import access as requests
from gongkai.kernel import calendars
from gongkai.kernel.actor import Actor
from gongkai.kernel.case import carry_out
from gongkai.kernel.ledger_line import record
from gongkai.law import remedies as law
from gongkai.law.dispute import PROCEDURE, REGISTER, RESPOND
from gongkai.law.procedure import NotAllowed
from gongkai.law.remedies import Track
from gongkai.remedies.models import Dispute, Evidence, Hearing
from gongkai.remedies.operations.duty import allow

MOST_EVIDENCE = 200


@dataclass(frozen=True, slots=True)
class Copy:
    """What the copy (副本) says: kind of case, forum, number, procedure, day of receipt."""

    way: law.Dispute
    title: str
    forum: str
    number: str
    track: Track
    received_on: date
    concerns: bool
    why: str
    request: str = ""
    disputed: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """One row of the list of evidence."""

    title: str
    proves: str
    pages: int = 1


def register(copy: Copy, *, organ: int, by: Actor, at: datetime) -> Dispute:
    """Register a case against an office; its term to answer runs from the copy received.

    The request is the one named, else the one answered by the disputed letter.
    """
    allow(organ, by)
    _refuse_incomplete(copy, localdate(at))
    answered = requests.answered_by(by, organ, copy.disputed)
    term = law.respond_by(copy.track, copy.received_on, calendars.current())
    try:
        with transaction.atomic():
            made = Dispute.objects.create(
                state=PROCEDURE.initial,
                organ_id=organ,
                way=copy.way,
                title=copy.title.strip(),
                concerns=copy.concerns,
                why=copy.why.strip(),
                request=copy.request or (answered.reference if answered else ""),
                disputed=copy.disputed.strip(),
                forum=copy.forum.strip(),
                number=copy.number.strip(),
                track=copy.track,
                opened_on=copy.received_on,
                copy_received_on=copy.received_on,
                respond_by=term.due_on,
                provisional=term.provisional,
                handler_id=by.someone,
                registered_at=at,
            )
            _note(made, "register", "登记案件", REGISTER, by, at)
    except IntegrityError:
        raise NotAllowed(f"案号“{copy.number.strip()}”已经登记过") from None
    return made


def _refuse_incomplete(copy: Copy, today: date) -> None:
    for value, label in (
        (copy.title, "案由"),
        (copy.forum, "复议机关或者法院"),
        (copy.number, "案号"),
        (copy.why, "为什么涉及或者不涉及政府信息公开"),
    ):
        if not value.strip():
            raise NotAllowed(f"请填写{label}")
    if copy.received_on > today:
        raise NotAllowed("收到副本的日期不能晚于今天")
    if (copy.track is Track.COURT) != (copy.way is not law.Dispute.RECONSIDERATION):
        raise NotAllowed("程序与案件种类不一致：行政复议用复议程序，行政诉讼用诉讼程序")


def classify(dispute: Dispute, *, concerns: bool, why: str, by: Actor, at: datetime) -> Dispute:
    """Say anew whether a case is about open government; only such cases enter table four."""
    allow(dispute.organ_id, by)
    if not why.strip():
        raise NotAllowed("请写明为什么涉及或者不涉及政府信息公开")
    with transaction.atomic():
        dispute = Dispute.objects.select_for_update().get(pk=dispute.pk)
        dispute.concerns, dispute.why = concerns, why.strip()
        dispute.save(update_fields=["concerns", "why"])
        label = "列入年度报告" if concerns else "不列入年度报告"
        _note(dispute, "classify", label, REGISTER, by, at)
    return dispute


def list_evidence(
    dispute: Dispute, items: Sequence[Item], *, by: Actor, at: datetime
) -> list[Evidence]:
    """Write the list of evidence anew, in this order; only before the answer is given."""
    allow(dispute.organ_id, by)
    if len(items) > MOST_EVIDENCE:
        raise NotAllowed(f"证据清单最多 {MOST_EVIDENCE} 项，请把同类材料合为一项")
    for number, item in enumerate(items, start=1):
        if not item.title.strip() or not item.proves.strip() or item.pages < 1:
            raise NotAllowed(f"第 {number} 项请写明名称、证明目的和页数")
    with transaction.atomic():
        dispute = Dispute.objects.select_for_update().get(pk=dispute.pk)
        if dispute.state != "registered":
            raise NotAllowed(f"“{dispute.state_label}”状态下不能再改证据清单")
        dispute.evidence.all().delete()
        rows = Evidence.objects.bulk_create(
            Evidence(
                dispute=dispute,
                order=number,
                title=item.title.strip(),
                proves=item.proves.strip(),
                pages=item.pages,
            )
            for number, item in enumerate(items, start=1)
        )
        _note(dispute, "list_evidence", "编证据清单", RESPOND, by, at, {"items": len(rows)})
    return rows


def respond(
    dispute: Dispute, *, response: str, by: Actor, at: datetime, reason: str = ""
) -> Dispute:
    """Hand in the office's answer with its evidence; `reason` says why a late one is late."""
    if not response.strip():
        raise NotAllowed("请写明答复（答辩）要点")
    dispute, _ = carry_out(
        dispute,
        "respond",
        by=by,
        at=at,
        reason=reason,
        response=response.strip(),
        responded_on=localdate(at),
        responded_late=reason.strip()[:300],
    )
    return dispute


def note_hearing(
    dispute: Dispute,
    *,
    on: datetime,
    place: str,
    attendee: str,
    by: Actor,
    at: datetime,
    note: str = "",
) -> Hearing:
    """Keep when and where the office is heard and who goes (行政诉讼法第三条: its head should)."""
    allow(dispute.organ_id, by)
    if not dispute.is_pending:
        raise NotAllowed(f"“{dispute.state_label}”状态下不能再登记开庭或者听证")
    if not place.strip() or not attendee.strip():
        raise NotAllowed("请写明地点和参加人")
    with transaction.atomic():
        made = Hearing.objects.create(
            dispute=dispute,
            at=on,
            place=place.strip(),
            attendee=attendee.strip(),
            note=note.strip(),
        )
        _note(dispute, "note_hearing", "登记开庭（听证）", RESPOND, by, at)
    return made


def _note(
    dispute: Dispute,
    act: str,
    label: str,
    basis: str,
    by: Actor,
    at: datetime,
    detail: dict[str, int] | None = None,
) -> None:
    record(
        f"remedies.dispute.{act}",
        label=label,
        subject=dispute.reference,
        by=by,
        at=at,
        organ=dispute.organ_id,
        basis=basis,
        detail={"way": dispute.way, "concerns": dispute.concerns, **(detail or {})},
    )
