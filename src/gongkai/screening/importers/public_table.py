"""The public table of a list: chosen columns, masked cells, counts, sums, and what was left out."""

from collections.abc import Mapping
from dataclasses import dataclass

from gongkai.law.public_lists import PublicList, Treatment
from gongkai.screening.importers.plan import FORBIDDEN, MASKED, MASKS, NAMES, SHOWN, Judged, Plan
from gongkai.text import personal
from gongkai.text.listing import Content, Row, Sum, summed

FIGURES = frozenset({Content.MONEY, Content.COUNT, Content.GRADE, Content.AGE})
_EACH = ("标准", "单价")
"""Headings of amounts that are said of each and add up to nothing."""


@dataclass(frozen=True, slots=True)
class Dropped:
    """A column that is dropped or masked: in how many rows it held something, and why."""

    heading: str
    number: int
    reason: str


@dataclass(frozen=True, slots=True)
class PublicTable:
    """What the public reads. `right` are the columns of figures; `names` the names that are shown."""

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    right: frozenset[int]
    sums: tuple[Sum, ...]
    dropped: tuple[Dropped, ...]
    masked: tuple[Dropped, ...]
    names: frozenset[str]

    @property
    def persons(self) -> int:
        """How many persons it lists."""
        return len(self.rows)


def public_table(plan: Plan, choices: Mapping[int, str], most: int | None = None) -> PublicTable:
    """Return the public table; the first `most` rows alone, where asked. Raises TooLooseChoice."""
    chosen = plan.chosen(choices)
    shown = [each for each in plan.columns if chosen[each.column.at] is not FORBIDDEN]
    out = [each for each in plan.columns if chosen[each.column.at] is FORBIDDEN]
    rows = tuple(
        tuple(
            str(number)
            if each.column.content is Content.INDEX
            else cell(each, row, chosen[each.column.at], plan.rule)
            for each in shown
        )
        for number, row in enumerate(plan.listing.rows[:most], start=1)
    )
    return PublicTable(
        tuple(each.column.heading for each in shown),
        rows,
        frozenset(at for at, each in enumerate(shown) if each.column.content in FIGURES),
        tuple(
            summed(each.column.heading, (row[at] for row in rows))
            for at, each in enumerate(shown)
            if _adds_up(each)
        ),
        tuple(_kept_back(each, FORBIDDEN) for each in out if each.column.filled),
        tuple(
            _kept_back(each, chosen[each.column.at])
            for each in shown
            if chosen[each.column.at] is MASKED or each.strays
        ),
        _names(plan, chosen),
    )


def _adds_up(each: Judged) -> bool:
    column = each.column
    return column.content in {Content.MONEY, Content.COUNT} and not any(
        word in column.heading for word in _EACH
    )


def _kept_back(each: Judged, how: Treatment) -> Dropped:
    """Say of a column what is kept back: all of it, or the cells in which something is masked."""
    number = each.column.filled if how is not SHOWN else each.strays
    stricter = how.strictness > each.usual.strictness
    reason = f"比规定更严：{how.label.replace('得', '')}" if stricter else each.reason
    return Dropped(each.column.heading, number, reason)


def _names(plan: Plan, chosen: Mapping[int, Treatment]) -> frozenset[str]:
    shown = [e.column.at for e in plan.columns if e.column.kind in NAMES]
    shown = [at for at in shown if chosen[at] is SHOWN]
    return frozenset(row.cells[at] for row in plan.listing.rows for at in shown)


def cell(each: Judged, row: Row, how: Treatment, rule: PublicList) -> str:
    """Return a cell as the public reads it; whatever else is personal in it is masked too."""
    column = each.column
    words = row.cells[column.at]
    if column.kind is not None and how is MASKED:
        return personal.masked(column.kind, words, MASKS)
    hits = row.hits.get(column.at, [])
    gone = [hit for hit in hits if not (hit.kind in NAMES and column.kind in NAMES)]
    return personal.mask(words, (hit for hit in gone if rule.treatment(hit.kind) is not SHOWN))
