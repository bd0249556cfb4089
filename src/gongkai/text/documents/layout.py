"""Letters scattered over a page put back into lines and paragraphs, as a reader takes them.

Lengths are points, y grows upward.
"""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from gongkai.text.spacing import WIDE

_WIDE = re.compile(f"[{WIDE}‘’“”…—·]")
_JUMPS = 3
"""Times the writing of a page may go back up and still be in reading order."""

_NARROW = 12
"""Widths of a letter; a column this narrow is a list, not a text that runs on."""


class Glyph(NamedTuple):
    """A letter, or a word set in one piece, and the box it fills."""

    text: str
    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def middle(self) -> tuple[float, float]:
        """The centre of its box."""
        return (self.x0 + self.x1) / 2, (self.y0 + self.y1) / 2


class Line(NamedTuple):
    """Letters side by side."""

    text: str
    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def height(self) -> float:
        """From foot to head."""
        return self.y1 - self.y0


def lines(glyphs: Iterable[Glyph], *, ordered: bool = True) -> list[Line]:
    """The lines from top to bottom; those on one height from left to right (see :func:`rows`)."""
    return [line_of(row) for row in rows(glyphs, ordered=ordered)]


def rows(glyphs: Iterable[Glyph], *, ordered: bool = True) -> list[list[Glyph]]:
    """The same, still as glyphs.

    The order of writing is kept where it only seldom goes up: so columns stay columns. It says
    nothing where glyphs are not ``ordered``.
    """
    runs: list[list[Glyph]] = []
    for glyph in glyphs:
        if runs and _continues(runs[-1][-1], glyph):
            runs[-1].append(glyph)
        else:
            runs.append([glyph])
    jumps = sum(
        later[0].middle[1] > earlier[0].middle[1] + _tall(earlier[0])
        for earlier, later in pairwise(runs)
    )
    if jumps > _JUMPS or not ordered:
        runs.sort(key=lambda run: -run[0].middle[1])
    return _rows(runs)


def paragraphs(found: Sequence[Line]) -> list[str]:
    """Lines that run on to the right edge are joined with the next, unless that is indented."""
    if not found:
        return []
    size = median(line.height for line in found) or 1
    left, right = min(line.x0 for line in found), max(line.x1 for line in found)
    wide = right - left > _NARROW * size
    out = [found[0].text]
    for before, line in pairwise(found):
        full = wide and before.x1 > right - 2.5 * size and before.x0 < left + 5 * size
        follows = 0 < before.y0 - line.y0 < 2.6 * max(before.height, line.height)
        alike = abs(before.height - line.height) < 0.3 * size
        if full and follows and alike and line.x0 < left + 1.2 * size:
            out[-1] = joined(out[-1], line.text)
        else:
            out.append(line.text)
    return out


def joined(before: str, after: str) -> str:
    """Two pieces of a wrapped text: a space only between two Latin words."""
    apart = before[-1:].isalpha() and after[:1].isalpha()
    apart = apart and not _WIDE.match(before[-1:]) and not _WIDE.match(after[:1])
    return f"{before} {after}" if apart else before + after


def _tall(glyph: Glyph) -> float:
    return max(glyph.y1 - glyph.y0, 0.1)


def _level(one: Glyph, other: Glyph) -> bool:
    """They stand on one line."""
    return abs(one.middle[1] - other.middle[1]) < 0.4 * max(_tall(one), _tall(other))


def _continues(before: Glyph, glyph: Glyph) -> bool:
    return _level(before, glyph) and glyph.x0 > before.x0 - 0.1 * _tall(before)


def _rows(runs: list[list[Glyph]]) -> list[list[Glyph]]:
    """Runs on one height become one row."""
    rows: list[list[Glyph]] = []
    for run in runs:
        if rows and _level(rows[-1][0], run[0]):
            rows[-1] += run
        else:
            rows.append(list(run))
    return [sorted(row, key=lambda glyph: glyph.x0) for row in rows]


def line_of(row: list[Glyph]) -> Line:
    """Glyphs of one row, put together."""
    pieces = [row[0].text]
    reach = row[0].x1
    for glyph in row[1:]:
        gap = glyph.x0 - reach
        wide = _WIDE.match(pieces[-1][-1:]) or _WIDE.match(glyph.text[:1])
        if gap > _tall(glyph) * (0.8 if wide else 0.2):
            pieces.append(" ")
        pieces.append(glyph.text)
        reach = max(reach, glyph.x1)
    text = "".join(pieces).strip()
    return Line(text, row[0].x0, min(g.y0 for g in row), reach, max(g.y1 for g in row))
