"""The deadline ruler and the week strip: a date of law drawn day by day, with its working in words.

Both are lists whose every entry says in text what its square shows, so that nothing depends on
seeing a colour.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape
from typing import Literal, Protocol

Unit = Literal["工作日", "日"]

WEEKDAYS = "一二三四五六日"
PROVISIONAL = "暂定"
"""Rests on a year whose holidays the State Council has not yet announced."""
MAX_DOTS = 3
"""Dots drawn for one day of the week strip; the words beside them carry the true number."""

REST_WORDS = (
    "休息日",
    "周六",
    "周日",
    "放假",
    "假期",
    "假日",
    "调休",
    "元旦",
    "春节",
    "清明",
    "劳动节",
    "端午",
    "中秋",
    "国庆",
)
"""Words in a reason that tell a day off from a day on which the clock was stopped."""


class Day(Protocol):
    """One calendar day of a reckoned term: whether it counts, and why or why not."""

    @property
    def on(self) -> date: ...
    @property
    def counted(self) -> bool: ...
    @property
    def why(self) -> str: ...


@dataclass(frozen=True)
class _Term:
    """The figures that the sentence above the ruler states."""

    days: Sequence[Day]
    today: date
    due_on: date
    unit: Unit

    @property
    def length(self) -> int:
        """Counted days from the first to the last day of the term."""
        return sum(day.counted and day.on <= self.due_on for day in self.days)

    @property
    def passed(self) -> int:
        """Counted days of the term up to today, today included."""
        last = min(self.today, self.due_on)
        return sum(day.counted and day.on <= last for day in self.days)

    @property
    def late(self) -> int | None:
        """Counted days past the due date, or None when the days given do not reach today."""
        if self.days[-1].on < self.today:
            return None
        return sum(day.counted and self.due_on < day.on <= self.today for day in self.days)

    @property
    def today_counts(self) -> bool:
        return any(day.on == self.today and day.counted for day in self.days)

    def count(self, number: int) -> str:
        """Return the number with its measure word: 3 个工作日, 3 日."""
        return f"{number} 个工作日" if self.unit == "工作日" else f"{number} 日"

    def left(self) -> str:
        """Return the number of days left, shortened after the unit was named once."""
        number = self.length - self.passed
        return f"还剩 {number} 个" if self.unit == "工作日" else f"还剩 {number} 日"


def ruler_summary(
    days: Sequence[Day],
    today: date,
    due_on: date,
    *,
    unit: Unit = "工作日",
    provisional: bool = False,
    extended_after: date | None = None,
) -> str:
    """Return the sentence a deadline is told in: where it starts, where it stands, when it ends.

    ``days`` runs day by day from the first day of the term, ``due_on`` is its last day in force,
    ``extended_after`` the last day before an extension. Raises ValueError without days.
    """
    if not days:
        raise ValueError("期限没有可说明的日子")
    term = _Term(days, today, due_on, unit)
    start = f"自 {_day(days[0].on, today)}起算"
    end = "今天到期" if today == due_on else f"{_day(due_on, today)}到期"
    marks = [
        mark for mark, holds in (("已延期", extended_after), (PROVISIONAL, provisional)) if holds
    ]
    tail = end + (f"（{'，'.join(marks)}）" if marks else "")
    return "，".join([start, *_standing(term), tail])


def _standing(term: _Term) -> list[str]:
    """Say how far the term has run: not begun, running, ending today or overdue."""
    if term.today > term.due_on:
        return [f"已逾期 {term.count(term.late)}" if term.late is not None else "已逾期"]
    if term.today < term.days[0].on:
        return [f"共 {term.count(term.length)}，尚未起算"]
    passed = term.count(term.passed)
    now = f"第 {passed}" if term.today_counts else f"已过 {passed}"
    return [now] if term.today == term.due_on else [now, term.left()]


def ruler_html(
    days: Sequence[Day],
    today: date,
    due_on: date,
    *,
    unit: Unit = "工作日",
    provisional: bool = False,
    extended_after: date | None = None,
) -> str:
    """Return the deadline ruler: its sentence, a list of days and the legend of what occurs in it.

    Parameters as in ``ruler_summary``; days later than both the due date and today are not drawn.
    Raises ValueError without days.
    """
    summary = ruler_summary(
        days, today, due_on, unit=unit, provisional=provisional, extended_after=extended_after
    )
    shown = [day for day in days if day.on <= max(today, due_on)]
    drawn: list[str] = []
    kinds: list[str] = []
    counted = 0
    for day in shown:
        counted += day.counted
        kind = _kind(day, today, due_on, extended_after)
        kinds.append(kind)
        made_up = day.counted and day.on.weekday() >= 5 and unit == "工作日"
        words = _words(day, counted, today, due_on, unit)
        drawn.append(
            f'<li class="{kind}{" mk" if made_up else ""}" title="{words}">'
            f'<span class="sr">{words}</span></li>'
        )
    return (
        f'<div class="ruler"><p class="ruler-sum">{_clauses(summary)}</p>'
        f'<p class="ends num" aria-hidden="true"><span>{_short(days[0].on)} 起算</span>'
        f"<span>{_short(due_on)} 到期</span></p>"
        f'<ol class="ruler-days" aria-label="逐日">{"".join(drawn)}</ol>{_legend(kinds)}</div>'
    )


def _clauses(summary: str) -> str:
    """Wrap each clause, so that a line breaks after a comma and not inside a date."""
    sentence, bracket, tail = summary.partition("（")
    *first, last = sentence.split("，")
    spans = [*(f"{clause}，" for clause in first), last + bracket + tail]
    return "".join(f"<span>{escape(clause)}</span>" for clause in spans)


def _kind(day: Day, today: date, due_on: date, extended_after: date | None) -> str:
    """Return the class that draws the day; today and the due date come before all else."""
    if day.on == due_on:
        return "due-day now" if day.on == today else "due-day"
    if day.on == today:
        return "today"
    if not day.counted:
        return "off" if _rests(day) else "held"
    if day.on > due_on:
        return "over"
    if day.on < today:
        return "done"
    return "ext" if extended_after and day.on > extended_after else "ahead"


def _rests(day: Day) -> bool:
    """Tell a day off from a working day on which the clock stands still (consultation, …)."""
    return day.on.weekday() >= 5 or any(word in day.why for word in REST_WORDS)


def _words(day: Day, counted: int, today: date, due_on: date, unit: Unit) -> str:
    """Return what the square of a day says, escaped for text and attribute."""
    number = f"第 {counted} 个工作日" if unit == "工作日" else f"第 {counted} 日"
    said = [f"{_day(day.on, today)} 周{WEEKDAYS[day.on.weekday()]}"]
    said += [day.why or "不计"] if not day.counted else [number]
    if day.counted and day.on.weekday() >= 5 and unit == "工作日":
        said.append("调休上班")
    if day.counted and PROVISIONAL in day.why:
        said.append(PROVISIONAL)
    if day.on == today:
        said.append("今天")
    if day.on == due_on:
        said.append("到期")
    elif day.counted and day.on > due_on:
        said.append("已逾期")
    return escape("，".join(said))


_LEGEND = {
    "done": "已过",
    "today": "今天",
    "off": "休息日",
    "held": "暂停计算",
    "ext": "延长期",
    "due-day": "到期",
    "over": "逾期",
}


def _legend(kinds: Sequence[str]) -> str:
    """Explain the kinds of square that occur; the list itself is already told in words."""
    seen = {name for kind in kinds for name in kind.split()}
    entries = "".join(
        f'<span><i class="{kind}"></i>{word}</span>'
        for kind, word in _LEGEND.items()
        if kind in seen
    )
    return f'<p class="legend" aria-hidden="true">{entries}</p>'


def week_html(days: Sequence[Day], today: date, due: Mapping[date, int]) -> str:
    """Return the strip of coming days with a dot for each thing that falls due (three at most)."""
    entries = "".join(_week_day(day, today, due.get(day.on, 0)) for day in days)
    return f'<ol class="week" aria-label="近期工作日与到期件数">{entries}</ol>'


def _week_day(day: Day, today: date, falls_due: int) -> str:
    """Return one day of the week strip."""
    kind = "now" if day.on == today else "" if day.counted else "off"
    current = ' aria-current="date"' if day.on == today else ""
    said = ([] if day.counted else ["休息日"]) + ([f"{falls_due} 件到期"] if falls_due else [])
    spoken = f'<span class="sr">，{"，".join(said)}</span>' if said else ""
    dots = "<i></i>" * min(falls_due, MAX_DOTS)
    return (
        f'<li class="{kind}"{current}>{WEEKDAYS[day.on.weekday()]}<b>{day.on.day}</b>'
        f'<em aria-hidden="true">{dots}</em>{spoken}</li>'
    )


def _day(on: date, today: date) -> str:
    """Return 11 月 25 日, with the year when it is not this year's."""
    year = "" if on.year == today.year else f"{on.year} 年 "
    return f"{year}{on.month} 月 {on.day} 日"


def _short(on: date) -> str:
    return f"{on.month}月{on.day}日"
