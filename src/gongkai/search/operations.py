"""Keeping the index true to what is public. The index is derived: nothing here is a record."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from django.db.models import Q

from gongkai.disclosures import access
from gongkai.disclosures.models import Document
from gongkai.kernel.ledger_line import last_line
from gongkai.kernel.models import Entry
from gongkai.search import feed, shelf
from gongkai.search.engine import Leaf
from gongkai.search.shelf import FORMAT, State

LINES = 2000
"""Lines of the ledger read at once."""
LATE = timedelta(days=1)
"""How long a missing line of the ledger is waited for; its transaction has failed by then."""
MOST_GAPS = 500
DOCUMENT, ORGAN, COLUMN = "disclosures.document", "organs.organ", "catalogue.column"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was done: texts written and removed, and whether the index was built anew."""

    written: int = 0
    gone: int = 0
    rebuilt: bool = False


def catch_up(*, at: datetime) -> Outcome:
    """Bring the index up to the ledger's last line; build it when there is none.

    Every step may be repeated: what a line is about is read as it stands now. Raises `kernel.alone.Busy`.
    """
    with shelf.alone():
        known = shelf.state()
        if known is None or known.entry > last_line():
            return _rebuild(at)
        done = Outcome()
        while lines := _lines_after(known):
            step = _follow(known, [subject for _, subject in lines], at)
            done = Outcome(done.written + step.written, done.gone + step.gone)
            known = _moved(known, [number for number, _ in lines], at)
            shelf.remember(known)
        return done


def rebuild(*, at: datetime) -> Outcome:
    """Build the index anew beside the old one, which answers until the new one is whole."""
    with shelf.alone():
        return _rebuild(at)


def _rebuild(at: datetime) -> Outcome:
    build, last = shelf.next_build(), last_line()
    fresh = State(FORMAT, build, last, _missing_before(last, at), at.isoformat())
    engine = shelf.opened(build)
    engine.write(feed.leaves(access.public().order_by("seq"), at), ())
    shelf.remember(fresh)
    shelf.tidy(build)
    return Outcome(engine.count(), 0, True)


def _lines_after(known: State) -> list[tuple[int, str]]:
    new = Q(id__gt=known.entry)
    for first, last, _ in known.gaps:
        new |= Q(id__range=(first, last))
    return list(Entry.objects.filter(new).order_by("id").values_list("id", "subject")[:LINES])


def _follow(known: State, subjects: Sequence[str], at: datetime) -> Outcome:
    """Write or remove what these lines are about."""
    wanted = Q(pk__in=_keys(subjects, DOCUMENT))
    wanted |= Q(organ__in=_keys(subjects, ORGAN)) | Q(column__in=_keys(subjects, COLUMN))
    rows = Document.objects.filter(wanted, seq__isnull=False).order_by("seq")
    found = list(rows.values_list("pk", "seq", "live"))
    gone = [seq or 0 for _, seq, live in found if live is None]
    there = [pk for pk, _, live in found if live is not None]
    if found:
        shelf.opened(known.build).write(_leaves(there, at), gone)
    return Outcome(len(there), len(gone))


def _leaves(keys: Sequence[int], at: datetime) -> Iterator[Leaf]:
    for start in range(0, len(keys), feed.AT_ONCE):
        yield from feed.leaves(feed.by_keys(keys[start : start + feed.AT_ONCE]), at)


def _keys(subjects: Iterable[str], kind: str) -> set[int]:
    split = (subject.partition(":") for subject in subjects)
    return {int(key) for name, _, key in split if name == kind and key.isdecimal()}


def _moved(known: State, seen: Sequence[int], at: datetime) -> State:
    """Return the state after these lines: what is still missing between them stays a gap."""
    last = max(known.entry, *seen)
    open_gaps = [gap for gap in known.gaps if at - datetime.fromisoformat(gap[2]) < LATE]
    if last > known.entry:
        open_gaps.append((known.entry + 1, last, at.isoformat()))
    gaps = tuple(piece for gap in open_gaps for piece in _without(gap, seen))
    return replace(known, entry=last, gaps=gaps[-MOST_GAPS:], at=at.isoformat())


def _without(gap: tuple[int, int, str], seen: Sequence[int]) -> Iterator[tuple[int, int, str]]:
    """Return what is left of a range when these numbers are taken out."""
    first, last, noticed = gap
    for number in sorted(n for n in seen if first <= n <= last):
        if number > first:
            yield first, number - 1, noticed
        first = number + 1
    if first <= last:
        yield first, last, noticed


def _missing_before(last: int, at: datetime) -> tuple[tuple[int, int, str], ...]:
    """Return the numbers missing shortly before the last line: they may still be committed."""
    first = max(1, last - LINES)
    numbers = Entry.objects.filter(id__range=(first, last)).order_by("id")
    window = (first, last, at.isoformat())
    if not last:
        return ()
    return tuple(_without(window, list(numbers.values_list("id", flat=True))))[-MOST_GAPS:]
