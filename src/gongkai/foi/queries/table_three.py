"""表三 of the annual report: every cell is a query, with the list of requests behind it.

A request is counted as received on its day of receipt, in one result row on the day of its first
end, and as carried over while it has none. Requests withdrawn before receipt count nowhere.
"""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from gongkai.foi.models import Request
from gongkai.foi.models.request import RequestQuerySet
from gongkai.law.answers import all_answers, report_form
from gongkai.law.report_three import (
    BROUGHT,
    CARRIED,
    RECEIVED,
    TOTAL,
    ApplicantKind,
    label,
    results,
    rows,
)

ALL = "all"
"""The column 总计."""
COLUMNS = (*(kind.value for kind in ApplicantKind), ALL)


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the table: its key, its words, a number for each of COLUMNS."""

    key: str
    label: str
    cells: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """The table of an organ and a year."""

    year: int
    rows: tuple[Row, ...]

    def row(self, key: str) -> Row:
        """Return a row. Raises KeyError."""
        return {row.key: row for row in self.rows}[key]

    @property
    def unbalanced(self) -> tuple[str, ...]:
        """The columns in which 一加二 is not 三加四; empty as long as the records are whole."""
        sums = [self.row(key).cells for key in (RECEIVED, BROUGHT, TOTAL, CARRIED)]
        return tuple(
            column
            for column, new, old, done, left in zip(COLUMNS, *sums, strict=True)
            if new + old != done + left
        )


def table(organ: int, year: int) -> Table:
    """Return table three of an organ's year. Raises UnknownAnswer before 2019."""
    found = _of(organ)
    cells = {
        RECEIVED: _counted(_within(found, "received_on", year)),
        BROUGHT: _carried(found, year - 1),
        **_results(found, year),
        CARRIED: _carried(found, year),
    }
    cells[TOTAL] = _sum(*(cells[key] for key in results(year)))
    return Table(year, tuple(_row(key, cells[key]) for key in rows(year)))


def cell(organ: int, year: int, row: str, column: str = ALL) -> RequestQuerySet:
    """Return the requests behind one cell, in the order of their numbers.

    Raises UnknownAnswer for a row the form of that year does not have.
    """
    found = _of(organ)
    if row == RECEIVED:
        found = _within(found, "received_on", year)
    elif row in (BROUGHT, CARRIED):
        found = found.filter(_open_after(year - 1 if row == BROUGHT else year))
    else:
        found = _within(found, "counted_on", year)
        if row != TOTAL:
            label(row)
            found = found.filter(counted_as__in=_codes(year).get(row, ()))
    found = found if column == ALL else found.filter(applicant_kind=column)
    return found.order_by("year", "seq")


def _of(organ: int) -> RequestQuerySet:
    return Request.objects.filter(organ=organ).order_by()


def _within(found: RequestQuerySet, column: str, year: int) -> RequestQuerySet:
    return found.filter(**{f"{column}__range": (date(year, 1, 1), date(year, 12, 31))})


def _open_after(year: int) -> Q:
    last = date(year, 12, 31)
    return Q(received_on__lte=last) & (Q(counted_on__isnull=True) | Q(counted_on__gt=last))


def _carried(found: RequestQuerySet, year: int) -> dict[str, int]:
    """Count what was open at the end of a year: two questions, for each an index answers alone."""
    last = date(year, 12, 31)
    before = found.filter(received_on__lte=last)
    return _sum(
        _counted(before.filter(counted_on=None)), _counted(before.filter(counted_on__gt=last))
    )


def _results(found: RequestQuerySet, year: int) -> dict[str, dict[str, int]]:
    """Count every result row of a year at once."""
    asked = _within(found, "counted_on", year).values_list("counted_as", "applicant_kind")
    by_code: dict[str, dict[str, int]] = {}
    for code, kind, number in asked.annotate(n=Count("*")):
        by_code.setdefault(code, {})[kind] = number
    codes = _codes(year)
    return {row: _sum(*(by_code.get(code, {}) for code in codes[row])) for row in results(year)}


def _codes(year: int) -> dict[str, list[str]]:
    """Return for every result row of a year's form the types of answer it counts."""
    form, codes = report_form(year), dict[str, list[str]]()
    for each in all_answers():
        if form in each.rows:
            codes.setdefault(each.rows[form], []).append(each.code)
    return codes


def _counted(found: RequestQuerySet) -> dict[str, int]:
    """Count each kind in one pass; grouped, SQLite would read the rows in the order of kinds."""
    kinds = [kind.value for kind in ApplicantKind]
    return found.aggregate(**{kind: Count("pk", filter=Q(applicant_kind=kind)) for kind in kinds})


def _sum(*several: dict[str, int]) -> dict[str, int]:
    return {kind.value: sum(each.get(kind.value, 0) for each in several) for kind in ApplicantKind}


def _row(key: str, cells: dict[str, int]) -> Row:
    numbers = [cells.get(kind.value, 0) for kind in ApplicantKind]
    return Row(key, label(key), (*numbers, sum(numbers)))
