"""Statutory holidays computed from 全国年节及纪念日放假办法 for a year without a notice.

The State Council's notice of next year usually appears in November; until it is loaded, dates
of that year rest on the statute alone: 13 days (art. 2, revision in force since 2025-01-01),
and a weekday off for each of them that falls on a Saturday or Sunday (补假, art. 6).
The shifting of weekends (调休, art. 7) cannot be foreseen, so such dates are provisional.
"""

from datetime import date, timedelta
from functools import cache

from gongkai.law.tables import table

ONE_DAY = timedelta(days=1)


@cache
def festivals(year: int) -> dict[str, date]:
    """Return the lunar and solar-term feasts of `year`, empty outside the table (2004-2040).

    Keys: `chunjie` (正月初一), `qingming`, `duanwu`, `zhongqiu`.
    """
    for row in table("lunar")["years"]:
        if row["year"] == year:
            return {key: date.fromisoformat(row[key]) for key in row if key != "year"}
    return {}


@cache
def holidays(year: int) -> dict[date, str]:
    """Return the statutory holidays of `year` with their names (art. 2)."""
    found: dict[date, str] = {date(year, 1, 1): "元旦"}
    found |= {date(year, 5, day): "劳动节" for day in (1, 2)}
    feasts = festivals(year)
    if feasts:
        eve = feasts["chunjie"] - ONE_DAY
        found |= {eve + timedelta(days=n): "春节" for n in range(4)}
        found[feasts["qingming"]] = "清明节"
        found[feasts["duanwu"]] = "端午节"
        found[feasts["zhongqiu"]] = "中秋节"
    found |= {date(year, 10, day): "国庆节" for day in (1, 2, 3)}
    return dict(sorted(found.items()))


@cache
def days_off(year: int) -> dict[date, str]:
    """Return the days off of `year` by the statute alone, each with its reason (art. 2, 6)."""
    named = holidays(year)
    off = {on: f"{name}放假" for on, name in named.items()}
    for on, name in named.items():
        if on.weekday() < 5:
            continue
        made_up = on + ONE_DAY
        while made_up.weekday() >= 5 or made_up in off:
            made_up += ONE_DAY
        off[made_up] = f"{name}补假"
    return off
