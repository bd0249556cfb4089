"""Working days: the official table, the statute without a notice, and counting."""

import tomllib
from datetime import date, timedelta
from pathlib import Path

import holidays
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.law import statutory
from gongkai.law.workdays import OutOfCalendar, Rest, WorkCalendar, YearNotice, official

CASES = tomllib.loads((Path(__file__).parent / "cases.toml").read_text("utf-8"))
DAYS = st.dates(date(2004, 1, 1), date(2041, 12, 31))
COUNTS = st.integers(0, 90)

TWENTY_SEVEN = YearNotice(
    2027,
    (
        Rest("元旦", date(2027, 1, 1), date(2027, 1, 3)),
        Rest("春节", date(2027, 2, 5), date(2027, 2, 11)),
        Rest("清明节", date(2027, 4, 3), date(2027, 4, 5)),
        Rest("劳动节", date(2027, 5, 1), date(2027, 5, 5)),
        Rest("端午节", date(2027, 6, 9), date(2027, 6, 9)),
        Rest("中秋节", date(2027, 9, 15), date(2027, 9, 15)),
        Rest("国庆节", date(2027, 10, 1), date(2027, 10, 7)),
    ),
    (date(2027, 2, 20), date(2027, 5, 8), date(2027, 9, 26), date(2027, 10, 9)),
    "测试用的安排",
)


@pytest.mark.parametrize("case", CASES["workdays"], ids=lambda c: f"{c['start']}+{c['add']}")
def test_workdays_are_counted_as_in_the_cases(case):
    assert official().add_workdays(case["start"], case["add"]) == case["end"]
    assert official().workdays_between(case["start"], case["end"]) == case["add"]


def test_the_table_agrees_with_an_independent_calendar_on_every_day():
    theirs = holidays.country_holidays("CN", years=range(2019, 2027))
    first, last = date(2019, 1, 1), date(2026, 12, 31)
    every = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    differing = [on for on in every if official().is_workday(on) != theirs.is_working_day(on)]
    assert (len(every), differing) == (2922, [])


def test_the_computed_feasts_agree_with_an_independent_calendar():
    theirs = holidays.country_holidays("CN", years=range(2008, 2041))
    words = {"chunjie": "春节", "qingming": "清明", "duanwu": "端午", "zhongqiu": "中秋"}
    chinese = holidays.country_holidays("CN", years=range(2008, 2041), language="zh_CN")
    for year in range(2008, 2041):
        feasts = statutory.festivals(year)
        wrong = [on for key, on in feasts.items() if words[key] not in chinese.get(on, "")]
        assert (year, len(feasts), wrong) == (year, 4, [])
        assert all(on in theirs for on in feasts.values())


@pytest.mark.parametrize("notice", official().notices, ids=lambda n: n.year)
def test_each_feast_lies_within_a_rest_of_its_year(notice):
    rest = {on for span in notice.rest for on in span.days()}
    feasts = statutory.festivals(notice.year)
    statutory_then = {"chunjie"} if notice.year < 2008 else set(feasts)
    weekend = {on for on in feasts.values() if on.weekday() >= 5}
    assert {feasts[key] for key in statutory_then} <= rest | weekend


@pytest.mark.parametrize(
    ("on", "is_workday", "why"),
    [
        (date(2026, 10, 1), False, "国庆节放假"),
        (date(2026, 10, 10), True, "调休上班"),
        (date(2026, 10, 17), False, "周六"),
        (date(2026, 10, 18), False, "周日"),
        (date(2026, 10, 19), True, "工作日"),
        (date(2026, 3, 8), False, "周日"),
        (date(2026, 6, 1), True, "工作日"),
        (date(2025, 10, 6), False, "国庆节、中秋节放假"),
        (date(2018, 12, 31), False, "元旦放假"),
        (date(2018, 12, 29), True, "调休上班"),
        (date(2015, 9, 3), False, "抗战胜利70周年纪念日放假"),
    ],
)
def test_a_day_says_why(on, is_workday, why):
    day = official().day(on)
    assert (day.on, day.is_workday, day.why, day.provisional) == (on, is_workday, why, False)


@pytest.mark.parametrize(
    ("on", "is_workday", "why"),
    [
        (date(2027, 1, 1), False, "元旦放假"),
        (date(2027, 2, 5), False, "春节放假"),
        (date(2027, 2, 8), False, "春节放假"),
        (date(2027, 2, 9), False, "春节补假"),
        (date(2027, 2, 10), False, "春节补假"),
        (date(2027, 2, 11), True, "工作日"),
        (date(2027, 5, 3), False, "劳动节补假"),
        (date(2027, 5, 4), False, "劳动节补假"),
        (date(2027, 6, 9), False, "端午节放假"),
        (date(2027, 10, 9), False, "周六"),
        (date(2041, 2, 1), True, "工作日"),
        (date(2041, 10, 1), False, "国庆节放假"),
    ],
)
def test_a_year_without_a_notice_follows_the_statute_and_is_provisional(on, is_workday, why):
    day = official().day(on)
    assert (day.is_workday, day.why, day.provisional) == (is_workday, why, True)
    assert official().is_provisional(on)


def test_the_statute_gives_thirteen_days_each_worth_a_weekday():
    # 2028 and 2031: 中秋 falls on 3 and 1 October.
    for year in range(2027, 2041):
        named = len(statutory.holidays(year))
        weekdays = sum(on.weekday() < 5 for on in statutory.days_off(year))
        assert weekdays == named
        assert named == (12 if year in {2028, 2031, 2039} else 13)


def test_a_notice_replaces_the_computed_year():
    before = official()
    after = before.with_notice(TWENTY_SEVEN)
    assert before.is_provisional(date(2027, 2, 20))
    assert not after.is_provisional(date(2027, 2, 20))
    assert not before.is_workday(date(2027, 2, 20))
    assert after.day(date(2027, 2, 20)).why == "调休上班"
    assert after.day(date(2027, 10, 6)).why == "国庆节放假"
    assert [n.year for n in after.notices][-2:] == [2026, 2027]
    moved = YearNotice(2027, TWENTY_SEVEN.rest, TWENTY_SEVEN.makeup[:3])
    assert after.with_notice(moved).notices[-1] == moved
    assert not after.with_notice(moved).is_workday(date(2027, 10, 9))


def test_counting_forward_and_back():
    calendar = official()
    friday, monday = date(2026, 3, 6), date(2026, 3, 9)
    assert calendar.add_workdays(friday, 0) == friday
    assert calendar.add_workdays(friday, 1) == monday
    assert calendar.add_workdays(monday, -1) == friday
    assert calendar.next_workday(date(2026, 3, 7)) == monday
    assert calendar.next_workday(monday) == monday
    assert calendar.workdays_between(monday, friday) == -1
    assert calendar.workdays_between(monday, monday) == 0


@pytest.mark.parametrize("on", [date(1948, 12, 31), date(2200, 1, 1), date.max])
def test_a_day_out_of_all_calendars_is_refused(on):
    with pytest.raises(OutOfCalendar, match=f"{on.year}年超出日历范围"):
        official().day(on)


def test_an_empty_calendar_knows_only_the_statute():
    assert WorkCalendar(()).day(date(2026, 2, 14)).why == "周六"
    assert WorkCalendar(()).is_provisional(date(2026, 2, 14))


@given(DAYS, COUNTS, COUNTS)
def test_more_workdays_never_end_earlier(start, n, more):
    calendar = official()
    assert calendar.add_workdays(start, n) <= calendar.add_workdays(start, n + more)


@given(DAYS, st.integers(0, 30), COUNTS)
def test_a_later_start_never_ends_earlier(start, later, n):
    calendar = official()
    after = start + timedelta(days=later)
    assert calendar.add_workdays(start, n) <= calendar.add_workdays(after, n)


@given(DAYS, st.integers(1, 90))
def test_adding_and_counting_are_inverse_and_end_on_a_workday(start, n):
    calendar = official()
    end = calendar.add_workdays(start, n)
    assert calendar.is_workday(end)
    assert calendar.workdays_between(start, end) == n


@given(DAYS)
def test_a_day_is_provisional_exactly_when_its_year_has_no_notice(on):
    assert official().day(on).provisional == (on.year > 2026)
    assert official().next_workday(on) == official().add_workdays(on - timedelta(days=1), 1)
