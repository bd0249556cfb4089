"""Starting, writing, submitting, taking back, dropping."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError

from gongkai.disclosures import access, operations
from gongkai.disclosures.models import Document
from gongkai.disclosures.operations.content import Unfit, content_of
from gongkai.disclosures.operations.drafting import EditedMeanwhile
from gongkai.kernel.actor import CLOCK
from gongkai.kernel.ledger_line import history
from gongkai.law.procedure import NotAllowed
from gongkai.organs import operations as organs
from tests.disclosures.walks import AT, FORMED, HOUR, kept
from tests.people import CHINA

pytestmark = pytest.mark.django_db


def test_start_opens_a_draft_with_version_one_and_two_ledger_lines(office):
    document = office.drafted()

    assert (document.state, document.draft.number) == ("drafting", 1)
    assert document.drafter.name == "李办"
    assert document.due_on == date(2026, 12, 16)
    assert [line.label for line in history(document.reference)] == ["建稿", "保存"]


def test_due_date_in_a_year_without_notice_is_provisional(office):
    document = office.drafted(formed_on=date(2026, 11, 20))
    later = office.drafted(at=AT + timedelta(days=40), formed_on=date(2026, 12, 20), title="乙")

    assert not document.due_provisional
    assert later.due_provisional
    assert later.due_on.year == 2027


def test_start_is_refused_to_another_office(office):
    with pytest.raises(NotAllowed, match="没有为这个机关起草"):
        operations.start(
            organ=office.county.liuxi,
            genre="notice",
            content=office.content(),
            by=office.actor("钱"),
            at=AT,
        )


def test_start_is_refused_to_who_does_not_draft(office):
    with pytest.raises(NotAllowed, match="没有为这个机关起草"):
        operations.start(
            organ=office.county.liuxi,
            genre="notice",
            content=office.content(),
            by=office.signer,
            at=AT,
        )


def test_start_wants_a_known_genre_and_a_policy_to_interpret(office):
    with pytest.raises(NotAllowed, match="选择稿件类型"):
        office.drafted("novel")
    with pytest.raises(NotAllowed, match="所解读的政策文件"):
        office.drafted("interpretation")


@pytest.mark.parametrize(
    ("over", "field", "sentence"),
    [
        ({"formed_on": date(2026, 11, 21)}, "formed_on", "不能晚于今天"),
        ({"formed_on": date(1900, 1, 1)}, "formed_on", "不能早于 1949 年"),
        ({"expires_on": FORMED, "effective_on": AT.date()}, "expires_on", "不能早于生效日期"),
        ({"display_until": date(2026, 1, 1)}, "display_until", "不能早于成文日期"),
        ({"title": "长" * 201}, "title", "标题最多 200 个字，现在有 201 个"),
        ({"body": "字" * 1_000_001}, "body", "超过 1,000,000 个"),
        ({"doc_number": "没有号"}, "doc_number", "没有号"),
        ({"attribute": "secret"}, "attribute", "公开属性中选择"),
        ({"attribute": "closed", "ground": "X9"}, "ground", "法定理由中选择"),
    ],
)
def test_unfit_field_is_refused_with_its_sentence_and_nothing_is_kept(
    office, over, field, sentence
):
    with pytest.raises(Unfit, match=sentence) as refused:
        office.drafted(**over)

    assert list(refused.value.fields) == [field]
    assert not Document.objects.exists()


def test_two_attachments_of_one_name_are_refused(office):
    file = kept()

    with pytest.raises(Unfit, match=r"附件重名：表\.csv"):
        office.drafted(attachments=(("表.csv", file), ("表.csv", file)))


def test_item_of_another_office_is_refused(office):
    other = office.column.items.create(
        organ=office.county.wanghu,
        number=1,
        field="社会救助",
        level1="低保",
        level2="名单",
        basis="条例",
        limit_text="及时",
        limit_anchor="formed",
        body="街道",
        valid_from=FORMED,
    )
    with pytest.raises(Unfit, match="不在本机关的标准目录里"):
        office.drafted(item=other)


def test_text_is_cleaned_and_number_normalised(office):
    document = office.drafted(
        body='<p style="mso-x:1">正文<script>alert(1)</script></p>', doc_number="柳政[2026] 3 号"
    )

    assert document.draft.body == "<p>正文</p>"
    assert document.doc_number == document.draft.doc_number == "柳政〔2026〕3号"


def test_number_taken_by_another_document_is_refused_by_name(office):
    office.drafted(title="甲通知", doc_number="柳政〔2026〕3号")

    with pytest.raises(Unfit, match="文号 柳政〔2026〕3号 已用于《甲通知》"):
        office.drafted(title="乙通知", doc_number="柳政〔2026〕3号")


def test_number_of_a_dropped_draft_is_free_until_it_comes_back(office):
    dropped = office.drafted(title="甲通知", doc_number="柳政〔2026〕3号")
    dropped = operations.discard(dropped, by=office.clerk, at=AT)
    office.drafted(title="乙通知", doc_number="柳政〔2026〕3号")

    with pytest.raises(NotAllowed, match="文号已经用在别的稿件上"):
        operations.recover(dropped, by=office.clerk, at=AT)


def test_number_taken_between_check_and_write_is_refused_too(office, monkeypatch):
    office.drafted(title="甲通知", doc_number="柳政〔2026〕3号")
    asked = []
    real = operations.drafting._refuse_taken_number

    def late(document, number):
        asked.append(number)
        if len(asked) > 1:
            real(document, number)

    monkeypatch.setattr("gongkai.disclosures.operations.drafting._refuse_taken_number", late)
    with pytest.raises(Unfit, match="已用于《甲通知》"):
        office.drafted(title="乙通知", doc_number="柳政〔2026〕3号")
    assert Document.objects.count() == 1


def test_ground_is_dropped_when_everything_is_public_and_kept_otherwise(office):
    given = {"ground": "N15", "ground_reason": "含商业秘密"}
    open_text = office.drafted(**given)
    redacted = office.drafted(title="乙", attribute="active_redacted", **given)

    assert (open_text.draft.ground, redacted.draft.ground) == ("", "N15")


def test_write_keeps_every_version_with_its_digest(office):
    document = office.drafted()
    first = document.draft

    document = operations.write(
        document,
        content=office.content(body="<p>改在周二。</p>", attachments=(("表.csv", kept()),)),
        seen=1,
        by=office.clerk,
        at=AT + HOUR,
        note="改期",
    )

    assert document.draft.number == 2
    assert [v.number for v in document.versions.order_by("number")] == [1, 2]
    assert first.digest != document.draft.digest
    assert document.draft.digest == document.draft.digest_of(document.draft.listed_attachments())
    assert content_of(document.draft).attachments[0][0] == "表.csv"


def test_second_writer_is_told_who_saved_and_nothing_is_lost(office):
    document = office.drafted()
    other = office.actor("冯综")
    operations.write(document, content=office.content(title="新题"), seen=1, by=other, at=AT)

    with pytest.raises(EditedMeanwhile, match="冯综已经保存了第 2 版"):
        operations.write(document, content=office.content(), seen=1, by=office.clerk, at=AT)

    document.refresh_from_db()
    assert document.title == "新题"


def test_write_is_refused_outside_drafting(office):
    document = office.submitted()

    with pytest.raises(NotAllowed, match="“待保密审查”状态下不能保存"):
        operations.write(document, content=office.content(), seen=1, by=office.clerk, at=AT)


def test_clock_cannot_write(office):
    document = office.drafted()

    with pytest.raises(NotAllowed, match="工作人员本人"):
        operations.write(document, content=office.content(), seen=1, by=CLOCK, at=AT)


def test_submit_goes_to_the_checking_post_and_the_drafter_signs_for_the_text(office):
    document = office.submitted()

    assert document.state == "checking"
    assert document.waiting_post == office.county.posts["分管副镇长"]
    signature = document.signatures.get()
    assert (signature.act, signature.person_name) == ("draft", "李办")
    assert signature.digest == document.draft.digest


def test_submit_with_a_vacant_post_names_it(office):
    organs.end_appointment(
        office.county.posts["分管副镇长"],
        person=office.county.people["赵审"],
        until=date(2026, 11, 1),
        by=office.actor("韩管"),
        at=AT,
    )

    with pytest.raises(NotAllowed, match="保密审查岗位“分管副镇长”目前空缺"):
        office.submitted()


def test_submit_wants_column_and_text(office):
    with pytest.raises(NotAllowed, match="还没有填写完整"):
        office.submitted(column=None)
    with pytest.raises(NotAllowed, match="正文和附件都是空的"):
        office.submitted(body="", title="空")


def test_text_may_be_an_attachment_alone(office):
    assert office.submitted(body="", attachments=(("表.csv", kept()),)).state == "checking"


def test_recall_takes_the_document_back_and_voids_what_was_signed(office):
    document = operations.recall(office.signed(), by=office.clerk, at=AT)

    assert (document.state, document.waiting_post) == ("drafting", None)
    assert (document.checker_id, document.signer_id) == (None, None)


def test_discard_and_recover(office):
    document = operations.discard(office.drafted(), by=office.clerk, at=AT)
    assert document.state == "discarded"

    assert operations.recover(document, by=office.clerk, at=AT).state == "drafting"


def test_autosave_is_overwritten_and_dropped_by_saving(office):
    document = office.drafted()
    operations.autosave(document, fields={"title": "一"}, seen=1, by=office.clerk, at=AT)
    operations.autosave(document, fields={"title": "二"}, seen=1, by=office.clerk, at=AT + HOUR)
    assert access.autosave(office.clerk, document).fields == {"title": "二"}

    operations.write(document, content=office.content(), seen=1, by=office.clerk, at=AT)
    assert access.autosave(office.clerk, document) is None


def test_autosave_can_be_forgotten(office):
    document = office.drafted()
    operations.autosave(document, fields={"title": "一"}, seen=1, by=office.clerk, at=AT)

    operations.forget_autosave(document, by=office.clerk)
    assert access.autosave(office.clerk, document) is None


def test_autosave_refusals(office):
    document = office.drafted()
    with pytest.raises(NotAllowed, match="没有改动这份稿件的职责"):
        operations.autosave(document, fields={}, seen=1, by=office.checker, at=AT)
    with pytest.raises(NotAllowed, match="内容太长"):
        operations.autosave(
            document, fields={"body": "x" * 4_000_001}, seen=1, by=office.clerk, at=AT
        )
    document = operations.submit(document, by=office.clerk, at=AT)
    with pytest.raises(NotAllowed, match="请先撤回修改"):
        operations.autosave(document, fields={}, seen=1, by=office.clerk, at=AT)


def test_other_office_sees_nothing(office):
    document = office.drafted()

    assert not access.visible(office.actor("钱")).exists()
    with pytest.raises(Document.DoesNotExist):
        access.get(office.actor("钱"), document.pk)
    assert access.get(office.actor("孙监"), document.pk) == document


def test_deadline_counts_from_the_day_at_the_place(office):
    """23:30 in China is the same day there, though not in UTC."""
    late = AT.replace(hour=23, minute=30).astimezone(CHINA)

    assert office.drafted(at=late, formed_on=AT.date()).draft.formed_on == AT.date()


def test_term_goes_with_the_day_of_formation(office):
    document = office.drafted()
    assert document.due_on is not None

    document = operations.write(
        document, content=office.content(formed_on=None), seen=1, by=office.clerk, at=AT
    )
    assert (document.due_on, document.due_provisional) == (None, False)


def test_other_faults_of_the_database_are_not_taken_for_a_number(office, monkeypatch):
    def fail(*args, **options):
        raise IntegrityError("something else")

    monkeypatch.setattr("gongkai.disclosures.operations.drafting.screen_version", fail)
    with pytest.raises(IntegrityError, match="something else"):
        office.drafted()
    assert not Document.objects.exists()
