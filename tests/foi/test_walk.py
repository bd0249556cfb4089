"""Whole ways of a request through the office."""

from datetime import date, timedelta

import pytest

from gongkai.foi import access, operations, queries
from gongkai.kernel.models import Entry
from gongkai.law.procedure import NotAllowed
from tests.foi.walks import AT, CORRECTION, DAY, PROOF, WAY, at, kept


def test_online_to_served_with_correction_consultation_and_extension(office):
    request = office.submitted().request
    assert (request.state, request.received_on, request.due_on) == ("arrived", None, None)
    request = operations.confirm(request, by=office.clerk, at=AT)
    assert (request.state, request.due_on) == ("handling", date(2026, 3, 30))
    request = operations.ask_correction(request, CORRECTION, by=office.clerk, at=AT + DAY)
    assert (request.state, request.due_on) == ("correcting", None)
    request = operations.correct(request, "2025年名单", by=office.window, at=at(date(2026, 3, 5)))
    assert (request.state, request.due_on) == ("handling", date(2026, 4, 2))
    request = office.consult(request, at(date(2026, 3, 6)))
    assert request.state == "consulting"
    request = operations.end_consultation(
        request, "c1", "partly", "价格是商业秘密", by=office.clerk, at=at(date(2026, 3, 13))
    )
    assert request.due_on == date(2026, 4, 10)
    request = operations.extend(
        request, reason="数量大", days=5, by=office.signer, at=at(date(2026, 3, 16))
    )
    assert request.due_on == date(2026, 4, 17)
    when = at(date(2026, 4, 15))
    request = office.served(request, "A3", when=when, third_party=True, files=((kept(), True),))
    assert (request.state, request.result, request.counted_on) == ("served", "A3", when.date())
    request = operations.file(request, by=office.clerk, at=when)
    page = queries.page(request, by=office.clerk, at=when, on=when.date())
    assert [row.code for row in page.letters] == ["L3", "L6", "L7", "L5", "L12"]
    assert page.clock.faults == ()
    assert [row.act for row in page.said] == ["ask_correction", "opinion:c1", "extend"]
    assert page.wanted[-1] == "2025年名单"


def test_nothing_of_the_applicant_reaches_the_ledger(office):
    request = office.served()
    told = " ".join(str(vars(line)) for line in Entry.objects.order_by("id"))
    for secret in ("周先生", "13900000001", "110101199003074258", "危房改造"):
        assert secret not in told
    assert request.number == "2026-0001"


def test_answered_at_the_window(office):
    request = office.handled()
    operations.write_reply(request, office.draft("A1"), by=office.window, at=AT)
    request = operations.answer_on_spot(request, proof="当场签收", by=office.window, at=AT)
    assert (request.state, request.counted_as) == ("served", "A1")
    assert request.reply.letter.doc_number == "青柳依复〔2026〕1号"


def test_unpaid_is_closed(office):
    request = office.excessive()
    for _ in range(11):
        office.taken_in(AT)
    request = operations.charge(request, method="by_page", count=40, by=office.clerk, at=AT)
    assert request.state == "paying"
    with pytest.raises(NotAllowed, match="没有届满"):
        operations.close_unpaid(request, by=office.clerk, at=AT + 60 * DAY)
    request = operations.note_reached(
        request, "fee", on=AT.date() + DAY, way=WAY, proof=PROOF, by=office.clerk, at=AT + DAY
    )
    assert request.waits_until == date(2026, 4, 2)
    request = operations.close_unpaid(
        request, facts="逾期未缴费", by=office.clerk, at=AT + timedelta(days=40)
    )
    assert (request.state, request.result) == ("closed", "A22")


def test_another_office_sees_nothing(office):
    request = office.handled()
    assert list(access.visible(office.actor("钱"))) == []
    with pytest.raises(NotAllowed, match="没有办理这件申请的职责"):
        operations.withdraw(request, reason="撤回", by=office.actor("钱"), at=AT)
