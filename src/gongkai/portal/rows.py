"""Rows of lists: a document as a line of markup, the same in every list of the site."""

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar, cast

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
LineT = TypeVar("LineT", bound=Hashable)


class Drawn(Generic[LineT]):
    """Draws lines, those it does not remember all at once."""

    def __init__(self, draw: Callable[[Sequence[LineT]], Iterable[bytes]]) -> None:
        self._draw = draw
        self._kept: dict[LineT, bytes] = {}

    def __call__(self, lines: Iterable[LineT]) -> bytes:
        """Return the lines one after another."""
        found, kept = list(lines), self._kept
        if len(kept) > KEPT:
            for line in list(islice(kept, KEPT // 2)):
                del kept[line]
        if new := [line for line in found if line not in kept]:
            kept.update(zip(new, self._draw(new), strict=True))
        return b"".join([kept[line] for line in found])


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
        self._rows: dict[str, Drawn[Line | LongLine]] = {}

    def drawn(self, lines: "Iterable[Line | LongLine]", root: str) -> Markup:
        """Return documents as `<li>` one after another, seen from a page `root` below the top."""
        if root not in self._rows:
            self._rows[root] = Drawn(partial(self._drawn, root))
        return Markup(self._rows[root](lines).decode())  # noqa: S704  rendered with escaping

    def _drawn(self, root: str, lines: "Sequence[Line | LongLine]") -> list[bytes]:
        return self._plans.fill_each([self._told(line, root) for line in lines])

    def _told(self, line: "Line | LongLine", root: str) -> tuple[Hashable, Words]:
        published = line.published_at.astimezone(self._shell.zone)
        tone = left = ""
        if line.display_until and line.display_until >= self._shell.on:
            period = Period(published.date(), line.display_until, self._shell.on)
            tone, left = "warn" if period.is_soon_over else "ok", period.left
        day = published.isoformat()[:10]
        return (root, tone), (path_of(published, line.seq), line.title, day, left)

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
