"""Dates that lost 年 or 月: mended where the digits can be read in one way only."""

import re
from collections.abc import Iterator
from datetime import date

from gongkai.text.repair.change import Doubt, Edit

RULE = "date"
_LOST = re.compile(r"(?<![\d.])((?:19[5-9]|20[0-4])\d)(年?)(\d{2,4})日(?![均报志])")


def edits(text: str) -> Iterator[Edit]:
    """``20171220日`` is 2017年12月20日, and ``201711日`` can only be the first of January."""
    for lost in _LOST.finditer(text):
        readings = _readings(lost)
        if len(readings) == 1:
            yield Edit(RULE, lost.start(), lost.end(), readings[0])


def doubts(text: str) -> Iterator[Doubt]:
    """What can be read in several ways, or in none."""
    for lost in _LOST.finditer(text):
        yield Doubt(RULE, lost.start(), lost.end(), lost[0], _readings(lost))


def _readings(lost: re.Match[str]) -> tuple[str, ...]:
    """The days of the calendar that the digits may mean; a leading zero needs its pair."""
    year, digits = lost[1], lost[3]
    cuts = (1, 2) if len(digits) < 4 else (2,)
    return tuple(
        f"{year}年{int(digits[:cut])}月{int(digits[cut:])}日"
        for cut in cuts
        if digits[cut:] and _is_day(year, digits[:cut], digits[cut:])
    )


def _is_day(year: str, month: str, day: str) -> bool:
    if month == "0" or (day.startswith("0") and len(month) == 1):
        return False
    try:
        return bool(date(int(year), int(month), int(day)))
    except ValueError:
        return False
