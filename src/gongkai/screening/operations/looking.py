"""Looking through texts: at once, or part by part in the background by the clock."""

import json
import zlib
from base64 import b64decode, b64encode
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields
from datetime import datetime
from io import BytesIO
from typing import Any, cast

from django.db import transaction
from django.db.models import F

from gongkai.kernel.actor import Actor
from gongkai.kernel.case import carry_out
from gongkai.kernel.ledger_line import record
from gongkai.law.procedure import NotAllowed
from gongkai.law.screening_run import MOST_ATTEMPTS, OPEN_STATES, REVIEW, SILENT
from gongkai.screening.models import Finding, Run, RunPart
from gongkai.screening.operations.register import masked_again
from gongkai.screening.queries import Found, edition_of, merged

AT_ONCE = 500
"""Rows a single question names; a list of persons may hold tens of thousands."""
MASKED = Finding.Answer.MASKED
SIGHTED = (
    *("present", "place", "group", "files", "hidden", "before", "text", "after", "mask"),
    *("count", "confidence"),
)
"""What a new look may change of a finding that is known; its answer is not among it."""
PRIVACY_BASIS = "《政府信息公开条例》第十五条；《个人信息保护法》第六条"


def keep_found(
    subject: str, found_now: Iterable[Found], *, organ: int, by: Actor, at: datetime
) -> int:
    """Keep what a whole look through a subject found, each datum once; return how many are new.

    Answers given before stand, what is gone is marked absent. A masked datum that stands in the
    text again is open again, and leaves the register.
    """
    found = list(found_now)
    with transaction.atomic():
        rows = Finding.objects.select_for_update().filter(subject=subject).order_by("id")
        told = rows.values_list("fingerprint", "pk", "answer", *SIGHTED)
        known = {row[0]: row[1:] for row in told.iterator()}
        now = {each.fingerprint for each in found}
        gone = [row[0] for key, row in known.items() if row[2] and key not in now]
        for some in batched(gone):
            Finding.objects.filter(pk__in=some).update(present=False)
        again = [row[0] for key, row in known.items() if key in now and row[1] == MASKED]
        open_again(again, by=by, at=at)
        for start in range(0, len(found), AT_ONCE):
            _keep(subject, found[start : start + AT_ONCE], known)
        fresh = len(now - known.keys())
        if fresh:
            record(
                "screening.screen",
                label="发现个人信息",
                subject=subject,
                by=by,
                at=at,
                organ=organ,
                basis=PRIVACY_BASIS,
                detail={"new": fresh, "present": len(found)},
            )
    return fresh


def _keep(subject: str, found: Sequence[Found], known: Mapping[str, tuple[Any, ...]]) -> None:
    """Write what is new or differs from what is known (key, answer, what was seen)."""
    rows = [_fresh(subject, each) for each in found]
    changed = [
        row
        for row in rows
        if row.fingerprint not in known
        or known[row.fingerprint][2:] != tuple(getattr(row, name) for name in SIGHTED)
    ]
    Finding.objects.bulk_create(
        changed,
        update_conflicts=True,
        unique_fields=("subject", "fingerprint"),
        update_fields=SIGHTED,
    )


def _fresh(subject: str, found: Found) -> Finding:
    return Finding(
        subject=subject,
        fingerprint=found.fingerprint,
        source=found.source,
        kind=found.kind,
        place=found.place[:200],
        group=found.group[:200],
        files=list(found.files),
        hidden=found.hidden[:60],
        before=found.before[-60:],
        text=found.text[:200],
        after=found.after[:60],
        mask=found.mask[:200],
        count=found.count,
        confidence=found.confidence,
    )


def open_again(keys: Sequence[int], *, by: Actor, at: datetime) -> None:
    """Open masked data that stand in the text again; they leave the register."""
    left: Counter[int] = Counter()
    for some in batched(keys):
        rows = Finding.objects.filter(pk__in=some)
        for entry, count in rows.order_by("id").values_list("withholding_id", "count"):
            if entry is not None:
                left[entry] += count
        rows.update(answer="", answered_by=None, answered_at=None, withholding=None)
    masked_again(left, by=by, at=at)


def batched(keys: Sequence[int]) -> Iterator[Sequence[int]]:
    """Return keys in portions a database takes in one question."""
    return (keys[start : start + AT_ONCE] for start in range(0, len(keys), AT_ONCE))


def note_screened(subject: str, digest: str, *, parts: int, organ: int, at: datetime) -> Run:
    """Keep that a text was looked through at once; part of the act that kept the text."""
    return Run.objects.create(
        organ_id=organ,
        subject=subject,
        digest=digest,
        edition=edition_of(organ),
        state="done",
        total=parts,
        read=parts,
        made_at=at,
        ended_at=at,
    )


def supersede(subject: str, *, by: Actor, at: datetime) -> None:
    """Drop the open run over an older text of a subject."""
    for run in Run.objects.filter(subject=subject, state__in=OPEN_STATES).order_by("id"):
        carry_out(run, "supersede", by=by, at=at, ended_at=at)
        run.parts.all().delete()


def queue(
    subject: str, digest: str, *, parts: Sequence[str], organ: int, by: Actor, at: datetime
) -> Run:
    """Have a text looked through in the background, in these parts; nobody may sign meanwhile."""
    with transaction.atomic():
        supersede(subject, by=by, at=at)
        run = Run.objects.create(
            organ_id=organ,
            subject=subject,
            digest=digest,
            edition=edition_of(organ),
            state="waiting",
            total=len(parts),
            made_at=at,
        )
        RunPart.objects.bulk_create(
            RunPart(run=run, number=number, name=name[:250])
            for number, name in enumerate(parts, start=1)
        )
        record(
            "screening.run.queue",
            label="安排自动检查",
            subject=run.reference,
            by=by,
            at=at,
            organ=organ,
            basis=REVIEW,
            detail={"of": subject, "parts": len(parts)},
        )
    return run


def take_next(*, by: Actor, at: datetime) -> Run | None:
    """Take up the next run: one that waits, or one whose process has died; None when idle.

    A run that was taken up too often without an end is given up with a sentence.
    """
    silent = Run.objects.filter(state="running", beat_at__lte=at - SILENT).order_by("id").first()
    run = silent or Run.objects.filter(state="waiting").order_by("id").first()
    if run is None:
        return None
    if run.attempts >= MOST_ATTEMPTS:
        why = "检查中断了几次，没有查完。请重试，或者由审查人打开看过后人工确认。"
        fail(run, reason=why, by=by, at=at)
        return None
    step, again = ("resume" if silent else "begin"), run.attempts + 1
    try:
        taken, _ = carry_out(run, step, by=by, at=at, beat_at=at, attempts=again)
    except NotAllowed:
        return None  # another process has taken it up
    return taken


def keep_part(run: Run, number: int, found: Iterable[Found], *, at: datetime) -> bool:
    """Keep what one part held; False when the run is no longer ours (superseded, confirmed).

    No act of its own: what a run found is told when it ends.
    """
    with transaction.atomic():
        ours = Run.objects.filter(pk=run.pk, state="running", revision=run.revision)
        part = run.parts.filter(number=number, found__isnull=True)
        if not ours.select_for_update().exists():
            return False
        if part.update(found=_packed(merged(found))):
            ours.update(read=F("read") + 1, beat_at=at)
    return True


def finish(run: Run, *, by: Actor, at: datetime) -> Run:
    """End a run whose parts are all read: findings are kept, the text may be signed."""
    with transaction.atomic():
        run, _ = carry_out(run, "finish", by=by, at=at, ended_at=at, error="", read=run.total)
        keep_found(run.subject, merged(_found_by(run)), organ=run.organ_id, by=by, at=at)
        run.parts.all().delete()
    return run


def _packed(found: Iterable[Found]) -> str:
    """Return findings in little room, a line each: a list of persons may hold tens of thousands."""
    packer, names = zlib.compressobj(1), [each.name for each in fields(Found)]
    lines = (json.dumps([getattr(each, name) for name in names]) for each in found)
    packed = [packer.compress(f"{line}\n".encode()) for line in lines]
    return b64encode(b"".join([*packed, packer.flush()])).decode()


def _unpacked(packed: str) -> Iterator[Found]:
    for line in BytesIO(zlib.decompress(b64decode(packed))):
        yield Found(*json.loads(line))


def _found_by(run: Run) -> Iterator[Found]:
    """Return what a run found, one part in memory at a time."""
    for number in run.parts.order_by("number").values_list("number", flat=True):
        yield from _unpacked(cast("str", run.parts.get(number=number).found))


def fail(run: Run, *, reason: str, by: Actor, at: datetime) -> Run:
    """Give a run up with a sentence; somebody retries, or looks for himself."""
    run, _ = carry_out(run, "fail", by=by, at=at, reason=reason, error=reason[:300])
    return run


def retry(run: Run, *, by: Actor, at: datetime) -> Run:
    """Let a failed run begin anew where it stopped."""
    _allow(run, by)
    run, _ = carry_out(run, "retry", by=by, at=at, attempts=0, error="")
    return run


def confirm_by_hand(run: Run, *, reason: str, by: Actor, at: datetime) -> Run:
    """Stand for a text the machine could not finish: somebody has looked through it himself."""
    _allow(run, by)
    run, _ = carry_out(
        run,
        "confirm",
        by=by,
        at=at,
        reason=reason,
        ended_at=at,
        confirmed_by_id=by.someone,
        remark=reason[:300],
    )
    return run


def _allow(run: Run, by: Actor) -> None:
    if run.organ_id not in by.organs:
        raise NotAllowed("您的岗位没有检查这份稿件的职责")
