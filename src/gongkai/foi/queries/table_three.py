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
    cells = {key: _counted(cell(organ, year, key)) for key in (RECEIVED, BROUGHT, CARRIED)}
    form, ended = report_form(year), _within(_received(organ), "counted_on", year)
    found = ended.order_by().values_list("counted_as", "applicant_kind").annotate(n=Count("pk"))
    by_row: dict[str, dict[str, int]] = {key: {} for key in results(year)}
    place = {each.code: each.rows.get(form, "") for each in all_answers()}
    for code, kind, n in found:
        row = by_row[place[code]]
        row[kind] = row.get(kind, 0) + n
    cells |= by_row
    cells[TOTAL] = {
        kind.value: sum(row.get(kind, 0) for row in by_row.values()) for kind in ApplicantKind
    }
    return Table(year, tuple(_row(key, cells[key]) for key in rows(year)))


def cell(organ: int, year: int, row: str, column: str = ALL) -> RequestQuerySet:
    """Return the requests behind one cell, in the order of their numbers.

    Raises UnknownAnswer for a row the form of that year does not have.
    """
    received = _received(organ)
    if row == RECEIVED:
        found = _within(received, "received_on", year)
    elif row == BROUGHT:
        found = _open_on(received, date(year - 1, 12, 31))
    elif row == CARRIED:
        found = _open_on(received, date(year, 12, 31))
    else:
        found = _within(received, "counted_on", year)
        if row != TOTAL:
            label(row)
            form = report_form(year)
            codes = [each.code for each in all_answers() if each.rows.get(form) == row]
            found = found.filter(counted_as__in=codes)
    found = found if column == ALL else found.filter(applicant_kind=column)
    return found.order_by("year", "seq")


def _received(organ: int) -> RequestQuerySet:
    return Request.objects.filter(organ=organ, received_on__isnull=False)


def _within(found: RequestQuerySet, column: str, year: int) -> RequestQuerySet:
    return found.filter(**{f"{column}__range": (date(year, 1, 1), date(year, 12, 31))})


def _open_on(found: RequestQuerySet, on: date) -> RequestQuerySet:
    still = Q(counted_on__isnull=True) | Q(counted_on__gt=on)
    return found.filter(still, received_on__lte=on)


def _counted(found: RequestQuerySet) -> dict[str, int]:
    asked = found.order_by().values_list("applicant_kind").annotate(n=Count("pk"))
    return dict(asked)


def _row(key: str, cells: dict[str, int]) -> Row:
    numbers = [cells.get(kind.value, 0) for kind in ApplicantKind]
    return Row(key, label(key), (*numbers, sum(numbers)))
