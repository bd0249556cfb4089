"""涉密拦截: the fact is kept, the text is not; asked about, handed over, found not to be secret."""

import hmac
from collections.abc import Mapping
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from gongkai.kernel import calendars
from gongkai.kernel.actor import Actor
from gongkai.kernel.case import carry_out
from gongkai.kernel.ledger_line import record
from gongkai.law import secrecy as law
from gongkai.law.clocks import due
from gongkai.law.figures import figure
from gongkai.law.procedure import NotAllowed
from gongkai.law.roles import Role
from gongkai.screening.models import Stop
from gongkai.screening.queries import salt
from gongkai.text.secrecy import mark_in


def fingerprint(title: str, level: str) -> str:
    """Return the keyed hash by which a text found not to be secret is known again."""
    return hmac.new(
        salt().encode(), f"secrecy:{level}:{title.strip()}".encode(), sha256
    ).hexdigest()


def refuse_secret(title: str, texts: Mapping[str, str]) -> None:
    """Raise SecretFound for the first text that bears a mark, unless it was found not secret."""
    for place, text in texts.items():
        mark = mark_in(text)
        if mark is None:
            continue
        known = Stop.objects.filter(fingerprint=fingerprint(title, mark.level), state="cleared")
        if not known.exists():
            raise law.SecretFound(mark.level, place.partition("“")[0])


def stop(
    found: law.SecretFound, *, organ: int, subject: str, title: str, by: Actor, at: datetime
) -> Stop:
    """Keep that a text was kept out: by whom, when, which mark; never what it says."""
    term = due("secrecy.unclear", localdate(at), calendars.current())
    with transaction.atomic():
        made = Stop.objects.create(
            organ_id=organ,
            subject=subject,
            state=law.PROCEDURE.initial,
            level=found.level,
            place=found.place[:64],
            fingerprint=fingerprint(title, found.level),
            found_at=at,
            found_by_id=by.person,
            due_on=term.due_on,
            due_provisional=term.provisional,
        )
        record(
            "screening.stop.find",
            label="发现密级标志，已拦截",
            subject=made.reference,
            by=by,
            at=at,
            organ=organ,
            basis=law.KEEP_OUT,
            detail={"level": found.level, "of": subject},
        )
    return made


def ask(entry: Stop, *, reason: str, by: Actor, at: datetime) -> Stop:
    """Note that the competent office was asked, outside this system, what the text is."""
    return _stepped(entry, "ask", reason, by, at)


def hand_over(entry: Stop, *, reason: str, by: Actor, at: datetime) -> Stop:
    """Note that the text has gone to the offline channel and its copies here are destroyed."""
    return _stepped(entry, "hand_over", reason, by, at)


def clear(entry: Stop, *, reason: str, by: Actor, at: datetime) -> Stop:
    """Note that the competent office found the text not to be secret; it may be kept here."""
    return _stepped(entry, "clear", reason, by, at)


def note_leak(entry: Stop, *, reason: str, by: Actor, at: datetime) -> Stop:
    """Note that the text had got out; it must be reported within 24 hours."""
    _allow(entry, by, Role.CLERK, Role.CHECKER, Role.SIGNER)
    hours = figure("secrecy.leak", localdate(at)).value
    fresh = {
        "leak_found_at": at,
        "leak_due_at": at + timedelta(hours=hours),
        "leak_note": _said(reason, "请写明怎样发现、已经采取哪些补救措施"),
    }
    return _noted(entry, "leak", "发现泄密", reason, by, at, {"leak_found_at": None}, fresh)


def report_leak(entry: Stop, *, reason: str, by: Actor, at: datetime) -> Stop:
    """Note that the leak was reported to the secrecy administration and the superior."""
    _allow(entry, by, Role.CHECKER, Role.SIGNER)
    told = _said(reason, "请写明报告给哪些部门、什么时间")
    if entry.leak_found_at is None:
        raise NotAllowed("没有登记泄密")
    fresh = {"leak_reported_at": at, "leak_report": told}
    return _noted(entry, "report", "报告泄密", reason, by, at, {"leak_reported_at": None}, fresh)


def _noted(
    entry: Stop, act: str, label: str, reason: str, by: Actor, at: datetime,
    still: dict[str, Any], fresh: dict[str, Any],
) -> Stop:  # fmt: skip
    with transaction.atomic():
        if not Stop.objects.filter(pk=entry.pk, **still).update(**fresh):
            raise NotAllowed(f"已经登记过“{label}”，请刷新页面再看")
        record(
            f"screening.stop.{act}",
            label=label,
            subject=entry.reference,
            by=by,
            at=at,
            organ=entry.organ_id,
            basis=law.LEAK,
            reason=reason,
        )
    entry.refresh_from_db()
    return entry


def _said(reason: str, wanting: str) -> str:
    if not reason.strip():
        raise NotAllowed(wanting)
    return reason.strip()


def _stepped(entry: Stop, step: str, reason: str, by: Actor, at: datetime) -> Stop:
    _allow(entry, by, Role.CHECKER, Role.SIGNER)
    entry, _ = carry_out(entry, step, by=by, at=at, reason=reason, outcome=reason)
    return entry


def _allow(entry: Stop, by: Actor, *roles: Role) -> None:
    if not by.roles & set(roles) or entry.organ_id not in by.organs:
        raise NotAllowed("您的岗位没有办理涉密拦截的职责")
