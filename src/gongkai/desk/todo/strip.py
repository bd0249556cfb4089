"""The week strip: the coming days with what falls due."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.safestring import SafeString

from gongkai.law.workdays import WorkCalendar
from gongkai.typeset.ruler import week_html

BEFORE, AFTER = 1, 7
"""Days shown before and after today."""


@dataclass(frozen=True, slots=True)
class StripDay:
    """A day of the strip."""

    on: date
    counted: bool
    why: str


def strip(due: Iterable[date], on: date, calendar: WorkCalendar) -> SafeString:
    """Return the strip around a day with a dot for each date given."""
    days = [calendar.day(on + timedelta(days=n)) for n in range(-BEFORE, AFTER + 1)]
    drawn = [StripDay(day.on, day.is_workday, day.why) for day in days]
    return SafeString(week_html(drawn, on, Counter(due)))
