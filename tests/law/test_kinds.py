"""The lists of what must be public, and to whom they apply."""

from datetime import date

import pytest

from gongkai.law import kinds
from gongkai.law.figures import figure
from gongkai.law.kinds import OrganKind, applicable, content_kind

ON = date(2026, 3, 2)


def test_the_lists_are_complete():
    lengths = {
        name: len(getattr(kinds, name))
        for name in ("ART20", "ART21_TOWN", "ART21_CITY", "FIELDS", "CHANNELS", "TOPICS")
    }
    assert lengths == {
        "ART20": 15,
        "ART21_TOWN": 8,
        "ART21_CITY": 7,
        "FIELDS": 26,
        "CHANNELS": 13,
        "TOPICS": 22,
    }
    assert [part.title for part in kinds.PLATFORM_PARTS] == [
        "政府信息公开指南",
        "政府信息公开制度",
        "法定主动公开内容",
        "政府信息公开年报",
    ]


@pytest.mark.parametrize("name", ["FIELDS", "CHANNELS", "TOPICS", "PLATFORM_PARTS"])
def test_codes_and_titles_are_unique_and_numbered(name):
    rows = getattr(kinds, name)
    assert len({row.code for row in rows}) == len({row.title for row in rows}) == len(rows)
    assert [row.number for row in rows] == list(range(1, len(rows) + 1))


def test_every_limit_is_a_rule_in_force():
    rows = kinds.ART20 + kinds.ART21_CITY + kinds.ART21_TOWN
    keys = {key for row in rows for key in (row.limit, row.result_limit) if key}
    assert {figure(key, ON).key for key in keys} == keys
    assert "gi.active" in keys


@pytest.mark.parametrize(
    ("organ", "number", "last"),
    [
        (OrganKind.COUNTY, 22, "社会救助"),
        (OrganKind.DEPARTMENT, 22, "社会救助"),
        (OrganKind.STREET, 22, "社会救助"),
        (OrganKind.TOWN, 23, "社会救助"),
        (OrganKind.VILLAGE, 0, None),
        (OrganKind.COMMUNITY, 0, None),
    ],
)
def test_who_owes_what(organ, number, last):
    owed = applicable(organ)
    assert len(owed) == number
    assert (owed[-1].title if owed else None) == last
    assert organ.label


def test_a_township_owes_what_a_street_does_not():
    town, street = applicable(OrganKind.TOWN), applicable(OrganKind.STREET)
    assert content_kind("21t.7").title == "筹资筹劳"
    assert content_kind("21t.7") in town
    assert content_kind("21t.7") not in street
    assert content_kind("21c.1").title == "市政建设"
    assert content_kind("21c.1") not in town


def test_a_kind_names_its_article_column_and_clock():
    budget = content_kind("20.7")
    assert (budget.article, budget.number, budget.column) == (20, 7, "财政预决算")
    assert budget.limit == "budget.publish"
    assert content_kind("20.6").result_limit == "law.permit_penalty_publish"
    with pytest.raises(KeyError):
        content_kind("20.16")
