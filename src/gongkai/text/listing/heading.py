"""Where the heading of a list stands: below its titles, in one row or in several."""

import re
from dataclasses import dataclass

from gongkai.text.document import Table
from gongkai.text.listing.content import Content, content_of
from gongkai.text.listing.money import amount
from gongkai.text.personal.columns import roles_of

LOOKED_AT = 15
"""Rows at the beginning of a table among which the heading is looked for."""
LONGEST = 30
"""Characters of a heading; what is longer is a sentence."""
_DEEPEST = 3
_SAID = re.compile(r"[:：]\S")


@dataclass(frozen=True, slots=True)
class Heading:
    """The words above each column, and the rows of the table they were taken from."""

    words: tuple[str, ...]
    first: int
    last: int
    merged: bool


def find_heading(table: Table) -> Heading | None:
    """Return the heading of a table; None where none of the first rows looks like one."""
    width = max(map(len, table.rows), default=0)
    for first, row in enumerate(table.rows[:LOOKED_AT]):
        if first not in table.hidden_rows and _heads(row):
            return _whole(table, first, width)
    return None


def _heads(row: tuple[str, ...]) -> bool:
    """Whether a row names columns: two or more, half of them known, and no figures."""
    cells = [words for cell in row if (words := "".join(cell.split()))]
    if len(cells) < 2 or any(map(_is_said, cells)):
        return False
    return sum(map(is_known, cells)) * 2 >= len(cells)


def _is_said(cell: str) -> bool:
    """Whether a cell is a sentence, a figure, or says its own value: 单位：元."""
    return len(cell) > LONGEST or amount(cell) is not None or _SAID.search(cell) is not None


def is_known(words: str) -> bool:
    """Whether the words are those of a heading."""
    return content_of(words) is not Content.UNKNOWN or bool(roles_of([words]))


def _whole(table: Table, first: int, width: int) -> Heading:
    """Put the words of merged headings before those of the row below them."""
    words, last = list(_padded(table.rows[first], width)), first
    above = _spread(table, first, words)
    while last + 1 < len(table.rows) and last - first < _DEEPEST - 1:
        below = _padded(table.rows[last + 1], width)
        if not _goes_on(table, last, words, below):
            break
        last += 1
        words = [f"{upper}{lower}" for upper, lower in zip(above, below, strict=True)]
        above = [
            f"{upper}{lower}"
            for upper, lower in zip(above, _spread(table, last, list(below)), strict=True)
        ]
    told = tuple("".join(cell.split()) for cell in words)
    return Heading(told, first, last, last > first)


def _goes_on(table: Table, row: int, words: list[str], below: tuple[str, ...]) -> bool:
    """Whether the next row stands under headings that are merged across several columns."""
    wide = {
        at
        for (top, left), (_, columns) in table.spans.items()
        if top == row and columns > 1 and words[left]
        for at in range(left, left + columns)
    }
    cells = {at for at, cell in enumerate(below) if cell.strip()}
    return bool(cells) and cells <= wide and all(amount(below[at]) is None for at in cells)


def _spread(table: Table, row: int, words: list[str]) -> list[str]:
    """Write the words of a cell merged across columns above each of them."""
    for (top, left), (_, columns) in table.spans.items():
        if top == row:
            words[left + 1 : left + columns] = [words[left]] * len(words[left + 1 : left + columns])
    return words


def _padded(row: tuple[str, ...], width: int) -> tuple[str, ...]:
    return row + ("",) * (width - len(row))
