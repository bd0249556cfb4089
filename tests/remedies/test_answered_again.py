"""A corrected case opens the request whose reply was disputed, for a new reply."""

from dataclasses import replace
from datetime import timedelta

import pytest

from gongkai.foi import access
from gongkai.foi import operations as foi
from gongkai.law.remedies import Result
from gongkai.remedies import operations
from tests.foi.walks import Office
from tests.remedies.conftest import AT, COPY, county, respondent

__all__ = ["county", "respondent"]
pytestmark = pytest.mark.django_db


@pytest.fixture
def office(county, home) -> Office:
    made = Office(county)
    made.bureau()
    return made


def test_a_corrected_case_asks_for_a_new_reply(respondent, office):
    request = office.served()
    copy = replace(COPY, request=request.reference)
    case = respondent.decided(Result.CORRECTED, copy=copy)
    case = operations.take_up(case, by=respondent.clerk, at=AT + timedelta(days=60))

    request = access.get(respondent.clerk, request.pk)
    assert request.ordered_by == case.reference
    assert foi.answer_again(request, by=respondent.clerk, at=AT + timedelta(days=60)).is_open


def test_the_disputed_letter_names_the_request(respondent, office):
    request = office.served()
    number = request.reply.letter.doc_number
    given = {"request": "", "number": "一", "disputed": f" {number} "}
    assert respondent.registered(replace(COPY, **given)).request == request.reference
    for number, disputed in (("二", "青柳依复〔2026〕999号"), ("三", "来信"), ("四", "")):
        given |= {"number": number, "disputed": disputed}
        assert respondent.registered(replace(COPY, **given)).request == ""


@pytest.mark.parametrize("reference", ["", "foi.request:x", "foi.request:999999", "song:1"])
def test_other_references_name_no_request(office, reference):
    assert access.named(office.clerk, reference) is None
