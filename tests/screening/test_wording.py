"""用词规则 of an office: every change an edition, inherited below, texts looked at again."""

import pytest

from gongkai.disclosures import operations as disclosures
from gongkai.kernel.case import ChangedMeanwhile
from gongkai.kernel.models import Entry
from gongkai.law.procedure import NotAllowed
from gongkai.screening import operations, queries
from gongkai.screening.models import Remark, Run, WordEdition, WordRule
from gongkai.screening.queries.wording import KEPT, _compiled
from gongkai.text.severity import Severity
from gongkai.text.wording.own import OwnRule, rules_of
from tests.disclosures.walks import AT

pytestmark = pytest.mark.django_db
RULE = OwnRule("柳溪乡", "柳溪镇", "乡已改镇", "镇志", Severity.FAULT, blocks=True)


@pytest.fixture
def who(office):
    """郑管 administers the county and all its offices."""
    return {"by": office.actor("郑管"), "at": AT}


def told(organ, text):
    return [(f.text, f.proposal, f.blocks) for f in queries.wording_of(organ.pk).find(text)]


def test_a_rule_makes_an_edition_a_line_and_is_found(office, who):
    liuxi = office.county.liuxi
    before = queries.edition_of(liuxi.pk)
    edition = operations.add_rule(liuxi, rule=RULE, **who)

    assert (edition.number, str(edition)) == (1, "柳溪镇人民政府 第1版")
    assert told(liuxi, "柳溪乡") == [("柳溪乡", "柳溪镇", True)]
    assert queries.edition_of(liuxi.pk) != before
    line = Entry.objects.filter(act="screening.set_wording").get()
    assert (line.label, line.detail["edition"]) == ("增加用词规则：柳溪乡（第1版）", 1)
    [row] = queries.word_rules(liuxi.pk)
    assert (str(row), queries.own_rule(row)) == ("柳溪乡", RULE)


def test_offices_below_inherit_and_offices_beside_do_not(office, who):
    county = office.county
    operations.add_rule(county.root, rule=OwnRule("青河县", "青禾县"), **who)
    operations.add_rule(county.liuxi, rule=RULE, **who)

    both = [("柳溪乡", "柳溪镇", True), ("青河县", "青禾县", False)]
    assert told(county.liuxi, "柳溪乡青河县") == both
    assert told(county.taoxi, "柳溪乡青河县") == both
    assert told(county.wanghu, "柳溪乡青河县") == both[1:]
    assert [r.wrong for r in queries.inherited_rules(county.taoxi)] == ["青河县", "柳溪乡"]
    operations.allow_word(county.liuxi, word="青河县", reason="桥名", **who)
    assert told(county.liuxi, "青河县") == []


def test_rules_are_revised_and_ended_and_older_editions_still_told(office, who):
    liuxi = office.county.liuxi
    operations.add_rule(liuxi, rule=RULE, **who)
    [row] = queries.word_rules(liuxi.pk)
    operations.revise_rule(row, rule=OwnRule("柳溪乡", "柳溪镇人民政府"), **who)
    assert told(liuxi, "柳溪乡") == [("柳溪乡", "柳溪镇人民政府", False)]
    [row] = queries.word_rules(liuxi.pk)
    operations.end_rule(row, **who)
    assert told(liuxi, "柳溪乡") == []

    assert [rules_of(queries.pack_of(liuxi.pk, n)) for n in (1, 2, 3)] == [
        (RULE,),
        (OwnRule("柳溪乡", "柳溪镇人民政府", "“{text}”应写作“{use}”。", "本机关用词规则"),),
        (),
    ]
    with pytest.raises(operations.RulesRefused, match="已经改过或者停用"):
        operations.end_rule(row, **who)
    assert WordEdition.objects.count() == 3


def test_what_cannot_be_a_rule_is_refused_and_nothing_kept(office, who):
    liuxi = office.county.liuxi
    operations.add_rule(liuxi, rule=RULE, **who)
    operations.add_rule(liuxi, rule=OwnRule("望湖街", "望湖街道"), **who)
    [row, other] = queries.word_rules(liuxi.pk).order_by("id")
    with pytest.raises(operations.RulesRefused, match="有 1 个字"):
        operations.add_rule(liuxi, rule=OwnRule("的"), **who)
    with pytest.raises(operations.RulesRefused, match="已经有规则"):
        operations.add_rule(liuxi, rule=RULE, **who)
    with pytest.raises(operations.RulesRefused, match="已经有规则"):
        operations.revise_rule(other, rule=RULE, **who)
    with pytest.raises(operations.RulesRefused, match="不能有空格"):
        operations.allow_word(liuxi, word="甲 乙", reason="对", **who)
    with pytest.raises(operations.RulesRefused, match="写明理由"):
        operations.allow_word(liuxi, word="甲乙", reason=" ", **who)
    assert queries.word_rules(liuxi.pk).count() == 2
    assert row.until is None
    with pytest.raises(NotAllowed, match="只有本机关的管理员"):
        operations.add_rule(liuxi, rule=OwnRule("甲乙"), by=office.clerk, at=AT)
    with pytest.raises(NotAllowed, match="只有本机关的管理员"):
        operations.end_rule(row, by=office.checker, at=AT)


def test_a_shipped_rule_is_switched_off_with_a_reason_and_on_again(office, who):
    liuxi = office.county.liuxi
    assert told(liuxi, "报人社局")
    operations.switch_off(liuxi, rule="names.short", reason="本地文件惯用简称", **who)
    assert told(liuxi, "报人社局") == []
    line = Entry.objects.filter(act="screening.set_wording").get()
    assert line.reason == "本地文件惯用简称"
    with pytest.raises(operations.RulesRefused, match="已经在“停用的规则”里"):
        operations.switch_off(liuxi, rule="names.short", reason="又", **who)
    with pytest.raises(operations.RulesRefused, match="没有“none”"):
        operations.switch_off(liuxi, rule="none", reason="x", **who)
    with pytest.raises(operations.RulesRefused, match="不能停用"):
        operations.switch_off(liuxi, rule="secrecy.mark", reason="x", **who)
    operations.end_rule(queries.word_rules(liuxi.pk).get(), **who)
    assert told(liuxi, "报人社局")


def test_a_file_is_taken_in_as_one_edition(office, who):
    liuxi = office.county.liuxi
    operations.add_rule(liuxi, rule=RULE, **who)
    operations.add_rule(liuxi, rule=OwnRule("望湖街", "望湖街道"), **who)
    given = [RULE, OwnRule("望湖街", "望湖街道办"), OwnRule("桃西村", "桃溪村")]

    assert operations.take_in_rules(liuxi, given, allow=["台帐"], **who) == (2, 1, 1)
    assert queries.last_word_edition(liuxi.pk).number == 3
    assert {r.wrong for r in queries.word_rules(liuxi.pk)} == {
        "柳溪乡",
        "望湖街",
        "桃西村",
        "台帐",
    }
    with pytest.raises(operations.RulesRefused, match="没有要改的"):
        operations.take_in_rules(liuxi, given, allow=["台帐"], **who)
    with pytest.raises(operations.RulesRefused) as refused:
        operations.take_in_rules(liuxi, [OwnRule("甲"), OwnRule("甲" * 41)], **who)
    assert len(refused.value.sentences) == 2


def test_too_many_rules_are_refused(office, who, monkeypatch):
    monkeypatch.setattr("gongkai.screening.operations.wording.MOST_RULES", 1)
    liuxi = office.county.liuxi
    operations.add_rule(liuxi, rule=RULE, **who)
    with pytest.raises(operations.RulesRefused, match="最多 1 个"):
        operations.add_rule(liuxi, rule=OwnRule("望湖街"), **who)
    assert WordRule.objects.count() == 1


def test_newer_rules_look_at_a_text_again_before_the_signature(office, who):
    document = office.reviewed(office.submitted(body="<p>柳溪乡供水检修。</p>"))
    operations.add_rule(office.county.root, rule=RULE, **who)
    with pytest.raises(NotAllowed, match="文字和数字核对"):
        disclosures.pass_check(document, by=office.checker, at=AT)

    remark = Remark.objects.get()
    assert (str(remark), remark.blocks) == (f"{remark.rule} 正文", True)
    assert queries.rule_label(remark.rule) == "本地用词规则"
    assert Run.objects.count() == 2
    disclosures.verify_remarks(document, [remark], note="旧名", by=office.checker, at=AT)
    assert disclosures.pass_check(document, by=office.checker, at=AT).state == "signing"


def test_a_rule_made_milder_no_longer_stops(office, who):
    liuxi = office.county.liuxi
    operations.add_rule(liuxi, rule=RULE, **who)
    document = office.reviewed(office.submitted(body="<p>柳溪乡</p>"))
    assert queries.blocking_remarks(document.reference).exists()
    [row] = queries.word_rules(liuxi.pk)
    operations.revise_rule(row, rule=OwnRule("柳溪乡", "柳溪镇"), **who)
    assert disclosures.pass_check(document, by=office.checker, at=AT).state == "signing"


def test_only_the_offices_own_people_answer(office):
    document = office.drafted(body="<p>检查院</p>")
    rows = list(queries.open_remarks(document.reference))
    with pytest.raises(NotAllowed, match="没有处理核对意见的职责"):
        disclosures.verify_remarks(document, rows, note="对", by=office.actor("钱"), at=AT)
    disclosures.verify_remarks(document, rows, note="对", by=office.clerk, at=AT)
    with pytest.raises(ChangedMeanwhile):
        disclosures.verify_remarks(document, rows, note="对", by=office.clerk, at=AT)


def test_compiled_rules_are_kept_bounded():
    assert _compiled.cache_info().maxsize == KEPT


def test_a_proposal_longer_than_a_row_is_no_proposal(office):
    document = office.drafted(body="<p>" + "二０" * 150 + "</p>")
    [remark] = [r for r in queries.remarks(document.reference) if r.rule == "repair.width"]
    assert remark.proposal == "0"
    garbled = "政务公开信息" * 60
    body = garbled.encode().decode("gb18030", "replace")
    document = office.drafted(body=f"<p>{body}</p>")
    found = list(queries.remarks(document.reference))
    assert found
    assert all(r.proposal is None for r in found if r.rule == "repair.encoding")
