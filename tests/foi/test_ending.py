"""How requests end, are filed and are taken up again."""

from datetime import date

import pytest

from gongkai.foi import operations, queries
from gongkai.law.procedure import NotAllowed
from tests.foi.walks import AT, DAY, at

pytestmark = pytest.mark.django_db


def test_an_applicant_withdraws_even_before_receipt(office):
    request = office.taken_in(channel="fax").request
    with pytest.raises(NotAllowed, match="请写明理由"):
        operations.withdraw(request, reason="", by=office.clerk, at=AT)
    request = operations.withdraw(request, reason="不需要了", by=office.clerk, at=AT)
    assert (request.state, request.result, request.counted_as) == ("closed", "A23", "")
    assert str(request.answer.title) == "其他处理"


def test_a_ruling_opens_a_fresh_period_and_the_count_stays(office):
    request = operations.file(office.served(), by=office.clerk, at=AT)
    with pytest.raises(NotAllowed, match="没有要求重新答复"):
        operations.answer_again(request, by=office.clerk, at=AT)
    with pytest.raises(NotAllowed, match="请写明要求重新答复"):
        operations.order_again(request, "", by=office.clerk, at=AT)
    later = at(date(2026, 6, 1))
    request = operations.order_again(request, "remedies.dispute:1", by=office.clerk, at=later)
    request = operations.answer_again(request, by=office.clerk, at=later)
    assert (request.state, request.ordered_by, request.due_on) == (
        "handling", "", date(2026, 6, 30),
    )  # fmt: skip
    with pytest.raises(NotAllowed, match="还在办理"):
        operations.order_again(request, "remedies.dispute:1", by=office.clerk, at=later)
    office.written(request, "A1", later)
    request = operations.propose(request, by=office.clerk, at=later)
    request = operations.pass_review(request, by=office.checker, at=later)
    request = operations.sign(request, by=office.signer, at=later)
    request = operations.serve(request, way="direct", proof="签收", by=office.clerk, at=later + DAY)
    assert (request.result, request.counted_as, request.counted_on) == ("A1", "A2", AT.date())
    assert [row.number for row in request.replies.all()] == [1, 2]
    page = queries.page(request, by=office.clerk, at=later, on=later.date())
    assert page.clock.received_on == later.date()


def test_nothing_is_handled_after_the_end(office):
    request = office.served()
    with pytest.raises(NotAllowed, match="“已答复”，不能再办"):
        operations.note_excess(request, "本月第12件", by=office.clerk, at=AT)
