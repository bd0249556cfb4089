"""What the pages of a list show: each column before and after, what is left out, what it adds up to."""

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from gongkai.desk.public_lists.forms import ColumnsForm, field_of
from gongkai.law.public_lists import Treatment
from gongkai.screening.importers import Judged, Plan, PublicTable, public_table
from gongkai.screening.importers.public_table import cell

if TYPE_CHECKING:
    from django.forms import BoundField

EXAMPLES = 2
PREVIEWED = 5
CLASSES = {"shown": "ok", "masked": "info", "forbidden": "warn"}


@dataclass(frozen=True, slots=True)
class Example:
    """A cell before and after."""

    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ColumnShown:
    """A column on the page; `field` is None where the law leaves no choice."""

    heading: str
    holds: str
    reason: str
    needed: bool
    treatment: Treatment
    css: str
    field: "BoundField | None"
    examples: list[Example]


def columns_shown(plan: Plan, form: ColumnsForm, chosen: dict[int, Treatment]) -> list[ColumnShown]:
    """Return each column as it stands now."""
    return [_column(plan, form, each, chosen[each.column.at]) for each in plan.columns]


def _column(plan: Plan, form: ColumnsForm, each: Judged, how: Treatment) -> ColumnShown:
    name = field_of(each)
    return ColumnShown(
        each.column.heading,
        each.column.holds,
        each.reason,
        each.needed,
        how,
        CLASSES[how],
        form[name] if name in form.fields else None,
        _examples(plan, each, how),
    )


def _examples(plan: Plan, each: Judged, how: Treatment) -> list[Example]:
    """Return some cells, those first in which something is masked."""
    at = each.column.at
    rows = [row for row in plan.listing.rows if row.cells[at]]
    rows.sort(key=lambda row: at not in row.hits)
    dropped = how is Treatment.FORBIDDEN
    return [
        Example(row.cells[at], "" if dropped else cell(each, row, how, plan.rule))
        for row in rows[:EXAMPLES]
    ]


def table_shown(plan: Plan, choices: dict[int, str]) -> dict[str, Any]:
    """Return the first rows of the public table."""
    table = public_table(plan, choices, PREVIEWED)
    rows = [[(words, at in table.right) for at, words in enumerate(row)] for row in table.rows]
    return {"preview": table, "rows": rows, "persons": len(plan.listing.rows)}


def counted(plan: Plan, table: PublicTable) -> dict[str, Any]:
    """Return what the list adds up to, and the rows that are no persons, by reason."""
    left = Counter(each.why for each in plan.listing.left)
    return {"table": table, "left": sorted(left.items()), "rule": plan.rule}
