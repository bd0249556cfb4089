"""Published lists of persons: what may stand in each kind of list, masked or not, and for how long.

Source: 个人信息保护法 (PIPL) arts. 6, 13, 19, 25, 28, 55, 56 and the rules of each kind of list.
Rules that were not checked against the text are settings: an office may set its own, and only those.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import StrEnum
from functools import cache
from typing import Any

from gongkai.law.exemptions import KeepGround
from gongkai.law.figures import Confidence, Unit
from gongkai.law.tables import table
from gongkai.law.workdays import WorkCalendar

ASSESS = "《个人信息保护法》第五十五条、第五十六条"
TAKE_DOWN = "《个人信息保护法》第十九条"
NECESSARY = "《个人信息保护法》第六条"

OTHER = "other"
"""The kind of every list that no rule speaks of."""


class NoSuchList(LookupError):
    """No kind of list under this key on this day; the message is a Chinese sentence."""


class TooLoose(ValueError):
    """An own rule would show what no list may show; the message is a Chinese sentence."""


class Treatment(StrEnum):
    """What is done with a datum of some kind in a published list."""

    SHOWN = "shown"
    MASKED = "masked"
    FORBIDDEN = "forbidden"

    @property
    def label(self) -> str:
        """The Chinese name users see."""
        return {"shown": "可以公示", "masked": "遮盖后公示", "forbidden": "不得公示"}[self]

    @property
    def strictness(self) -> int:
        """0 shows everything, 2 nothing."""
        return list(Treatment).index(self)


LOOSEST: dict[str, Treatment] = {
    "name": Treatment.SHOWN,
    "minor": Treatment.MASKED,
    "identity_number": Treatment.MASKED,
}
"""The most that an own rule may allow for a kind of personal data; all others stay forbidden."""


@dataclass(frozen=True, slots=True)
class PublicList:
    """A kind of list: `shown` and `masked` are kinds of personal data, all others are forbidden.

    A name that is shown stays on `ground`. `headings` are those such a list needs; `columns` the
    addresses of the columns of the site in which it stands. `days` of `unit` are the least time it
    is posted, 0 where each list says so itself; after `withdraw_days` calendar days (0: no limit)
    it is taken down (PIPL art. 19). `assessed` asks for an assessment of its effects before it is
    signed (PIPL arts. 55, 56).
    """

    key: str
    title: str
    words: tuple[str, ...]
    since: date
    until: date | None
    shown: frozenset[str]
    masked: frozenset[str]
    ground: KeepGround
    headings: tuple[str, ...]
    columns: frozenset[str]
    days: int
    unit: Unit
    withdraw_days: int
    assessed: bool
    article: str
    source: str
    confidence: Confidence

    @property
    def name(self) -> str:
        """The title as people say it of one list: 最低生活保障对象名单."""
        return f"{self.title.removesuffix('名单')}名单"

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

    @property
    def text(self) -> str:
        """The posting period in words."""
        return f"公示{self.days}{self.unit.label}" if self.days else "按每份名单填写的公示截止日"

    def ends_on(self, published_on: date, calendar: WorkCalendar) -> date | None:
        """Return the last day of posting; the day of publication is not counted."""
        if not self.days:
            return None
        if self.unit is Unit.WD:
            return calendar.add_workdays(published_on, self.days)
        return published_on + timedelta(days=self.days)

    def last_day(self, published_on: date, calendar: WorkCalendar) -> date | None:
        """Return the day after which the list may not stand any more; None without a limit."""
        if not self.withdraw_days:
            return None
        longest = published_on + timedelta(days=self.withdraw_days)
        return max(filter(None, (longest, self.ends_on(published_on, calendar))))

    def taken_down_on(
        self, published_on: date, until: date | None, calendar: WorkCalendar
    ) -> date | None:
        """Return the last day a list stands that itself says `until`: never under the posting
        period, never over the longest time; None where nobody has set an end.
        """  # fmt: skip
        ends = (until, self.ends_on(published_on, calendar))
        wanted = max((day for day in ends if day), default=None)
        last = self.last_day(published_on, calendar)
        return min(wanted, last) if wanted and last else wanted or last


def treated(treatments: Mapping[str, Treatment]) -> dict[str, frozenset[str]]:
    """Return the fields of an own rule that treats kinds of data so. Raises TooLoose."""
    for kind, treatment in treatments.items():
        if treatment.strictness < LOOSEST.get(kind, Treatment.FORBIDDEN).strictness:
            raise TooLoose("这一项在任何名单里都不得这样公示，请选择更严的处理")
    return {
        "shown": frozenset(kind for kind, how in treatments.items() if how == Treatment.SHOWN),
        "masked": frozenset(kind for kind, how in treatments.items() if how == Treatment.MASKED),
    }


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

    def standing_in(self, column: str, title: str, on: date) -> PublicList:
        """Return the kind of a list with a title in a column of the site; 其他名单 where none fits.

        Of several kinds in one column the title decides, else the first of the table counts.
        """
        rows = self.on(on)
        here = [row for row in rows if column in row.columns]
        found = _spoken_of(title, here) or next(iter(here), None) or _spoken_of(title, rows)
        return found or self.get(OTHER, on)


def _spoken_of(title: str, rows: "tuple[PublicList, ...] | list[PublicList]") -> PublicList | None:
    return next((row for row in rows if any(word in title for word in row.words)), None)


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
        ground=KeepGround(row["ground"]),
        headings=tuple(row["headings"]),
        columns=frozenset(row["columns"]),
        days=row["days"],
        unit=Unit(row["unit"]),
        withdraw_days=row["withdraw_days"],
        assessed=row["assessed"],
        article=row["article"],
        source=row["source"],
        confidence=Confidence(row["confidence"]),
    )
