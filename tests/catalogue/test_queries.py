"""Who sees which rows, which catalogue applies to whom, and when an item is due."""

from datetime import date

import pytest

from gongkai.catalogue import access, queries
from gongkai.catalogue.models import Item, LimitAnchor, LimitUnit
from gongkai.catalogue.operations import add_column, add_item, retire_item
from gongkai.catalogue.queries import Limit
from gongkai.law.kinds import FIELDS
from tests.catalogue.conftest import AT, actor, content

TODAY = date(2026, 3, 2)


@pytest.fixture
def lists(county):
    """The county and the township each have a list."""
    return (
        add_item(county.top, content(field="就业"), by=county.admin, at=AT),
        add_item(county.town, content(), by=county.admin, at=AT),
        add_item(county.town, content(field="涉农资金"), by=county.admin, at=AT),
        add_item(county.town, content(field="重大建设项目"), by=county.admin, at=AT),
    )


def test_visible_are_the_own_rows_and_those_above(county, lists):
    top, *town = lists
    assert set(access.visible(county.clerk)) == {top, *town}
    assert set(access.visible(county.other)) == {top}
    assert access.get(county.other, top.pk) == top
    with pytest.raises(Item.DoesNotExist):
        access.get(county.other, town[0].pk)
    assert list(access.visible(actor(home=county.top, sees=()))) == []


def test_items_apply_from_the_nearest_list_above(county, lists):
    top, *town = lists
    assert set(queries.items_for(county.village.pk, TODAY)) == set(town)
    assert set(queries.items_for(county.street.pk, TODAY)) == {top}
    assert list(queries.items_for(county.street.pk, date(2026, 3, 1))) == []


def test_a_list_that_has_ended_gives_way_to_the_one_above(county, lists):
    for row in lists[1:]:
        retire_item(row, reason="合并", until=TODAY, by=county.admin, at=AT)
    assert set(queries.items_for(county.town.pk, date(2026, 3, 3))) == {lists[0]}


def test_fields_stand_in_the_official_order(county, lists):
    groups = queries.by_field(county.town.pk, TODAY)
    assert [group.field for group in groups] == ["重大建设项目", "社会救助", "涉农资金"]
    assert groups[1].items == (lists[1],)
    absent = queries.fields_not_involved(county.town.pk, TODAY)
    assert len(absent) == len(FIELDS) - 2
    assert "社会救助" not in absent


def test_due_limit_is_the_rows_own_or_the_statutory_one():
    own = Item(limit_n=10, limit_unit="workday", limit_anchor="obtained", basis="甲")
    assert queries.due_limit(own) == Limit(10, LimitUnit.WORKDAY, LimitAnchor.OBTAINED, "甲")
    statutory = Limit(20, LimitUnit.WORKDAY, LimitAnchor.FORMED, "《政府信息公开条例》第二十六条")
    for words in (
        {"limit_anchor": "prompt"},
        {"limit_n": 7, "limit_unit": "day", "limit_anchor": "notice"},
        {"limit_n": 3, "limit_unit": "month", "limit_anchor": "periodic"},
    ):
        assert queries.due_limit(Item(valid_from=TODAY, **words)) == statutory


@pytest.mark.parametrize(
    ("limit", "text"),
    [
        (Limit(20, LimitUnit.WORKDAY, LimitAnchor.FORMED), "信息形成或者变更之日起20个工作日内"),
        (Limit(7, LimitUnit.WORKDAY, LimitAnchor.NOTICE), "公示7个工作日"),
        (Limit(3, LimitUnit.MONTH, LimitAnchor.PERIODIC), "每3个月公开一次"),
        (Limit(None, None, LimitAnchor.PROMPT), "及时公开"),
    ],
)
def test_limits_in_words(limit, text):
    assert limit.text == text


def test_names_of_rows_and_columns(county, lists):
    assert f"{lists[0]}" == "最低生活保障 / 审核确认结果"
    assert f"{Item(level1='甲', level2='甲')}" == "甲"
    column = add_column(
        section="rules",
        slug="new",
        name="新栏",
        column_type="政策文件",
        description="甲",
        keywords="乙",
        by=county.admin,
        at=AT,
    )
    assert (f"{column}", column.reference) == ("新栏", f"catalogue.column:{column.pk}")
