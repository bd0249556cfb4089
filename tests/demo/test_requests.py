"""A year of requests in the demo county: most answers, every state, tables that balance."""

from collections import Counter
from datetime import datetime

import pytest

from gongkai.demo.people import found
from gongkai.demo.request_plan import PLANS
from gongkai.demo.requests import BUREAUS, ask
from gongkai.foi import queries
from gongkai.foi.models import Request
from gongkai.law.answers import all_answers
from gongkai.law.foi import PROCEDURE
from tests.people import CHINA


@pytest.mark.django_db
def test_a_year_of_requests(home):
    now = datetime(2027, 1, 4, 10, 0, tzinfo=CHINA)
    county = found(now.replace(year=now.year - 2, month=1, day=2))
    rows = ask(county, now)

    assert len(rows) == len(PLANS) >= 40
    states = Counter(row.state for row in Request.objects.all())
    assert set(states) == set(PROCEDURE.states) - {"referred"}
    assert {row.counted_as for row in rows} >= {row.code for row in all_answers()}
    assert not any(queries.clock(row).faults for row in Request.objects.all())
    for slug in BUREAUS:
        for year in (now.year - 1, now.year):
            table = queries.table(county.organs[slug].pk, year)
            assert table.unbalanced == ()
