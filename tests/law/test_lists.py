"""Kinds of lists of persons: where they stand and how long."""

from datetime import date

import pytest

from gongkai.law.lists import KINDS, OTHER, kind, kind_of
from gongkai.law.workdays import official

FRIDAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("column", "key", "ends", "words"),
    [
        ("social-assistance", "aid", date(2026, 11, 27), "公示7日"),
        ("subsidies", "subsidy", date(2026, 12, 1), "公示7个工作日"),
        ("housing", "housing", date(2026, 12, 1), "公示7个工作日"),
        ("public-notices", OTHER, None, "按每份名单填写的公示截止日"),
    ],
)
def test_a_column_tells_the_kind_and_the_kind_the_last_day(column, key, ends, words):
    found = kind_of(column)
    assert (found.key, found.ends_on(FRIDAY, official()), found.text) == (key, ends, words)


def test_no_column_belongs_to_two_kinds():
    columns = [column for row in KINDS for column in row.columns]
    assert len(columns) == len(set(columns))


def test_an_installation_sets_its_own():
    own = kind("aid").with_own(10, "WD", False)
    assert (own.text, own.assessed, own.columns) == ("公示10个工作日", False, kind("aid").columns)


def test_an_unknown_kind_is_refused():
    with pytest.raises(LookupError):
        kind("none")
