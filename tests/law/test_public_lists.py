"""Kinds of published lists: what may stand in them, since when, and what an office may change."""

from datetime import date

import pytest

from gongkai.law.figures import Confidence
from gongkai.law.public_lists import (
    OTHER,
    NoSuchList,
    PublicLists,
    TooLoose,
    Treatment,
    all_lists,
    treated,
)
from gongkai.law.tables import table
from gongkai.law.workdays import official

ON = date(2026, 11, 24)
LISTS = PublicLists()
NEVER = ("identity_number", "bank_card", "mobile", "address", "health", "hardship", "minor")


@pytest.mark.parametrize("rule", all_lists(), ids=lambda rule: rule.key)
def test_no_list_shows_what_the_law_forbids(rule):
    assert all(rule.treatment(kind) is not Treatment.SHOWN for kind in NEVER)
    assert rule.holds_on(ON)
    assert rule.days > 0 < rule.withdraw_days or rule.key == OTHER
    assert rule.article.startswith(("《", "惠民惠农", "农村危房"))
    assert rule.is_setting == (rule.confidence is not Confidence.VERIFIED)


def test_names_are_shown_masked_or_left_out_by_kind_of_list():
    told = {rule.key: rule.treatment("name") for rule in LISTS.on(ON)}
    assert told["subsistence"] is told["subsidy"] is Treatment.SHOWN
    assert told["penalty"] is told["medical_aid"] is Treatment.MASKED
    assert LISTS.get("pupils", ON).treatment("health") is Treatment.FORBIDDEN
    assert [each.label for each in Treatment] == ["可以公示", "遮盖后公示", "不得公示"]


def test_the_title_tells_the_kind_of_list():
    assert LISTS.standing_in("", "柳溪镇2026年第三季度低保对象公示", ON).key == "subsistence"
    assert LISTS.standing_in("", "会议通知", ON).key == OTHER


def test_rules_are_dated():
    with pytest.raises(NoSuchList, match="2010年1月1日没有名为“public_rental”的名单种类"):
        LISTS.get("public_rental", date(2010, 1, 1))


def test_an_office_may_set_what_was_not_checked():
    own = PublicLists(
        {"subsistence": {"days": 10, "shown": frozenset(), "masked": frozenset({"name"})}}
    )
    rule = own.get("subsistence", ON)
    assert (rule.days, rule.treatment("name")) == (10, Treatment.MASKED)
    assert own.get("subsidy", ON).days == 7


def test_what_is_verified_stays(monkeypatch):
    rows = [
        {**row, "confidence": "verified", "until": "2026-12-31"}
        for row in table("public_lists")["lists"]
    ]
    monkeypatch.setattr("gongkai.law.public_lists.table", lambda name: {"lists": rows})
    all_lists.cache_clear()
    try:
        rule = PublicLists({"subsistence": {"days": 10}}).get("subsistence", ON)
        assert (rule.days, rule.is_setting) == (7, False)
        assert not rule.holds_on(date(2027, 1, 1))
    finally:
        all_lists.cache_clear()


FRIDAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("column", "title", "key", "ends", "words"),
    [
        ("social-assistance", "低保对象公示", "subsistence", date(2026, 11, 27), "公示7日"),
        ("social-assistance", "临时救助公示", "temporary_aid", date(2026, 11, 27), "公示7日"),
        ("subsidies", "一批名单", "subsidy", date(2026, 12, 1), "公示7个工作日"),
        ("housing", "一批名单", "public_rental", date(2026, 12, 5), "公示15日"),
        ("housing", "危房改造公示", "dilapidated_housing", date(2026, 11, 27), "公示7日"),
        ("public-notices", "选民名单", "electors", date(2026, 12, 10), "公示20日"),
        ("public-notices", "一批名单", OTHER, None, "按每份名单填写的公示截止日"),
    ],
)
def test_column_and_title_tell_the_kind_and_the_kind_the_last_day(column, title, key, ends, words):
    found = LISTS.standing_in(column, title, FRIDAY)
    assert (found.key, found.ends_on(FRIDAY, official()), found.text) == (key, ends, words)


@pytest.mark.parametrize(
    ("key", "until", "down"),
    [
        ("subsistence", None, date(2026, 11, 27)),
        ("subsistence", date(2026, 11, 22), date(2026, 11, 27)),
        ("subsistence", date(2027, 3, 1), date(2027, 3, 1)),
        ("subsistence", date(2029, 3, 1), date(2027, 11, 20)),
        (OTHER, None, None),
        (OTHER, date(2026, 12, 1), date(2026, 12, 1)),
    ],
)
def test_a_list_stands_its_posting_period_and_never_over_the_longest_time(key, until, down):
    assert LISTS.get(key, FRIDAY).taken_down_on(FRIDAY, until, official()) == down


def test_a_limit_alone_ends_a_list_too():
    own = PublicLists({OTHER: {"withdraw_days": 30}}).get(OTHER, FRIDAY)
    assert own.taken_down_on(FRIDAY, None, official()) == date(2026, 12, 20)


def test_an_own_rule_is_no_looser_than_any_list_may_be():
    own = treated({"name": Treatment.MASKED, "identity_number": Treatment.MASKED})
    assert own == {"shown": frozenset(), "masked": {"name", "identity_number"}}
    assert treated({"name": Treatment.SHOWN})["shown"] == {"name"}
    for kind, treatment in (("minor", "shown"), ("bank_card", "masked")):
        with pytest.raises(TooLoose, match="不得这样公示"):
            treated({kind: Treatment(treatment)})
