"""The ruler says what it draws. Calendar of the cases: autumn 2026, weekends off unless told."""

from dataclasses import dataclass
from datetime import date, timedelta
from xml.etree import ElementTree as ET

import pytest

from gongkai.typeset.ruler import ruler_html, ruler_summary, week_html


@dataclass(frozen=True)
class Day:
    on: date
    counted: bool
    why: str


def term(first: date, last: date, **other: tuple[bool, str]) -> list[Day]:
    """Every day from first to last; keywords like d1001=(False, "国庆节放假") differ."""
    days = []
    for step in range((last - first).days + 1):
        on = first + timedelta(step)
        counted, why = other.get(
            f"d{on:%m%d}", (on.weekday() < 5, "" if on.weekday() < 5 else "休息日")
        )
        days.append(Day(on, counted, why))
    return days


FIRST, DUE = date(2026, 10, 29), date(2026, 11, 25)
CASE = term(FIRST, DUE)


def squares(markup: str) -> list[tuple[str, str]]:
    """(classes, words) of every day drawn."""
    root = ET.fromstring(markup)
    return [(li.get("class"), "".join(li.itertext())) for li in root.find("ol")]


def legend(markup: str) -> list[str]:
    root = ET.fromstring(markup)
    return ["".join(entry.itertext()) for entry in root.findall("p")[-1]]


@pytest.mark.parametrize(
    ("today", "sentence"),
    [
        (date(2026, 10, 28), "自 10 月 29 日起算，共 20 个工作日，尚未起算，11 月 25 日到期"),
        (date(2026, 10, 29), "自 10 月 29 日起算，第 1 个工作日，还剩 19 个，11 月 25 日到期"),
        (date(2026, 11, 20), "自 10 月 29 日起算，第 17 个工作日，还剩 3 个，11 月 25 日到期"),
        (date(2026, 11, 21), "自 10 月 29 日起算，已过 17 个工作日，还剩 3 个，11 月 25 日到期"),
        (date(2026, 11, 25), "自 10 月 29 日起算，第 20 个工作日，今天到期"),
        (date(2026, 11, 27), "自 10 月 29 日起算，已逾期，11 月 25 日到期"),
    ],
)
def test_summary_tells_where_the_term_stands(today, sentence):
    assert ruler_summary(CASE, today, DUE) == sentence


def test_summary_counts_working_days_of_lateness():
    days = term(FIRST, date(2026, 12, 31))
    assert ruler_summary(days, date(2026, 11, 30), DUE) == (
        "自 10 月 29 日起算，已逾期 3 个工作日，11 月 25 日到期"
    )


def test_summary_marks_provisional_dates():
    said = ruler_summary(CASE, date(2026, 11, 20), DUE, provisional=True)
    assert said == "自 10 月 29 日起算，第 17 个工作日，还剩 3 个，11 月 25 日到期（暂定）"


def test_summary_names_the_year_when_it_is_another():
    days = term(date(2026, 12, 28), date(2027, 1, 8), d0101=(False, "元旦放假"))
    said = ruler_summary(
        days,
        date(2026, 12, 30),
        date(2027, 1, 8),
        provisional=True,
        extended_after=date(2026, 12, 31),
    )
    assert said == (
        "自 12 月 28 日起算，第 3 个工作日，还剩 6 个，2027 年 1 月 8 日到期（已延期，暂定）"
    )


def test_summary_of_a_term_in_calendar_days():
    days = [Day(date(2026, 11, 20) + timedelta(step), True, "") for step in range(7)]
    said = ruler_summary(days, date(2026, 11, 22), date(2026, 11, 26), unit="日")
    assert said == "自 11 月 20 日起算，第 3 日，还剩 4 日，11 月 26 日到期"


def test_no_days_is_refused():
    with pytest.raises(ValueError, match="期限"):
        ruler_summary([], date(2026, 11, 20), DUE)
    with pytest.raises(ValueError, match="期限"):
        ruler_html([], date(2026, 11, 20), DUE)


def test_ruler_draws_every_day_and_says_it():
    drawn = squares(ruler_html(CASE, date(2026, 11, 20), DUE))
    assert len(drawn) == 28
    assert drawn[0] == ("done", "10 月 29 日 周四，第 1 个工作日")
    assert drawn[2] == ("off", "10 月 31 日 周六，休息日")
    assert drawn[22] == ("today", "11 月 20 日 周五，第 17 个工作日，今天")
    assert drawn[25] == ("ahead", "11 月 23 日 周一，第 18 个工作日")
    assert drawn[27] == ("due-day", "11 月 25 日 周三，第 20 个工作日，到期")


def test_ruler_text_is_its_summary():
    markup = ruler_html(CASE, date(2026, 11, 20), DUE, provisional=True)
    sentence = "".join(ET.fromstring(markup).find("p").itertext())
    assert sentence == ruler_summary(CASE, date(2026, 11, 20), DUE, provisional=True)


def test_ruler_due_today_shows_both():
    drawn = squares(ruler_html(CASE, DUE, DUE))
    assert drawn[-1] == ("due-day now", "11 月 25 日 周三，第 20 个工作日，今天，到期")


def test_ruler_marks_make_up_days_holidays_and_standstill_apart():
    days = term(
        date(2026, 9, 28),
        date(2026, 10, 16),
        d0929=(False, "征求第三方意见"),
        d1001=(False, "国庆节放假"),
        d1010=(True, ""),
        d1012=(False, ""),
    )
    drawn = dict(
        zip(
            [day.on for day in days],
            squares(ruler_html(days, date(2026, 9, 30), date(2026, 10, 16))),
            strict=True,
        )
    )
    assert drawn[date(2026, 9, 29)] == ("held", "9 月 29 日 周二，征求第三方意见")
    assert drawn[date(2026, 10, 1)] == ("off", "10 月 1 日 周四，国庆节放假")
    assert drawn[date(2026, 10, 10)] == ("ahead mk", "10 月 10 日 周六，第 9 个工作日，调休上班")
    assert drawn[date(2026, 10, 12)] == ("held", "10 月 12 日 周一，不计")


def test_ruler_repeats_no_number_of_a_reason_and_keeps_its_mark():
    days = [Day(date(2027, 1, 9), True, "第1个工作日，调休上班（暂定）")]
    drawn = squares(ruler_html(days, date(2027, 1, 8), date(2027, 1, 9)))
    assert drawn == [("due-day mk", "1 月 9 日 周六，第 1 个工作日，调休上班，暂定，到期")]


def test_ruler_in_calendar_days_knows_no_make_up_days():
    days = [Day(date(2026, 11, 20) + timedelta(step), True, "") for step in range(7)]
    drawn = squares(ruler_html(days, date(2026, 11, 20), date(2026, 11, 26), unit="日"))
    assert drawn[1] == ("ahead", "11 月 21 日 周六，第 2 日")


def test_ruler_draws_an_extension_dashed():
    days = term(FIRST, date(2026, 12, 23))
    markup = ruler_html(days, date(2026, 11, 20), date(2026, 12, 23), extended_after=DUE)
    drawn = dict(zip([day.on for day in days], squares(markup), strict=True))
    assert drawn[DUE][0] == "ahead"
    assert drawn[date(2026, 11, 26)][0] == "ext"
    assert legend(markup) == ["已过", "今天", "休息日", "延长期", "到期"]


def test_ruler_draws_lateness_up_to_today_and_no_further():
    days = term(FIRST, date(2026, 12, 31))
    markup = ruler_html(days, date(2026, 11, 27), DUE)
    drawn = squares(markup)
    assert [kind for kind, _ in drawn[-3:]] == ["due-day", "over", "today"]
    assert drawn[-2][1] == "11 月 26 日 周四，第 21 个工作日，已逾期"
    assert legend(markup) == ["已过", "今天", "休息日", "到期", "逾期"]


def test_ruler_escapes_reasons():
    days = [Day(FIRST, False, '<b>"x"</b>'), Day(DUE, True, "")]
    markup = ruler_html(days, FIRST - timedelta(1), DUE)
    assert "<b>" not in markup
    assert squares(markup)[0][1] == '10 月 29 日 周四，<b>"x"</b>'


def test_week_shows_today_rest_days_and_what_falls_due():
    week = ET.fromstring(
        week_html(
            term(date(2026, 11, 20), date(2026, 11, 23)),
            date(2026, 11, 20),
            {date(2026, 11, 20): 5, date(2026, 11, 21): 1},
        )
    )
    today, saturday, sunday, monday = list(week)
    assert today.get("class") == "now"
    assert today.get("aria-current") == "date"
    assert "".join(today.itertext()) == "五20，5 件到期"
    assert len(today.findall("em/i")) == 3
    assert "".join(saturday.itertext()) == "六21，休息日，1 件到期"
    assert sunday.get("class") == "off"
    assert (monday.get("class"), "".join(monday.itertext())) == ("", "一23")
    assert len(monday.findall("em/i")) == 0
