"""Rule packs: what the shipped ones find, how packs are laid over each other, what is refused."""

import re
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.text.severity import Severity
from gongkai.text.wording import (
    BadPack,
    Finding,
    Pack,
    Wording,
    compile_packs,
    read_pack,
    shipped,
)
from gongkai.text.wording.pack import Rule

HEAD = 'id = "office"\nversion = "3"\ndate = 2026-11-24\n'
RULE = '[[rules]]\nid = "a"\nseverity = "fault"\nsays = "改“{text}”"\nsource = "本机关"\n'


@pytest.fixture(scope="module")
def national() -> Wording:
    return compile_packs(shipped())


def office(*lines: str) -> Pack:
    return read_pack(HEAD + "\n".join(lines))


def told(wording: Wording, text: str) -> list[tuple[str, str, str]]:
    return [(found.rule, found.text, found.proposal) for found in wording.find(text)]


@pytest.mark.parametrize(
    ("text", "rule", "wrong", "right"),
    [
        ("认真部暑工作", "characters.wrong", "部暑", "部署"),
        ("截止目前共办理", "characters.wrong", "截止目前", "截至目前"),
        ("银行帐户", "characters.likely", "帐户", "账户"),
        ("其它事项", "characters.variant", "其它", "其他"),
        ("公开政策法规90于条", "form.remainder", "于", "余"),
        ("张贴二百于块", "form.remainder", "于", "余"),
        ("青政发[2026]3号", "form.document_number_year", "[2026]", "〔2026〕"),
        ("青政发〔202630号", "form.document_number_lost", "〔202630号", "〔2026〕30号"),
        ("青政发〔2026〕第03号", "form.document_number_serial", "〔2026〕第03号", "〔2026〕3号"),
        ("2026年2月30日", "form.date_day", "2026年2月30日", ""),
        ("2026年13月", "form.date_day", "2026年13月", ""),
        ("1月1日至12月31止", "form.date_cut", "12月31", ""),
        ("二零二六年", "form.date_zero", "二零二六年", ""),
        ("20年工作总结", "form.short_year", "20年", ""),
        ("约50件左右", "form.about_twice", "约50件左右", ""),
        ("减少了两倍", "form.times_less", "减少了两倍", ""),
        ("百分之50", "form.percent", "百分之50", ""),
        ("共有二个社区", "form.two", "二", "两"),
        ("建筑面积30平米", "form.unit", "平米", "平方米"),
        ("住房与城乡建设局", "names.wrong", "住房与城乡建设局", "住房和城乡建设局"),
        ("县工商局登记", "names.former", "工商局", "市场监督管理局"),
        ("县人社局", "names.short", "人社局", "人力资源和社会保障局"),
        ("残废人证", "terms.people", "残废人", "残疾人"),
        ("收到申请之日起20日内答复", "terms.days", "收到申请之日起20日内答复", ""),
        ("涉及到群众", "terms.redundant", "涉及到", "涉及"),
        ("机密★5年", "secrecy.mark", "机密★5年", ""),
        ("\n秘　密\n", "secrecy.mark", "秘　密", ""),
        ("一行\n" * 12 + "秘　密\n", "secrecy.level", "秘　密", ""),
        ("密级：机密", "secrecy.labelled", "密级：机密", ""),
        ("内部资料　注意保存", "secrecy.internal", "内部资料　注意保存", ""),
        ("本件不得外传", "secrecy.keep", "不得外传", ""),
        ("（此件不予公开）", "secrecy.closed", "（此件不予公开）", ""),
        ("20××年", "leftovers.crosses", "20××", ""),
        ("青禾县XX街道", "leftovers.crosses", "XX", ""),
        ("负责人：{{ name }}", "leftovers.braces", "{{ name }}", ""),
        ("见#REF!", "leftovers.errors", "#REF!", ""),
        ("青禾县 年 月 日", "leftovers.blank_date", "", ""),
        ("2026年  月  日", "leftovers.blank_date", "2026年  月  日", ""),
        ("一、总则\n三、附则", "form.numbering", "三", ""),
        ("1、总则\n2、细则\n3附则", "form.numbering", "3", "3、"),
        ("见附件1、附件3、附件2.", "", "", ""),
        ("附件1、附件3、附件4", "form.enclosures", "附件3", ""),
        ("通知（以下简称办法", "form.brackets", "（", ""),
        ("通知以下简称）办法", "form.brackets", "）", ""),
        ("（一。\n（二）。", "form.brackets", "（", ""),
        ("（类)和(款）", "", "", ""),
        ("加强对村级工作村级工作的指导", "form.repeated_words", "村级工作村级工作", "村级工作"),
        ("😀工作情况工作情况", "form.repeated_words", "工作情况工作情况", "工作情况"),
        ("工作工作工作", "form.repeated_words", "工作工作", "工作"),
        ("关于做好防汛工作的通知\n各村：请做好。", "form.closing", "", ""),
    ],
)
def test_what_the_shipped_packs_find(national, text, rule, wrong, right):
    found = told(national, text)
    if not rule:
        assert found == []
    elif wrong:
        assert (rule, wrong, right) in found
    else:
        assert rule in {name for name, *_ in found}


@pytest.mark.parametrize(
    "text",
    [
        "自己经手的事，年末完成，支付主任津贴，预防犯罪。",
        "国家秘密、商业秘密和个人隐私不予公开，绝密级文件按规定管理。",
        "保密审查后没有发现涉密内容，机密级计算机不得上网。",
        "青政发〔2026〕3号，望湖小区(2026)3号楼。",
        "2026年2月28日，2028年2月29日，12月31日止。",
        "第二条、十二个、二次供水、的的确确。",
        "一、总则\n（一）目的\n（二）依据\n二、分则\n（一）职责\n1.甲\n2.乙\n三、附则",
        "一、总则。二、分则。\n三、附则",
        "一是公开；二是公开。研究研究，讨论讨论。",
        "1）申请；2）受理；a)审查；①)办结。",
        "（甲\n乙）在一段里",
        "关于做好防汛工作的通知\n各村：请做好。\n青禾县人民政府\n2026年3月5日",
        "农业部门、文化部门的1.5倍，下降30%",
        "2.5米、3.1415、30户、12月份",
        "5户居民\n6户居民",
        "申请人王××，身份证号110101××××××××1234，李XX。",
        "会议3于次日召开，见表3于人大审议，2于元旦前办结。",
        "涉及个人隐私、不宜公开的内容不公开。",
        "柳溪镇柳溪镇政府、建国路二条",
    ],
)
def test_sound_text_is_left_alone(national, text):
    assert told(national, text) == []


def test_a_finding_tells_all(national):
    [found] = national.find("文件部暑")
    assert found == Finding(
        "characters.wrong", Severity.FAULT, 2, 4, "部暑", "部署",
        "“部暑”有错字，应为“部署”。", "《通用规范汉字表》，《现代汉语词典》", "characters", False,
    )  # fmt: skip
    [mark] = national.find("绝密★10年\n")
    assert mark.blocks
    assert mark.severity is Severity.FAULT
    long = "这一句话说了两遍，而且写得太长，显示时要截去后面的部分。"
    assert national.find(long * 2)[0].says.endswith("…”。")


def test_upper_packs_change_lower_ones():
    low = office(RULE, 'words = "甲→乙 丙→丁"', 'unless = "甲方"')
    wording = compile_packs([low])
    assert told(wording, "甲丙甲方") == [("a", "甲", "乙"), ("a", "丙", "丁")]
    assert told(compile_packs([low, office('remove = "a:丙 b b:x"')]), "甲丙") == [
        ("a", "甲", "乙")
    ]
    assert told(compile_packs([low, office('remove = "a"')]), "甲丙") == []
    assert told(compile_packs([low, office('allow = ["甲乙"]')]), "甲乙") == []
    softer = compile_packs([low, office("[severity]", 'a = "hint"', 'zz = "fault"')])
    assert softer.find("甲")[0].severity is Severity.HINT
    replaced = office(RULE, 'pattern = "戊+"', 'near = "戊"')
    assert told(compile_packs([low, replaced]), "甲戊戊\n戊") == [
        ("a", "戊戊", ""),
        ("a", "戊", ""),
    ]
    allowed = office('allow = "戊己"')
    assert told(compile_packs([replaced, allowed]), "戊己，戊") == [("a", "戊", "")]
    assert told(compile_packs([office(RULE, 'pattern = "未有"', 'near = "戊"')]), "戊戊") == []


def test_the_set_is_known_by_its_digest():
    low = office(RULE, 'words = "甲→乙"')
    one, same = compile_packs([low]), compile_packs([office(RULE, 'words = "甲→乙"')])
    assert one.digest == same.digest
    assert one.packs == (("office", "3", "2026-11-24"),)
    newer = replace(low, version="4")
    assert compile_packs([newer]).digest != one.digest
    assert compile_packs([]).find("甲") == ()
    assert compile_packs(shipped()).packs[0][0] == "secrecy"


@pytest.mark.parametrize(
    ("toml", "says"),
    [
        ("id = ", "不是正确的 TOML"),
        ('id = "x"', "要有 id 和 date"),
        (HEAD + 'colour = "red"', "不认识的项：colour"),
        (HEAD + "[[rules]]", "要有 id"),
        (HEAD + RULE, "只能有 words"),
        (HEAD + RULE + 'words = ""', "没有要找的内容"),
        (HEAD + RULE + 'words = "→甲"', "没有要找的内容"),
        (HEAD + RULE + 'words = "甲→甲"', "改了等于没改"),
        (HEAD + RULE + 'words = "甲"\nuse = "x"', "不认识的项：use"),
        (HEAD + RULE + 'pattern = "甲"', "要有 near"),
        (HEAD + RULE + 'pattern = "("\nnear = "甲"', "写错了"),
        (HEAD + RULE + 'check = "none"', "不存在"),
        (HEAD + RULE.replace("fault", "bad") + 'words = "甲"', "severity 只能是"),
        (HEAD + RULE.replace("本机关", "") + 'words = "甲"', "要有 says"),
        (HEAD + RULE.replace("{text}", "{nothing}") + 'words = "甲"', "大括号只能用于"),
        (HEAD + RULE.replace("{text}", "{text:>999999999}") + 'words = "甲"', "大括号只能用于"),
        (HEAD + RULE + 'words = "甲→乙 丙 甲→丁"', "“甲”写了不止一次"),
        (HEAD + "rules = 3", "要写成"),
        (HEAD + 'rules = ["甲"]', "要写成"),
        (HEAD + "severity = 3", "要写成"),
    ],
)
def test_what_a_pack_may_not_be(toml, says):
    with pytest.raises(BadPack, match=says):
        read_pack(toml)


def test_shipped_packs_contradict_nowhere():
    wording = compile_packs(shipped())
    words = [word for rule in wording.rules for word in rule.words]
    assert len(words) == len(set(words))
    for rule in wording.rules:
        for wrong, right in rule.words.items():
            assert not [f for f in wording.find(right) if f.severity is Severity.FAULT], (
                wrong,
                right,
            )


@given(st.text(alphabet="甲乙丙 \n（）“”、。1一二三附件的关于通知年月日★密", max_size=80))
def test_any_text_is_borne(text):
    for found in compile_packs(shipped()).find(text):
        assert text[found.start : found.end] == found.text


@given(st.lists(st.sampled_from(["甲", "乙", "甲乙", "丙"]), max_size=30).map("".join))
def test_all_words_are_found_in_one_pass(text):
    rule = Rule("a", Severity.HINT, "x", "y", words={"甲乙": "", "乙": ""})
    wording = compile_packs([Pack("p", "p", "1", date(2026, 1, 1), (rule,))])
    assert [found.text for found in wording.find(text)] == re.findall("甲乙|乙", text)


def test_a_passage_that_stands_twice_is_told_once(national):
    one, two, other = (f"{word}各村要按照要求做好今年冬季供水检修工作。" for word in "甲乙丙")
    text = f"{one}好。\n{two}{other}{one}好。\n{two}丁{other}{one}"
    places = [f.text for f in national.find(text) if f.rule == "form.repeated_sentences"]
    assert places == [f"{one}好。\n{two}", one]
