"""The two tariffs of the processing fee: the examples, the steps, what cannot be charged."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.law.answers import all_answers
from gongkai.law.fees import MOST, Method, NoFee, by_item, by_page, tariff, tariffs

ON = date(2026, 3, 2)


@pytest.mark.parametrize(
    ("items", "yuan"), [(1, 0), (10, 0), (11, 100), (12, 200), (30, 2000), (45, 5500)]
)
def test_items_of_a_month(items, yuan):
    fee = by_item(0, items, ON)
    assert fee.total == Decimal(yuan)
    assert isinstance(fee.total, Decimal)


def test_the_twelfth_request_of_the_month_costs_what_it_adds():
    fee = by_item(11, 1, ON)
    assert fee.total == 100
    assert [line.text for line in fee.lines] == ["第12件，100元"]
    assert by_item(9, 3, ON).total == 200
    assert fee.article == "《政府信息公开信息处理费管理办法》第四条"
    assert fee.source == "国办函〔2020〕109号"


@pytest.mark.parametrize(
    ("pages", "yuan"), [(1, 0), (30, 0), (31, 10), (100, 700), (101, 720), (200, 2700), (250, 4700)]
)
def test_pages_of_a_request(pages, yuan):
    assert by_page(pages, ON).total == Decimal(yuan)


def test_a_fee_is_explained_line_by_line():
    assert [line.text for line in by_page(250, ON).lines] == [
        "第1页至第30页，每页0元，计0元",
        "第31页至第100页，每页10元，计700元",
        "第101页至第200页，每页20元，计2000元",
        "第201页至第250页，每页40元，计2000元",
    ]


@given(n=st.integers(11, 2000))
def test_every_further_ten_items_cost_a_hundred_more_each(n):
    derived = 100 if n <= 30 else 100 * ((n - 31) // 10 + 2)
    assert tariff(Method.BY_ITEM, ON).rate(n) == derived


@given(
    method=st.sampled_from(Method), before=st.integers(0, 300), parts=st.lists(st.integers(1, 60))
)
def test_a_fee_in_parts_is_the_fee_of_the_whole(method, before, parts):
    row, at, total = tariff(method, ON), before, Decimal(0)
    for part in parts:
        fee = row.fee(at, part)
        assert sum(line.last - line.first + 1 for line in fee.lines) == part
        assert fee.total == sum(row.rate(n) for n in range(at + 1, at + part + 1))
        at, total = at + part, total + fee.total
    if parts:
        assert total == row.fee(before, sum(parts)).total


@pytest.mark.parametrize(("before", "count"), [(0, 0), (-1, 1), (0, -3)])
def test_nothing_costs_nothing_and_is_refused(before, count):
    with pytest.raises(NoFee, match="要计费的数量至少是1件"):
        by_item(before, count, ON)


def test_what_cannot_be_charged():
    with pytest.raises(NoFee, match="2020年12月31日没有信息处理费的收费标准"):
        by_page(40, date(2020, 12, 31))
    assert by_page(40, date(2021, 1, 1)).total == 100
    with pytest.raises(NoFee, match="请核对"):
        by_page(MOST + 1, ON)


def test_the_table_holds_one_tariff_of_a_method_at_a_time():
    assert [row.method for row in tariffs()] == [*Method]
    assert {row.confidence.name for row in tariffs()} == {"VERIFIED"}
    assert [method.label for method in Method] == ["按件计收", "按量计收"]


def test_pages_are_charged_only_where_copies_are_given():
    assert [row.code for row in all_answers() if row.gives_copies] == ["A2", "A3"]
