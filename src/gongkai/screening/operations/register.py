"""不予公开登记: entries made by acts that withhold or mask, proposals, yearly re-assessment."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.timezone import localdate

from gongkai.kernel.actor import Actor
from gongkai.kernel.case import carry_out
from gongkai.kernel.ledger_line import record
from gongkai.law import withholding as law
from gongkai.law.exemptions import Attribute, grounds_for
from gongkai.law.procedure import NotAllowed
from gongkai.law.roles import Role
from gongkai.organs.models import Organ
from gongkai.screening.models import Withholding

PRIVACY = "N15"
"""The ground on which personal data are masked: 条例第十五条."""
WHOLE = (law.Extent.WHOLE, law.Extent.RESERVED, law.Extent.DELAYED)


class Registered(NotAllowed):
    """The same thing stands in the register already."""


def _review_on(extent: str, at: datetime) -> date | None:
    if extent == law.Extent.EXPIRED:
        return None
    return law.review_on(localdate(at), settings.GONGKAI["reassess_months"])


def register(
    *,
    organ: int,
    subject: str,
    title: str,
    extent: law.Extent,
    ground: str,
    reason: str,
    by: Actor,
    at: datetime,
    kind: str = "",
    number: int = 0,
    reviewer: int | None = None,
    decider: int | None = None,
) -> Withholding:
    """Enter what an act withheld; a standing entry about the same is renewed instead.

    Call it inside the transaction of the act, which has judged whether the actor may.
    """
    standing = _standing(subject, extent, kind)
    if standing is not None:
        return _renewed(
            standing, number, by, at, ground=ground, fact=reason, reviewer_id=reviewer,
            decider_id=decider,
        )  # fmt: skip
    made = Withholding.objects.create(
        organ_id=organ,
        subject=subject,
        title=title[:200],
        extent=extent,
        kind=kind,
        number=number,
        ground=ground,
        fact=reason,
        state="in_force",
        reviewer_id=reviewer,
        decider_id=decider,
        made_at=at,
        decided_at=at,
        review_on=_review_on(extent, at),
    )
    _note(made, "register", f"登记{extent.label}", by, at, reason)
    return made


def _standing(subject: str, extent: str, kind: str) -> Withholding | None:
    rows = Withholding.objects.select_for_update().filter(subject=subject, extent=extent, kind=kind)
    return rows.filter(state__in=law.OPEN_STATES).first()


def _renewed(
    entry: Withholding, number: int, by: Actor, at: datetime, **decided: Any
) -> Withholding:
    changes = {name: value for name, value in decided.items() if value is not None}
    if entry.extent != law.Extent.MASKED:
        changes |= {"decided_at": at, "assessed_at": at, "assessed_by_id": by.person}
        changes |= {"review_on": _review_on(entry.extent, at)}
        entry, _ = carry_out(entry, "confirm", by=by, at=at, reason=entry.fact, **changes)
        return entry
    Withholding.objects.filter(pk=entry.pk).update(number=entry.number + number)
    entry.refresh_from_db()
    _note(entry, "register", f"登记{entry.extent_label}", by, at, entry.fact)
    return entry


def _note(entry: Withholding, act: str, label: str, by: Actor, at: datetime, reason: str) -> None:
    record(
        f"screening.withholding.{act}",
        label=label,
        subject=entry.reference,
        by=by,
        at=at,
        organ=entry.organ_id,
        basis=law.GROUNDS,
        reason=reason,
        detail={
            "of": entry.subject,
            "extent": entry.extent,
            "ground": entry.ground,
            "kind": entry.kind,
            "number": entry.number,
        },
    )


def masked_again(left: Mapping[int, int], *, by: Actor, at: datetime) -> None:
    """Count places that are no longer masked out of their entries; the last one ends its entry.

    `left` are the numbers of places by entry; the findings have left their entries already.
    """
    for pk, number in left.items():
        entry = Withholding.objects.select_for_update().get(pk=pk)
        if entry.places.exists() or not entry.is_open:
            Withholding.objects.filter(pk=pk).update(number=max(entry.number - number, 0))
        else:
            carry_out(entry, "end", by=by, at=at, reason="遮盖已经取消，原文重新处理", number=0)


def vouch(subject: str, *, by: Actor, at: datetime) -> None:
    """Put the checker down as reviewer of what the drafter masked; part of passing the check."""
    del at
    rows = Withholding.objects.filter(subject=subject, reviewer=None, state__in=law.OPEN_STATES)
    rows.filter(extent__in=(law.Extent.MASKED, law.Extent.PART)).update(reviewer_id=by.person)


def made_public(subjects: Iterable[str], *, reason: str, by: Actor, at: datetime) -> None:
    """Close the entries about whole texts or rows that are public now."""
    rows = Withholding.objects.filter(subject__in=list(subjects), extent__in=WHOLE)
    for entry in rows.filter(state__in=("in_force", "reopening")).order_by("id"):
        carry_out(entry, "open", by=by, at=at, reason=reason)


def propose(
    organ: Organ,
    *,
    subject: str,
    title: str,
    extent: str,
    ground: str,
    reason: str,
    until: date | None = None,
    by: Actor,
    at: datetime,
) -> Withholding:
    """Ask the signer to withhold, or to put off, something no draft exists of."""
    _allow(organ.pk, by, Role.CLERK, Role.CHECKER)
    _judge(title, extent, ground, reason, until, localdate(at))
    try:
        with transaction.atomic():
            made = Withholding.objects.create(
                organ=organ,
                subject=subject,
                title=title.strip()[:200],
                extent=extent,
                ground=ground,
                fact=reason.strip(),
                until=until,
                state=law.PROCEDURE.initial,
                proposer_id=by.someone,
                reviewer_id=by.someone if by.has(Role.CHECKER) else None,
                made_at=at,
            )
            _note(made, "propose", f"提出{made.extent_label}", by, at, reason)
    except IntegrityError:
        raise Registered("这一项已经在登记簿里，请打开原来的登记办理") from None
    return made


def _judge(title: str, extent: str, ground: str, reason: str, until: date | None, on: date) -> None:
    if not title.strip():
        raise NotAllowed("请填写不公开的是什么信息")
    if extent not in {each.value for each in WHOLE}:
        raise NotAllowed("请选择不予公开、依申请公开或者暂缓公开")
    reserved = extent == law.Extent.RESERVED
    attribute = Attribute.ON_REQUEST if reserved else Attribute.CLOSED
    if ground not in {row.code for row in grounds_for(attribute)}:
        raise NotAllowed("请从列出的法定理由中选择")
    if not reason.strip():
        raise NotAllowed("请写明事实：为什么符合这一条")
    if extent == law.Extent.DELAYED and (until is None or until <= on):
        raise NotAllowed("暂缓公开要写明暂缓到哪一天，须晚于今天")


def approve(entry: Withholding, *, by: Actor, at: datetime) -> Withholding:
    """Decide that it is withheld; somebody else than who asked for it."""
    _allow(entry.organ_id, by, Role.SIGNER)
    review_on = _review_on(entry.extent, at)
    if entry.until and review_on:
        review_on = min(review_on, entry.until)
    changes: dict[str, Any] = {"decider_id": by.someone, "decided_at": at, "review_on": review_on}
    entry, _ = carry_out(entry, "approve", by=by, at=at, reason=entry.fact, **changes)
    return entry


def reject(entry: Withholding, *, reason: str, by: Actor, at: datetime) -> Withholding:
    """Refuse to withhold it."""
    return _stepped(entry, "reject", reason, by, at)


def confirm(entry: Withholding, *, reason: str, by: Actor, at: datetime) -> Withholding:
    """Look again and find that the ground still holds (条例第十八条)."""
    changes: dict[str, Any] = {"assessed_at": at, "assessed_by_id": by.person}
    return _stepped(
        entry, "confirm", reason, by, at, review_on=_review_on(entry.extent, at), **changes
    )


def confirm_all(
    entries: Iterable[Withholding], *, reason: str, by: Actor, at: datetime
) -> list[Withholding]:
    """Confirm several entries on one reason, all or none; each has its line."""
    with transaction.atomic():
        return [confirm(entry, reason=reason, by=by, at=at) for entry in entries]


def take_up(entry: Withholding, *, reason: str, by: Actor, at: datetime) -> Withholding:
    """Look again and find that it can be made public; a document now has to be published."""
    changes: dict[str, Any] = {"assessed_at": at, "assessed_by_id": by.person}
    return _stepped(entry, "take_up", reason, by, at, **changes)


def note_opened(entry: Withholding, *, reason: str, by: Actor, at: datetime) -> Withholding:
    """Note that it is public now, by whatever way."""
    return _stepped(entry, "open", reason, by, at)


def end(entry: Withholding, *, reason: str, by: Actor, at: datetime) -> Withholding:
    """Take an entry out of the register: made in error, or its information is no more."""
    return _stepped(entry, "end", reason, by, at)


def _stepped(
    entry: Withholding, step: str, reason: str, by: Actor, at: datetime, **changes: Any
) -> Withholding:
    if entry.organ_id not in by.organs:
        raise NotAllowed("您的岗位没有办理这项登记的职责")
    entry, _ = carry_out(entry, step, by=by, at=at, reason=reason, **changes)
    return entry


def _allow(organ: int, by: Actor, *roles: Role) -> None:
    if not by.roles & set(roles) or organ not in by.organs:
        raise NotAllowed("您的岗位没有办理这项登记的职责")
