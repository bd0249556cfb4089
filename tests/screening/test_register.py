"""The register: entries by the acts that withhold, proposals, yearly looks, and their ends."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from gongkai.catalogue.models import Item
from gongkai.disclosures import operations
from gongkai.kernel.actor import CLOCK
from gongkai.kernel.case import ChangedMeanwhile
from gongkai.kernel.models import Entry
from gongkai.law.procedure import NotAllowed
from gongkai.law.withholding import Extent
from gongkai.screening import access, queries
from gongkai.screening import operations as screening
from gongkai.screening.models import Finding, Withholding
from tests.disclosures.walks import AT

pytestmark = pytest.mark.django_db
YEAR = date(2027, 11, 20)
BODY = "<p>电话13900001111，又打13900001111，身份证11010519491231002X。</p>"
CLOSED = {"attribute": "closed", "ground": "N16b", "ground_reason": "内部讨论稿"}
PLAIN = {
    "subject": "",
    "title": "招标控制价",
    "extent": "whole",
    "ground": "N15",
    "reason": "会损害投标单位利益",
}


@pytest.fixture
def withheld(office):
    return operations.sign_withholding(office.checked(**CLOSED), by=office.signer, at=AT)


def propose(office, **over):
    who = {"by": office.clerk, "at": AT}
    return screening.propose(office.county.liuxi, **(PLAIN | who | over))


def in_force(office, **over):
    return screening.approve(propose(office, **over), by=office.signer, at=AT)


def test_signing_to_withhold_enters_the_register(office, withheld):
    entry = Withholding.objects.get()
    assert (entry.subject, entry.extent, entry.ground) == (withheld.reference, "whole", "N16b")
    assert (entry.reviewer.name, entry.decider.name, entry.state) == ("赵审", "王主任", "in_force")
    assert entry.review_on == YEAR
    assert str(entry) == "关于冬季供水检修的公告（不予公开）"
    line = Entry.objects.get(act="screening.withholding.register")
    assert (line.subject, line.detail["of"]) == (entry.reference, withheld.reference)


def test_on_request_and_redacted_texts_are_entered_with_their_extent(office):
    reserved = office.checked(attribute="on_request", ground="R27", ground_reason="只涉及一户")
    operations.sign_withholding(reserved, by=office.signer, at=AT)
    redacted = CLOSED | {"attribute": "active_redacted", "ground": "N15"}
    operations.sign(office.checked(title="删减稿", **redacted), by=office.signer, at=AT)
    assert {e.extent for e in Withholding.objects.order_by("id")} == {"reserved", "part"}


def test_redaction_published_in_an_emergency_is_entered_too(office):
    redacted = CLOSED | {"attribute": "active_redacted", "ground": "N15"}
    draft = office.drafted("warning", title="预警", **redacted)
    operations.express(draft, reason="急", by=office.checker, at=AT)
    other = office.drafted("warning", title="没写理由", attribute="active_redacted")
    operations.express(other, reason="急", by=office.checker, at=AT)
    assert Withholding.objects.get().title == "预警"


def test_masked_places_are_one_entry_a_kind_and_vouched_for_by_the_checker(office):
    document = office.drafted(body=BODY)
    found = list(queries.open_findings(document.reference))
    document = operations.mask_findings(document, found, seen=1, by=office.clerk, at=AT)

    entries = {e.kind: e for e in Withholding.objects.order_by("id")}
    assert {kind: e.number for kind, e in entries.items()} == {"mobile": 2, "identity_number": 1}
    assert all(e.extent == "masked" and e.ground == "N15" for e in entries.values())
    assert entries["mobile"].places.get().kind == "mobile"
    assert Entry.objects.filter(act="screening.answer").count() == 1

    document = operations.submit(document, by=office.clerk, at=AT)
    office.pass_on(document)
    assert {e.reviewer.name for e in Withholding.objects.order_by("id")} == {"赵审"}


def test_masking_more_of_a_kind_adds_to_the_entry(office):
    document = office.drafted(body=BODY)
    found = list(queries.open_findings(document.reference))
    document = operations.mask_findings(document, found, seen=1, by=office.clerk, at=AT)
    more = office.content(body="<p>另一个电话13900002222。</p>")
    document = operations.write(document, content=more, seen=2, by=office.clerk, at=AT)
    found = list(queries.open_findings(document.reference))
    operations.mask_findings(document, found, seen=3, by=office.clerk, at=AT)
    assert Withholding.objects.get(kind="mobile").number == 3


def test_text_written_anew_takes_its_places_out_and_ends_the_entry(office):
    document = office.drafted(body=BODY + "<p>13900002222</p>")
    found = list(queries.open_findings(document.reference))
    document = operations.mask_findings(document, found, seen=1, by=office.clerk, at=AT)
    one = office.content(body="<p>电话13900001111。</p>")
    document = operations.write(document, content=one, seen=2, by=office.clerk, at=AT)
    mobile = Withholding.objects.get(kind="mobile")
    assert (mobile.state, mobile.number) == ("in_force", 1)
    assert list(mobile.places.values_list("text", flat=True)) == ["13900002222"]

    both = office.content(body=BODY + "<p>13900002222</p>")
    operations.write(document, content=both, seen=3, by=office.clerk, at=AT)
    assert {e.state for e in Withholding.objects.order_by("id")} == {"ended"}
    assert not Finding.objects.exclude(withholding=None).exists()


def test_place_of_a_closed_entry_changes_only_its_number(office):
    document = office.drafted(body="<p>电话13900001111。</p>")
    found = list(queries.open_findings(document.reference))
    document = operations.mask_findings(document, found, seen=1, by=office.clerk, at=AT)
    screening.end(Withholding.objects.get(), reason="登记有误", by=office.clerk, at=AT)
    again = office.content(body="<p>电话13900001111。</p>")
    operations.write(document, content=again, seen=2, by=office.clerk, at=AT)
    entry = Withholding.objects.get()
    assert (entry.state, entry.number) == ("ended", 0)


def test_withheld_text_is_taken_up_and_the_entry_ends_when_it_is_public(office, withheld):
    document = operations.reassess(withheld, by=office.clerk, at=AT)
    entry = Withholding.objects.get()
    assert (entry.state, entry.assessed_by.name) == ("reopening", "李办")

    content = office.content(attribute="active")
    document = operations.write(document, content=content, seen=1, by=office.clerk, at=AT)
    office.again(document)
    entry.refresh_from_db()
    assert (entry.state, entry.is_open) == ("opened", False)
    assert not entry.is_overdue(date(2030, 1, 1))


def test_withholding_again_renews_the_entry(office, withheld):
    document = operations.reassess(withheld, by=office.clerk, at=AT)
    later = AT + timedelta(days=30)
    content = office.content(**CLOSED | {"ground_reason": "仍在讨论"})
    document = operations.write(document, content=content, seen=1, by=office.clerk, at=AT)
    document = office.pass_on(operations.submit(document, by=office.clerk, at=AT))
    operations.sign_withholding(document, by=office.signer, at=later)

    entry = Withholding.objects.get()
    assert (entry.state, entry.fact) == ("in_force", "仍在讨论")
    assert entry.review_on == date(2027, 12, 20)


def test_row_of_the_catalogue_is_withheld_and_opened_by_the_document_about_it(office, column):
    item = Item.objects.create(
        organ=office.county.liuxi, number=1, field="社会救助", level1="低保", level2="低保",
        basis="条例", limit_text="及时", limit_anchor="prompt", body="镇政府",
        valid_from=date(2024, 1, 1),
    )  # fmt: skip
    entry = in_force(office, subject=item.reference)
    assert (entry.decider.name, entry.review_on) == ("王主任", YEAR)
    office.published(item=item)
    entry.refresh_from_db()
    assert entry.state == "opened"


def test_delay_is_looked_at_when_it_ends(office):
    until = date(2027, 1, 15)
    entry = in_force(office, extent="delayed", until=until)
    assert entry.review_on == until


def test_setting_shortens_the_year_and_never_lengthens_it(office, settings):
    settings.GONGKAI = settings.GONGKAI | {"reassess_months": 6}
    assert in_force(office).review_on == date(2027, 5, 20)
    settings.GONGKAI = settings.GONGKAI | {"reassess_months": 99}
    assert in_force(office).review_on == YEAR


def test_checker_who_proposes_is_the_reviewer(office):
    assert propose(office, by=office.checker).reviewer.name == "赵审"
    assert propose(office).reviewer is None


@pytest.mark.parametrize(
    ("over", "words"),
    [
        ({"title": " "}, "不公开的是什么信息"),
        ({"extent": "masked"}, "暂缓公开"),
        ({"ground": "R27"}, "法定理由"),
        ({"extent": "reserved", "ground": "N14a"}, "法定理由"),
        ({"reason": ""}, "写明事实"),
        ({"extent": "delayed"}, "暂缓到哪一天"),
        ({"extent": "delayed", "until": AT.date()}, "晚于今天"),
    ],
)
def test_incomplete_proposal_is_refused(office, over, words):
    with pytest.raises(NotAllowed, match=words):
        propose(office, **over)
    assert not Withholding.objects.exists()


def test_same_row_is_not_proposed_twice(office):
    propose(office, subject="catalogue.item:1")
    with pytest.raises(screening.Registered, match="已经在登记簿里"):
        propose(office, subject="catalogue.item:1")
    propose(office)
    propose(office)


def test_only_those_in_charge_act(office):
    with pytest.raises(NotAllowed, match="没有办理这项登记"):
        propose(office, by=office.actor("钱"))
    with pytest.raises(NotAllowed, match="没有办理这项登记"):
        propose(office, by=office.signer)
    entry = propose(office)
    with pytest.raises(NotAllowed, match="没有办理这项登记"):
        screening.approve(entry, by=office.checker, at=AT)
    with pytest.raises(NotAllowed, match="没有办理这项登记"):
        screening.reject(entry, reason="不", by=office.actor("高主任"), at=AT)


def test_rejected_proposal_leaves_the_register(office):
    entry = screening.reject(propose(office), reason="应当公开", by=office.signer, at=AT)
    assert (entry.state, entry.is_open) == ("ended", False)


def test_entries_are_confirmed_together_or_not_at_all(office):
    entries = [in_force(office), in_force(office)]
    later = AT + timedelta(days=300)
    done = screening.confirm_all(entries, reason="仍然符合", by=office.checker, at=later)
    assert {(e.review_on, e.assessed_by_id) for e in done} == {
        (date(2028, 9, 16), office.checker.person)
    }
    lines = Entry.objects.filter(act="screening.withholding.confirm")
    assert {line.basis for line in lines.order_by("id")} == {"《政府信息公开条例》第十八条"}

    ended = screening.end(in_force(office), reason="重复", by=office.signer, at=AT)
    with pytest.raises(NotAllowed, match="已终止"):
        screening.confirm_all([done[0], ended], reason="再看", by=office.checker, at=later)
    assert Withholding.objects.get(pk=done[0].pk).revision == done[0].revision


def test_of_two_reviewers_at_once_the_second_is_told(office):
    entry = in_force(office)
    same = Withholding.objects.get(pk=entry.pk)
    screening.end(entry, reason="登记有误", by=office.checker, at=AT)
    with pytest.raises(ChangedMeanwhile, match="赵审已在11月20日 09:00 办理“终止登记”"):
        screening.take_up(same, reason="可以公开", by=office.signer, at=AT)


def test_entry_is_noted_as_public_by_hand(office):
    entry = screening.take_up(in_force(office), reason="情形变了", by=office.checker, at=AT)
    entry = screening.note_opened(entry, reason="已在公示栏公开", by=office.checker, at=AT)
    assert entry.state == "opened"


def test_database_refuses_a_second_entry_in_force(office):
    entry = in_force(office, subject="catalogue.item:9")
    copy = Withholding.objects.get(pk=entry.pk)
    copy.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        copy.save(force_insert=True)


def test_register_is_counted_by_ground_and_extent(office, withheld):
    in_force(office)
    in_force(office, title="另一件")
    in_force(office, extent="reserved", ground="R27")
    propose(office)
    rows = queries.counted([office.county.liuxi.pk])
    told = [(row.ground, row.label, row.number) for row in rows]
    assert told == [("N15", "商业秘密、个人隐私等第三方合法权益", 2), ("N16b", "过程性信息", 1)]
    assert rows[0].article == "《政府信息公开条例》第十五条"
    register = access.register(office.checker)
    assert queries.tally(register) == {"whole": 3, "reserved": 1}
    assert queries.overdue([office.county.liuxi.pk], date(2028, 1, 1)) == 4
    assert queries.waiting([office.county.liuxi.pk], YEAR) == {"proposed": 1, "overdue": 0}
    assert queries.to_review(register, YEAR).count() == 4
    assert queries.entries_of(withheld.reference)[0].extent == Extent.WHOLE
    assert access.entry(office.checker, rows and register.first().pk) == register.first()
    assert not access.register(office.actor("钱")).exists()


def test_clock_signs_nothing(office):
    with pytest.raises(NotAllowed):
        screening.approve(propose(office), by=CLOCK, at=AT)
