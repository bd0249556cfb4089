"""What is marked in titles and snippets."""

from hypothesis import given
from hypothesis import strategies as st

from gongkai.search import highlight
from gongkai.search.highlight import Piece
from gongkai.text import segment


def shown(pieces) -> str:
    return "".join(f"[{p.text}]" if p.marked else p.text for p in pieces)


def test_title_marks_every_word():
    wanted = highlight.needles(["低保", "标准"])
    assert (
        shown(highlight.title("关于低保标准的通知：低保", wanted)) == "关于[低保标准]的通知：[低保]"
    )


def test_word_is_marked_in_any_script_width_and_case():
    wanted = highlight.needles(["申请", "pdf"])
    assert shown(highlight.title("申請表ＰＤＦ", wanted)) == "[申請]表[ＰＤＦ]"


def test_number_is_not_marked_inside_a_longer_one():
    assert (
        shown(highlight.title("12和2012年12月", highlight.needles(["12"]))) == "[12]和2012年[12]月"
    )


def test_document_number_is_marked_as_a_whole():
    wanted = highlight.needles(["青政办发〔2026〕12号"])
    assert (
        shown(highlight.title("见青政办发〔2026〕12号文", wanted)) == "见[青政办发〔2026〕12号]文"
    )


def test_loose_question_marks_pairs_and_joins_them():
    wanted = highlight.needles(["申请低保"], loose=True)
    assert shown(highlight.title("低保怎样申请低保金", wanted)) == "[低保]怎样[申请低保]金"


def test_snippet_shows_the_stretch_with_most_words():
    text = "低保。" + "甲" * 300 + "申请低保的材料" + "乙" * 300
    found = shown(highlight.snippet(text, highlight.needles(["低保", "材料"])))
    assert "申请[低保]的[材料]" in found
    assert found.startswith("…")
    assert found.endswith("…")


def test_snippet_of_a_text_without_the_words_is_its_beginning():
    assert highlight.snippet("正文。", ("低保",)) == (Piece("正文。"),)
    assert highlight.snippet("", ("低保",)) == ()


def test_markup_in_a_text_stays_text():
    found = highlight.title("<b>低保</b>", highlight.needles(["低保"]))
    assert found == (Piece("<b>"), Piece("低保", True), Piece("</b>"))


@given(st.text(max_size=200), st.lists(st.text(max_size=4), max_size=4))
def test_snippet_is_bounded_and_a_part_of_the_text(text, words):
    flat = segment.aligned(text)
    pieces = highlight.snippet(flat, highlight.needles(words))
    joined = "".join(piece.text for piece in pieces)
    assert joined.removeprefix("…").removesuffix("…") in flat or joined in flat
    assert len(joined) <= highlight.SNIPPET_CHARACTERS + 2
