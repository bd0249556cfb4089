"""Published lists of persons: what may stand in each kind of list, masked or not, and for how long.

Source: 个人信息保护法 (PIPL) arts. 6, 13, 25, 28 and the rules of each kind of list. Rules that
were not checked against the text are settings: an office may set its own, and only those.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any

from gongkai.law.figures import Confidence, Unit
from gongkai.law.tables import table


class NoSuchList(LookupError):
    """No kind of list under this key on this day; the message is a Chinese sentence."""


class Treatment(StrEnum):
    """What is done with a datum of some kind in a published list."""

    SHOWN = "shown"
    MASKED = "masked"
    FORBIDDEN = "forbidden"

    @property
    def label(self) -> str:
        """The Chinese name users see."""
        return {"shown": "可以公示", "masked": "遮盖后公示", "forbidden": "不得公示"}[self]


@dataclass(frozen=True, slots=True)
class PublicList:
    """A kind of list: `shown` and `masked` are kinds of personal data, all others are forbidden.

    `columns` are the headings such a list needs; `days` of `unit` are the least time it is posted;
    after `withdraw_days` calendar days it is taken down into the archive (PIPL art. 19).
    """

    key: str
    title: str
    words: tuple[str, ...]
    since: date
    until: date | None
    shown: frozenset[str]
    masked: frozenset[str]
    columns: tuple[str, ...]
    days: int
    unit: Unit
    withdraw_days: int
    article: str
    source: str
    confidence: Confidence

    @property
    def is_setting(self) -> bool:
        """Whether an office may set its own rule."""
        return self.confidence is not Confidence.VERIFIED

    def holds_on(self, on: date) -> bool:
        """Whether the rule is in force on `on`."""
        return self.since <= on and (self.until is None or on <= self.until)

    def treatment(self, kind: str) -> Treatment:
        """Return what is done with a datum of `kind` (`name`, `identity_number`…)."""
        if kind in self.shown:
            return Treatment.SHOWN
        return Treatment.MASKED if kind in self.masked else Treatment.FORBIDDEN


@dataclass(frozen=True)
class PublicLists:
    """The table, with an office's own rules (`overrides`: key → fields) in place of settings.

    Raises NoSuchList for an unknown key.
    """

    overrides: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)

    def on(self, day: date) -> tuple[PublicList, ...]:
        """Return the kinds of lists whose rules are in force on `day`."""
        return tuple(
            replace(row, **self.overrides.get(row.key, {})) if row.is_setting else row
            for row in all_lists()
            if row.holds_on(day)
        )

    def get(self, key: str, on: date) -> PublicList:
        """Return the kind of list under `key` in force on `on`. Raises NoSuchList."""
        for row in self.on(on):
            if row.key == key:
                return row
        raise NoSuchList(f"{on.year}年{on.month}月{on.day}日没有名为“{key}”的名单种类")

    def guess(self, title: str, on: date) -> PublicList | None:
        """Return the kind of list a title or the name of a file speaks of, if one."""
        for row in self.on(on):
            if any(word in title for word in row.words):
                return row
        return None


@cache
def all_lists() -> tuple[PublicList, ...]:
    """Return the rules of every time, in the order of the table."""
    return tuple(_row(row) for row in table("public_lists")["lists"])


def _row(row: dict[str, Any]) -> PublicList:
    return PublicList(
        key=row["key"],
        title=row["title"],
        words=tuple(row["words"]),
        since=date.fromisoformat(row["since"]),
        until=date.fromisoformat(row["until"]) if row["until"] else None,
        shown=frozenset(row["shown"]),
        masked=frozenset(row["masked"]),
        columns=tuple(row["columns"]),
        days=row["days"],
        unit=Unit(row["unit"]),
        withdraw_days=row["withdraw_days"],
        article=row["article"],
        source=row["source"],
        confidence=Confidence(row["confidence"]),
    )
