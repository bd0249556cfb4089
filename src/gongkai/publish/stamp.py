"""When the site must be written again: a stamp cheap enough to be taken every two seconds."""

import hashlib
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.db.models import Q

from gongkai.kernel.models import Entry
from gongkai.portal.site import site_facts

PACKAGE = Path(__file__).resolve().parent.parent
CODE = ("portal/**/*", "publish/**/*.py", "typeset/**/*")
SHOWS = tuple(
    f"disclosures.document.{act}"
    for act in ("publish", "withdraw", "repeal", "link", "abandon_correction", "countersign")
)
"""Acts on documents that the public can see; drafting, checking and signing change no page."""
WINDOW = 1000
"""Lines before the last one that are counted again: one of them may be committed late."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """Everything a page depends on: the ledger's end, the day, the program, the site's facts."""

    entry: int
    window: int
    on: str
    code: str
    facts: str

    @classmethod
    def take(cls, on: date) -> "Stamp":
        """Return the stamp of this moment."""
        last = Entry.objects.order_by("-id").values_list("id", flat=True).first() or 0
        return cls(last, _count(last), on.isoformat(), code_version(), _digest(repr(site_facts())))

    @classmethod
    def of(cls, kept: dict[str, Any]) -> "Stamp | None":
        """Read a kept stamp; None when it was written by another format."""
        try:
            return cls(**kept)
        except TypeError:
            return None

    def asks_for_a_new_site(self, before: "Stamp | None") -> bool:
        """True when some page may have changed since the stamp before."""
        if before is None or self.entry < before.entry or _count(before.entry) != before.window:
            return True
        if (self.on, self.code, self.facts) != (before.on, before.code, before.facts):
            return True
        new = Entry.objects.filter(id__gt=before.entry)
        shown = Q(act__in=SHOWS) | ~Q(act__startswith="disclosures.") & ~Q(
            act__startswith="screening."
        )
        return new.filter(shown).exists()


def _count(last: int) -> int:
    return Entry.objects.filter(id__gt=last - WINDOW, id__lte=last).count()


@lru_cache(maxsize=1)
def code_version() -> str:
    """Return a hash of the program and templates that make pages, taken once a process."""
    found = sorted({file for glob in CODE for file in PACKAGE.glob(glob) if file.is_file()})
    return _digest("".join(_digest(f.read_bytes()) for f in found if f.suffix != ".pyc"))


def _digest(data: str | bytes) -> str:
    return hashlib.sha256(data.encode() if isinstance(data, str) else data).hexdigest()[:16]
