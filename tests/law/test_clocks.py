"""Deadlines: the cases of the book, the explanation of each day, what cannot be reckoned."""

import tomllib
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.law.clocks import (
    LONGEST,
    CannotReckon,
    Explained,
    Limit,
    Stop,
    corresponding_day,
    due,
    next_date,
    reckon,
)
from gongkai.law.figures import Figures, NoFigure, Roll, Unit, all_figures
from gongkai.law.workdays import official

CASES = tomllib.loads((Path(__file__).parent / "cases.toml").read_text("utf-8"))["due"]
CALENDAR = official()


@pytest.mark.parametrize("case", CASES, ids=lambda c: f"{c['rule']}-{c['start']}")
def test_deadlines_fall_as_in_the_cases(case):
    stops = [Stop(sent, back) for sent, back in case.get("stops", [])]
    assert due(case["rule"], case["start"], CALENDAR, stops=stops).due_on == case["end"]


def test_a_deadline_names_its_rule():
    found = due("gi.correction", date(2026, 2, 10), CALENDAR)
    assert (found.rule, found.title, found.text) == ("gi.correction", "告知补正", "7个工作日")
    assert found.basis == "《政府信息公开条例》第三十条"
    assert found.due_at is None


def test_each_day_of_working_days_is_explained():
    found = due("gi.correction", date(2026, 2, 10), CALENDAR)
    assert found.days[0] == Explained(date(2026, 2, 10), False, "起算日不计入")
    assert found.days[4] == Explained(date(2026, 2, 14), True, "第4个工作日，调休上班")
    assert found.days[5] == Explained(date(2026, 2, 15), False, "春节放假")
    assert found.days[-1] == Explained(date(2026, 2, 26), True, "第7个工作日")
    assert not found.provisional


def test_consultation_is_explained_and_rest_days_stay_rest_days():
    stop = Stop(date(2026, 3, 9), date(2026, 3, 20))
    days = due("gi.reply", date(2026, 3, 2), CALENDAR, stops=[stop]).days
    stopped = [day.on.day for day in days if day.why == "征求意见期间不计入"]
    assert stopped == [10, 11, 12, 13, 16, 17, 18, 19, 20]
    assert Explained(date(2026, 3, 14), False, "周六") in days
    assert Explained(date(2026, 3, 9), True, "第5个工作日") in days


def test_a_rolled_last_day_is_explained():
    days = due("budget.publish", date(2026, 2, 1), CALENDAR).days
    assert days[-4:] == (
        Explained(date(2026, 2, 21), True, "第20日（春节放假）"),
        Explained(date(2026, 2, 22), False, "春节放假，期满日顺延"),
        Explained(date(2026, 2, 23), False, "春节放假，期满日顺延"),
        Explained(date(2026, 2, 24), False, "顺延后的期满日"),
    )


def test_calendar_days_in_a_consultation_are_not_counted():
    stop = Stop(date(2026, 3, 9), date(2026, 3, 20), "等待第三方")
    days = due("petition.tell", date(2026, 3, 6), CALENDAR, stops=[stop]).days
    assert days[3] == Explained(date(2026, 3, 9), True, "第3日")
    assert days[4] == Explained(date(2026, 3, 10), False, "等待第三方")
    assert days[-1].on == date(2026, 4, 1)


def test_hours_run_from_the_moment_day_and_night():
    at = datetime(2026, 1, 1, 22, 30, tzinfo=UTC)
    found = due("opinion.first_info", at, CALENDAR)
    assert found.due_at == at + timedelta(hours=5)
    assert (found.due_on, found.provisional) == (date(2026, 1, 2), False)
    assert [day.on.day for day in found.days] == [1, 2]


def test_a_moment_serves_where_a_day_is_asked():
    at = datetime(2026, 2, 10, 23, 59, tzinfo=UTC)
    assert due("gi.reply", at, CALENDAR) == due("gi.reply", at.date(), CALENDAR)


def test_counting_back_starts_on_the_last_day_and_stops_before_the_event():
    found = due("decision.hearing_material", date(2026, 3, 20), CALENDAR)
    assert found.days[0] == Explained(date(2026, 3, 13), True, "倒数第7日")
    assert found.days[1] == Explained(date(2026, 3, 14), True, "倒数第6日（周六）")
    assert found.days[-1] == Explained(date(2026, 3, 20), False, "起算日不计入")


def test_a_deadline_in_a_year_without_notice_is_provisional():
    found = due("gi.active", date(2026, 12, 10), CALENDAR)
    assert (found.due_on, found.provisional) == (date(2027, 1, 8), True)
    assert found.days[-1].why == "第20个工作日（暂定）"
    assert Explained(date(2027, 1, 1), False, "元旦放假（暂定）") in found.days
    assert not due("gi.active", date(2026, 12, 1), CALENDAR).provisional
    # Months and dates do not depend on a notice unless their last day rolls.
    assert not due("pia.retention", date(2026, 1, 1), CALENDAR).provisional
    assert due("remedy.suit", date(2026, 8, 31), CALENDAR).provisional
    assert not due("remedy.suit", date(2026, 3, 31), CALENDAR).provisional


def test_an_office_may_set_a_local_figure():
    own = Figures(overrides={"hotline.handle": 3})
    assert due("hotline.handle", date(2026, 3, 2), CALENDAR, figures=own).due_on.day == 5


def test_a_limit_of_a_catalogue_item():
    found = reckon(Limit(7, Unit.WD), date(2026, 2, 10), CALENDAR, rule="项目", basis="标准目录")
    assert (found.due_on, found.rule, found.basis) == (date(2026, 2, 26), "项目", "标准目录")


@pytest.mark.parametrize(
    ("limit", "stops", "sentence"),
    [
        (Limit(0, Unit.WD), (), "期限应在1至1200个工作日之间"),
        (Limit(LONGEST + 1, Unit.MONTH), (), "期限应在1至1200个月之间"),
        (Limit(5, Unit.HOUR), (), "按小时计算的期限要写明起算的时刻"),
        (
            Limit(1, Unit.MONTH),
            (Stop(date(2026, 3, 9), date(2026, 3, 20)),),
            "只有按日计算的期限可以扣除征求意见的时间",
        ),
        (Limit(3, Unit.WD, before=True), (), "倒数的期限只能按日计算，不能扣除"),
        (
            Limit(7, Unit.CD, before=True),
            (Stop(date(2026, 3, 9), date(2026, 3, 20)),),
            "倒数的期限只能按日计算，不能扣除",
        ),
        (
            Limit(7, Unit.WD),
            (Stop(date(2026, 3, 20), date(2026, 3, 9)),),
            "收到意见的日期早于发出征求意见书的日期",
        ),
    ],
)
def test_what_cannot_be_reckoned_is_refused(limit, stops, sentence):
    with pytest.raises(CannotReckon, match=sentence):
        reckon(limit, date(2026, 3, 2), CALENDAR, stops=stops)


def test_an_unknown_rule_is_refused():
    with pytest.raises(NoFigure, match=r"没有名为“gi\.nothing”的期限"):
        due("gi.nothing", date(2026, 3, 2), CALENDAR)


def test_months_end_on_the_corresponding_day_or_the_last():
    assert corresponding_day(date(2026, 1, 31), 1) == date(2026, 2, 28)
    assert corresponding_day(date(2027, 11, 30), 3) == date(2028, 2, 29)
    assert corresponding_day(date(2026, 12, 15), 12) == date(2027, 12, 15)


def test_a_day_of_the_year_comes_after_the_start():
    assert next_date(date(2026, 1, 30), 131) == date(2026, 1, 31)
    assert next_date(date(2026, 1, 31), 131) == date(2027, 1, 31)


@pytest.mark.parametrize("key", sorted({figure.key for figure in all_figures()}))
def test_every_rule_of_the_table_can_be_reckoned(key):
    start = datetime(2026, 3, 2, 9, tzinfo=UTC)
    found = due(key, start, CALENDAR)
    assert found.basis
    assert found.title
    ends = [day.on for day in found.days]
    assert ends == sorted(set(ends))


@given(
    st.dates(date(2004, 1, 1), date(2030, 12, 31)),
    st.integers(1, 60),
    st.sampled_from([Unit.WD, Unit.CD]),
    st.integers(0, 40),
    st.integers(0, 40),
)
def test_the_explanation_proves_the_deadline(start, n, unit, sent_after, away):
    sent = start + timedelta(days=sent_after)
    stop = Stop(sent, sent + timedelta(days=away))
    limit = Limit(n, unit, Roll.NEXT_WORKDAY)
    stopped = reckon(limit, start, CALENDAR, stops=[stop])
    plain = reckon(limit, start, CALENDAR)
    for found in (stopped, plain):
        assert sum(day.counted for day in found.days) == n
        assert [d.on for d in found.days] == [
            start + timedelta(days=k) for k in range(len(found.days))
        ]
        assert CALENDAR.is_workday(found.due_on)
    assert stopped.due_on >= plain.due_on
    if unit is Unit.WD:
        assert plain.due_on == CALENDAR.add_workdays(start, n)
        assert plain.provisional == (plain.due_on.year > 2026)
