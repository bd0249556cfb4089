"""Compiled questions answer what the ORM answers."""

import pytest

from gongkai.disclosures.models import Position
from gongkai.disclosures.queries import public
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
