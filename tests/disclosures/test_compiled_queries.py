"""Compiled questions answer what the ORM answers."""

from datetime import timedelta

import pytest

from gongkai.disclosures.models import Position
from gongkai.disclosures.queries import public, reach
from gongkai.kernel.compiled import Many
from tests.people import put_county
from tests.portal.press import ON, Press, put_columns

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("first", [1, 2, 900])
def test_parts_of_a_list_are_asked_as_the_orm_asks(first, django_assert_num_queries):
    press = Press(put_county(), put_columns())
    for number in range(3):
        press.publish(f"第{number}条", display_until=ON)
    assert len(list(public.long_lines(public.ALL, 1, 200))) == 3
    for kind, of in (public.ALL, public.POLICIES, public.column(3)):
        made = public._PART._build(kind, of, first, first + 199)
        assert list(public.long_lines((kind, of), first, first + 199)) == list(made)
        with django_assert_num_queries(1):
            list(public.long_lines((kind, of), first, first + 199))


def test_every_value_finds_its_place_and_only_there():
    list(public.long_lines(public.ALL, 1, 2))
    (_, fixed, places, _), *_ = public._PART._made.values()
    assert sorted(place for place in places if place is not None) == [0, 1, 2, 3]
    assert not Position.objects.filter(kind="?").exists()
    assert len(fixed) == len(places)


@pytest.mark.parametrize("count", [0, 1, 2, 10, 11, 500, 501])
def test_any_number_of_keys_is_asked_for(count):
    press = Press(put_county(), put_columns())
    made = [press.publish(f"第{number}条").pk for number in range(3)]
    keys = (made + list(range(10**6, 10**6 + 600)))[:count]
    assert [each.pk for each in reach.named(keys)] == made[:count]
    assert [text.pk for text in public.texts_of(set(keys))] == made[:count]


def test_days_are_given_as_the_database_takes_them():
    press = Press(put_county(), put_columns())
    press.publish("还在公示", display_until=ON)
    press.publish("已经结束", display_until=ON - timedelta(days=1))
    assert [line.title for line in public.open_notices(ON, 5)] == ["还在公示"]
    assert [line.title for line in public.open_notices(ON + timedelta(days=1), 5)] == []


def test_many_keys_are_asked_in_blocks():
    press = Press(put_county(), put_columns())
    made = [press.publish(f"第{number}条").pk for number in range(5)]
    asked = Many(lambda keys: Position.objects.filter(document__in=keys, kind="all")
                 .order_by("number").values_list("document_id"), range(2))  # fmt: skip
    assert [pk for (pk,) in asked(made)] == made
