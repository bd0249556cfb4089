"""Answers to findings, one by one or many at once; each act one ledger line, each can be undone."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localtime

from gongkai.kernel.actor import Actor
from gongkai.kernel.case import ChangedMeanwhile
from gongkai.kernel.ledger_line import record
from gongkai.kernel.models import Entry
from gongkai.law.exemptions import KeepGround
from gongkai.law.procedure import NotAllowed
from gongkai.law.roles import Role
from gongkai.law.withholding import Extent
from gongkai.screening.models import Finding, Withholding
from gongkai.screening.operations.looking import PRIVACY_BASIS, batched
from gongkai.screening.operations.register import PRIVACY, masked_again, register
from gongkai.screening.queries import HIDDEN, UNREAD, kind_label

Answer = Finding.Answer


class GroundMissing(NotAllowed):
    """A personal datum may stay only on a legal ground."""


def keep(
    finding: Finding, *, ground: str, note: str, organ: int, by: Actor, at: datetime
) -> Finding:
    """Let a personal datum stand in public on a legal ground."""
    return keep_all([finding], ground=ground, note=note, organ=organ, by=by, at=at)[0]


def keep_all(
    findings: Iterable[Finding], *, ground: str, note: str, organ: int, by: Actor, at: datetime
) -> list[Finding]:
    """Let several data stand on one ground, which must cover the kind of each."""
    chosen = list(findings)
    if ground not in list(KeepGround):
        raise GroundMissing("保留个人信息必须选定公开依据")
    for finding in chosen:
        if finding.kind in (HIDDEN, UNREAD):
            raise GroundMissing(f"“{kind_label(finding.kind)}”不能凭公开依据处理")
        if not KeepGround(ground).covers(finding.kind):
            label = kind_label(finding.kind)
            raise GroundMissing(f"“{KeepGround(ground).label}”不能作为公开{label}的依据")
    return _answer(chosen, Answer.KEPT, ground=ground, note=note, organ=organ, by=by, at=at)


def dismiss(finding: Finding, *, note: str, organ: int, by: Actor, at: datetime) -> Finding:
    """Say that a finding is not personal data, and why."""
    return dismiss_all([finding], note=note, organ=organ, by=by, at=at)[0]


def dismiss_all(
    findings: Iterable[Finding], *, note: str, organ: int, by: Actor, at: datetime
) -> list[Finding]:
    """Say of several findings that they are not personal data, and why."""
    chosen = list(findings)
    if any(finding.kind == UNREAD for finding in chosen):
        raise NotAllowed("机器没有读到的内容，请打开看过，再选“已人工查看”")
    if not note.strip():
        raise NotAllowed("请说明为什么这不是个人信息")
    return _answer(chosen, Answer.DISMISSED, note=note, organ=organ, by=by, at=at)


def see_all(
    findings: Iterable[Finding], *, note: str, organ: int, by: Actor, at: datetime
) -> list[Finding]:
    """Say that somebody has looked at what no machine could read."""
    chosen = list(findings)
    if any(finding.kind != UNREAD for finding in chosen):
        raise NotAllowed("“已人工查看”只用于机器没有读到的内容，其他提示请逐处处理")
    return _answer(chosen, Answer.SEEN, note=note, organ=organ, by=by, at=at)


def masked(
    findings: Iterable[Finding], *, title: str, organ: int, by: Actor, at: datetime
) -> list[Finding]:
    """Note that data have been masked in the text, and enter the places into the register.

    What was hidden in a file and is cleared is no withheld information; it is only told.
    """
    with transaction.atomic():
        done = _answer(findings, Answer.MASKED, organ=organ, by=by, at=at)
        kinds: dict[str, list[Finding]] = {}
        for finding in done:
            if finding.source == Finding.Source.PERSONAL:
                kinds.setdefault(finding.kind, []).append(finding)
        for kind, rows in kinds.items():
            entry = register(
                organ=organ,
                subject=rows[0].subject,
                title=title,
                extent=Extent.MASKED,
                ground=PRIVACY,
                reason=f"{kind_label(kind)}属于个人信息，公开会损害当事人权益",
                kind=kind,
                number=sum(row.count for row in rows),
                by=by,
                at=at,
            )
            _hang(rows, entry)
    return done


def _hang(rows: list[Finding], entry: Withholding) -> None:
    for keys in batched([row.pk for row in rows]):
        Finding.objects.filter(pk__in=keys).update(withholding=entry)


def reopen(finding: Finding, *, organ: int, by: Actor, at: datetime) -> Finding:
    """Take an answer back."""
    return _answer([finding], Answer.OPEN, organ=organ, by=by, at=at)[0]


def undo(subject: str, line: int, *, organ: int, by: Actor, at: datetime) -> list[Finding]:
    """Take back what one line of the ledger tells; answers changed since are left alone."""
    told = Entry.objects.filter(pk=line, subject=subject, act="screening.answer").first()
    if told is None:
        raise NotAllowed("没有找到要撤销的处理")
    rows = Finding.objects.filter(subject=subject, present=True, answer=told.detail["answer"])
    named = set(told.detail["findings"])
    same = [row for row in rows.filter(answered_at=told.at).order_by("id") if row.pk in named]
    if not same:
        raise NotAllowed("这些提示后来又处理过，不能撤销，请逐处重新处理")
    return _answer(same, Answer.OPEN, organ=organ, by=by, at=at)


def _answer(
    findings: Iterable[Finding],
    answer: Finding.Answer,
    *,
    organ: int,
    by: Actor,
    at: datetime,
    ground: str = "",
    note: str = "",
) -> list[Finding]:
    """Answer what is open (or open what is answered), under lock; one line for all of them."""
    if not by.roles & {Role.CLERK, Role.CHECKER, Role.SIGNER} or organ not in by.organs:
        raise NotAllowed("您的岗位没有处理个人信息提示的职责")
    asked = [finding.pk for finding in findings]
    with transaction.atomic():
        rows = Finding.objects.select_for_update(of=("self",)).select_related("answered_by")
        some = (rows.filter(pk__in=keys).order_by("id") for keys in batched(sorted(asked)))
        locked = [row for found in some for row in found]
        changed = [row for row in locked if bool(row.answer) is (answer == Answer.OPEN)]
        if not changed:
            raise ChangedMeanwhile(_overtaken(locked))
        values = _values(answer, ground, note, by, at)
        for keys in batched([row.pk for row in changed]):
            Finding.objects.filter(pk__in=keys).update(**values)
        if not answer:
            masked_again(_by_entry(changed), by=by, at=at)
        for row in changed:
            for name, value in values.items():
                setattr(row, name, value)
        _tell(changed, answer, ground, note, organ, by, at)
    return changed


def _by_entry(rows: Iterable[Finding]) -> Counter[int]:
    left: Counter[int] = Counter()
    for row in rows:
        if row.withholding_id is not None:
            left[row.withholding_id] += row.count
    return left


def _values(
    answer: Finding.Answer, ground: str, note: str, by: Actor, at: datetime
) -> dict[str, Any]:
    """Return what every row of the act gets, so that one question writes many of them."""
    given: dict[str, Any] = {"answer": answer, "ground": ground, "note": note}
    given |= {"answered_by_id": by.person if answer else None}
    given |= {"answered_at": at if answer else None}
    return given if answer else given | {"withholding_id": None}


def _tell(
    rows: list[Finding], answer: Finding.Answer, ground: str, note: str, organ: int, by: Actor,
    at: datetime,
) -> None:  # fmt: skip
    kinds = "、".join(dict.fromkeys(kind_label(row.kind) for row in rows))
    number = f" {len(rows)} 处" if len(rows) > 1 else ""
    record(
        "screening.answer",
        label=f"{kinds[:16]}{number}：{answer.label}",
        subject=rows[0].subject,
        by=by,
        at=at,
        organ=organ,
        basis=PRIVACY_BASIS,
        reason=note,
        detail={"findings": [row.pk for row in rows], "answer": answer, "ground": ground},
    )


def _overtaken(locked: list[Finding]) -> str:
    last = next((row for row in locked if row.answered_by), None)
    if last is None or last.answered_by is None or last.answered_at is None:
        return "这些提示已经变了，请刷新页面再看"
    at = localtime(last.answered_at)
    who, when = last.answered_by.name, f"{at.month}月{at.day}日 {at:%H:%M}"
    return f"{who}已在{when} 处理为“{last.get_answer_display()}”，请刷新页面再看"
