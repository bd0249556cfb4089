"""The rulings of a page put together to tables, where they leave no doubt."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from gongkai.text.documents.layout import Glyph, joined, lines

NEAR = 3.0
"""Points within which two rulings count as one."""
MAX_RULINGS = 4_000
MAX_CELLS = 20_000


class Ruling(NamedTuple):
    """A thin line; upright ones have one x, level ones one y."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def is_level(self) -> bool:
        """It runs from left to right."""
        return self.x1 - self.x0 >= self.y1 - self.y0


class Ruled(NamedTuple):
    """A table: texts in a grid, merged cells, the box it fills."""

    rows: tuple[tuple[str, ...], ...]
    spans: dict[tuple[int, int], tuple[int, int]]
    x0: float
    y0: float
    x1: float
    y1: float


def tables(glyphs: Sequence[Glyph], rulings: Sequence[Ruling]) -> tuple[list[Ruled], list[Glyph]]:
    """The tables of a page from top to bottom, and the letters that stand in none of them."""
    rest = list(glyphs)
    found: list[Ruled] = []
    for frame in _frames(rulings) if len(rulings) <= MAX_RULINGS else ():
        inside = [glyph for glyph in rest if frame.holds(glyph)]
        made = frame.filled(inside)
        if made:
            found.append(made)
            rest = [glyph for glyph in rest if not frame.holds(glyph)]
    return sorted(found, key=lambda table: -table.y1), rest


class _Frame:
    """Rulings that touch one another."""

    def __init__(self, level: list[Ruling], upright: list[Ruling]) -> None:
        both = level + upright
        self.x0, self.x1 = min(r.x0 for r in both), max(r.x1 for r in both)
        self.y0, self.y1 = min(r.y0 for r in both), max(r.y1 for r in both)
        self._xs = _snapped([self.x0, self.x1, *(r.x0 for r in upright)])
        self._ys = _snapped([self.y0, self.y1, *(r.y0 for r in level)])[::-1]
        self._level: dict[int, list[Ruling]] = defaultdict(list)
        self._upright: dict[int, list[Ruling]] = defaultdict(list)
        for ruling in level:
            self._level[_nearest(self._ys, ruling.y0)].append(ruling)
        for ruling in upright:
            self._upright[_nearest(self._xs, ruling.x0)].append(ruling)

    def holds(self, glyph: Glyph) -> bool:
        """The letter stands in it."""
        x, y = glyph.middle
        return self.x0 - 1 <= x <= self.x1 + 1 and self.y0 - 1 <= y <= self.y1 + 1

    def filled(self, glyphs: list[Glyph]) -> Ruled | None:
        """The table with these letters; None where it is none (a frame round a page or a note)."""
        height, width = len(self._ys) - 1, len(self._xs) - 1
        if height < 2 or width < 2 or height * width > MAX_CELLS or not glyphs:
            return None
        spans = self._cells(height, width)
        if spans is None or len(spans) < 4:
            return None
        owner = {
            (row + down, column + right): (row, column)
            for (row, column), (tall, wide) in spans.items()
            for down in range(tall)
            for right in range(wide)
        }
        inside: dict[tuple[int, int], list[Glyph]] = defaultdict(list)
        rising = self._ys[::-1]
        for glyph in glyphs:
            x, y = glyph.middle
            column = min(max(bisect_right(self._xs, x) - 1, 0), width - 1)
            row = min(max(height - bisect_right(rising, y), 0), height - 1)
            inside[owner[row, column]].append(glyph)
        rows = tuple(
            tuple([_written(inside.get((row, column))) for column in range(width)])
            for row in range(height)
        )
        merged = {at: span for at, span in spans.items() if span != (1, 1)}
        return Ruled(rows, merged, self.x0, self.y0, self.x1, self.y1)

    def _cells(self, height: int, width: int) -> dict[tuple[int, int], tuple[int, int]] | None:
        """The cells with their spans; None where they are no rectangles."""
        spans: dict[tuple[int, int], tuple[int, int]] = {}
        taken: set[tuple[int, int]] = set()
        for row in range(height):
            for column in range(width):
                if (row, column) in taken:
                    continue
                wide = 1
                while column + wide < width and not self._parted(row, column + wide):
                    wide += 1
                tall = 1
                while row + tall < height and not self._floored(row + tall, column):
                    tall += 1
                cell = {
                    (row + down, column + right) for down in range(tall) for right in range(wide)
                }
                if cell & taken:
                    return None
                taken |= cell
                spans[row, column] = (tall, wide)
        return spans

    def _parted(self, row: int, at: int) -> bool:
        """A ruling stands at the left of column ``at`` in this row."""
        middle = (self._ys[row] + self._ys[row + 1]) / 2
        return any(r.y0 - 1 <= middle <= r.y1 + 1 for r in self._upright.get(at, ()))

    def _floored(self, at: int, column: int) -> bool:
        middle = (self._xs[column] + self._xs[column + 1]) / 2
        return any(r.x0 - 1 <= middle <= r.x1 + 1 for r in self._level.get(at, ()))


def _frames(rulings: Sequence[Ruling]) -> list[_Frame]:
    level = _merged([r for r in rulings if r.is_level])
    upright = _merged([r for r in rulings if not r.is_level])
    groups = list(range(len(level) + len(upright)))

    def root(at: int) -> int:
        while groups[at] != at:
            groups[at] = groups[groups[at]]
            at = groups[at]
        return at

    for i, flat in enumerate(level):
        for j, tall in enumerate(upright, len(level)):
            if (
                flat.x0 - NEAR <= tall.x0 <= flat.x1 + NEAR
                and tall.y0 - NEAR <= flat.y0 <= tall.y1 + NEAR
            ):
                groups[root(i)] = root(j)
    members: dict[int, tuple[list[Ruling], list[Ruling]]] = {}
    for at, ruling in enumerate([*level, *upright]):
        found = members.setdefault(root(at), ([], []))
        found[at >= len(level)].append(ruling)
    return [_Frame(flats, talls) for flats, talls in members.values() if flats and talls]


def _merged(rulings: list[Ruling]) -> list[Ruling]:
    """Pieces of one line become one, each reduced to its middle."""
    level = bool(rulings) and rulings[0].is_level
    ordered = sorted(((_across(r), *_along(r)) for r in rulings), key=lambda r: (r[0], r[1]))
    out: list[list[float]] = []
    for across, start, stop in ordered:
        recent = [line for line in out[-12:] if across - line[0] <= 1.0]
        touching = next(
            (li for li in recent if start <= li[2] + NEAR and stop >= li[1] - NEAR), None
        )
        if touching:
            touching[1], touching[2] = min(touching[1], start), max(touching[2], stop)
        else:
            out.append([across, start, stop])
    if level:
        return [Ruling(start, across, stop, across) for across, start, stop in out]
    return [Ruling(across, start, across, stop) for across, start, stop in out]


def _across(ruling: Ruling) -> float:
    if ruling.is_level:
        return (ruling.y0 + ruling.y1) / 2
    return (ruling.x0 + ruling.x1) / 2


def _along(ruling: Ruling) -> tuple[float, float]:
    if ruling.is_level:
        return ruling.x0, ruling.x1
    return ruling.y0, ruling.y1


def _snapped(values: Iterable[float]) -> list[float]:
    """Rising, those nearer to one another than `NEAR` taken together."""
    out: list[float] = []
    for value in sorted(values):
        if not out or value - out[-1] > NEAR:
            out.append(value)
    return out


def _nearest(values: list[float], value: float) -> int:
    return min(range(len(values)), key=lambda at: abs(values[at] - value))


def _written(glyphs: list[Glyph] | None) -> str:
    text = ""
    for line in lines(glyphs or ()):
        text = joined(text, line.text)
    return text
