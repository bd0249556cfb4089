"""The State Council's yearly arrangement of holidays (部分节假日安排的通知), as data."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any

from gongkai.law.statutory import holidays
from gongkai.law.tables import table

ONE_DAY = timedelta(days=1)
FIRST_YEAR, LAST_YEAR = 1949, 2199
STATUTE_OF_2025 = 2025
LONGEST_REST_DAYS = 31


class BadNotice(ValueError):
    """A notice that contradicts itself or the statute; `problems` are Chinese sentences."""

    def __init__(self, problems: Iterable[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("；".join(self.problems))


@dataclass(frozen=True, slots=True)
class Rest:
    """Consecutive days off under one name, both ends included."""

    name: str
    first: date
    last: date

    def days(self) -> tuple[date, ...]:
        """Return every day of the span."""
        return tuple(
            self.first + timedelta(days=n) for n in range((self.last - self.first).days + 1)
        )


@dataclass(frozen=True, slots=True)
class YearNotice:
    """The days off and the make-up working days that the notice of one year sets.

    Days of the preceding December belong to the notice of the year whose 元旦 they serve.
    Building one checks nothing: call `problems()`, or use `from_json`, which refuses.
    """

    year: int
    rest: tuple[Rest, ...]
    makeup: tuple[date, ...] = ()
    source: str = ""

    @classmethod
    def from_json(cls, text: str | bytes, *, source: str = "") -> "YearNotice":
        """Read `{"year", "days": [{"name", "date", "isOffDay"}]}`, as public calendars have it.

        Raises BadNotice with one Chinese sentence for each thing that is wrong.
        """
        try:
            raw = json.loads(text)
        except (UnicodeDecodeError, json.JSONDecodeError):
            raise BadNotice(["文件不是有效的 JSON"]) from None
        if not isinstance(raw, dict) or not isinstance(raw.get("year"), int):
            raise BadNotice(["缺少年份（year）"])
        if not isinstance(raw.get("days"), list):
            raise BadNotice(["缺少日期列表（days）"])
        off, makeup = _read_days(raw["days"])
        named = str(raw.get("source") or "")
        notice = cls(raw["year"], _spans(off), tuple(sorted(makeup)), source or named)
        if problems := notice.problems():
            raise BadNotice(problems)
        return notice

    def to_json(self) -> str:
        """Write the notice in the shape `from_json` reads, days in order."""
        off = {on: rest.name for rest in self.rest for on in rest.days()}
        days = [
            {"name": off.get(on, "调休上班"), "date": on.isoformat(), "isOffDay": on in off}
            for on in sorted({*off, *self.makeup})
        ]
        raw = {"year": self.year, "source": self.source, "days": days}
        return json.dumps(raw, ensure_ascii=False, indent=2)

    def problems(self) -> tuple[str, ...]:
        """Return what is wrong, as Chinese sentences; empty when the notice can be used."""
        if not FIRST_YEAR <= self.year <= LAST_YEAR:
            return (f"年份{self.year}不在{FIRST_YEAR}年至{LAST_YEAR}年之间",)
        if long := [r.name for r in self.rest if (r.last - r.first).days >= LONGEST_REST_DAYS]:
            return tuple(f"{name}放假超过{LONGEST_REST_DAYS}天" for name in long)
        found = [f"{r.name}的末日早于首日" for r in self.rest if r.last < r.first]
        if not self.rest:
            return ("没有任何放假日期",)
        off = [on for rest in self.rest for on in rest.days()]
        seen: set[date] = set()
        for on in off:
            if on in seen:
                found.append(f"{_say(on)}重复放假")
            seen.add(on)
        found += [f"{_say(on)}不属于{self.year}年的安排" for on in off if not self._covers(on)]
        found += self._makeup_problems(seen)
        if self.year >= STATUTE_OF_2025:
            missing = ((on, name) for on, name in holidays(self.year).items() if on not in seen)
            found += [f"{_say(on)}是{name}法定假日，安排里没有放假" for on, name in missing]
        return tuple(found)

    def doubts(self) -> tuple[str, ...]:
        """Return what is lawful but unusual and deserves a second look, as Chinese sentences.

        Every statutory holiday and every make-up day buys one weekday off (arts. 6 and 7), so
        the two counts agree unless two holidays fall on one day. Years before the statute of
        2025 are not judged.
        """
        weekdays = sum(on.weekday() < 5 for rest in self.rest for on in rest.days())
        bought = len(holidays(self.year)) + len(self.makeup)
        if self.year < STATUTE_OF_2025 or weekdays == bought:
            return ()
        return (
            f"周一至周五共放假{weekdays}天，法定假日与调休上班合计{bought}天，两数不等，请核对",
        )

    def _makeup_problems(self, off: set[date]) -> list[str]:
        found = []
        for on in self.makeup:
            if not self._covers(on):
                found.append(f"{_say(on)}不属于{self.year}年的安排")
            if on.weekday() < 5:
                found.append(f"{_say(on)}本来就是工作日，不能作为调休上班日")
            if on in off:
                found.append(f"{_say(on)}既放假又上班")
            if self.makeup.count(on) > 1:
                found.append(f"{_say(on)}重复上班")
        return list(dict.fromkeys(found))

    def _covers(self, on: date) -> bool:
        return on.year == self.year or (on.year == self.year - 1 and on.month == 12)


@cache
def official_notices() -> tuple[YearNotice, ...]:
    """Return the arrangements of 2004-2026 that ship with the program, oldest first."""
    return tuple(
        YearNotice(
            row["year"],
            tuple(
                Rest(name, date.fromisoformat(first), date.fromisoformat(last))
                for name, first, last in row["rest"]
            ),
            tuple(date.fromisoformat(on) for on in row["makeup"]),
            row["source"],
        )
        for row in table("holidays")["years"]
    )


def _read_days(rows: list[Any]) -> tuple[dict[date, str], list[date]]:
    off: dict[date, str] = {}
    makeup: list[date] = []
    problems = []
    for number, row in enumerate(rows, start=1):
        try:
            on, is_off = date.fromisoformat(row["date"]), row["isOffDay"]
            name = row.get("name", "")
        except (AttributeError, KeyError, TypeError, ValueError):
            problems.append(f"第{number}行看不懂：应有 name、date（如2027-01-01）和 isOffDay")
            continue
        if not isinstance(is_off, bool):
            problems.append(f"第{number}行的 isOffDay 应为 true 或 false")
        elif not is_off:
            makeup.append(on)
        elif on in off:
            problems.append(f"{_say(on)}重复放假")
        else:
            off[on] = str(name) or "节假日"
    if problems:
        raise BadNotice(problems)
    return off, makeup


def _spans(off: dict[date, str]) -> tuple[Rest, ...]:
    """Join days that follow each other under one name."""
    spans: list[Rest] = []
    for on, name in sorted(off.items()):
        if spans and spans[-1].name == name and spans[-1].last + ONE_DAY == on:
            spans[-1] = Rest(name, spans[-1].first, on)
        else:
            spans.append(Rest(name, on, on))
    return tuple(spans)


def _say(on: date) -> str:
    return f"{on.year}年{on.month}月{on.day}日"
