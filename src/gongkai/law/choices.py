"""Rules that the law leaves open or whose text is not checked: settings in words, not numbers.

Every row has a default and the ways an office may choose instead, with the article it reads.
Numbers are in `figures`; what national law fixes is in neither and cannot be set.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from types import MappingProxyType
from typing import Any

from gongkai.law.figures import Confidence
from gongkai.law.tables import table


class NoChoice(LookupError):
    """No such rule on this day, or no such way; the message is a Chinese sentence."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One open rule: its default `value`, and what each of its `options` means."""

    key: str
    title: str
    value: str
    options: Mapping[str, str]
    article: str
    source: str
    since: date
    until: date | None
    confidence: Confidence

    @property
    def text(self) -> str:
        """The default in words."""
        return self.options[self.value]

    def holds_on(self, on: date) -> bool:
        """Whether the rule is in force on `on`."""
        return self.since <= on and (self.until is None or on <= self.until)


@dataclass(frozen=True)
class Choices:
    """The table, with an office's own ways (`overrides`: key → option). Raises NoChoice."""

    overrides: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for key, value in self.overrides.items():
            rows = [row for row in all_choices() if row.key == key]
            if not rows:
                raise NoChoice(f"没有名为“{key}”的规则")
            if not any(value in row.options for row in rows):
                ways = "、".join(rows[-1].options)
                raise NoChoice(f"“{rows[-1].title}”没有“{value}”这种做法，可以选：{ways}")
        object.__setattr__(self, "overrides", MappingProxyType(dict(self.overrides)))

    def way(self, key: str, on: date) -> str:
        """Return the way chosen for `key` on `on`. Raises NoChoice."""
        rows = [row for row in all_choices() if row.key == key]
        if not rows:
            raise NoChoice(f"没有名为“{key}”的规则")
        for row in rows:
            if row.holds_on(on):
                own = self.overrides.get(key, row.value)
                return own if own in row.options else row.value
        raise NoChoice(f"{on.year}年{on.month}月{on.day}日没有关于“{rows[0].title}”的规定")


DEFAULTS = Choices()


@cache
def all_choices() -> tuple[Choice, ...]:
    """Return every open rule, in the order of the table."""
    return tuple(_choice(row) for row in table("choices")["choices"])


def _choice(row: dict[str, Any]) -> Choice:
    return Choice(
        key=row["key"],
        title=row["title"],
        value=row["value"],
        options=MappingProxyType(row["options"]),
        article=row["article"],
        source=row["source"],
        since=date.fromisoformat(row["since"]),
        until=date.fromisoformat(row["until"]) if row["until"] else None,
        confidence=Confidence(row["confidence"]),
    )
