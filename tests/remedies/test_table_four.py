"""Table four of the annual report: fifteen cells, each with its list, year by year."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from gongkai.law.procedure import NotAllowed
from gongkai.law.remedies import Dispute as Way
from gongkai.law.remedies import Result, Track
from gongkai.remedies import operations, queries
from tests.people import CHINA
from tests.remedies.conftest import AT, COPY, SUIT

pytestmark = pytest.mark.django_db


def cells(organ: int, year: int) -> list[list[int]]:
    return [[cell.count for cell in group.cells] for group in queries.table_four({organ}, year)]


def test_nothing_is_fifteen_noughts(county):
    assert cells(county.liuxi.pk, 2026) == [[0] * 5] * 3


def test_case_counts_under_its_result_and_pending_till_then(respondent, county):
    organ = county.liuxi.pk
    respondent.registered(replace(COPY, number="一"))
    respondent.decided(Result.CORRECTED, replace(COPY, number="二"))
    after = replace(SUIT, way=Way.SUIT_AFTER, number="三")
    respondent.decided(Result.UPHELD, after, on=date(2027, 1, 8))
    assert cells(organ, 2026) == [[0, 1, 0, 1, 2], [0] * 5, [0, 0, 0, 1, 1]]
    assert cells(organ, 2027) == [[0, 0, 0, 1, 1], [0] * 5, [1, 0, 0, 0, 1]]
    assert cells(organ, 2025) == [[0] * 5] * 3
    assert cells(county.wanghu.pk, 2026) == [[0] * 5] * 3


def test_every_total_is_the_sum_of_its_cells_and_opens_its_list(respondent, county):
    respondent.registered(replace(COPY, number="一"))
    for number, result in enumerate((Result.UPHELD, Result.CORRECTED, Result.OTHER)):
        respondent.decided(result, replace(COPY, number=f"二{number}"))
        respondent.decided(result, replace(SUIT, number=f"三{number}"))
    for group in queries.table_four({county.liuxi.pk}, 2026):
        *parts, total = group.cells
        assert total.count == sum(part.count for part in parts)
        for shown in group.cells:
            listed = queries.cell({county.liuxi.pk}, 2026, shown.key)
            assert listed.count() == shown.count


def test_case_about_something_else_does_not_count(respondent, county):
    case = respondent.registered()
    given = {"by": respondent.clerk, "at": AT}
    with pytest.raises(NotAllowed, match="为什么涉及"):
        operations.classify(case, concerns=False, why=" ", **given)
    operations.classify(case, concerns=False, why="争议的是行政处罚", **given)
    assert cells(county.liuxi.pk, 2026) == [[0] * 5] * 3
    operations.classify(case, concerns=True, why="也争议公开答复", **given)
    assert cells(county.liuxi.pk, 2026)[0] == [0, 0, 0, 1, 1]


def test_first_judgment_counts_in_its_year_until_it_is_appealed(respondent, county):
    organ = county.liuxi.pk
    case = respondent.decided(Result.UPHELD, SUIT, on=date(2026, 12, 29))
    at = datetime(2027, 1, 12, 9, tzinfo=CHINA)
    operations.appeal(
        case, on=date(2027, 1, 11), number="终", forum="中级人民法院",
        received_on=date(2027, 1, 12), by=respondent.clerk, at=at,
    )  # fmt: skip
    assert cells(organ, 2026)[1] == [1, 0, 0, 0, 1]
    assert cells(organ, 2027)[1] == [0, 0, 0, 1, 1]


def test_unknown_cells_are_no_cells():
    for key in ("upheld", "petition.upheld", "suit_after.won"):
        with pytest.raises(LookupError):
            queries.cell({1}, 2026, key)


def test_cases_of_a_request_are_found(respondent):
    case = respondent.registered()
    assert list(queries.about_request("foi.request:7")) == [case]
    assert case.track == Track.SUMMARY
