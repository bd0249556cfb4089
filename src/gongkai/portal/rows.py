"""Rows of lists: a document as a line of markup, the same in every list of the site."""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple, cast

from markupsafe import Markup

from gongkai.disclosures.queries.public import path_of
from gongkai.portal.notices import Period
from gongkai.portal.plan import Plans, Words

if TYPE_CHECKING:
    from gongkai.disclosures.queries.public import Line, LongLine, Text
    from gongkai.disclosures.queries.ruled import RuledLine
    from gongkai.portal.shell import Shell

TEMPLATE = "portal/row.html"
KEPT = 4096
"""Drawn rows remembered: of the forty a list shows, a publication changes one."""


@dataclass(frozen=True, slots=True)
class Row:
    """One document in a list, for templates."""

    title: str
    path: str
    published: date
    organ: str
    period: Period | None


class _RowWords(NamedTuple):
    address: str
    title: str
    day: str
    left: str


class Rows:
    """Draws rows for one shell."""

    def __init__(self, shell: "Shell") -> None:
        self._shell = shell
        self._plans = Plans(self._render, addresses=(0,))
        self._row = lru_cache(KEPT)(self._drawn)

    def drawn(self, lines: "Iterable[Line | LongLine]", root: str) -> Markup:
        """Return documents as `<li>` one after another, seen from a page `root` below the top."""
        rows = b"".join([self._row(line, root) for line in lines])
        return Markup(rows.decode())  # noqa: S704  rendered with escaping

    def _drawn(self, line: "Line | LongLine", root: str) -> bytes:
        published = line.published_at.astimezone(self._shell.zone)
        tone = left = ""
        if line.display_until and line.display_until >= self._shell.on:
            period = Period(published.date(), line.display_until, self._shell.on)
            tone, left = "warn" if period.is_soon_over else "ok", period.left
        day = published.isoformat()[:10]
        words = _RowWords(path_of(published, line.seq), line.title, day, left)
        return self._plans.fill((root, tone), words)

    def _render(self, shape: Hashable, words: Words) -> str:
        root, tone = cast("tuple[str, str]", shape)
        return self._shell.text(TEMPLATE, row=_RowWords(*words), root=root, tone=tone)

    def told(self, line: "LongLine | RuledLine | Text") -> Row:
        """Return one document for a template."""
        published = line.published_at.astimezone(self._shell.zone)
        until, on = line.display_until, self._shell.on
        period = Period(published.date(), until, on) if until and until >= on else None
        organ = self._shell.organ_names.get(line.organ, "")
        return Row(line.title, path_of(published, line.seq), published, organ, period)
