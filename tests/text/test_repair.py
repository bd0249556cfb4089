"""Damaged text is mended where that is certain, else reported; sound text is left alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.text.repair import Doubt, Repair, Repaired, repair
from gongkai.text.repair.change import Edit, Trace


def rules(text: str) -> set[str]:
    return {mended.rule for mended in repair(text).repairs}


def doubted(text: str) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(doubt.rule, doubt.text, doubt.proposals) for doubt in repair(text).doubts]


def test_pinyin_inserts_go_and_the_text_becomes_simplified():
    found = repair("街道政務(wù)公開工作總結（jié）：嚴(yán)格執(zhí)行")
    assert found.text == "街道政务公开工作总结：严格执行"
    assert found.notes == ("已去掉 4 处夹在字中间的拼音，并转为简体，请核对全文。",)
    assert found.repairs[:3] == (
        Repair("script", 3, 4, "務", "务"),
        Repair("pinyin", 4, 8, "(wù)", ""),
        Repair("script", 9, 10, "開", "开"),
    )


@pytest.mark.parametrize(
    "meant", ["李喆(zhé)同志", "乾(qián)隆", "務(wù)實", "公開(a)(b)(c)", "開發區繁體文件"]
)
def test_few_or_simplified_marks_are_meant(meant):
    assert repair(meant) == Repaired(meant)


@pytest.mark.parametrize(
    "brackets", ["[]", "【】", "()", "（）", "﹝﹞", "［］", "《》", "(）", "〔]"]
)
def test_brackets_of_document_numbers(brackets):
    text = f"青政办发{brackets[0]}2026{brackets[1]}12号、第十条(2026)"
    assert repair(text).text == "青政办发〔2026〕12号、第十条(2026)"
    assert repair(text).notes == ("已把 1 处文号的括号改成六角括号〔〕。",)


@pytest.mark.parametrize(
    ("broken", "sound"),
    [
        ("青政发〔202130号", "青政发〔2021〕30号"),
        ("青政发2021〕30号", "青政发〔2021〕30号"),
        ("青政发〔 2021 〕 30号", "青政发〔2021〕30号"),
        ("（青政发[2021]第3号）", "（青政发〔2021〕第3号）"),
    ],
)
def test_lost_and_spaced_brackets_of_document_numbers(broken, sound):
    assert repair(broken).text == sound


@pytest.mark.parametrize(
    "sound",
    [
        "青政发〔2021〕30号",
        "望湖小区(2021)3号楼",
        "见(2021)3号",
        "(2021)青01民初30号",
        "全年共2021〕30号",
        "编号2021号",
        "〔2021〕",
    ],
)
def test_what_is_no_broken_document_number(sound):
    assert repair(sound) == Repaired(sound)


def test_digits_letters_and_unseen_characters():
    found = repair("２０２６年\u200b公\u00ad开Ａ座３．５米\ufeff")
    assert found.text == "2026年公开A座3.5米"
    assert found.notes == ("已去掉 3 处看不见的字符。", "已把 5 处全角数字、字母改成半角。")
    assert found.repairs[0] == Repair("width", 0, 4, "２０２６", "2026")
    assert found.repairs[1] == Repair("unseen", 5, 6, "\u200b", "")
    assert repair("👨\u200d👩").text == "👨\u200d👩"


def test_forms_that_only_fonts_tell_apart():
    assert repair("⽂件⼯作").text == "文件工作"
    assert rules("⽂件") == {"compatible"}
    assert repair("\ufa0e").text == "\ufa0e"


@pytest.mark.parametrize(
    ("lost", "true"),
    [
        ("于20171220日开会", "于2017年12月20日开会"),
        ("自201711日起", "自2017年1月1日起"),
        ("2017年1220日", "2017年12月20日"),
        ("2017101日", "2017年10月1日"),
        ("20170105日", "2017年1月5日"),
    ],
)
def test_dates_are_mended_where_the_digits_mean_one_day(lost, true):
    assert repair(lost).text == true
    assert repair(lost).notes[0].startswith("已给 1 处丢了“年”“月”的日期补上（如 2017年")


@pytest.mark.parametrize(
    ("lost", "proposals"),
    [
        ("2017111日", ("2017年1月11日", "2017年11月1日")),
        ("20171399日", ()),
        ("2017001日", ()),
        ("2017905日", ()),
    ],
)
def test_other_dates_are_reported(lost, proposals):
    assert repair(lost).text == lost
    assert doubted(lost) == [("date", lost, proposals)]
    assert "丢了“年”“月”" in repair(lost).notes[0]


@pytest.mark.parametrize("sound", ["20171220日报", "2017年12日", "12345678日", "3.201711日"])
def test_what_is_no_date(sound):
    if sound == "2017年12日":
        assert repair(sound).text == "2017年1月2日"
    else:
        assert repair(sound) == Repaired(sound)


MISREAD = [
    "青禾县政务公开工作".encode().decode("latin-1"),
    "青禾县政务公开".encode("gbk").decode("latin-1"),
    "政务公开工作".encode().decode("gb18030"),
]


@pytest.mark.parametrize(
    ("misread", "true"),
    [
        (MISREAD[0], "青禾县政务公开工作"),
        (MISREAD[1], "青禾县政务公开"),
        (MISREAD[2], "政务公开工作"),
        ("政务公开，依法。".encode().decode("latin-1"), "政务公开，依法。"),
        (f"{MISREAD[2]}\n{MISREAD[0]}", "政务公开工作\n青禾县政务公开工作"),
    ],
)
def test_misread_text_is_read_again(misread, true):
    assert repair(misread).text == true
    assert rules(misread) == {"encoding"}
    assert "编码读错" in repair(misread).notes[0]


@pytest.mark.parametrize("sound", ["café à la carte éèê", "琛涓是罕见字", "“”……——", "Ünïcödé"])
def test_rare_characters_are_not_misread(sound):
    assert repair(sound) == Repaired(sound)


@pytest.mark.parametrize(
    "text", ["甲\ufffd乙", "锟斤拷", "烫烫烫", "政务公开工".encode().decode("gb18030", "ignore")]
)
def test_lost_text_is_reported(text):
    assert repair(text).text == text
    assert repair(text).notes == ("文中有乱码，可能是编码不对，请对照原稿核对。",)


def test_doubled_marks_and_mixed_brackets():
    assert repair("开会，，散会。。").text == "开会，散会。"
    assert repair("（一)总则；(a）项").text == "（一）总则；(a)项"
    assert repair("（一，，二)").text == "（一，二）"
    assert rules("（一)") == {"brackets"}
    for meant in ("开会。。。", "开会，。", "(一)（二）", "甲（乙\n丙)"):
        assert repair(meant).text == meant


def test_other_doubts():
    assert doubted("还有。。。") == [("ellipsis", "。。。", ("……",))]
    assert doubted("甲\ue123乙") == [("private", "\ue123", ())]
    mostly_full = "青禾，柳溪。" * 10
    assert doubted(f"{mostly_full}望湖,街道") == [("half", ",", ("，",))]
    assert doubted("望湖,街道,青禾，柳溪") == []
    assert repair(f"{mostly_full}望湖,街道").doubts == (Doubt("half", 62, 63, ",", ("，",)),)


def test_edits_remember_where_they_stood():
    trace = Trace("甲乙丙丁")
    assert not trace.apply([])
    assert trace.apply([Edit("a", 1, 2, "XYZ"), Edit("b", 3, 4, "")])
    assert trace.text == "甲XYZ丙"
    assert trace.apply([Edit("c", 2, 3, "!"), Edit("d", 5, 5, "?")])
    assert trace.apply([Edit("e", 0, 0, "^")])
    assert trace.text == "^甲X!Z丙?"
    assert trace.repairs == (
        Repair("e", 0, 0, "", "^"),
        Repair("a", 1, 2, "乙", "XYZ"),
        Repair("c", 1, 2, "乙", "!"),
        Repair("d", 3, 3, "", "?"),
        Repair("b", 3, 4, "丁", ""),
    )


SOUND = "青禾县政务公开工作年报。、（）〔〕2026年3月5日abc \n第条共件"


@given(st.lists(st.sampled_from([*SOUND, "〔2026〕3号", "（一）", "2026年3月5日"]), max_size=60))
def test_sound_text_is_unchanged(pieces):
    text = "".join(pieces)
    for twice in "，。、；：":
        while twice * 2 in text:
            text = text.replace(twice * 2, twice)
    found = repair(text)
    assert {mended.rule for mended in found.repairs} <= {"document_number", "date"}
    if not found.repairs:
        assert found.text == text


DAMAGED = ["務(wù)", "開", "(", ")", "）", "（", "kāi", "務", "(wù)", "乾", "著", "２", "发[2026]3号",
           "务", "\u200b", "瞭解", "201711日", "，", "。", "⽂", "ä½", "å¥", "〔202130号", "2026", "年", "日",
           "é\x9d\x92", "闈", "掔", *MISREAD]  # fmt: skip


@given(st.lists(st.sampled_from(DAMAGED), max_size=30).map("".join))
def test_repair_is_idempotent_and_tells_all(text):
    once = repair(text)
    assert repair(once.text).text == once.text
    assert repair(once.text).repairs == ()
    for mended in once.repairs:
        assert text[mended.start : mended.end] == mended.before
    assert bool(once.repairs) == (once.text != text)


@given(st.text())
def test_any_text_is_borne(text):
    assert repair(repair(text).text).repairs == ()
