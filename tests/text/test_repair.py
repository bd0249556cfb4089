"""Damaged text is mended where that is certain, else reported; sound text is left alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.text.repair import Repaired, repair
from gongkai.text.script import is_traditional, to_simplified


def test_pinyin_inserts_go_and_the_text_becomes_simplified():
    garbled = "街道政務(wù)公開工作總結（jié）：嚴(yán)格執(zhí)行"
    assert repair(garbled) == Repaired(
        "街道政务公开工作总结：严格执行",
        ("已去掉 4 处夹在字中间的拼音，并转为简体，请核对全文。",),
    )


@pytest.mark.parametrize(
    "meant", ["李喆(zhé)同志", "乾(qián)隆", "務(wù)實", "公開(a)(b)(c)", "開發區繁體文件"]
)
def test_few_or_simplified_marks_are_meant(meant):
    assert repair(meant) == Repaired(meant)


@pytest.mark.parametrize("brackets", ["[]", "【】", "()", "（）", "﹝﹞", "［］", "《》"])
def test_brackets_of_document_numbers(brackets):
    text = f"青政办发{brackets[0]}2026{brackets[1]}12号、第十条(2026)"
    assert repair(text).text == "青政办发〔2026〕12号、第十条(2026)"
    assert repair(text).notes == ("已把 1 处文号的括号改成六角括号〔〕。",)


def test_digits_and_invisible_characters():
    assert repair("２０２６年\u200b公\u00ad开\ufeff") == Repaired(
        "2026年公开", ("已去掉 3 个看不见的字符。", "已把 4 个全角数字改成半角。")
    )


@pytest.mark.parametrize("lost", ["自201711日起", "至20171231日止", "2017101日"])
def test_lost_separators_are_reported_not_guessed(lost):
    mended = repair(lost)
    assert mended.text == lost
    assert "丢了“年”“月”" in mended.notes[0]


@pytest.mark.parametrize(
    "text",
    ["甲\ufffd乙", "锟斤拷", "青禾县".encode().decode("latin-1"),
     "青禾县政务公开".encode().decode("gb18030", "ignore")],
)  # fmt: skip
def test_misread_text_is_reported(text):
    assert repair(text).text == text
    assert repair(text).notes == ("文中有乱码，可能是编码不对，请对照原稿核对。",)


def test_scripts():
    assert to_simplified("政務公開，瞭解乾隆") == "政务公开，了解乾隆"
    assert is_traditional("務")
    assert not is_traditional("务")


@given(st.text(alphabet="青禾县政务公开工作年报。，、（）()[]〔〕2026年3月5日abc \n"))
def test_sound_text_is_unchanged(text):
    found = repair(text)
    assert found.text.replace("〔", "[").replace("〕", "]").translate(
        str.maketrans("（）()", "[][]")
    ) == text.replace("〔", "[").replace("〕", "]").translate(str.maketrans("（）()", "[][]"))


DAMAGED = ["務(wù)", "開", "(", ")", "kāi", "務", "(wù)", "乾", "著", "２", "发[2026]3号", "务"]


@given(
    st.lists(st.sampled_from([*DAMAGED, "\u200b", "瞭解", "201711日"]), max_size=30).map("".join)
)
def test_repair_is_idempotent(text):
    once = repair(text).text
    assert repair(once).text == once
