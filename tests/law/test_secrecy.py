"""Marks of secrecy: recognised where they are marks, not where they are words."""

import pytest

from gongkai.law.procedure import NotAllowed
from gongkai.law.roles import Role
from gongkai.law.secrecy import PROCEDURE, SecretFound, StopFacts, mark_in
from tests.law.steps import everywhere, is_allowed_exactly

GOOD = StopFacts(reason_given=True)


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


def test_the_sentence_names_the_level_and_the_way_out_and_never_the_text():
    words = str(SecretFound("机密", "附件"))
    assert "带有“机密”标志" in words
    assert "机要渠道" in words
    assert "十个工作日" in words


@everywhere(PROCEDURE)
def test_step_is_allowed_exactly_where_the_table_says(step, state, role):
    is_allowed_exactly(PROCEDURE, step, state, role, GOOD)


@pytest.mark.parametrize(
    ("step", "facts", "words"),
    [
        ("ask", StopFacts(), "哪个部门"),
        ("clear", StopFacts(), "哪个部门"),
        ("hand_over", StopFacts(), "交给了谁"),
        ("hand_over", StopFacts(reason_given=True, leak_told=False), "先登记已经报告"),
    ],
)
def test_refusals(step, facts, words):
    with pytest.raises(NotAllowed, match=words):
        PROCEDURE.take(step, state="stopped", roles=set(Role), facts=facts)
