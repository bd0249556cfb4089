"""Words, figures and damage of one text as one list, each with its place and its key."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.text.editing import Edit, edited
from gongkai.text.proofreading import Source, proofread
from gongkai.text.severity import Severity
from gongkai.text.wording import compile_packs, shipped

NATIONAL = compile_packs(shipped())


def told(text, **options):
    return [(each.rule, each.text, each.proposal) for each in proofread(text, NATIONAL, **options)]


def test_words_figures_and_damage_stand_in_order_of_place():
    text = "共办理90于条台帐。\n全年受理申请10件，其中：个人5件，其他4件。\n柳政发[2026]3号"

    assert told(text) == [
        ("form.remainder", "于", "余"),
        ("characters.likely", "台帐", "台账"),
        ("claims.sum", "10件", None),
        ("repair.document_number", "[2026]", "〔2026〕"),
    ]
    figure = proofread(text, NATIONAL)[2]
    assert figure.blocks
    assert figure.severity is Severity.FAULT
    assert figure.source is Source.FIGURES
    assert (figure.before, figure.after) == ("全年受理申请", "，其中：个人5件，其他4件。")
    assert "各项相加是 9件" in figure.says


def test_what_blocks_is_known_by_its_line_and_another_word_by_itself():
    text = "（此件不予公开）\n台帐"
    blocking, plain = proofread(text, NATIONAL)
    assert (blocking.blocks, blocking.key) == (True, "（此件不予公开）")
    assert (plain.blocks, plain.key) == (False, "台帐")


def test_a_figure_is_known_by_its_sentence_wherever_it_stands():
    sentence = "全年受理申请10件，其中：个人5件，其他4件。"
    [one] = proofread(sentence, NATIONAL)
    [other] = [n for n in proofread(f"前言。\n{sentence}", NATIONAL) if n.rule == "claims.sum"]
    assert one.key == other.key
    [changed] = proofread(sentence.replace("10件", "11件"), NATIONAL)
    assert changed.key != one.key


@pytest.mark.parametrize(
    ("text", "rule", "shown", "proposal"),
    [
        ("共１２件", "repair.width", "１２", "12"),
        ("甲\u200b乙", "repair.unseen", "\u200b", ""),
        ("于20171220日公布", "repair.date", "20171220日", "2017年12月20日"),
        ("于2017111日公布", "doubt.date", "2017111日", None),
        ("甲锟斤拷乙", "doubt.encoding", "锟斤拷", None),
        ("等等。。。", "doubt.ellipsis", "。。。", "……"),
        ("文中" * 20 + "锟斤拷" * 9, "doubt.encoding", "锟斤拷" * 9, None),
    ],
)
def test_damage_is_mended_where_it_is_certain_and_told_where_not(text, rule, shown, proposal):
    assert (rule, shown, proposal) in told(text)


def test_damage_that_can_be_mended_is_told_once_and_no_rule_of_wording_beside_it():
    assert [rule for rule, _, _ in told("柳政发[2026]3号")] == ["repair.document_number"]


def test_what_was_mended_twice_is_one_place():
    assert told("柳政发[２０２６]3号") == [("repair.document_number", "[２０２６]", "〔2026〕")]


def test_of_a_table_only_words_and_patterns_are_judged():
    text = "共10件，其中：甲5件，其他4件。\n（台帐\n90于条"
    assert {rule for rule, _, _ in told(text, is_table=True)} == {
        "characters.likely",
        "form.remainder",
    }


def test_only_the_gravest_are_kept_of_too_many():
    text = "台帐" * 3 + "（此件不予公开）"
    kept = proofread(text, NATIONAL, most=1)
    assert [each.rule for each in kept] == ["secrecy.closed"]
    assert len(proofread(text, NATIONAL, most=None)) >= 4


@given(st.text(alphabet="甲乙共10其中件：，。\n台帐于条★密秘２［]柳政发号", max_size=60))
def test_every_place_holds_what_is_told_and_can_be_edited(text):
    for each in proofread(text, NATIONAL):
        assert text[each.start : each.end] == each.text
        assert "\n" not in each.before + each.after
        edited(text, [Edit(each.start, each.end, each.proposal or "")])
