"""Looking through texts: at once, or part by part in the background by the clock."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import datetime

from django.db import transaction
from django.db.models import F

from gongkai.kernel.actor import Actor
from gongkai.kernel.case import carry_out
from gongkai.kernel.ledger_line import record
from gongkai.law.procedure import NotAllowed
from gongkai.law.screening_run import MOST_ATTEMPTS, OPEN_STATES, REVIEW, SILENT
from gongkai.screening.models import Finding, Run, RunPart
from gongkai.screening.operations.register import masked_again
from gongkai.screening.queries import Found, edition_of, find, merged

AT_ONCE = 500
"""Rows a single question names; a list of persons may hold tens of thousands."""
PRIVACY_BASIS = "《政府信息公开条例》第十五条；《个人信息保护法》第六条"


def screen(
    subject: str, texts: Mapping[str, str], *, organ: int, by: Actor, at: datetime
) -> list[Finding]:
    """Look through a subject again; answers given before stand, what is gone is marked absent."""
    return keep_found(subject, find(texts), organ=organ, by=by, at=at)


def keep_found(
    subject: str, found_now: Iterable[Found], *, organ: int, by: Actor, at: datetime
) -> list[Finding]:
    """Keep what a whole look through a subject found; return what was not known before."""
    found = {f.fingerprint: f for f in found_now}
    with transaction.atomic():
        rows = Finding.objects.select_for_update().filter(subject=subject).order_by("id")
        known = {row.fingerprint: row for row in rows}
        gone = [row.pk for key, row in known.items() if row.present and key not in found]
        for some in batched(gone):
            Finding.objects.filter(pk__in=some).update(present=False)
        for key in known.keys() & found.keys():
            _refresh(known[key], found[key], by, at)
        fresh = [_fresh(subject, f) for key, f in found.items() if key not in known]
        Finding.objects.bulk_create(fresh)
        if fresh:
            record(
                "screening.screen",
                label="发现个人信息",
                subject=subject,
                by=by,
                at=at,
                organ=organ,
                basis=PRIVACY_BASIS,
                detail={"new": len(fresh), "present": len(found)},
            )
    return fresh


def _fresh(subject: str, found: Found) -> Finding:
    return Finding(
        subject=subject,
        fingerprint=found.fingerprint,
        source=found.source,
        kind=found.kind,
        place=found.place[:200],
        text=found.text[:200],
        mask=found.mask[:200],
        count=found.count,
        confidence=found.confidence,
    )


def batched(keys: Sequence[int]) -> Iterator[Sequence[int]]:
    """Return keys in portions a database takes in one question."""
    return (keys[start : start + AT_ONCE] for start in range(0, len(keys), AT_ONCE))


def _refresh(finding: Finding, found: Found, by: Actor, at: datetime) -> None:
    """A masked datum that stands in the text again is open again, and leaves the register."""
    place = found.place[:200]
    if finding.answer == Finding.Answer.MASKED:
        masked_again(finding, by=by, at=at)
        finding.answer, finding.answered_by, finding.answered_at = "", None, None
        finding.withholding = None
    elif finding.present and (finding.count, finding.place) == (found.count, place):
        return
    finding.present, finding.count, finding.place = True, found.count, place
    finding.save()


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
        if part.update(found=[asdict(each) for each in merged(found)]):
            ours.update(read=F("read") + 1, beat_at=at)
    return True


def finish(run: Run, *, by: Actor, at: datetime) -> Run:
    """End a run whose parts are all read: findings are kept, the text may be signed."""
    with transaction.atomic():
        parts = list(run.parts.order_by("number"))
        found = [Found(**each) for part in parts for each in part.found or ()]
        run, _ = carry_out(run, "finish", by=by, at=at, ended_at=at, error="", read=run.total)
        keep_found(run.subject, merged(found), organ=run.organ_id, by=by, at=at)
        run.parts.all().delete()
    return run


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
