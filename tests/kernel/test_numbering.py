"""Numbers follow one another without a gap and without a double."""

import pytest
from django.db import transaction

from gongkai.kernel.models import Series
from gongkai.kernel.numbering import last_numbers, next_number, next_numbers
from tests.kernel.racing import race


def test_numbers_begin_at_one_in_each_series_organ_and_year(db):
    assert [next_number(1, "依申请公开", 2026) for _ in range(3)] == [1, 2, 3]
    assert next_number(2, "依申请公开", 2026) == 1
    assert next_number(1, "索引号", 2026) == 1
    assert next_number(1, "依申请公开", 2027) == 1
    assert next_number(1, "依申请公开", 2026) == 4


def test_number_of_a_failed_transaction_is_given_again(db):
    def fail():
        with transaction.atomic():
            next_number(1, "索引号", 2026)
            raise ZeroDivisionError

    assert next_number(1, "索引号", 2026) == 1
    with pytest.raises(ZeroDivisionError):
        fail()
    assert next_number(1, "索引号", 2026) == 2


def test_first_number_of_a_failed_transaction_leaves_no_series(db):
    with transaction.atomic():
        next_number(1, "索引号", 2026)
        transaction.set_rollback(True)
    assert not Series.objects.exists()
    assert next_number(1, "索引号", 2026) == 1


def test_series_says_what_it_is(db):
    next_number(1, "索引号", 2026)
    assert str(Series.objects.get()) == "索引号 2026: 1"


def test_processes_at_once_leave_no_gap_and_no_double(own_database):
    race(own_database, ("prepare", 0))
    used = race(own_database, *[("numbers", 60)] * 3)

    assert [len(each) for each in used] == [40, 40, 40]
    assert sorted(number for each in used for number in each) == list(range(1, 121))


def test_several_series_go_on_at_once(db):
    next_number(0, "b", 0)
    assert next_numbers(0, ["a", "b"], 0) == {"a": 1, "b": 2}
    assert next_numbers(0, [], 0) == {}
    assert last_numbers(0, ["a", "b", "c"], 0) == {"a": 1, "b": 2, "c": 0}
