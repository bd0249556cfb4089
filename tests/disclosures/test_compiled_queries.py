"""Compiled questions answer what the ORM answers."""

import pytest

from gongkai.disclosures.models import Position
from gongkai.disclosures.queries import public

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("first", [1, 2, 900])
def test_parts_of_a_list_are_asked_as_the_orm_asks(first, django_assert_num_queries):
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
