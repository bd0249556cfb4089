"""Publication, alone and in pairs; address, 索引号, time; correction, withdrawal, validity."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from gongkai.disclosures import access, operations, queries
from gongkai.disclosures.models import Document, Notice
from gongkai.disclosures.operations.content import content_of
from gongkai.kernel.actor import CLOCK
from gongkai.law.procedure import NotAllowed
from tests.disclosures.walks import AT, FORMED, HOUR

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def test_publication_gives_address_and_index_number_without_gaps(office):
    first, second = office.published(), office.published(title="乙")

    assert (first.state, first.address) == ("published", "/xxgk/2026/11/1.html")
    assert second.address == "/xxgk/2026/11/2.html"
    assert first.index_number.endswith("/202611-00001")
    assert second.index_number.endswith("/202611-00002")
    assert first.live == first.draft
    assert list(access.public()) == [second, first]
    assert access.public_document(2) == second


def test_failed_publication_gives_its_numbers_back(office):
    document = office.signed(title="甲")
    with pytest.raises(NotAllowed, match="没有到定时发布"):
        operations.publish(document, by=CLOCK, at=AT - DAY)

    assert office.published(title="乙").address == "/xxgk/2026/11/1.html"


def test_publish_due_takes_what_is_due_and_leaves_the_rest(office):
    due = office.signed(title="到时")
    later = operations.sign(
        office.checked(title="以后"), by=office.signer, at=AT, publish_at=AT + DAY
    )

    done, refused = operations.publish_due(by=CLOCK, at=AT)

    assert (done, refused) == ([due], [])
    later.refresh_from_db()
    assert later.state == "scheduled"


def test_nobody_but_the_clock_publishes(office):
    with pytest.raises(NotAllowed, match="没有“公开”的职责"):
        operations.publish(office.signed(), by=office.signer, at=AT)


def test_publish_due_tells_what_was_refused_and_goes_on(office):
    policy = office.signed("policy", title="政策")
    office.drafted("interpretation", title="解读", interprets=policy)
    other = office.signed(title="公告")

    done, refused = operations.publish_due(by=CLOCK, at=AT)

    assert done == [other]
    assert refused == [(policy, "政策须与解读同步公开，解读稿还没有签发")]


def test_policy_and_interpretation_appear_together(office):
    policy = office.drafted("policy", title="政策")
    interpretation = office.signed("interpretation", title="解读", interprets=policy)
    with pytest.raises(NotAllowed, match="政策文件还没有公开"):
        operations.publish(interpretation, by=CLOCK, at=AT)
    policy = operations.submit(policy, by=office.clerk, at=AT)
    policy = operations.sign(office.pass_on(policy), by=office.signer, at=AT)

    done, refused = operations.publish_due(by=CLOCK, at=AT + HOUR)

    assert ([d.title for d in done], refused) == (["政策", "解读"], [])
    assert queries.interpretations_of(policy) == [interpretation]
    assert done[0].published_at == done[1].published_at


def test_interpretation_that_need_not_wait_follows_later(office):
    policy = office.published("policy", title="政策")
    late = office.drafted("interpretation", title="解读", interprets=policy)
    assert late.interprets == policy
    late = operations.sign(
        office.pass_on(operations.submit(late, by=office.clerk, at=AT)),
        by=office.signer,
        at=AT,
        publish_at=AT + DAY,
    )

    assert operations.publish(late, by=CLOCK, at=AT)[0].title == "解读"


def test_link_and_unlink_interpretation(office):
    policy = office.drafted("policy", title="政策")
    other = office.drafted("policy", title="另一政策")
    text = office.drafted("interpretation", title="解读", interprets=policy)

    text = operations.link_interpretation(text, other, together=False, by=office.clerk, at=AT)
    assert (text.interprets, text.together) == (other, False)
    text = operations.unlink_interpretation(text, by=office.clerk, at=AT)
    assert text.interprets is None


def test_link_refusals(office):
    policy = office.drafted("policy", title="政策")
    text = office.drafted("interpretation", title="解读", interprets=policy)
    link = operations.link_interpretation
    with pytest.raises(NotAllowed, match="不能指向另一篇解读"):
        link(text, text, together=True, by=office.clerk, at=AT)
    with pytest.raises(NotAllowed, match="只有“政策解读”类稿件"):
        link(policy, office.drafted(title="公告"), together=True, by=office.clerk, at=AT)
    with pytest.raises(NotAllowed, match="没有改动这份稿件的职责"):
        link(text, policy, together=True, by=office.checker, at=AT)
    text = operations.submit(text, by=office.clerk, at=AT)
    with pytest.raises(NotAllowed, match="请先撤回修改"):
        operations.unlink_interpretation(text, by=office.clerk, at=AT)


def corrected(office, document, **over):
    document = operations.begin_correction(document, reason="数字写错", by=office.clerk, at=AT)
    return operations.write(
        document,
        content=replace(content_of(document.draft), **over),
        seen=document.draft.number,
        by=office.clerk,
        at=AT,
    )


def test_correction_keeps_the_old_text_public_until_the_new_one_is_signed(office):
    document = office.published()
    address, before = document.address, document.live
    document = corrected(office, document, title="更正后的标题")
    assert document.live == before
    assert access.public().get().live.title == before.title

    document = office.again(document)

    assert (document.address, document.live.title) == (address, "更正后的标题")
    notice = document.notices.get()
    assert (notice.kind, notice.reason) == (Notice.Kind.CORRECTED, "数字写错")
    assert (notice.before, notice.after) == (before, document.live)
    assert document.correction_reason == ""


def test_correction_has_a_term_of_its_own(office):
    document = office.published(formed_on=FORMED - timedelta(days=200))

    document = operations.begin_correction(document, reason="错", by=office.clerk, at=AT)
    assert document.due_on > AT.date()
    document = corrected_again = operations.write(
        document, content=content_of(document.draft), seen=1, by=office.clerk, at=AT
    )
    assert corrected_again.due_on == document.due_on > AT.date()


def test_correction_can_be_abandoned(office):
    document = office.published(doc_number="柳政〔2026〕5号")
    live = document.live
    document = corrected(office, document, title="不要了", doc_number="柳政〔2026〕6号")

    document = operations.abandon_correction(document, by=office.clerk, at=AT)

    assert (document.state, document.draft, document.live) == ("published", live, live)
    assert (document.checker.name, document.signer.name) == ("赵审", "王主任")
    assert document.doc_number == "柳政〔2026〕5号"
    document = corrected(office, document, title="又要了")
    assert document.draft.number == 3


def test_public_document_cannot_be_discarded(office):
    document = operations.begin_correction(office.published(), reason="错", by=office.clerk, at=AT)
    with pytest.raises(NotAllowed, match="请使用“撤下”"):
        operations.discard(document, by=office.clerk, at=AT)


@pytest.mark.parametrize("who", ["李办", "赵审", "王主任", "孙监"])
def test_withdrawal_is_one_step_for_everybody_in_charge(office, who):
    document = operations.withdraw(
        office.published(), reason="含有不应公开的内容", by=office.actor(who), at=AT
    )

    assert (document.state, document.is_public) == ("withdrawn", False)
    assert list(access.tombstones()) == [document]
    assert not access.public().exists()
    assert document.notices.get().kind == Notice.Kind.WITHDRAWN


def test_withdrawal_stops_a_correction_too(office):
    document = corrected(office, office.published(), title="改到一半")

    document = operations.withdraw(document, reason="泄露", by=office.checker, at=AT)
    assert (document.state, document.live) == ("withdrawn", None)


def test_withdrawn_document_comes_back_at_its_address(office):
    document = office.published()
    address = document.address
    document = operations.withdraw(document, reason="泄露", by=office.signer, at=AT)
    document = corrected(office, document, body="<p>已删去个人信息。</p>")
    document = office.again(document)

    assert (document.address, document.withdrawn_at) == (address, None)
    assert [n.kind for n in document.notices.order_by("id")] == ["withdrawn", "restored"]


def test_validity_by_dates_and_repeal(office):
    policy = office.published("policy", effective_on=FORMED + 2 * DAY, expires_on=FORMED + 30 * DAY)
    new = office.published("policy", title="新政策")
    assert policy.validity(FORMED) == "尚未生效"
    assert policy.validity(FORMED + 2 * DAY) == "有效"
    assert policy.validity(FORMED + 31 * DAY) == "失效"

    policy = operations.repeal(
        policy, on=AT.date(), reason="被替代", by=office.signer, at=AT, replaced_by=new
    )
    assert policy.validity(AT.date()) == "废止"
    assert policy.replaced_by == new
    assert policy.notices.get().kind == Notice.Kind.REPEALED
    with pytest.raises(NotAllowed, match="已经宣布失效或废止"):
        operations.repeal(policy, on=AT.date(), reason="再", by=office.signer, at=AT)


def test_validity_means_nothing_for_a_notice(office):
    assert office.published().validity(AT.date()) == ""


def test_repeal_refusals(office):
    policy = office.published("policy")
    repeal = operations.repeal
    with pytest.raises(NotAllowed, match="只有政策文件"):
        repeal(office.published(title="公告"), on=FORMED, reason="x", by=office.signer, at=AT)
    with pytest.raises(NotAllowed, match="“废止”或者“失效”"):
        repeal(policy, on=FORMED, reason="x", by=office.signer, at=AT, as_="作废")
    with pytest.raises(NotAllowed, match="不能是它自己"):
        repeal(policy, on=FORMED, reason="x", by=office.signer, at=AT, replaced_by=policy)


@pytest.mark.parametrize(
    "change",
    [
        {"state": "nonsense"},
        {"live": None},
        {"seq": None},
        {"signer": None, "checker": None},
    ],
)
def test_database_refuses_a_published_row_that_cannot_be(office, change):
    document = office.published()

    with pytest.raises(IntegrityError), transaction.atomic():
        Document.objects.filter(pk=document.pk).update(**change)


def test_titles_and_words_of_rows(office):
    document = office.published()

    assert str(document) == document.title == "关于冬季供水检修的公告"
    assert str(document.live) == "关于冬季供水检修的公告（第1版）"
    assert str(document.signatures.order_by("id").first()).startswith("李办 拟稿 ")
    assert Document(state="drafting").title == "（无标题）"
    assert Document().address == ""
