"""A changed calendar or setting moves the last days of open requests, on record."""

from datetime import date

import pytest

from gongkai.foi import access, operations
from gongkai.kernel import calendars
from gongkai.kernel.actor import CLOCK
from gongkai.kernel.models import Entry
from gongkai.law.notices import Rest, YearNotice
from gongkai.law.procedure import NotAllowed
from gongkai.law.statutory import holidays
from tests.foi.walks import AT, at

pytestmark = pytest.mark.django_db
DECEMBER = at(date(2026, 12, 21))


def test_a_new_notice_moves_open_requests_once(office):
    assert operations.recompute_due(by=CLOCK, at=AT) == []
    request, done = office.handled(DECEMBER), office.served(when=AT)
    office.handled(AT)
    assert (request.due_on, request.due_provisional) == (date(2027, 1, 19), True)
    calendars.adopt(notice(), by=office.actor("郑管"), at=DECEMBER)
    moved = operations.recompute_due(by=CLOCK, at=DECEMBER)
    assert moved == [request]
    assert (moved[0].due_on, moved[0].due_provisional) == (date(2027, 1, 20), False)
    line = Entry.objects.get(act="foi.request.recompute")
    assert (line.detail["from"], line.detail["to"]) == ("2027-01-19", "2027-01-20")
    assert operations.recompute_due(by=CLOCK, at=DECEMBER) == []
    done.refresh_from_db()
    assert done.due_on is None


def notice() -> YearNotice:
    """The statute of 2027, and a day off more in January."""
    statutory = tuple(Rest(name, on, on) for on, name in holidays(2027).items())
    more = Rest("调休", date(2027, 1, 4), date(2027, 1, 4))
    return YearNotice(2027, (*statutory, more), (), "测试〔2026〕1号")


def test_only_the_administrator_sets_the_bureau(office):
    bureau = access.bureau(office.county.liuxi)
    assert str(bureau) == "党政综合办公室"
    given = {
        "name": "办公室", "word": "字", "contact": "电话", "reconsideration_organ": "县政府",
        "court": "法院",
    }  # fmt: skip
    with pytest.raises(NotAllowed, match="没有办理"):
        operations.set_bureau(office.county.liuxi, by=office.clerk, at=AT, **given)
    for over, sentence in (
        ({"court": " "}, "请填写机构名称"),
        ({"retention_years": 0}, "至少保留1年"),
        ({"choices": {"request.song": "x"}}, "没有名为"),
    ):
        with pytest.raises(NotAllowed, match=sentence):
            office.bureau(**over)


def test_another_way_reckons_open_requests_again(office):
    request = operations.charge(
        office.excessive(), method="by_page", count=200, by=office.clerk, at=at(date(2026, 3, 9))
    )
    paid = operations.pay(request, receipt="0123", by=office.clerk, at=at(date(2026, 3, 16)))
    assert paid.due_on == date(2026, 4, 14)
    office.bureau(choices={"request.after_payment": "resumed"})
    paid.refresh_from_db()
    assert paid.due_on == date(2026, 4, 7)
    line = Entry.objects.get(act="foi.request.recompute")
    assert (line.detail["from"], line.detail["to"]) == ("2026-04-14", "2026-04-07")
