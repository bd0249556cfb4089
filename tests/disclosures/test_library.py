"""The lists of the policy library, asked of the database as the documents themselves say."""

from datetime import timedelta

import pytest

from gongkai.disclosures.models import Document
from gongkai.disclosures.queries import library
from gongkai.disclosures.queries.library import ALL, STATES, Sieve
from tests.portal.press import ON, Press, put_columns

DAYS = (None, ON - timedelta(1), ON, ON + timedelta(1))


@pytest.fixture
def policies(county):
    press, found = Press(county, put_columns()), []
    for effective in DAYS:
        for expires in DAYS:
            dates = {"effective_on": effective, "expires_on": expires}
            for repealed in DAYS:
                each = press.publish("办法", column="policies", genre="policy", **dates)
                said = "废止" if len(found) % 2 else "失效"
                changes = {"repealed_on": repealed, "repealed_as": said if repealed else ""}
                Document.objects.filter(pk=each.pk).update(**changes)
                found.append(each.pk)
    press.publish("不是政策", column="policies")
    return found


def test_the_database_sorts_policies_into_states_as_they_say_themselves(policies):
    said = {each.seq: each.validity(ON) for each in library.every(ON)}
    assert set(said.values()) == set(STATES)
    for state in STATES:
        listed = [each.seq for each in library.stretch(Sieve(state=state), ON, 1, 99)]
        assert listed == [seq for seq, own in said.items() if own == state]


def test_sizes_and_places_agree_with_the_lists(policies):
    sizes, every = library.sizes(ON), list(library.every(ON))
    assert sizes.whole == len(every) == len(policies) == 64
    assert sum(sizes.states.values()) == 64
    lists = {sieve for each in every for sieve in library.sieves_of(each, 2026, ON)}
    for sieve in lists:
        size = sizes.states.get(sieve.state) or sizes.organs.get(sieve.organ) or sizes.whole
        listed = library.stretch(sieve, ON, 1, 99)
        assert len(listed) == size
        assert [library.place(sieve, ON, each.seq) for each in listed] == [*range(1, size + 1)]


def test_a_stretch_is_cut_from_the_oldest(policies):
    assert [each.pk for each in library.stretch(ALL, ON, 3, 5)] == policies[2:5]
    assert [each.pk for each in library.among(policies[4:6])] == policies[4:6]
