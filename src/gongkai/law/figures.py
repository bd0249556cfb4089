"""Statutory figures, dated: how long, in which unit, since when, on what article.

The law in force on the day that starts a period applies, so every look-up names a day.
Figures that are local practice or not checked against the text are settings: an office may
override them, and only them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from functools import cache
from types import MappingProxyType
from typing import Any

from gongkai.law.tables import table


class Unit(StrEnum):
    """Units of a period; WD are working days, CD calendar days, DATE a day of every year."""

    WD = "WD"
    CD = "CD"
    HOUR = "hour"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    DATE = "date"

    @property
    def label(self) -> str:
        """The Chinese measure word."""
        return _UNITS[self]


_UNITS: dict[Unit, str] = {
    Unit.WD: "个工作日",
    Unit.CD: "日",
    Unit.HOUR: "小时",
    Unit.MONTH: "个月",
    Unit.QUARTER: "个季度",
    Unit.YEAR: "年",
    Unit.DATE: "日前",
}


class Roll(StrEnum):
    """What happens when the last day is a day off (民法典第二百零三条)."""

    NONE = "none"
    NEXT_WORKDAY = "next_workday"


class Confidence(StrEnum):
    """How sure the figure is: read in the law, local practice, or not checked."""

    VERIFIED = "verified"
    LOCAL = "local"
    RECALLED = "recalled"

    @property
    def label(self) -> str:
        """The Chinese name users see."""
        return {"verified": "已核对原文", "local": "地方规定", "recalled": "未核对原文"}[self]


class NoFigure(LookupError):
    """No figure under this key on this day; the message is a Chinese sentence."""


class FixedByLaw(ValueError):
    """An override of a figure that national law fixes."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One statutory figure.

    `value` counts `unit`s; for Unit.DATE it is month times 100 plus day (131 is 31 January).
    `since` and `until` are the first and last day in force, None for open. `anchor` names the
    event that starts the period; `before` counts back from it. `at_least` marks a minimum
    (a display period) where others are maxima.
    """

    key: str
    value: int
    unit: Unit
    since: date | None
    until: date | None
    article: str
    source: str
    confidence: Confidence
    title: str = ""
    anchor: str = ""
    roll: Roll = Roll.NONE
    before: bool = False
    at_least: bool = False

    @property
    def text(self) -> str:
        """The figure in words: 20个工作日, 1月31日前."""
        if self.unit is Unit.DATE:
            return f"{self.value // 100}月{self.value % 100}日前"
        return f"{self.value}{self.unit.label}"

    @property
    def is_setting(self) -> bool:
        """Whether an office may set its own value."""
        return self.confidence is not Confidence.VERIFIED

    def holds_on(self, on: date) -> bool:
        """Whether the figure is in force on `on`."""
        return (self.since is None or self.since <= on) and (self.until is None or on <= self.until)


@dataclass(frozen=True)
class Figures:
    """The table, with an office's own values (`overrides`: key → value) in place of settings.

    Raises NoFigure for an unknown key, FixedByLaw for a figure the law fixes.
    """

    overrides: Mapping[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for key, value in self.overrides.items():
            rows = [figure for figure in all_figures() if figure.key == key]
            if not rows:
                raise NoFigure(f"没有名为“{key}”的期限")
            if not any(figure.is_setting for figure in rows):
                raise FixedByLaw(f"“{rows[-1].title}”的期限由{rows[-1].article}规定，不能改")
            if value < 1:
                raise ValueError(f"“{rows[-1].title}”的期限至少是1")
        object.__setattr__(self, "overrides", MappingProxyType(dict(self.overrides)))

    def figure(self, key: str, on: date) -> Figure:
        """Return the figure under `key` in force on `on`. Raises NoFigure."""
        rows = [figure for figure in all_figures() if figure.key == key]
        if not rows:
            raise NoFigure(f"没有名为“{key}”的期限")
        for figure in rows:
            if figure.holds_on(on):
                own = self.overrides.get(key) if figure.is_setting else None
                return figure if own is None else replace(figure, value=own)
        raise NoFigure(f"{on.year}年{on.month}月{on.day}日没有关于“{rows[0].title}”的规定")


STATUTORY = Figures()


def figure(key: str, on: date) -> Figure:
    """Return the figure under `key` in force on `on`, without overrides. Raises NoFigure."""
    return STATUTORY.figure(key, on)


@cache
def all_figures() -> tuple[Figure, ...]:
    """Return every figure of every time, in the order of the table."""
    return tuple(_figure(row) for row in table("figures")["figures"])


def _figure(row: dict[str, Any]) -> Figure:
    return Figure(
        key=row["key"],
        value=row["value"],
        unit=Unit(row["unit"]),
        since=_day(row["since"]),
        until=_day(row["until"]),
        article=row["article"],
        source=row["source"],
        confidence=Confidence(row["confidence"]),
        title=row["title"],
        anchor=row["anchor"],
        roll=Roll(row.get("roll", "none")),
        before=row.get("before", False),
        at_least=row.get("bound") == "at_least",
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
