"""Words for search: what folds to what, which terms a text gives, and what never happens."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.text import segment

TEXTS = st.text(max_size=80)


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("低保", ["低保"]),
        ("低保标准", ["低保", "保标", "标准"]),
        ("申請最低生活", ["申请", "请最", "最低", "低生", "生活"]),
        ("低\u200b保\ufeff金", ["低保", "保金"]),
        ("居民，身份证", ["居民", "身份", "份证"]),
        ("Ａ４纸 PDF", ["a4", "纸", "pdf"]),
        ("2026年预算", ["2026", "年预", "预算"]),
        ("青政办发〔2026〕12号", ["青政", "政办", "办发", "2026", "12", "号"]),
        ("青政辦發(２０２６)12號", ["青政", "政办", "办发", "2026", "12", "号"]),
        ("①½", ["11", "2"]),
        ("café cafe\u0301", ["cafe", "cafe"]),
        ("，。！《》—…😀", []),
        ("", []),
        ("a" * 100, ["a" * segment.LONGEST_WORD]),
    ],
)
def test_terms(text, terms):
    assert segment.terms(text) == terms


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("低保", [(0, "低保")]),
        ("低保金", [(0, "低保"), (1, "保金")]),
        ("最低生活", [(0, "最低"), (2, "生活")]),
        ("农村低收入", [(0, "农村"), (2, "低收"), (3, "收入")]),
        ("A4纸张大小", [(0, "a4"), (1, "纸张"), (3, "大小")]),
        ("村", [(0, "村")]),
        ("……", []),
    ],
)
def test_phrase_covers_with_the_fewest_terms(text, places):
    assert segment.phrase(text) == places


def test_single_characters_are_kept_for_queries_of_one():
    assert segment.singles("桃溪村A4") == ["桃", "溪", "村"]


@pytest.mark.parametrize(
    ("text", "shown"),
    [("第一条　为了\n\n规范", "第一条 为了 规范"), ("低\u200b保", "低保"), ("½ 分", "1 2 分")],
)
def test_aligned_text_can_be_read(text, shown):
    assert segment.aligned(text) == shown


def test_readable_text_keeps_everything_that_is_seen():
    assert segment.readable("低\u200b保 😀\n“a”") == "低保 😀\n“a”"


def test_flat_text_has_single_spaces():
    assert segment.flat("  青政發〔2026〕\n12號") == "青政发 2026 12号"


@given(TEXTS)
def test_folding_twice_changes_nothing(text):
    once = segment.fold(text)
    assert segment.fold(once) == once
    assert segment.terms(once) == segment.terms(text)


CHINESE = st.text("低保標準，。（）《》〔〕“”…—\n\u3000 \u200b①½ａＡé.,!0a~", max_size=40).map(
    lambda text: text * 3
)


@given(TEXTS | CHINESE)
def test_characters_fold_and_align_one_by_one(text):
    assert segment.fold(text) == "".join(map(segment.fold, text)) == text.translate(segment._FOLDED)
    apart = text.translate(segment._ALIGNED)
    assert segment.aligned(text) == " ".join(part for part in apart.split(" ") if part)


def test_every_usual_chinese_character_stands_as_it_is_in_an_aligned_text():
    usual = "".join(map(chr, segment._HAN))
    assert segment.aligned(usual) == usual.translate(segment._ALIGNED) == usual
    assert segment.fold(usual) == usual.translate(segment._FOLDED)
    assert len(segment.fold(usual)) == len(usual)


@given(TEXTS)
def test_terms_are_bounded_and_never_empty(text):
    found = segment.terms(text)
    assert len(found) <= len(segment.fold(text))
    assert all(0 < len(term) <= segment.LONGEST_WORD and " " not in term for term in found)


@given(TEXTS)
def test_phrase_names_the_terms_at_their_places(text):
    terms = segment.terms(text)
    assert all(terms[place] == term for place, term in segment.phrase(text))


@given(TEXTS)
def test_aligned_text_folds_in_place(text):
    shown = segment.aligned(text)
    assert len(segment.fold(shown)) == len(shown)
    assert segment.aligned(shown) == shown
    assert segment.terms(shown) == segment.terms(text)
