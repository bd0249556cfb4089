"""Words and figures of a draft: found at every save, mended by proposal, answered, undone."""

import pytest

from gongkai.disclosures import operations
from gongkai.disclosures.operations.judging import proofread_version
from gongkai.kernel.actor import CLOCK
from gongkai.kernel.models import Entry
from gongkai.law.procedure import NotAllowed
from gongkai.screening import queries
from gongkai.screening.models import Remark
from tests.disclosures.walks import AT, HOUR, kept

pytestmark = pytest.mark.django_db
SUM = "<p>全年受理申请10件，其中：个人5件，其他4件。</p>"
WORDS = "<p>请各村<strong>台</strong>帐报检查院，共90于条。</p>"


@pytest.fixture
def who(office):
    return {"by": office.clerk, "at": AT}


def told(document):
    return {(r.rule, r.place, r.text, r.count) for r in queries.remarks(document.reference)}


def rows(document, *rules):
    return [r for r in queries.remarks(document.reference) if not rules or r.rule in rules]


def last_line(document):
    return Entry.objects.filter(subject=document.reference).last()


def test_a_save_looks_through_every_place(office):
    document = office.drafted(
        title="关于检查院的公告",
        body=WORDS + '<p><a href="https://a.example/TODO">检查院</a></p>',
        summary="台帐",
        attachments=(("台帐.txt", kept("共90于条。\n检查院".encode(), "台帐.txt")),),
    )
    assert told(document) == {
        ("names.wrong", "标题", "检查院", 1),
        ("names.wrong", "正文", "检查院", 2),
        ("characters.likely", "正文", "台帐", 1),
        ("form.remainder", "正文", "于", 1),
        ("characters.likely", "概述", "台帐", 1),
        ("characters.likely", "附件名“台帐.txt”", "台帐", 1),
        ("names.wrong", "附件“台帐.txt”", "检查院", 1),
        ("form.remainder", "附件“台帐.txt”", "于", 1),
    }
    remark = rows(document, "form.remainder")[0]
    assert (remark.before, remark.after, remark.proposal) == (
        "请各村台帐报检查院，共90",
        "条。",
        "余",
    )
    assert "余" in remark.says
    assert remark.basis.startswith("《现代汉语词典》")


def test_a_table_has_no_figures_of_prose(office):
    table = "项目,数量\n受理申请10件，其中：个人5件，其他4件。,检查院\n".encode()
    document = office.drafted(attachments=(("表.csv", kept(table, "表.csv")),))
    assert told(document) == {("names.wrong", "附件“表.csv”", "检查院", 1)}


def test_what_is_mended_goes_and_an_answer_survives_later_versions(office, who):
    document = office.drafted(body=WORDS)
    operations.verify_remarks(document, rows(document, "names.wrong"), note="原名如此", **who)
    content = office.content(body="<p>报检查院，甲检查院。</p>")
    document = operations.write(document, content=content, seen=1, **who)

    assert told(document) == {("names.wrong", "正文", "检查院", 2)}
    assert rows(document)[0].answer == "verified"
    document = operations.write(document, content=office.content(body=WORDS), seen=2, **who)
    assert {r.answer for r in rows(document, "names.wrong")} == {"verified"}
    assert {r.answer for r in rows(document, "form.remainder")} == {""}


@pytest.mark.parametrize("body", [SUM, "<p>此件不予公开</p>"])
def test_what_blocks_stops_every_signature_until_it_is_answered(office, body):
    document = office.reviewed(office.submitted(body=body))
    with pytest.raises(NotAllowed, match="文字和数字核对"):
        operations.pass_check(document, by=office.checker, at=AT)
    with pytest.raises(NotAllowed, match="文字和数字核对"):
        operations.express(document, reason="急", by=office.checker, at=AT)

    blocking = list(queries.blocking_remarks(document.reference))
    with pytest.raises(NotAllowed, match="核实的情况"):
        operations.verify_remarks(document, blocking, note=" ", by=office.checker, at=AT)
    operations.verify_remarks(document, blocking, note="与台账核对过", by=office.checker, at=AT)
    line = last_line(document)
    assert (line.act, line.reason) == ("screening.verify", "与台账核对过")
    assert "10件" not in str(line.detail)
    assert operations.pass_check(document, by=office.checker, at=AT).state == "signing"


def test_other_remarks_never_stop(office):
    assert office.published(body=WORDS).state == "published"


def test_a_changed_figure_is_a_new_question(office, who):
    document = office.drafted(body=SUM)
    operations.verify_remarks(document, rows(document), note="核对过", **who)
    content = office.content(body=SUM.replace("10件", "12件"))
    document = operations.write(document, content=content, seen=1, **who)
    assert queries.blocking_remarks(document.reference).count() == 1
    assert Remark.objects.filter(present=False, answer="verified").count() == 1


def test_proposals_are_written_into_a_new_version_and_undone(office, who):
    document = office.drafted(title="检查院公告", body=WORDS, summary="台帐")
    document = operations.correct(document, rows(document), seen=1, **who)

    assert document.draft.title == "检察院公告"
    assert document.draft.body == "<p>请各村<strong>台账</strong>报检察院，共90余条。</p>"
    assert document.draft.summary == "台账"
    assert document.draft.note == "采纳核对意见 5 条"
    assert told(document) == set()

    line = last_line(document)
    assert (line.act, line.label) == ("screening.correct", "采纳核对意见 5 条")
    document = operations.undo_remarks(document, line.pk, **who)
    assert (document.draft.number, document.draft.body) == (3, WORDS)
    assert len(told(document)) == 5
    with pytest.raises(NotAllowed, match="稿件又改过"):
        operations.undo_remarks(document, line.pk, **who)


def test_one_remark_of_two_is_written(office, who):
    document = office.drafted(body=WORDS)
    document = operations.correct(document, rows(document, "form.remainder"), seen=1, **who)
    assert "检查院，共90余条" in document.draft.body


def test_garbled_text_is_repaired_by_one_answer(office, who):
    body = "<p>街道政務(wù)公開(kāi)工作總(zǒng)結，日期20261120日，２０２６年。</p>"
    document = office.drafted(body=body)
    damage = [r for r in rows(document) if r.source == "repair"]
    assert {r.rule: r.count for r in damage} == {
        "repair.pinyin": 3,
        "repair.script": 4,
        "repair.date": 1,
        "repair.width": 1,
    }
    document = operations.correct(document, damage, seen=1, **who)
    assert document.draft.body == ("<p>街道政务公开工作总结，日期2026年11月20日，2026年。</p>")


def test_damage_under_damage_is_mended_too(office, who):
    document = office.drafted(body="<p>柳政发[２０２６]3号</p>")
    document = operations.correct(document, rows(document, "repair.document_number"), seen=1, **who)
    assert document.draft.body == "<p>柳政发〔2026〕3号</p>"


def test_what_cannot_be_written_is_refused(office, who):
    document = office.drafted(
        body=SUM, attachments=(("报.txt", kept("检查院".encode(), "报.txt")),)
    )
    with pytest.raises(NotAllowed, match="没有确定的改法"):
        operations.correct(document, rows(document, "claims.sum"), seen=1, **who)
    with pytest.raises(NotAllowed, match="改好附件"):
        operations.correct(document, rows(document, "names.wrong"), seen=1, **who)
    with pytest.raises(NotAllowed, match="先选中"):
        operations.correct(document, [], seen=1, **who)
    document = operations.submit(document, **who)
    with pytest.raises(NotAllowed, match="只有起草中"):
        operations.correct(document, rows(document), seen=1, **who)


def test_answers_are_taken_back_in_the_states_of_answering(office, who):
    document = office.drafted(body=WORDS)
    answered = operations.verify_remarks(document, rows(document), note="对", **who)
    line = last_line(document)
    assert len(answered) == 3
    operations.undo_remarks(document, line.pk, **who)
    assert {r.answer for r in rows(document)} == {""}
    with pytest.raises(NotAllowed, match="后来又处理过"):
        operations.undo_remarks(document, line.pk, **who)
    with pytest.raises(NotAllowed, match="后来又处理过"):
        operations.undo_remarks(document, line.pk + 999, **who)

    operations.verify_remarks(document, rows(document), note="对", **who)
    operations.reopen_remarks(document, rows(document), **who)
    assert last_line(document).label == "核对意见 3 条：重新处理"
    signed = office.checked(body=WORDS)
    for act in (
        lambda: operations.verify_remarks(signed, rows(signed), note="对", **who),
        lambda: operations.reopen_remarks(signed, rows(signed), **who),
        lambda: operations.undo_remarks(signed, 1, **who),
    ):
        with pytest.raises(NotAllowed, match="“待签发”状态下"):
            act()


def test_attachments_read_in_the_background_are_judged_part_by_part(office, who, monkeypatch):
    monkeypatch.setattr("gongkai.disclosures.operations.parts.AT_ONCE_BYTES", 0)
    files = tuple((name, kept(f"{name}检查院".encode(), name)) for name in ("甲.txt", "乙.txt"))
    document = office.drafted(body="<p>台帐</p>", attachments=files)
    assert told(document) == {("characters.likely", "正文", "台帐", 1)}

    operations.screen_next(by=CLOCK, at=AT)
    both = {
        ("names.wrong", "附件“甲.txt”", "检查院", 1),
        ("names.wrong", "附件“乙.txt”", "检查院", 1),
    }
    assert told(document) == both | {("characters.likely", "正文", "台帐", 1)}

    content = office.content(body="<p>好</p>", attachments=files[:1])
    document = operations.write(document, content=content, seen=1, by=office.clerk, at=AT + HOUR)
    assert told(document) == {("names.wrong", "附件“甲.txt”", "检查院", 1)}


def test_a_part_that_could_not_be_read_changes_nothing(office, who):
    document = office.drafted(body=WORDS)
    before = told(document)
    proofread_version(document.draft, {}, **who)
    assert told(document) == before
