"""What has to go from a text: detected, known by now, given as words."""

import re
from collections import namedtuple

import pytest

from gongkai.text.document import Place
from gongkai.text.masking import Masking, Swap, masking_of
from gongkai.text.masking.screen import Edit, Screen, applied, merged

Hit = namedtuple("Hit", "start end text normal mask")
Finding = namedtuple("Finding", "place text mask")


def finder(pattern: str, mask: str = ""):
    def detect(text):
        return [
            Hit(m.start(), m.end(), m[0], re.sub(r"\s", "", m[0]), mask or "*" * len(m[0]))
            for m in re.finditer(pattern, text)
        ]

    return detect


def masked(screen: Screen, text: str) -> str:
    return applied(text, screen.edits(text))


def test_address_found_once_is_known_in_any_writing():
    screen = Screen(finder(r"邮箱(\S+@\S+)"), {})
    assert masked(screen, "邮箱zhang@example.cn 甲") == "****************** 甲"
    screen.forget()
    screen = Screen(finder(r"(?<=：)zhang\S+", "z****@example.cn"), {})
    assert masked(screen, "：zhang@example.cn") == "：z****@example.cn"
    assert (
        masked(screen, "见ＺＨＡＮＧ@example.cn或other@example.cn")
        == "见z****@example.cn或other@example.cn"
    )
    assert screen.knows("x=Zhang@Example.cn&")
    assert not screen.knows("other@example.cn")


def test_number_found_once_is_known_inside_longer_ones():
    screen = Screen(finder("(?<=电话)[0-9 ]{11,13}"), {})
    assert masked(screen, "电话138 0013 8000") == "电话*************"
    screen.forget()
    assert (
        masked(screen, "A13800138000x 13800138000X 5513800138000")
        == "A***********x ***********X 55***********"
    )
    assert screen.knows("<v>１３８００１３８０００</v>")
    assert not screen.knows("5513800138000")


def test_mask_of_a_spaced_number_fits_the_same_without_spaces():
    screen = Screen(finder("(?<=电话)138 0013 8000", "138 **** 8000"), {})
    masked(screen, "电话138 0013 8000")
    assert masked(screen, "13800138000") == "138****8000"
    screen = Screen(finder("(?<=电话)138 0013 8000", "某"), {})
    assert masked(screen, "电话138 0013 8000") == "电话某"
    assert masked(screen, "13800138000") == "***********"


def test_what_may_be_shown_stays():
    screen = Screen(finder("张三", "张三"), {"李四": "李四"})
    assert screen.edits("张三、李四") == ()
    assert not screen.knows("张三、李四")


def test_short_data_are_not_known():
    screen = Screen(finder("(?<=QQ)[0-9]+|王五"), {})
    assert masked(screen, "QQ12345678 王五") == "QQ******** **"
    assert not screen.knows("12345678 王五")


@pytest.mark.parametrize(
    ("edits", "expected"),
    [
        ([], "abcdef"),
        ([Edit(0, 3, "***")], "***def"),
        ([Edit(0, 3, "***"), Edit(0, 3, "***")], "***def"),
        ([Edit(0, 3, "a**"), Edit(2, 5, "c*e"), Edit(5, 6, "#")], "a***e#"),
        ([Edit(0, 3, "a**"), Edit(0, 3, "**c")], "***def"),
        ([Edit(0, 4, "某"), Edit(1, 3, "**")], "某ef"),
        ([Edit(0, 6, "ab**ef"), Edit(1, 3, "某")], "a某**ef"),
    ],
)
def test_edits_that_overlap_hide_what_each_hides(edits, expected):
    assert applied("abcdef", merged("abcdef", edits)) == expected


def test_line_broken_in_a_number():
    screen = Screen(finder("138 ?00138000"), {})
    assert applied("138\n00138000", screen.lines("138\n00138000")) == "***\n********"
    screen = Screen(finder("138 ?00138000", "某"), {})
    assert applied("138\n00138000", screen.lines("138\n00138000")) == "某"


def test_words_of_any_spacing_are_found_where_they_are():
    screen = Screen(finder("不"), {"张 三": "张某", "李四": "李*"})
    assert masked(screen, " 李 四、张\u3000 三 和 张三") == " 李*、张某 和 张某"
    assert screen.knows("张　三")
    assert not Screen(finder("不"), {}).knows("张三")


def test_what_only_machines_read_is_idle():
    screen = Screen(finder("不"), {})
    idle = ["13800138", "00A77427", "{13800138-0001-4000-8000-138001380001}", "rId7", "-5"]
    assert [screen.is_idle(text) for text in idle] == [True] * 5
    assert [screen.is_idle(t) for t in ["甲", "a@b", "13800138000", "138-0013-8000"]] == [False] * 4
    screen.exact["rId7"] = "x"
    assert not screen.is_idle("rId7")
    assert not Screen(finder("不"), {"ab": "x"}).is_idle("rId7")


def test_orders_from_findings():
    detect = finder("不")
    cell, header = Place(table=1, row=2, column=3), Place(part="页眉", table=1, row=1, column=1)
    found = [
        Finding(cell, "张三", "张*"),
        Finding(cell, "3号", "*号"),
        Finding(Place(paragraph=1), "李四", "李*"),
        Finding(header, "王五", "王*"),
    ]
    assert masking_of(detect, found) == Masking(
        detect,
        {cell: [Swap("张三", "张*"), Swap("3号", "*号")]},
        {"李四": "李*", "王五": "王*"},
    )


def test_what_is_found_by_itself_needs_no_order():
    plain, told = Place(sheet="名单", row=2, column=1), Place(sheet="名单", row=2, column=2)
    found = [
        Finding(plain, "13800138000", "***********"),
        Finding(told, "13800138001", "138********"),
    ]
    detect = finder("13800138000")
    assert masking_of(detect, found).cells == {told: [Swap("13800138001", "138********")]}
