"""What somebody types, and what the engine is asked."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.search import language, synonyms
from gongkai.search.engine import Word


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("低保 标准", ("低保", "标准")),
        ("低保　标准　低保", ("低保", "标准")),
        ("怎么申请低保", ("申请低保",)),
        ("低保怎么申请", ("低保", "申请")),
        ("低保的标准", ("低保", "标准")),
        ("目的", ("目的",)),
        ("怎么办", ("怎么办",)),
        ('"低保的标准"', ("低保的标准",)),
        ("“低保的标准” 公示", ("低保的标准", "公示")),
        ('"没有合上', ("没有合上",)),
        ("低\u200b保", ("低保",)),
        ("'; DROP TABLE x; --", ("DROP", "TABLE", "x;")),
        ("title:低保 AND (a OR b)~2", ("title:低保", "AND", "(a", "OR", "b)~2")),
        ("😀 *** ?? ---", ()),
        ("", ()),
    ],
)
def test_words(typed, words):
    assert language.read(typed).words == words


@pytest.mark.parametrize("minus", ["-", "－", "–", "—", "−"])
def test_minus_takes_out(minus):
    asked = language.read(f"低保 {minus}公示 {minus}“名单 二”")
    assert (asked.words, asked.without) == (("低保",), ("公示", "名单 二"))


def test_minus_inside_a_word_is_no_sign():
    assert language.read("2026-01").without == ()


def test_only_something_to_leave_out_is_nothing_to_look_for():
    assert language.read("-公示").is_empty
    assert not language.read("公示").is_empty
    assert not language.read("〔2026〕12号").is_empty


def test_long_query_is_cut_and_says_so():
    asked = language.read("低保" * 5000)
    assert len(asked.text) == language.MOST_CHARACTERS
    assert asked.cut
    assert not language.read("低保").cut


def test_many_words_are_cut():
    asked = language.read(" ".join(f"w{n}" for n in range(50)))
    assert len(asked.words) == language.MOST_WORDS
    assert asked.cut


def test_question_has_the_other_ways_of_a_word():
    question = language.read("低保 〔2026〕12号 -公示").question({"year": "2026"}, newest=True)
    assert question.words[0].ways[:2] == ("低保", "最低生活保障")
    assert (question.numbers, question.without) == (("〔2026〕12号",), ("公示",))
    assert (question.only, question.newest, question.loose) == ({"year": "2026"}, True, False)


def test_wider_questions_ask_for_the_everyday_term_then_for_most_pairs():
    strict = language.read("申请低保流程 〔2026〕12号").question({})
    terms, loose = language.wider(strict)
    assert [word.ways[0] for word in terms.words] == ["低保"]
    assert terms.wished == (Word(("申请",)), Word(("流程",)))
    assert loose.loose
    assert loose.numbers == ()
    assert loose.words[-1] == Word(("〔2026〕12号",))


def test_without_an_everyday_term_only_pairs_are_left():
    assert [q.loose for q in language.wider(language.read("桃溪").question({}))] == [True]


@given(st.text(max_size=300))
def test_everything_that_can_be_typed_is_read(text):
    asked = language.read(text)
    assert len(asked.text) <= language.MOST_CHARACTERS
    assert len(asked.words) <= language.MOST_WORDS
    for word in asked.question({}).words:
        assert 1 <= len(word.ways) <= synonyms.MOST_WAYS
    assert language.read(asked.text).words == asked.words


@pytest.mark.parametrize(
    ("word", "way"),
    [
        ("低保", "最低生活保障"),
        ("五保户补助", "特困人员供养补助"),
        ("身份证", "居民身份证"),
        ("房产证", "不动产权证书"),
        ("驾照", "机动车驾驶证"),
    ],
)
def test_everyday_words_are_said_otherwise(word, way):
    assert way in synonyms.ways(word) or word in way


def test_way_that_holds_the_word_is_left_out():
    assert synonyms.ways("身份证") == ("身份证",)
    assert "居民身份证" in synonyms.related("身份证")


def test_unknown_word_has_one_way():
    assert synonyms.ways("桃溪村") == ("桃溪村",)
    assert synonyms.known("桃溪村") == ((), ("桃溪村",))


def test_table_is_large_enough_and_has_no_group_of_one():
    groups = {term: synonyms.related(term) for term in synonyms.terms()}
    assert len(groups) > 180
    assert all(groups.values())
