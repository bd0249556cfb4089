"""The fee: what it is, when it may be asked, how it ends."""

from datetime import date
from decimal import Decimal

import pytest

from gongkai.foi import operations, queries
from gongkai.law.procedure import NotAllowed
from tests.foi.walks import AT, at

pytestmark = pytest.mark.django_db


def test_the_twelfth_of_a_month_costs_a_hundred_yuan(office):
    for _ in range(11):
        office.taken_in()
    request = office.excessive()
    request = operations.charge(request, method="by_item", count=1, by=office.clerk, at=AT)
    fee = request.fee
    assert (fee.before, fee.amount, str(fee)) == (11, Decimal(100), "按件计收 100.00元")
    text = request.letters.get().text
    assert (text["account"], text["period"]) == ("县财政专户", "30日")
    assert text["calculation"] == [["第12件", "100", "100"], ["合计", "", "100"]]
    assert "不服" not in text["remedy"]
    with pytest.raises(NotAllowed, match="财政票据号"):
        operations.pay(request, receipt=" ", by=office.window, at=AT)
    request = operations.pay(request, receipt="0123", by=office.window, at=at(date(2026, 3, 5)))
    assert (request.state, request.due_on) == ("handling", date(2026, 4, 2))
    assert (request.fee.paid_on, request.fee.receipt) == (date(2026, 3, 5), "0123")
    with pytest.raises(NotAllowed, match="只收一次"):
        operations.charge(request, method="by_item", count=1, by=office.clerk, at=AT)


@pytest.mark.parametrize(
    ("method", "count", "sentence"),
    [
        ("by_song", 1, "请选择按件或者按量计收"),
        ("by_item", 1, "应收0元"),
        ("by_page", 0, "至少是1页"),
        ("by_page", 30, "应收0元"),
    ],
)
def test_what_costs_nothing_is_not_charged(office, method, count, sentence):
    with pytest.raises(NotAllowed, match=sentence):
        operations.charge(office.excessive(), method=method, count=count, by=office.clerk, at=AT)


def test_only_beyond_reason_a_fee_is_asked(office):
    with pytest.raises(NotAllowed, match="明显超过合理范围"):
        operations.charge(office.handled(), method="by_page", count=200, by=office.clerk, at=AT)


def test_without_an_account_no_notice_goes_out(office):
    office.bureau(account="")
    with pytest.raises(NotAllowed, match="缴费的方式和账户"):
        operations.charge(office.excessive(), method="by_page", count=200, by=office.clerk, at=AT)


def test_a_fee_is_waived_with_a_reason(office):
    request, given = office.excessive(), {"method": "by_page", "count": 200}
    with pytest.raises(NotAllowed, match="请写明免收的理由"):
        operations.waive(request, reason=" ", by=office.clerk, at=AT, **given)
    request = operations.waive(request, reason="生活困难", by=office.clerk, at=AT, **given)
    assert (request.fee.waived_on, request.fee.notified_on) == (AT.date(), None)
    with pytest.raises(NotAllowed, match="已经免收"):
        operations.waive(request, reason="生活困难", by=office.clerk, at=AT, **given)


def test_the_years_fees_open_their_lists(office):
    paid = operations.charge(
        office.excessive(), method="by_page", count=200, by=office.clerk, at=AT
    )
    operations.pay(paid, receipt="0123", by=office.window, at=AT)
    operations.charge(office.excessive(), method="by_page", count=100, by=office.clerk, at=AT)
    operations.waive(
        office.excessive(), method="by_page", count=50, reason="困难", by=office.clerk, at=AT
    )
    organ = office.county.liuxi.pk
    told = queries.fees(organ, 2026)
    lists = (queries.notices, queries.payments, queries.waivers)
    assert (told.notices, told.payments, told.waived) == (2, 1, 1)
    assert [found(organ, 2026).count() for found in lists] == [2, 1, 1]
    assert told.asked == sum(row.amount for row in queries.notices(organ, 2026))
    assert told.received == paid.fee.amount
    assert queries.fees(organ, 2025).asked == 0
