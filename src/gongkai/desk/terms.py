"""A date of law at the desk: drawn as the ruler, told day by day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.safestring import SafeString

from gongkai.law.clocks import Due, Explained
from gongkai.law.workdays import WorkCalendar
from gongkai.typeset.ruler import ruler_html

MOST_LATE_DAYS = 60


@dataclass(frozen=True, slots=True)
class NumberedDay:
    """A day of a term with its place among the counted ones."""

    on: date
    counted: bool
    why: str
    number: int


def numbered(days: Iterable[Explained]) -> list[NumberedDay]:
    """Return the days with the count reached on each."""
    rows: list[NumberedDay] = []
    count = 0
    for day in days:
        count += day.counted
        rows.append(NumberedDay(day.on, day.counted, day.why, count))
    return rows


def drawn(due: Due, on: date, calendar: WorkCalendar) -> SafeString:
    """Return the deadline ruler of a term, with the days since it has passed."""
    days = [day for day in due.days if day.counted or day.on != due.days[0].on]
    days += _overdue(due.due_on, on, calendar)
    return SafeString(ruler_html(days, on, due.due_on, provisional=due.provisional))


def _overdue(due_on: date, on: date, calendar: WorkCalendar) -> list[Explained]:
    """Return the days since a date of law has passed, as far as a ruler can show them."""
    late = (on - due_on).days
    if not 0 < late <= MOST_LATE_DAYS:
        return []
    days = [calendar.day(due_on + timedelta(days=n)) for n in range(1, late + 1)]
    return [Explained(day.on, day.is_workday, day.why) for day in days]
