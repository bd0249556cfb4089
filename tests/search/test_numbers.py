"""文号 in texts and queries, in every bracket style."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.search import numbers

STANDARD = "青政办发〔2026〕12号"


@pytest.mark.parametrize(
    "typed",
    [
        STANDARD,
        "青政办发[2026]12号",
        "青政办发【2026】12号",
        "青政办发（2026）12号",
        "青政办发(2026)012号",
        "青政办发﹝２０２６﹞１２号",
        "青政辦發〔2026年〕第12號",
        "青政办发 〔2026〕 12 号",
        "青政办发〔2026〕12",
        "青政办发2026年12号",
    ],
)
def test_every_style_is_one_number(typed):
    found, rest = numbers.take(typed)
    assert found == (STANDARD,)
    assert rest.strip() == ""


@pytest.mark.parametrize(
    ("typed", "found", "rest"),
    [
        ("低保 青政办发(2026)12号", (STANDARD,), "低保"),
        ("〔2026〕12号", ("〔2026〕12号",), ""),
        ("国务院令第711号", ("国务院令第711号",), ""),
        ("11330000mb1/202611-00012 预算", ("11330000MB1/202611-00012",), "预算"),
        ("2026年12月的预算", (), "2026年12月的预算"),
        ("电话6000000", (), "电话6000000"),
    ],
)
def test_numbers_are_taken_out_of_a_query(typed, found, rest):
    taken, left = numbers.take(typed)
    assert (taken, left.strip()) == (found, rest)


def test_own_numbers_stand_in_their_normal_form():
    written = ("青政办发[2026]12号", "11330000mb1/202611-00012", "", None)
    assert numbers.own(*written) == (STANDARD, "11330000MB1/202611-00012")


def test_mention_is_found_by_every_end_of_its_prefix():
    found = numbers.mentions("根据青政办发(2026)12号和《条例》（国务院令第711号）")
    assert {STANDARD, "政办发〔2026〕12号", "〔2026〕12号", "国务院令第711号"} <= set(found)


def test_brackets_around_a_year_alone_are_no_mention():
    assert numbers.mentions("支出（2026）12项") == ()


@given(st.text(max_size=60))
def test_any_text_can_be_asked(text):
    found, _ = numbers.take(text)
    assert all(found)
    assert len(numbers.mentions(text)) <= len(text) * (numbers.LONGEST_PREFIX + 1)
