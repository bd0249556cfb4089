"""Working days (工作日): the State Council's yearly arrangement, and what is known without it.

A day is looked up in the notice that covers it; a year without a notice is computed from the
statute (see `statutory`) and every date in it is provisional (暂定).
Source: 全国年节及纪念日放假办法 (2024 revision) arts. 2, 6, 7; half-day holidays stay working days.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache

from gongkai.law.notices import (
    FIRST_YEAR,
    LAST_YEAR,
    BadNotice,
    Rest,
    YearNotice,
    official_notices,
)
from gongkai.law.statutory import days_off

__all__ = [
    "BadNotice",
    "Day",
    "OutOfCalendar",
    "Rest",
    "WorkCalendar",
    "YearNotice",
    "official",
]

ONE_DAY = timedelta(days=1)
WEEKEND = {5: "周六", 6: "周日"}


class OutOfCalendar(ValueError):
    """A date so far away that no calendar can be meant."""

    def __init__(self, year: int) -> None:
        super().__init__(f"{year}年超出日历范围（{FIRST_YEAR}年至{LAST_YEAR}年）")


@dataclass(frozen=True, slots=True)
class Day:
    """One day: whether it is worked, why (in Chinese), and whether that may still change."""

    on: date
    is_workday: bool
    why: str
    provisional: bool


@dataclass(frozen=True)
class WorkCalendar:
    """The working days of all years, known from `notices` or computed."""

    notices: tuple[YearNotice, ...]
    _known: dict[date, tuple[bool, str]] = field(init=False, repr=False, compare=False)
    _years: frozenset[int] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        known: dict[date, tuple[bool, str]] = {}
        for notice in self.notices:
            for rest in notice.rest:
                known |= dict.fromkeys(rest.days(), (False, f"{rest.name}放假"))
            known |= dict.fromkeys(notice.makeup, (True, "调休上班"))
        object.__setattr__(self, "_known", known)
        object.__setattr__(self, "_years", frozenset(notice.year for notice in self.notices))

    def with_notice(self, notice: YearNotice) -> "WorkCalendar":
        """Return a calendar in which `notice` takes the place of any other of its year.

        Raises BadNotice when the notice contradicts itself or the statute.
        """
        if problems := notice.problems():
            raise BadNotice(problems)
        kept: Iterable[YearNotice] = (n for n in self.notices if n.year != notice.year)
        return WorkCalendar(tuple(sorted((*kept, notice), key=lambda n: n.year)))

    def day(self, on: date) -> Day:
        """Say whether `on` is worked and why. Raises OutOfCalendar before 1949, after 2199."""
        if not FIRST_YEAR <= on.year <= LAST_YEAR:
            raise OutOfCalendar(on.year)
        provisional = on.year not in self._years
        if on in self._known:
            is_workday, why = self._known[on]
            return Day(on, is_workday, why, provisional)
        if provisional and on in days_off(on.year):
            return Day(on, False, days_off(on.year)[on], True)
        if on.weekday() in WEEKEND:
            return Day(on, False, WEEKEND[on.weekday()], provisional)
        return Day(on, True, "工作日", provisional)

    def is_workday(self, on: date) -> bool:
        """Whether `on` is worked."""
        return self.day(on).is_workday

    def is_provisional(self, on: date) -> bool:
        """Whether `on` lies in a year whose notice is not loaded (暂定)."""
        return on.year not in self._years

    def next_workday(self, on: date) -> date:
        """Return `on` itself if it is worked, else the first working day after it (K2)."""
        while not self.is_workday(on):
            on += ONE_DAY
        return on

    def add_workdays(self, start: date, n: int) -> date:
        """Return the nth working day after `start`, which is not counted (民法典第二百零一条).

        Negative `n` counts back the same way; 0 gives `start`.
        """
        on, step = start, ONE_DAY if n > 0 else -ONE_DAY
        left = abs(n)
        while left:
            on += step
            left -= self.is_workday(on)
        return on

    def workdays_between(self, start: date, end: date) -> int:
        """Count the working days after `start` up to and including `end`.

        The inverse of `add_workdays` counting forward; negative when `end` lies before `start`.
        """
        if end < start:
            return -self.workdays_between(end, start)
        span = range(1, (end - start).days + 1)
        return sum(self.is_workday(start + timedelta(days=n)) for n in span)


@cache
def official() -> WorkCalendar:
    """Return the calendar of the notices that ship with the program (2004-2026)."""
    return WorkCalendar(official_notices())
