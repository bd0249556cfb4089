"""Dates as documents write them: 2026年3月5日, 二〇二六年三月五日."""

import re
from datetime import date

DATE = re.compile(
    r"(\d{4}|[〇○零一二三四五六七八九]{4})\s*年\s*(\d{1,2}|[一二三四五六七八九十]{1,3})\s*月"
    r"\s*(\d{1,2}|[一二三四五六七八九十廿卅]{1,4})\s*日"
)
_DIGITS = {char: str(at) for at, char in enumerate("〇一二三四五六七八九")} | {"○": "0", "零": "0"}


def parse_date(text: str) -> date | None:
    """The date that ``text`` is as a whole; None where it is none or no day of the calendar."""
    written = DATE.fullmatch(text.strip())
    if not written:
        return None
    year, month, day = written.groups()
    try:
        return date(int("".join(_DIGITS.get(c, c) for c in year)), _small(month), _small(day))
    except (KeyError, ValueError):
        return None


def _small(written: str) -> int:
    """A number below 100: 5, 五, 十五, 二十五, 廿五."""
    if written.isdigit() and written.isascii():
        return int(written)
    spelled = written.replace("廿", "二十").replace("卅", "三十")
    tens, ten, ones = spelled.rpartition("十")
    if not ten:
        return int(_DIGITS[spelled])
    return int(_DIGITS.get(tens, "1")) * 10 + int(_DIGITS.get(ones, "0"))
