"""信息处理费: the two progressive tariffs, each amount with the lines that make it.

Source: 国办函〔2020〕109号 arts. 3-5, under art. 42 of the regulation. One request is charged by
one method, never both. By item counts what one applicant asks within a calendar month (自然月);
by page counts one request alone (a page is one side of A4 or smaller). Amounts are yuan.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cache
from typing import Any

from gongkai.law.figures import Confidence
from gongkai.law.tables import table

MOST = 100_000
FREE = Decimal(0)


class NoFee(ValueError):
    """A fee that cannot be charged or reckoned; the message is a Chinese sentence."""


class Method(StrEnum):
    """How a request is charged (art. 3)."""

    BY_ITEM = "by_item"
    BY_PAGE = "by_page"

    @property
    def label(self) -> str:
        """The Chinese name users see."""
        return {"by_item": "按件计收", "by_page": "按量计收"}[self]

    @property
    def measure(self) -> str:
        """The Chinese measure word of what is counted."""
        return {"by_item": "件", "by_page": "页"}[self]


@dataclass(frozen=True, slots=True)
class Line:
    """Some units of one step: from the `first` to the `last`, each at `rate` yuan."""

    first: int
    last: int
    rate: Decimal
    measure: str

    @property
    def amount(self) -> Decimal:
        """Yuan for the line."""
        return (self.last - self.first + 1) * self.rate

    @property
    def span(self) -> str:
        """Which units in Chinese: 第11件至第12件."""
        first = f"第{self.first}{self.measure}"
        return first if self.first == self.last else f"{first}至第{self.last}{self.measure}"

    @property
    def text(self) -> str:
        """The line in Chinese: 第11件至第12件，每件100元，计200元."""
        if self.first == self.last:
            return f"{self.span}，{self.rate}元"
        return f"{self.span}，每{self.measure}{self.rate}元，计{self.amount}元"


@dataclass(frozen=True, slots=True)
class Fee:
    """What a request costs: the lines, free ones included, and the articles."""

    method: Method
    lines: tuple[Line, ...]
    article: str
    source: str

    @property
    def total(self) -> Decimal:
        """Yuan in all; nothing is charged when it is 0."""
        return sum((line.amount for line in self.lines), FREE)

    @property
    def told(self) -> dict[str, Any]:
        """What the notice says of it (L25): basis, the calculation as rows, the amount."""
        rows = [(line.span, f"{line.rate:,}", f"{line.amount:,}") for line in self.lines]
        return {
            "basis": f"{self.article}（{self.source}）",
            "calculation": (*rows, ("合计", "", f"{self.total:,}")),
            "amount": f"{self.total:,}",
        }


@dataclass(frozen=True, slots=True)
class Tariff:
    """The steps of one method while it is in force; `then` goes on (from, every, add)."""

    method: Method
    since: date
    until: date | None
    article: str
    source: str
    confidence: Confidence
    steps: tuple[tuple[int, Decimal], ...]
    then: tuple[int, int, Decimal] | None

    def holds_on(self, on: date) -> bool:
        """Whether the tariff is in force on `on`."""
        return self.since <= on and (self.until is None or on <= self.until)

    def rate(self, n: int) -> Decimal:
        """Return what the nth unit costs, n counted from 1."""
        found = max(step for step in self.steps if step[0] <= n)[1]
        if self.then is None or n < self.then[0]:
            return found
        first, every, add = self.then
        return found + ((n - first) // every + 1) * add

    def fee(self, before: int, count: int) -> Fee:
        """Return the fee for `count` units after `before` earlier ones. Raises NoFee."""
        measure = self.method.measure
        if before < 0 or count < 1:
            raise NoFee(f"要计费的数量至少是1{measure}")
        if before + count > MOST:
            raise NoFee(f"数量超过{MOST}{measure}，请核对")
        lines = tuple(self._lines(before + 1, before + count))
        return Fee(self.method, lines, self.article, self.source)

    def _lines(self, first: int, last: int) -> Iterator[Line]:
        start = first
        for n in range(first, last + 1):
            if n == last or self.rate(n + 1) != self.rate(n):
                yield Line(start, n, self.rate(n), self.method.measure)
                start = n + 1


@cache
def tariffs() -> tuple[Tariff, ...]:
    """Return every tariff of every time."""
    return tuple(_tariff(row) for row in table("fees")["tariffs"])


def tariff(method: Method, on: date) -> Tariff:
    """Return the tariff in force on `on`. Raises NoFee before there was one."""
    for row in tariffs():
        if row.method is method and row.holds_on(on):
            return row
    raise NoFee(f"{on.year}年{on.month}月{on.day}日没有信息处理费的收费标准，不能收费")


def by_item(before: int, items: int, on: date) -> Fee:
    """Return the fee for `items` when the applicant asked `before` others in the month of `on`.

    One request may be split into items, one matter each (一事一申请). Raises NoFee.
    """
    return tariff(Method.BY_ITEM, on).fee(before, items)


def by_page(pages: int, on: date) -> Fee:
    """Return the fee for the `pages` of one request. Raises NoFee."""
    return tariff(Method.BY_PAGE, on).fee(0, pages)


def _tariff(row: dict[str, Any]) -> Tariff:
    then = row["then"]
    return Tariff(
        method=Method(row["method"]),
        since=date.fromisoformat(row["since"]),
        until=date.fromisoformat(row["until"]) if row["until"] else None,
        article=row["article"],
        source=row["source"],
        confidence=Confidence(row["confidence"]),
        steps=tuple((step["from"], Decimal(step["rate"])) for step in row["steps"]),
        then=(then["from"], then["every"], Decimal(then["add"])) if then else None,
    )
