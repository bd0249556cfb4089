"""Deadlines, explained day by day.

Rules (K1-K6): the first day is not counted (民法典第二百零一条); a calendar period whose last
day is a day off ends on the next working day (第二百零三条); months end on the corresponding
day or the last of the month (第二百零二条); hours run day and night; the last day ends at 24:00.
Consultation of a third party or another body is not counted (条例第三十三条第三款).
"""

from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from gongkai.law.figures import STATUTORY, Figure, Figures, Roll, Unit
from gongkai.law.workdays import Day, WorkCalendar

ONE_DAY = timedelta(days=1)
LONGEST = 1200
START = "起算日不计入"


class CannotReckon(ValueError):
    """A question without an answer; the message is a Chinese sentence."""


@dataclass(frozen=True, slots=True)
class Limit:
    """A length of time: `n` of `unit`; for Unit.DATE `n` is month times 100 plus day."""

    n: int
    unit: Unit
    roll: Roll = Roll.NONE
    before: bool = False

    @classmethod
    def of(cls, figure: Figure) -> "Limit":
        """Return the limit that a statutory figure sets; quarters and years become months."""
        months = {Unit.QUARTER: 3, Unit.YEAR: 12}.get(figure.unit)
        if months:
            return cls(figure.value * months, Unit.MONTH, figure.roll, figure.before)
        return cls(figure.value, figure.unit, figure.roll, figure.before)


@dataclass(frozen=True, slots=True)
class Stop:
    """A consultation: from the day after `sent_on` through `back_on` nothing is counted."""

    sent_on: date
    back_on: date
    why: str = "征求意见期间不计入"

    def covers(self, on: date) -> bool:
        """Whether `on` is not counted because of this stop."""
        return self.sent_on < on <= self.back_on


@dataclass(frozen=True, slots=True)
class Explained:
    """One day of a period: whether it counts and, in Chinese, why."""

    on: date
    counted: bool
    why: str


@dataclass(frozen=True, slots=True)
class Due:
    """The last day of a period and how it was found.

    `provisional` (暂定): a day in the span lies in a year whose notice is not loaded.
    `due_at` is set for periods in hours only. `days` run from the first to the last day.
    """

    due_on: date
    provisional: bool
    rule: str
    basis: str
    days: tuple[Explained, ...]
    title: str = ""
    text: str = ""
    due_at: datetime | None = None


def due(
    rule_key: str,
    start: date,
    calendar: WorkCalendar,
    *,
    stops: Sequence[Stop] = (),
    figures: Figures = STATUTORY,
) -> Due:
    """Return when the period of `rule_key` ends that `start` sets running.

    The figure in force on `start` applies. Periods in hours need a datetime as `start`.
    Raises NoFigure for an unknown rule, CannotReckon, OutOfCalendar.
    """
    on = start.date() if isinstance(start, datetime) else start
    figure = figures.figure(rule_key, on)
    limit = Limit.of(figure)
    return reckon(
        limit,
        start,
        calendar,
        stops=stops,
        rule=rule_key,
        basis=figure.article,
        title=figure.title,
        text=figure.text,
    )


def reckon(
    limit: Limit,
    start: date,
    calendar: WorkCalendar,
    *,
    stops: Sequence[Stop] = (),
    rule: str = "",
    basis: str = "",
    title: str = "",
    text: str = "",
) -> Due:
    """Return when `limit` ends, counted from `start`; see `due`."""
    _check(limit, start, stops)
    due_at = None
    if limit.unit is Unit.HOUR and isinstance(start, datetime):
        due_at = start + timedelta(hours=limit.n)
        days = _hours(start, due_at)
    else:
        on = start.date() if isinstance(start, datetime) else start
        days = tuple(_days(limit, on, calendar, stops))
    provisional = limit.unit is not Unit.HOUR and _depends_on_notice(limit, days, calendar)
    last = days[0].on if limit.before else days[-1].on
    return Due(last, provisional, rule, basis, days, title, text, due_at)


def _check(limit: Limit, start: date, stops: Sequence[Stop]) -> None:
    if not 1 <= limit.n <= LONGEST and limit.unit is not Unit.DATE:
        raise CannotReckon(f"期限应在1至{LONGEST}{limit.unit.label}之间")
    if limit.unit is Unit.HOUR and not isinstance(start, datetime):
        raise CannotReckon("按小时计算的期限要写明起算的时刻")
    if stops and limit.unit not in {Unit.WD, Unit.CD}:
        raise CannotReckon("只有按日计算的期限可以扣除征求意见的时间")
    if limit.before and (stops or limit.unit is not Unit.CD):
        raise CannotReckon("倒数的期限只能按日计算，不能扣除")
    for stop in stops:
        if stop.back_on < stop.sent_on:
            raise CannotReckon("收到意见的日期早于发出征求意见书的日期")


def _days(
    limit: Limit, start: date, calendar: WorkCalendar, stops: Sequence[Stop]
) -> Iterator[Explained]:
    if limit.before:
        for back in range(limit.n, 0, -1):
            yield _explain(start - timedelta(days=back), True, f"倒数第{back}日", calendar)
        yield Explained(start, False, START)
        return
    yield Explained(start, False, START)
    if limit.unit is Unit.WD:
        yield from _workdays(limit.n, start, calendar, stops)
        return
    if limit.unit is Unit.CD:
        last = start
        for last_day in _calendar_days(limit.n, start, calendar, stops):
            last = last_day.on
            yield last_day
    else:
        last = (
            corresponding_day(start, limit.n)
            if limit.unit is Unit.MONTH
            else next_date(start, limit.n)
        )
        for n in range(1, (last - start).days + 1):
            yield _explain(start + timedelta(days=n), True, f"第{n}日", calendar)
    if limit.roll is Roll.NEXT_WORKDAY:
        yield from _rolled(last, calendar)


def _workdays(
    n: int, start: date, calendar: WorkCalendar, stops: Sequence[Stop]
) -> Iterator[Explained]:
    number, on = 0, start
    while number < n:
        on += ONE_DAY
        day = calendar.day(on)
        if not day.is_workday:
            yield Explained(on, False, _mark(day))
        elif stop := _stop(on, stops):
            yield Explained(on, False, stop.why)
        else:
            number += 1
            shifted = "" if day.why == "工作日" else f"，{day.why}"
            yield Explained(on, True, f"第{number}个工作日{shifted}{'（暂定）' * day.provisional}")


def _calendar_days(
    n: int, start: date, calendar: WorkCalendar, stops: Sequence[Stop]
) -> Iterator[Explained]:
    number, on = 0, start
    while number < n:
        on += ONE_DAY
        if stop := _stop(on, stops):
            yield Explained(on, False, stop.why)
        else:
            number += 1
            yield _explain(on, True, f"第{number}日", calendar)


def _rolled(last: date, calendar: WorkCalendar) -> Iterator[Explained]:
    """Explain the days after a last day that is a day off, up to the next working day (K2)."""
    on, day = last, calendar.day(last)
    while not day.is_workday:
        on += ONE_DAY
        day = calendar.day(on)
        why = "顺延后的期满日" if day.is_workday else f"{_mark(day)}，期满日顺延"
        yield Explained(on, False, why)


def _hours(start: datetime, end: datetime) -> tuple[Explained, ...]:
    span = range((end.date() - start.date()).days + 1)
    days = (start.date() + timedelta(days=n) for n in span)
    return tuple(Explained(on, True, "按小时连续计算，不分昼夜") for on in days)


def _explain(on: date, counted: bool, why: str, calendar: WorkCalendar) -> Explained:
    day = calendar.day(on)
    return Explained(on, counted, why if day.is_workday else f"{why}（{day.why}）")


def _stop(on: date, stops: Sequence[Stop]) -> Stop | None:
    return next((stop for stop in stops if stop.covers(on)), None)


def _mark(day: Day) -> str:
    return f"{day.why}{'（暂定）' * day.provisional}"


def _depends_on_notice(limit: Limit, days: tuple[Explained, ...], calendar: WorkCalendar) -> bool:
    """Whether a notice still to come may move the last day."""
    if limit.unit is Unit.WD:
        return any(calendar.is_provisional(day.on) for day in days[1:])
    rolls = limit.roll is Roll.NEXT_WORKDAY
    return rolls and calendar.is_provisional(days[-1].on)


def corresponding_day(start: date, months: int) -> date:
    """Return the day `months` after `start`, or the last of that month (民法典第二百零二条)."""
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))


def next_date(start: date, month_day: int) -> date:
    """Return the first day after `start` that is this day of the year (131 is 31 January)."""
    month, day = divmod(month_day, 100)
    this_year = date(start.year, month, day)
    return this_year if this_year > start else date(start.year + 1, month, day)
