"""Amounts in cells, and their sums."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

_AMOUNT = re.compile(r"[¥￥]?\s*([-−]?\d{1,12}(?:\.\d{1,6})?)\s*(?:元|人|户|亩|万元)?")
_WIDE = str.maketrans("０１２３４５６７８９．，－", "0123456789.,-")


@dataclass(frozen=True, slots=True)
class Sum:
    """The sum of a column, and how many of its cells are no amounts."""

    heading: str
    total: Decimal
    unread: int

    @property
    def text(self) -> str:
        """The sum as people write it."""
        return said(self.total)


def amount(cell: str) -> Decimal | None:
    """Return the amount a cell says; None where it says none."""
    words = cell.translate(_WIDE).replace(",", "").strip()
    found = _AMOUNT.fullmatch(words)
    return Decimal(found[1].replace("−", "-")) if found else None


def summed(heading: str, cells: Iterable[str]) -> Sum:
    """Return the sum of the cells of a column."""
    read = [(cell, amount(cell)) for cell in cells if cell.strip()]
    total = sum((found for _, found in read if found is not None), Decimal(0))
    return Sum(heading, total, sum(found is None for _, found in read))


def said(number: Decimal) -> str:
    """Return a number with thousands parted, without zeros at its end."""
    text = f"{number:,.2f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
