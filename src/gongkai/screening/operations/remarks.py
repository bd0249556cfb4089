"""核对意见: kept when a text is looked through, answered with a reason, taken back."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from gongkai.kernel.actor import Actor
from gongkai.kernel.case import ChangedMeanwhile
from gongkai.kernel.ledger_line import record
from gongkai.kernel.models import Entry
from gongkai.law.procedure import NotAllowed
from gongkai.law.roles import Role
from gongkai.screening.models import Remark
from gongkai.screening.operations.looking import batched
from gongkai.screening.queries.remarks import Placed, placed
from gongkai.text.proofreading import Noticed

ACCURACY = "《政府信息公开条例》第六条（及时、准确地公开政府信息）"
Answer = Remark.Answer
_WIDTHS = {"text": 200, "says": 400, "basis": 200, "proposal": 200}
_CHANGING = ["present", "count", "before", "after", "severity", "blocks", *_WIDTHS]


def keep_remarks(
    subject: str, found: Mapping[str, Iterable[Noticed]], *, judged: Callable[[str], bool],
    organ: int, by: Actor, at: datetime,
) -> list[Remark]:  # fmt: skip
    """Keep what was noticed; of the places `judged`, what is not found is no longer there.

    Answers given before stand. Returns what was not known before.
    """
    now = placed(found)
    with transaction.atomic():
        rows = Remark.objects.select_for_update(of=("self",)).filter(subject=subject)
        known = {row.fingerprint: row for row in rows.order_by("id")}
        gone = [
            row.pk
            for key, row in known.items()
            if row.present and key not in now and judged(row.place)
        ]
        for some in batched(gone):
            Remark.objects.filter(pk__in=some).update(present=False)
        fresh = [_fresh(subject, each) for key, each in now.items() if key not in known]
        Remark.objects.bulk_create(fresh, batch_size=200)
        both = (key for key in now if key in known)
        again = [row for key in both if (row := _again(known[key], now[key]))]
        Remark.objects.bulk_update(again, _CHANGING, batch_size=200)
        _tell(fresh, subject, organ, by, at)
    return fresh


def _told(each: Placed) -> dict[str, Any]:
    """Return what a row says, which may change while the remark stays the same."""
    noticed = each.noticed
    shown = {name: getattr(noticed, name) for name in ("before", "after", *_WIDTHS)}
    short = {name: (shown[name] or "")[:most] for name, most in _WIDTHS.items()}
    if noticed.proposal is None or len(noticed.proposal) > _WIDTHS["proposal"]:
        short["proposal"] = None
    return shown | short | {"severity": noticed.severity.value, "blocks": noticed.blocks}


def _fresh(subject: str, each: Placed) -> Remark:
    return Remark(
        subject=subject,
        source=each.noticed.source.value,
        rule=each.noticed.rule,
        fingerprint=each.fingerprint,
        place=each.place[:250],
        count=each.count,
        **_told(each),
    )


def _again(row: Remark, each: Placed) -> Remark | None:
    """Return the row where anything about it has changed."""
    now = _told(each) | {"present": True, "count": each.count}
    if all(getattr(row, name) == value for name, value in now.items()):
        return None
    for name, value in now.items():
        setattr(row, name, value)
    return row


def _tell(fresh: list[Remark], subject: str, organ: int, by: Actor, at: datetime) -> None:
    """Write a line where something new keeps the text from being signed."""
    if stopping := [row for row in fresh if row.blocks]:
        record(
            "screening.proofread",
            label="核对文字和数字，有必须处理的",
            subject=subject,
            by=by,
            at=at,
            organ=organ,
            basis=ACCURACY,
            detail={"new": len(fresh), "blocking": len(stopping)},
        )


def verify_remarks(
    rows: Iterable[Remark], *, note: str, organ: int, by: Actor, at: datetime
) -> list[Remark]:
    """Say that what stands there was verified and is right, and why."""
    if not note.strip():
        raise NotAllowed("请写明核实的情况：核对了什么、为什么没有错")
    return _answer(rows, Answer.VERIFIED, note.strip()[:300], organ, by, at)


def reopen_remarks(rows: Iterable[Remark], *, organ: int, by: Actor, at: datetime) -> list[Remark]:
    """Take answers back."""
    return _answer(rows, Answer.OPEN, "", organ, by, at)


def undo_verified(subject: str, line: int, *, organ: int, by: Actor, at: datetime) -> list[Remark]:
    """Take back the answers a line of the ledger tells, as far as they still stand."""
    told = Entry.objects.filter(pk=line, subject=subject, act="screening.verify").first()
    asked = told.detail["remarks"] if told else []
    rows = Remark.objects.filter(subject=subject, present=True, answer=Answer.VERIFIED)
    same = list(rows.filter(pk__in=asked, answered_at=told.at).order_by("id")) if told else []
    if not same:
        raise NotAllowed("这些意见后来又处理过，不能撤销，请逐条重新处理")
    return _answer(same, Answer.OPEN, "", organ, by, at)


def _answer(
    asked: Iterable[Remark], answer: Remark.Answer, note: str, organ: int, by: Actor, at: datetime
) -> list[Remark]:
    """Answer what is open (or open what is answered), under lock; one line for all of them."""
    if not by.roles & {Role.CLERK, Role.CHECKER, Role.SIGNER} or organ not in by.organs:
        raise NotAllowed("您的岗位没有处理核对意见的职责")
    keys = sorted(row.pk for row in asked)
    with transaction.atomic():
        rows = Remark.objects.select_for_update(of=("self",)).order_by("id")
        locked = [row for some in batched(keys) for row in rows.filter(pk__in=some)]
        changed = [row for row in locked if bool(row.answer) is (answer == Answer.OPEN)]
        if not changed:
            raise ChangedMeanwhile("这些意见别人刚刚处理过，请刷新页面再看")
        for row in changed:
            row.answer, row.note = answer, note
            row.answered_by_id = by.someone if answer else None
            row.answered_at = at if answer else None
        fields = ["answer", "note", "answered_by", "answered_at"]
        Remark.objects.bulk_update(changed, fields, batch_size=200)
        record(
            "screening.verify" if answer else "screening.reopen_remarks",
            label=f"核对意见 {len(changed)} 条：{answer.label if answer else '重新处理'}",
            subject=changed[0].subject,
            by=by,
            at=at,
            organ=organ,
            basis=ACCURACY,
            reason=note,
            detail={"remarks": [row.pk for row in changed]},
        )
    return changed


def note_corrected(
    rows: Iterable[Remark], *, version: int, organ: int, by: Actor, at: datetime
) -> None:
    """Note that proposals were written into the text; part of the act that keeps the version."""
    chosen = list(rows)
    record(
        "screening.correct",
        label=f"采纳核对意见 {len(chosen)} 条",
        subject=chosen[0].subject,
        by=by,
        at=at,
        organ=organ,
        basis=ACCURACY,
        detail={"remarks": [row.pk for row in chosen], "version": version},
    )
