"""Packs an office writes: refused with a sentence, laid on the shipped ones, written and read back."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.text.severity import Severity
from gongkai.text.wording import BadPack, compile_packs, shipped
from gongkai.text.wording.own import (
    MOST_BYTES,
    OwnRule,
    own_pack,
    read_own,
    refusals,
    rules_of,
    write_pack,
)

ON = date(2026, 11, 24)


def pack(*rules, **rest):
    return own_pack("own-3", "柳溪镇用词规则", "2", ON, rules, **rest)


def read(*rules):
    lines = ['id = "own"', "date = 2026-11-24", *rules]
    return read_own("\n".join(lines).encode())


RULE = '[[rules]]\nid = "a"\nseverity = "hint"\nsays = "x"\nsource = "y"\n'


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        (OwnRule("的"), "有 1 个字"),
        (OwnRule("甲" * 1_000_000), "有 1000000 个字"),
        (OwnRule("甲 乙"), "不能有空格"),
        (OwnRule("20。"), "至少要有两个字"),
        (OwnRule("柳溪乡", "柳溪\n镇"), "改法不能超过"),
        (OwnRule("柳溪乡", "镇" * 81), "改法不能超过"),
        (OwnRule("柳溪乡", "柳溪乡"), "改了等于没改"),
        (OwnRule("柳溪乡", "柳溪镇", says="话" * 201), "说明和出处"),
        (OwnRule("柳溪乡", "柳溪镇", blocks=True), "才能拦住签批"),
    ],
)
def test_a_rule_that_cannot_be_is_refused_with_a_sentence(rule, words):
    [told] = refusals(rule)
    assert words in told
    assert len(told) < 120


def test_a_good_rule_is_not_refused():
    good = OwnRule("柳溪乡", "柳溪镇", "{x}", "镇志", Severity.FAULT, True)
    assert list(refusals(good)) == []


def test_own_rules_lie_on_the_shipped_ones():
    own = pack(
        OwnRule("柳溪乡", "柳溪镇", severity=Severity.FAULT, blocks=True),
        OwnRule("望湖街", "", says="用{街道}全称：{text}"),
        allow=["台帐"],
        remove=["names.short"],
    )
    found = compile_packs([*shipped(), own]).find("柳溪乡、望湖街的台帐报人社局")

    assert [(f.text, f.proposal, f.says, f.source, f.blocks) for f in found] == [
        ("柳溪乡", "柳溪镇", "“柳溪乡”应写作“柳溪镇”。", "本机关用词规则", True),
        ("望湖街", "", "用{街道}全称：望湖街", "本机关用词规则", False),
    ]


def test_what_should_stand_there_is_not_found_again():
    [found] = compile_packs([pack(OwnRule("柳溪", "柳溪镇"))]).find("柳溪镇和柳溪")
    assert found.start == 4


def test_a_word_without_another_says_not_to_use_it():
    [found] = compile_packs([pack(OwnRule("望湖街"))]).find("望湖街")
    assert found.says == "“望湖街”不要用。"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"\xff\xfe", "UTF-8"),
        (b"= broken", "TOML"),
        (b" " * (MOST_BYTES + 1), "超过 4 MB"),
    ],
)
def test_a_file_that_is_no_pack_is_refused(content, words):
    with pytest.raises(BadPack, match=words):
        read_own(content)


@pytest.mark.parametrize(
    ("rules", "words"),
    [
        ((RULE + "pattern = '.*'\nnear = '的'",), "只能写词"),
        ((RULE + "check = 'closing'",), "只能写词"),
        ((RULE + "words = '甲乙→丙 甲'",), "有 1 个字"),
        (
            (RULE + "words = '甲乙→丙'", RULE.replace('"a"', '"b"') + "words = '甲乙→丁'"),
            "不止一次",
        ),
    ],
)
def test_a_pack_an_office_may_not_write_is_refused_with_every_reason(rules, words):
    with pytest.raises(BadPack, match=words):
        read(*rules)


def test_too_many_words_are_refused(monkeypatch):
    monkeypatch.setattr("gongkai.text.wording.own.MOST_RULES", 1)
    with pytest.raises(BadPack, match="最多 1 个"):
        read(RULE + "words = '甲乙→丙 丁戊→己'")


WORD = st.text(alphabet="甲乙丙丁戊'\"\\{}#=", min_size=2, max_size=8).filter(
    lambda word: not [*refusals(OwnRule(word))]
)
SAID = st.text(alphabet="甲{}\"'\\\x7fuse textx", max_size=12)


@given(st.dictionaries(WORD, SAID, max_size=5), st.lists(WORD, max_size=3))
def test_what_is_written_is_read_back(words, allow):
    own = pack(
        *(
            OwnRule(word, says=said, severity=Severity.FAULT, blocks=True)
            for word, said in words.items()
        ),
        allow=allow,
        remove=["names.short"],
    )
    again = read_own(write_pack(own).encode())
    assert again == own
    assert {rule.wrong for rule in rules_of(again)} == set(words)
    assert pack(*rules_of(again), allow=allow, remove=["names.short"]) == own
