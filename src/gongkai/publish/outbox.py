"""What happened since the last publication: the ledger's lines, read as an outbox.

Ids need not be committed in their order (PostgreSQL gives them out before the commit). So a
position is the last id seen and the ids before it that were not there yet.
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import Q, QuerySet

from gongkai.kernel.compiled import Compiled, Keys
from gongkai.kernel.models import Entry

WINDOW = 5000
"""How far behind the last id a line may still turn up; older gaps are of acts that were undone."""
DOCUMENT = "disclosures.document"
SHOWN = frozenset(
    f"{DOCUMENT}.{act}"
    for act in ("publish", "withdraw", "repeal", "link", "abandon_correction", "countersign")
)
"""Acts on documents that the public can see; drafting, checking and signing change no page."""
UNSEEN = (
    *("disclosures.", "screening.", "foi.", "remedies."),
    *("ledger.erase_salt", "kernel.rotate_keys"),
    *("organs.note_absence", "organs.end_absence", "organs.set_chain"),
    *("organs.confirm_second_factor", "organs.remove_second_factor"),
    *("organs.reset_second_factor", "organs.renew_one_time_codes"),
)
"""Acts that begin so change no page, those in SHOWN apart."""
_REFERENCE = re.compile(rf"{re.escape(DOCUMENT)}:(\d+)")


class Line(NamedTuple):
    """One line of the ledger, as far as pages depend on it."""

    id: int
    at: datetime
    act: str
    subject: str
    detail: dict[str, Any]

    @property
    def documents(self) -> set[int]:
        """Keys of the documents whose pages the act changes."""
        if self.act not in SHOWN:
            return set()
        named = [self.subject, *(self.detail.get(key) for key in ("policy", "before"))]
        return {int(found[1]) for each in named if (found := _REFERENCE.fullmatch(str(each)))}

    @property
    def is_about_everything(self) -> bool:
        """True for acts on what all pages share: offices, columns, catalogue, channels."""
        return self.act not in SHOWN and not self.act.startswith(UNSEEN)


@dataclass(frozen=True, slots=True)
class Position:
    """Where the reader stands: `last` with its time, and the ids before it that were missing."""

    last: int = 0
    last_at: str = ""
    missing: tuple[int, ...] = ()

    def unread(self) -> list[Line] | None:
        """Return the lines committed since, in the order of their ids.

        None when the ledger is another one than that which was read: restored, exchanged.
        """
        rows = _LATE(self.last, self.missing) if self.missing else _NEW(self.last)
        lines = list(map(Line._make, rows))
        last = [line for line in lines if line.id == self.last]
        if (last[0].at.isoformat() if last else "") != self.last_at:
            return None
        return [line for line in lines if line.id != self.last]

    def after(self, lines: Sequence[Line]) -> "Position":
        """Return the position behind these lines, which come in the order of their ids."""
        if not lines:
            return self
        seen = {line.id for line in lines}
        last = max(self.last, lines[-1].id)
        known = set(self.missing) | set(range(max(self.last, last - WINDOW) + 1, last))
        missing = sorted(each for each in known - seen if each > last - WINDOW)
        at = self.last_at if last == self.last else lines[-1].at.isoformat()
        return Position(last, at, tuple(missing))


def _lines(wanted: Q) -> "QuerySet[Entry, Any]":
    return Entry.objects.filter(wanted).order_by("id").values_list(*Line._fields)


def _new(last: int) -> "QuerySet[Entry, Any]":
    return _lines(Q(id__gte=last))


def _late(last: int, missing: Collection[int]) -> "QuerySet[Entry, Any]":
    return _lines(Q(id__gte=last) | Q(id__in=missing))


_NEW = Compiled(_new, 1_000_000_001)
_LATE = Compiled(_late, 1_000_000_001, Keys())


def end() -> Position:
    """Return the position behind everything, gaps in the window noted."""
    last = Entry.objects.order_by("-id").values_list("id", flat=True).first() or 0
    rows = Entry.objects.filter(id__gt=last - WINDOW, id__lte=last).order_by("id")
    there = set(rows.values_list("id", flat=True))
    if not there:
        return Position()
    first = max(0, last - WINDOW) + 1
    missing = tuple(each for each in range(first, last) if each not in there)
    at = Entry.objects.values_list("at", flat=True).get(pk=last)
    return Position(last, at.isoformat(), missing)
