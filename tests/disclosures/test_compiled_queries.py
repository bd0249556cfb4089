"""Compiled questions answer what the ORM answers."""

from datetime import timedelta

import pytest
from django.db import connection
from django.db.models import Max

from gongkai.disclosures.models import Document, Position
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


def test_nothing_differs_where_nobody_listens():
    press = Press(put_county(), put_columns())
    press.publish("100%的%s", display_until=ON)
    heard = []

    def listen(execute, sql, params, many, context):
        heard.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(listen):
        told = public.newest(public.ALL, 5)
    assert len(heard) == 1
    assert public.newest(public.ALL, 5) == told


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


@pytest.mark.parametrize("count", [0, 1, 2, 10, 11, 12, 13, 25])
def test_many_keys_are_asked_in_blocks(count, django_assert_num_queries):
    press = Press(put_county(), put_columns())
    keys = [press.publish(f"第{number}条").pk for number in range(count)]
    asked = Many(
        lambda keys: (
            Document.objects.filter(pk__in=keys).order_by("pk").values_list("pk", "live__title")
        ),
        range(1_000_000_001, 1_000_000_013),
    )
    assert list(asked([])) == []
    found = Document.objects.filter(pk__in=keys).order_by("pk").values_list("pk", "live__title")
    with django_assert_num_queries(-(-count // 12)):
        assert [row[0] for row in asked(keys)] == keys
    assert list(asked(keys)) == list(found)


def test_times_come_with_their_zone_and_days_without():
    press = Press(put_county(), put_columns())
    made = press.publish("公告", display_until=ON)
    ((published, shown, newest),) = Document.objects.values_list(
        "published_at", "live__display_until", Max("published_at")
    )
    assert (published, shown, newest) == (made.published_at, ON, made.published_at)
    assert published.utcoffset() == newest.utcoffset() == timedelta(0)
