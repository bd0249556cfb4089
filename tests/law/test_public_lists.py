"""Kinds of published lists: what may stand in them, since when, and what an office may change."""

from datetime import date

import pytest

from gongkai.law.figures import Confidence
from gongkai.law.public_lists import NoSuchList, PublicLists, Treatment, all_lists
from gongkai.law.tables import table

ON = date(2026, 11, 24)
LISTS = PublicLists()
NEVER = ("identity_number", "bank_card", "mobile", "address", "health", "hardship", "minor")


@pytest.mark.parametrize("rule", all_lists(), ids=lambda rule: rule.key)
def test_no_list_shows_what_the_law_forbids(rule):
    assert all(rule.treatment(kind) is not Treatment.SHOWN for kind in NEVER)
    assert rule.holds_on(ON)
    assert rule.days > 0 < rule.withdraw_days
    assert rule.article.startswith(("《", "惠民惠农", "农村危房"))
    assert rule.is_setting == (rule.confidence is not Confidence.VERIFIED)


def test_names_are_shown_masked_or_left_out_by_kind_of_list():
    told = {rule.key: rule.treatment("name") for rule in LISTS.on(ON)}
    assert told["subsistence"] is told["subsidy"] is Treatment.SHOWN
    assert told["penalty"] is told["medical_aid"] is Treatment.MASKED
    assert LISTS.get("pupils", ON).treatment("health") is Treatment.FORBIDDEN
    assert [each.label for each in Treatment] == ["可以公示", "遮盖后公示", "不得公示"]


def test_the_title_tells_the_kind_of_list():
    assert LISTS.guess("柳溪镇2026年第三季度低保对象公示", ON).key == "subsistence"
    assert LISTS.guess("会议通知", ON) is None


def test_rules_are_dated():
    assert LISTS.guess("廉租住房名单", date(2010, 1, 1)) is None
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
