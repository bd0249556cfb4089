"""Counting what was made public."""

from datetime import UTC, date, datetime, timedelta

import pytest

from gongkai.disclosures.models import Document
from gongkai.disclosures.queries import counted
from tests.people import county
from tests.portal.press import AT, ON, Press, lay_columns

__all__ = ["county"]


@pytest.fixture
def press(county, home) -> Press:
    return Press(county, lay_columns())


def test_one_line_for_each_head(press):
    first, second = press.publish("一", column="finance"), press.publish("二", column="finance")
    late = press.publish("三", column="finance")
    Document.objects.filter(pk__in=[first.pk, second.pk]).update(due_on=ON)
    Document.objects.filter(pk=late.pk).update(due_on=ON - timedelta(days=1))
    press.withdraw(press.publish("四", column="aid"))
    rows = {(row.column, row.timely, row.readable): row.n for row in counted.made_public()}
    finance, aid = press.columns["finance"].pk, press.columns["aid"].pk
    assert rows == {
        (finance, "timely", True): 2,
        (finance, "late", True): 1,
        (aid, "open", False): 1,
    }


def test_months_and_days_are_those_of_china(press):
    document = press.publish("元旦", at=datetime(2025, 12, 31, 16, 30, tzinfo=UTC))
    Document.objects.filter(pk=document.pk).update(due_on=date(2025, 12, 31))
    (row,) = counted.made_public()
    assert row.month == date(2026, 1, 1)
    assert row.timely == "late"


def test_one_query(press, django_assert_num_queries):
    press.publish("一")
    with django_assert_num_queries(1):
        counted.made_public()


def test_register_lists_what_is_public_in_its_order(press):
    press.publish("后", at=AT + timedelta(days=1))
    press.publish("先", at=AT, summary="概述", genre="policy")
    press.withdraw(press.publish("撤下"))
    first, second = counted.register()
    assert (first.title, second.title) == ("先", "后")
    assert (first.summary, first.genre_name, first.organ) == ("概述", "政策文件", "柳溪镇人民政府")
