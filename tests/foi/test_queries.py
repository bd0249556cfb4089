"""Lists, the page and table three: every figure has its requests behind it."""

from datetime import date

import pytest

from gongkai.foi import access, operations, queries
from gongkai.foi.models import Request
from gongkai.foi.queries import Filter
from gongkai.law import report_three
from gongkai.law.answers import UnknownAnswer
from tests.foi.walks import AT, DAY, PROOF, WANTED, WAY, at

pytestmark = pytest.mark.django_db


def year_of_requests(office):
    """Two of 2025 that run into 2026, three of 2026; one stays open, one was never received."""
    old = at(date(2025, 12, 22))
    carried = [office.handled(old), office.handled(old, kind="company")]
    office.served(carried[0], "A1", when=at(date(2026, 1, 12)))
    operations.withdraw(
        operations.extend(carried[1], reason="多", by=office.signer, at=old),
        reason="撤回", by=office.clerk, at=AT,
    )  # fmt: skip
    office.served(office.handled(kind="legal"), "A13")
    office.served(office.handled(), "A2")
    office.handled(kind="research")
    never = office.taken_in(channel="fax").request
    operations.withdraw(never, reason="撤回", by=office.clerk, at=AT)


def test_table_three_balances_in_every_column(office):
    year_of_requests(office)
    table = queries.table(office.county.liuxi.pk, 2026)
    assert table.unbalanced == ()
    told = {row.key: row.cells for row in table.rows if any(row.cells)}
    assert told == {
        "r1": (1, 0, 1, 0, 1, 0, 3),
        "r2": (1, 1, 0, 0, 0, 0, 2),
        "r3_1": (2, 0, 0, 0, 0, 0, 2),
        "r3_4_1": (0, 0, 0, 0, 1, 0, 1),
        "r3_6_3": (0, 1, 0, 0, 0, 0, 1),
        "r3_7": (2, 1, 0, 0, 1, 0, 4),
        "r4": (0, 0, 1, 0, 0, 0, 1),
    }
    before = queries.table(office.county.liuxi.pk, 2025)
    assert before.row("r4").cells == table.row("r2").cells
    assert before.unbalanced == ()


def test_every_cell_opens_its_list(office):
    year_of_requests(office)
    organ = office.county.liuxi.pk
    table = queries.table(organ, 2026)
    for row in table.rows:
        for column, number in zip(queries.COLUMNS, row.cells, strict=True):
            assert queries.cell(organ, 2026, row.key, column).count() == number
    with pytest.raises(UnknownAnswer):
        queries.cell(organ, 2026, "r3_9")


def test_the_table_has_the_rows_of_its_form():
    assert len(report_three.rows(2026)) == 25
    assert report_three.rows(2026)[-3:] == ("r3_6_3", "r3_7", "r4")
    assert "r3_6_1" not in report_three.rows(2020)
    assert report_three.label("r4") == "四、结转下年度继续办理"
    kinds = report_three.ApplicantKind
    assert [kind.label for kind in kinds if not kind.is_organisation] == ["自然人"]


def test_an_unwhole_record_is_told(office):
    office.served()
    Request.objects.update(counted_on=None, state="handling", received_on=date(2025, 12, 31),
                           arrived_on=date(2025, 12, 31))  # fmt: skip
    table = queries.table(office.county.liuxi.pk, 2026)
    assert table.row("r2").cells == table.row("r4").cells
    assert table.unbalanced == ()


def test_lists_are_narrowed_and_soonest_first(office):
    first = office.handled(kind="company")
    second = office.consulting(AT - 3 * DAY, channel="post_signed")
    person = office.county.people["许财"]
    operations.assign(first, person, by=office.signer, at=AT)
    rows = access.visible(office.clerk)

    def listed(**by):
        return list(queries.narrowed(rows, Filter(**by)))

    assert listed() == [second, first]
    assert listed(state="consulting") == listed(channel="post_signed") == [second]
    assert listed(kind="company") == listed(handler=person.pk) == [first]
    assert listed(year=2026, number=second.seq) == [second]
    assert listed(due_by=date(2026, 4, 30)) == [first, second]
    assert listed(overdue_on=date(2026, 3, 31)) == [first]
    assert list(queries.due_soon(rows, date(2026, 3, 25))) == [first]
    assert first.is_overdue(date(2026, 3, 31))
    assert list(queries.lapsed_waits(rows, date(2026, 3, 30))) == [second]
    assert queries.states(rows) == {"handling": 1, "consulting": 1}
    assert queries.descriptions([first, second]) == {first.pk: WANTED, second.pk: WANTED}
    waiting = office.proposed(first)
    assert list(queries.waiting_for(rows, office.checker.posts)) == [waiting]


def test_the_page_has_everything_but_the_applicant(office):
    request = operations.search(
        office.handled(), places="档案室", words="名单", period="", found="有",
        by=office.clerk, at=AT,
    )  # fmt: skip
    request = office.proposed(request)
    page = queries.page(request, by=office.checker, at=AT, on=AT.date())
    assert [row.places for row in page.searches] == ["档案室"]
    assert page.wanted == (WANTED,)
    assert page.reply_text["reasons"] == "经查，信息可以公开"
    assert [line.label for line in page.history] == [
        "申请到达", "登记收到", "记录检索", "拟写答复", "拟定答复",
    ]  # fmt: skip
    assert {offer.step.name for offer in page.offers if offer.possible} == {
        "pass_review", "return_from_review", "refer",
    }  # fmt: skip
    assert (page.left, page.standing, page.fee) == (20, "running", None)
    assert len(queries.clock(request).days) == 29
    assert "周先生" not in str(page)


def test_rows_say_what_they_are(office):
    request = office.served()
    letter = request.letters.get()
    assert (letter.way, letter.doc_number) == (WAY, "青柳依复〔2026〕1号")
    assert letter.opened()["proof"] == PROOF
    for row in (*request.statements.all(), *request.events.all(), request.wanted.get()):
        assert str(row)
