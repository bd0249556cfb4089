"""Marks of secrecy: recognised where they are marks, not where they are words."""

import pytest

from gongkai.text.secrecy import lone, mark_in, marks
from gongkai.text.wording import compile_packs, shipped


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("秘密★1年\n关于……的通知", "秘密"),
        ("机密★", "机密"),
        ("绝 密★30年", "绝密"),
        ("绝　密 ★ 长期\n正文", "绝密"),
        ("密级：秘密\n紧急程度：特急", "秘密"),
        ("密 级: 机密 ", "机密"),
        ("内部资料，注意保存\n第3期", "内部"),
        ("内部文件", "内部"),
        ("内部", "内部"),
        ("工作秘密", "工作秘密"),
        ("关于开展检查的函\n" * 40 + "附件：秘密★5年", "秘密"),
    ],
)
def test_a_mark_is_recognised(text, level):
    assert mark_in(text).level == level


@pytest.mark.parametrize(
    "text",
    [
        "",
        "不得泄露国家秘密、商业秘密。",
        "内部资料管理办法",
        "内部审计情况",
        "做好机密文件的保管",
        "一行\n" * 20 + "秘密",
        "评分★★★",
        "密级",
    ],
)
def test_a_word_is_no_mark(text):
    assert mark_in(text) is None


def test_the_first_mark_counts_and_says_where():
    assert mark_in("通知\n机密\n秘密★1年").level == "机密"
    assert mark_in("密级：秘密").start == 3
    assert mark_in("内部资料\n秘密★").start == 0


def test_every_mark_is_told_once_and_lone_levels_only_below_the_head():
    text = "秘密★1年\n" + "一行\n" * 20 + "机密\n内 部\n秘密*3年\n秘密*\n"

    assert [(mark.level, text[mark.start : mark.end]) for mark in marks(text)] == [
        ("秘密", "秘密★1年"),
        ("秘密", "秘密*3年"),
    ]
    assert [text[mark.start : mark.end] for mark in lone(text)] == ["机密", "内 部", "秘密"]


@pytest.mark.parametrize(
    "said",
    [
        "《中华人民共和国保守国家秘密法》",
        "严格落实保密审查，先审查、后公开。",
        "不得泄露国家秘密、工作秘密、商业秘密和个人隐私。",
        "县审计局公布内部审计情况。",
        "内部控制制度和内部机构设置",
        "全县机密级、秘密级计算机台数",
        "保密工作部门负责秘密载体管理",
    ],
)
def test_speaking_of_secrets_is_no_mark_for_any_rule(said):
    national = compile_packs(shipped())
    for text in (said, f"{said}\n" * 30):
        assert mark_in(text) is None
        assert [f for f in national.find(text) if f.rule.startswith("secrecy")] == []
