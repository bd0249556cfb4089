"""What waits for whom, by the law's date; deadlines; clean-up; imports."""

from dataclasses import fields
from datetime import date, timedelta
from io import BytesIO

import pytest
from django.utils.timezone import localdate
from PIL import Image

from gongkai.disclosures import access, importers, operations, queries
from gongkai.disclosures.models import Document
from gongkai.disclosures.operations.content import Unfit
from gongkai.kernel.actor import CLOCK
from gongkai.kernel.calendars import current
from gongkai.kernel.ledger_line import history
from gongkai.law.disclosure import DisclosureFacts
from gongkai.law.procedure import NotAllowed
from gongkai.law.statutory import holidays
from gongkai.law.workdays import Rest, YearNotice
from gongkai.organs import operations as organs
from gongkai.screening import access as screening
from gongkai.screening.models import Finding
from gongkai.text import reading
from tests.disclosures.walks import AT, FORMED, kept

pytestmark = pytest.mark.django_db


def verbs(actor, at=AT):
    return [(task.verb, task.document.title) for task in queries.tasks(actor, at)]


def test_each_sees_what_waits_for_him_and_nobody_else(office):
    office.drafted(title="起草中")
    office.submitted(title="待审")
    office.checked(title="待签")

    assert verbs(office.clerk) == [("起草送审", "起草中")]
    assert verbs(office.checker) == [("保密审查", "待审")]
    assert verbs(office.signer) == [("签发", "待签")]
    assert verbs(office.actor("钱")) == verbs(office.actor("孙监")) == []


def test_returned_draft_and_referred_doubt_are_told_apart(office):
    operations.return_from_check(
        office.submitted(title="退"), reason="缺", by=office.checker, at=AT
    )
    operations.refer(office.submitted(title="问"), reason="不明", by=office.checker, at=AT)

    assert verbs(office.clerk) == [("修改后送审", "退")]
    assert verbs(office.checker) == [("登记确定意见", "问")]


def test_acting_takes_the_task_away(office):
    document = office.submitted(title="待审")
    office.pass_on(document)

    assert verbs(office.checker) == []


def test_absent_colleagues_tasks_move_and_come_back(office):
    office.drafted(title="甲")
    organs.note_absence(
        office.county.people["李办"],
        deputy=office.county.people["冯综"],
        since=AT.date(),
        until=AT.date() + timedelta(days=3),
        by=office.actor("韩管"),
        at=AT,
    )

    assert verbs(office.actor("冯综")) == [("起草送审", "甲")]
    later = AT + timedelta(days=10)
    assert verbs(office.actor("冯综", later.date()), later) == []


def test_hand_over_moves_open_tasks_and_leaves_old_signatures(office):
    office.drafted(title="甲")
    signed = office.submitted(title="乙")
    organs.hand_over(
        office.county.posts["信息员"],
        person=office.county.people["李办"],
        successor=office.county.people["许财"],
        since=AT.date(),
        by=office.actor("韩管"),
        at=AT,
    )

    assert verbs(office.actor("许财")) == [("起草送审", "甲")]
    assert signed.signatures.get().person_name == "李办"


def test_countersignature_falls_due_after_a_day(office):
    document = operations.express(office.drafted(title="急"), reason="洪", by=office.checker, at=AT)
    operations.publish(document, by=CLOCK, at=AT)

    (task,) = queries.tasks(office.signer, AT)
    assert (task.verb, task.due_on) == ("补签", AT.date() + timedelta(days=1))
    assert verbs(office.checker) == []


def test_posting_that_is_over_is_to_be_taken_down(office):
    office.published("list", title="一批名单", display_until=AT.date())

    assert verbs(office.clerk) == []
    assert verbs(office.clerk, AT + timedelta(days=1)) == [("公示到期，撤下", "一批名单")]


def test_groups_by_the_date_of_the_law(office):
    calendar = current()
    today = AT.date()
    for title, left in (("迟", -1), ("今", 0), ("近", 3), ("远", 4)):
        formed = calendar.add_workdays(today, left - 20)
        office.drafted(title=title, formed_on=formed)
    office.drafted(title="无期", formed_on=None)

    groups = queries.grouped(queries.tasks(office.clerk, AT), calendar, today)

    assert [(g.label, [t.document.title for t in g.tasks]) for g in groups] == [
        ("已逾期", ["迟"]),
        ("今天", ["今"]),
        ("三个工作日内", ["近"]),
        ("以后", ["远", "无期"]),
    ]


def test_counts_mine_due_and_withheld(office):
    office.drafted(title="甲", formed_on=FORMED)
    office.published(title="乙")
    closed = {"attribute": "closed", "ground": "N15", "ground_reason": "含商业秘密"}
    kept_back = operations.sign_withholding(
        office.checked(title="丙", **closed), by=office.signer, at=AT
    )

    assert queries.counts(office.clerk) == {"drafting": 1, "published": 1, "withheld": 1}
    assert queries.mine(office.clerk).count() == 3
    assert list(queries.withheld(office.clerk)) == [kept_back]
    due = queries.due_between(office.clerk, date(2026, 12, 1), date(2026, 12, 31))
    assert [d.title for d in due] == ["甲"]


def test_reviewer_sees_what_changed_since_he_saw_it(office):
    document = office.submitted()
    document = operations.return_from_check(document, reason="改", by=office.checker, at=AT)
    assert queries.compared_with(document) is None
    before = document.draft
    document = operations.write(
        document, content=office.content(body="<p>改在周二。</p>"), seen=1, by=office.clerk, at=AT
    )

    assert queries.compared_with(document) == before
    assert [c.kind for c in queries.changes(before, document.draft)] != ["same"]
    assert queries.compared_with(Document()) is None


def test_correction_is_compared_with_the_public_text(office):
    document = operations.begin_correction(office.published(), reason="错", by=office.clerk, at=AT)
    document = operations.write(
        document, content=office.content(title="新"), seen=1, by=office.clerk, at=AT
    )

    assert queries.compared_with(document) == document.live


def test_touches_counts_what_a_signer_should_know(office):
    document = office.drafted(
        body="<table><tbody><tr><td>甲</td></tr><tr><td>乙</td></tr></tbody></table>",
        attachments=(("表.csv", kept()),),
    )

    seen = queries.touches(document)
    assert (seen.attachments, seen.table_rows, seen.masked, seen.kept) == (1, 2, 0, 0)
    assert queries.touches(Document()).characters == 0


def test_new_holiday_notice_moves_open_deadlines_and_is_logged(office):
    at = AT + timedelta(days=40)
    document = office.drafted(at=at, formed_on=localdate(at))
    untouched = office.drafted(title="无期", formed_on=None)
    assert document.due_provisional
    rest = [Rest(name, on, on) for on, name in holidays(2027).items() if on.month > 1]
    new_year = Rest("元旦", date(2027, 1, 1), date(2027, 1, 8))
    notice = YearNotice(2027, (new_year, *rest), source="国办发明电〔2026〕9号")

    moved = operations.adopt_holiday_notice(notice, by=office.actor("郑管"), at=at)

    assert moved == [document]
    before = document.due_on
    document.refresh_from_db()
    assert document.due_on > before
    assert not document.due_provisional
    assert history(document.reference)[-1].label == "期限重算"
    assert untouched.due_on is None
    assert operations.adopt_holiday_notice(notice, by=office.actor("郑管"), at=at) == []


def test_holiday_notice_is_for_administrators(office):
    notice = YearNotice(2027, (Rest("元旦", date(2027, 1, 1), date(2027, 1, 3)),))
    with pytest.raises(NotAllowed, match="只有管理员"):
        operations.adopt_holiday_notice(notice, by=office.clerk, at=AT)


def test_clean_up_applies_verdicts_and_drafts_the_result(office):
    keep = office.published("policy", title="继续用的")
    drop = office.published("policy", title="过时的")
    gone = office.published("policy", title="早已废止的")
    gone = operations.repeal(gone, on=FORMED, reason="早", by=office.signer, at=AT)
    clean_up = operations.open_clean_up(
        office.county.liuxi, title="2026年清理", by=office.clerk, at=AT
    )
    for document, decision in ((keep, "amend"), (keep, "keep"), (drop, "repeal"), (gone, "repeal")):
        operations.decide(
            clean_up, document, decision=decision, reason="见说明", by=office.clerk, at=AT
        )

    clean_up = operations.close_clean_up(
        clean_up, column=office.column, drafter=office.clerk, by=office.signer, at=AT
    )

    drop.refresh_from_db()
    keep.refresh_from_db()
    assert (drop.repealed_as, keep.repealed_on) == ("废止", None)
    assert clean_up.result.state == "drafting"
    assert "过时的" in clean_up.result.draft.body
    assert str(clean_up) == "2026年清理"
    assert access.clean_ups(office.clerk) == [clean_up]
    assert access.clean_up(office.clerk, clean_up.pk) == clean_up
    with pytest.raises(NotAllowed, match="已经结束"):
        operations.decide(clean_up, keep, decision="keep", reason="x", by=office.clerk, at=AT)
    with pytest.raises(NotAllowed, match="已经结束"):
        operations.close_clean_up(
            clean_up, column=None, drafter=office.clerk, by=office.signer, at=AT
        )


def test_clean_up_refusals(office):
    liuxi = office.county.liuxi
    with pytest.raises(NotAllowed, match="没有办理文件清理"):
        operations.open_clean_up(liuxi, title="x", by=office.checker, at=AT)
    with pytest.raises(NotAllowed, match="填写清理的名称"):
        operations.open_clean_up(liuxi, title=" ", by=office.clerk, at=AT)
    clean_up = operations.open_clean_up(liuxi, title="清理", by=office.clerk, at=AT)
    with pytest.raises(NotAllowed, match="还有一次清理没有结束"):
        operations.open_clean_up(liuxi, title="又", by=office.clerk, at=AT)
    policy = office.published("policy")
    decide = operations.decide
    with pytest.raises(NotAllowed, match="请选择"):
        decide(clean_up, policy, decision="?", reason="x", by=office.clerk, at=AT)
    with pytest.raises(NotAllowed, match="只能清理本机关"):
        decide(
            clean_up,
            office.published(title="公告"),
            decision="keep",
            reason="x",
            by=office.clerk,
            at=AT,
        )
    with pytest.raises(NotAllowed, match="写明理由"):
        decide(clean_up, policy, decision="keep", reason="", by=office.clerk, at=AT)
    with pytest.raises(NotAllowed, match="还没有对任何文件"):
        operations.close_clean_up(
            clean_up, column=None, drafter=office.clerk, by=office.signer, at=AT
        )


def test_text_file_becomes_content(office):
    text = "关于供水的通知\n\n柳政〔2026〕8号\n\n定于下周一检修。\n".encode("gb18030")

    imported = importers.from_file(BytesIO(text), name="通知.txt", at=AT)

    document = office.drafted(title=imported.content.title or "供水", body=imported.content.body)
    assert "定于下周一检修" in document.draft.body


def test_version_is_found_through_the_door(office):
    document = office.drafted()

    assert access.version(office.clerk, document.pk, 1) == document.draft


def test_stored_facts_answer_to_every_name_the_procedure_asks(office):
    document = office.drafted()
    asked = {f.name for f in fields(DisclosureFacts)}
    facts = document.facts(office.clerk, AT)

    assert {name for name in vars(type(facts)) if not name.startswith("_")} == asked
    for name in asked:
        assert isinstance(getattr(facts, name), (bool, int, str)), name


def test_word_file_brings_its_pictures_and_says_what_was_cut(office, monkeypatch):
    picture, bad = png(), b"no picture"
    told = reading.Imported(
        title="长" * 300,
        html=f'<p><img src="files/{"a" * 64}.png"><img src="files/{"b" * 64}.png"></p>',
        images=(reading.Image("a" * 64, picture, "png"), reading.Image("b" * 64, bad, "png")),
        notes=("有 1 个文本框",),
        found_number="",
        found_date=None,
    )
    monkeypatch.setattr(importers.reading, "read", lambda stream, kind, name: told)

    imported = importers.from_file(BytesIO(b"text"), name="稿.txt", at=AT)

    assert len(imported.content.title) == 200
    assert "a" * 64 not in imported.content.body
    document = office.drafted(body=imported.content.body)
    assert len(document.draft.pictures) == 1
    assert imported.notes[0] == "有 1 个文本框"
    assert imported.notes[1].startswith("有 1 张图片没有导入：")
    assert "已截短" in imported.notes[2]


def png():
    made = BytesIO()
    Image.new("RGB", (3, 2), "white").save(made, "PNG")
    return made.getvalue()


def test_words_of_small_rows(office):
    policy = office.published("policy", title="甲")
    clean_up = operations.open_clean_up(office.county.liuxi, title="清理", by=office.clerk, at=AT)
    verdict = operations.decide(
        clean_up, policy, decision="keep", reason="x", by=office.clerk, at=AT
    )
    operations.repeal(policy, on=FORMED, reason="旧", by=office.signer, at=AT)
    typed = operations.autosave(
        office.drafted(attachments=(("表.csv", kept()),)),
        fields={},
        seen=1,
        by=office.clerk,
        at=AT,
    )

    assert str(verdict) == f"{policy.pk} 继续有效"
    assert str(policy.notices.get()) == f"{policy.pk} 宣布失效或废止"
    assert str(typed).endswith("09:00")
    assert str(typed.document.draft.attachments.get()) == "表.csv"


def test_finding_is_found_under_its_subject_only(office):
    document = office.drafted(body="<p>电话13900001111</p>")
    (finding,) = screening.findings(document.reference)

    assert screening.get_finding(document.reference, finding.pk) == finding
    with pytest.raises(Finding.DoesNotExist):
        screening.get_finding("disclosures.document:0", finding.pk)


def test_document_without_text_is_judged_as_empty(office):
    empty = Document(
        organ=office.county.liuxi, drafter_id=office.clerk.person, state="drafting", opened_at=AT
    )
    empty.save()
    facts = empty.facts(office.checker, AT)

    assert (facts.titled, facts.has_text, facts.complete, facts.intact) == (
        False,
        False,
        False,
        True,
    )
    assert (facts.check_complete, facts.cleared, facts.attribute_given) == (False, False, False)


def test_picture_that_is_not_in_the_store_is_refused(office):
    with pytest.raises(Unfit, match="有 1 张图片没有上传成功"):
        office.drafted(body=f'<p><img src="files/{"c" * 64}.png" alt="图"></p>')


@pytest.mark.parametrize(
    ("body", "left"),
    [
        ('<p class="c">关于 供水的通知</p><p>正文</p>', "<p>正文</p>"),
        ("<h2>关于供水的通知</h2>", ""),
        ("<p>关于供水的通知如下</p>", "<p>关于供水的通知如下</p>"),
        ("<table><tbody><tr><td>1</td></tr></tbody></table>", None),
    ],
)
def test_title_does_not_stand_twice_after_an_import(body, left):
    kept_body = importers.without_title(body, "关于供水的通知")
    assert kept_body == (body if left is None else left)
