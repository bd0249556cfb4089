"""Personal numbers: found in every way of writing, and nothing that only looks like one."""

import random
import re
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.text import html, personal
from gongkai.text.personal import find, fingerprint, mask, mask_html
from tests.text.personal.checks import CARD, ID, PHONE, V, card, is_identity_number

OLD = "110105491231002"

FOUND = [
    (f"身份证号：{ID}。", "identity_number", ID, 0.99),
    ("身份证号：11010519491231002x", "identity_number", ID, 0.99),
    ("110105 19491231 002X", "identity_number", ID, 0.99),
    ("110105-1949-1231-002X", "identity_number", ID, 0.99),
    ("1 1 0 1 0 5 1 9 4 9 1 2 3 1 0 0 2 X", "identity_number", ID, 0.99),
    ("１１０１０５１９４９１２３１００２Ｘ", "identity_number", ID, 0.99),
    ("11010519\u200b491231\u00ad002X", "identity_number", ID, 0.99),
    (f"流水号{ID}", "identity_number", ID, 0.8),
    ("身份证号：110105194912310021", "identity_number", "110105194912310021", 0.6),
    (f"身份证{OLD}", "identity_number", OLD, 0.9),
    (OLD, "identity_number", OLD, 0.5),
    (f"手机{PHONE}", "mobile", PHONE, 0.95),
    ("138-0013-8000", "mobile", PHONE, 0.95),
    ("138 0013　8000", "mobile", PHONE, 0.95),
    ("+8613800138000", "mobile", PHONE, 0.95),
    ("0086 13800138000", "mobile", PHONE, 0.95),
    ("1.13800138000", "mobile", PHONE, 0.95),
    ("0431-88888888，13800138000，", "mobile", PHONE, 0.95),
    ("tel13800138000", "mobile", PHONE, 0.95),
    ("订单编号7788，13800138000", "mobile", PHONE, 0.95),
    (f"开户行：青禾县农商行 {CARD}", "bank_card", CARD, 0.95),
    (CARD, "bank_card", CARD, 0.8),
    (" ".join(re.findall(".{1,4}", CARD)), "bank_card", CARD, 0.8),
    (f"卡号{card('4', 16)}", "bank_card", card("4", 16), 0.95),
]

CLEAN = [
    "统一社会信用代码11341702486344515H", "社会信用代码113417020032563511",
    "青政办发〔2026〕138号", "国务院令第711号", "2026年3月5日", "20260305", "电话0431-88888888",
    "（010）62345678", "4008123123", "金额13800138000元", "￥13800138000", "13800138000.50",
    "订单号13800138000", "AB13800138000", "13800138000A",
    "13800138000号", f"运单{CARD}", card("4", 16), "6228481234567890123", "110105194902310021",
    "110105194912310021", "990105194912310021", "12345 67890 12345", "编号110105491231002",
    "索引号113708280043326001/2024-02411", "138001380001380013800013800138000", "1.5 2.5 3.5",
    "138\n00138000", "138\t0013\t8000", "110105********002X", "11010519491231002", "2020 2021 2022",
    "110105499931002", "622848 1234 56", "1234567890123456X",
]  # fmt: skip


@pytest.mark.parametrize(("text", "kind", "normal", "confidence"), FOUND)
def test_every_way_of_writing(text, kind, normal, confidence):
    (hit,) = find(text, V)
    assert (hit.kind, hit.normal, hit.confidence) == (kind, normal, confidence)
    assert text[hit.start : hit.end] == hit.text
    assert find(mask(text, [hit]), V) == []


@pytest.mark.parametrize("text", CLEAN)
def test_numbers_that_are_nobodys(text):
    assert find(text, V) == []


def test_masks_keep_what_the_profile_says():
    text = f"{ID} 110105 19491231 002X {PHONE} 138-0013-8000 卡号{CARD}"
    masked = mask(text, find(text, V))
    assert masked == (
        "110105************ 110105 ******** **** 138****8000 138-****-8000 "
        f"卡号{'*' * 15}{CARD[-4:]}"
    )


@pytest.mark.parametrize(
    ("text", "normals"),
    [
        (f"张三{ID}{PHONE}李四", ["张三", ID, PHONE, "李四"]),
        (f"{PHONE} 13900139000", [PHONE, "13900139000"]),
        ("110105194912310003" + PHONE, ["110105194912310003", PHONE]),
        (PHONE + "110105194912310003", [PHONE, "110105194912310003"]),
        (f"1 {PHONE}", [PHONE]),
        ("13800138000 2 13900139000", [PHONE, "13900139000"]),
        (f"{PHONE}\t{CARD}\n{ID}", [PHONE, CARD, ID]),
    ],
)
def test_several_numbers_side_by_side(text, normals):
    assert [hit.normal for hit in find(text, V)] == normals


def test_masks_reach_across_tags():
    body = html.clean(
        "<p>张三<b>1101</b>05<i>1949</i>1231002X，电话138<br>00</p>"
        "<table><tr><td>1<p>甲</p><td>13800138000<td></table>"
        f'<p><a href="tel:138-0013-8000">拨打</a><a href="/a">看</a></p>'
        f'<img src="files/{"a" * 64}.png" alt="张三13800138000"><img src="files/{"b" * 64}.png">'
    ).html
    hits = find(html.plain(body), V)
    masked = mask_html(body, hits)
    assert [hit.normal for hit in hits] == ["张三", ID, PHONE]
    assert masked == (
        "<p>张*<strong>1101</strong>05<em>****</em>********，电话138<br>00</p>"
        "<table><tbody><tr><td><p>1</p><p>甲</p></td><td>138****8000</td><td></td></tr></tbody>"
        '</table><p>拨打<a href="/a">看</a></p>'
        f'<p><img alt="张*138****8000" src="files/{"a" * 64}.png">'
        f'<img alt="" src="files/{"b" * 64}.png"></p>'
    )
    assert html.clean(masked).html == masked


def test_a_number_only_in_what_is_unseen():
    image = f'<img alt="138 0013 8000" src="files/{"a" * 64}.png">'
    body = f'<p>甲{image}<a href="tel:13800138000">乙</a></p>'
    assert find(html.plain(body), V) == []
    hits = find(html.unseen(body), V)
    assert [hit.normal for hit in hits] == [PHONE, PHONE]
    masked = mask_html(body, hits)
    assert masked == f'<p>甲<img alt="138 **** 8000" src="files/{"a" * 64}.png">乙</p>'


def test_fingerprints_are_keyed():
    one = fingerprint("mobile", PHONE, "盐")
    assert one == fingerprint("mobile", PHONE, "盐")
    assert len(one) == 64
    assert (
        len({one, fingerprint("mobile", PHONE, "糖"), fingerprint("bank_card", PHONE, "盐")}) == 3
    )


def test_a_megabyte_of_digits_ends():
    assert find("1" * 1_000_000, V) == []
    assert len(find("13800138000，" * 80_000, V)) == 80_000


@pytest.mark.parametrize("unit", ["1", "1 ", "13800138000", "138 ", "1X", "6 2 8 ", "编号", "０-"])
def test_long_rows_of_anything_end(unit):
    text = unit * (100_000 // len(unit))
    hits = find(text, V)
    assert all(a.end <= b.start for a, b in pairwise(hits))


@given(st.text(alphabet="0123456789X- 张。\n１号", max_size=80))
def test_hits_are_in_place_and_masks_hide_them(text):
    hits = find(text, V)
    assert all(text[hit.start : hit.end] == hit.text for hit in hits)
    assert all(a.end <= b.start for a, b in pairwise(hits))
    masked = mask(text, hits)
    assert len(masked) == len(text)
    assert not {h.normal for h in find(masked, V)} & {h.normal for h in hits}


@given(st.integers(0, 10**9), st.sampled_from(["", " ", "-", "　"]))
def test_every_true_identity_number_is_found(seed, gap):
    chance = random.Random(seed)
    born = date.fromordinal(
        chance.randint(date(1900, 1, 1).toordinal(), date(2025, 1, 1).toordinal())
    )
    body = f"34{chance.randint(0, 9999):04}{born:%Y%m%d}{chance.randint(0, 999):03}"
    number = next(body + c for c in "0123456789X" if is_identity_number(body + c))
    text = f"户主：{gap.join((number[:6], number[6:14], number[14:]))}，望湖街道"
    assert [hit.normal for hit in find(text, V)] == [number]


def test_masking_leaves_other_text_alone():
    assert mask("甲乙", []) == "甲乙"
    assert mask_html("<p>甲</p>", []) == "<p>甲</p>"
    assert personal.KEPT["mobile"] == (3, 4)
