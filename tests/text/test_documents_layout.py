"""Letters scattered over a page put back into lines and paragraphs."""

from gongkai.text.documents.layout import Glyph, Line, joined, lines, paragraphs


def word(text: str, x: float, y: float) -> Glyph:
    """A word of letters ten points wide and high."""
    return Glyph(text, x, y, x + 10 * len(text), y + 10)


def texts(found: list[Line]) -> list[str]:
    return [line.text for line in found]


def test_what_stands_on_one_height_is_one_line():
    assert texts(lines([word("右", 100, 0), word("左", 0, 1), word("边", 10, 0)])) == ["左边 右"]


def test_a_page_written_without_order_is_read_from_top_to_bottom():
    written = [word(str(at), 0, at * 20) for at in range(6)]
    assert texts(lines(written)) == ["5", "4", "3", "2", "1", "0"]
    assert texts(lines(written[:2])) == ["0", "1"]
    assert texts(lines(written[:2], ordered=False)) == ["1", "0"]


def test_spaces_between_latin_words_only():
    assert texts(lines([word("a", 0, 0), word("b", 15, 0), word("c", 25, 0)])) == ["a bc"]
    assert texts(lines([word("一", 0, 0), word("二", 15, 0), word("三", 40, 0)])) == ["一二 三"]
    assert (joined("甲", "乙"), joined("end", "of"), joined("138", "001")) == (
        "甲乙", "end of", "138001",
    )  # fmt: skip


def test_paragraphs_end_before_an_indent_and_after_a_short_line():
    full, rest = "一" * 20, "二" * 5
    assert paragraphs(
        lines([word(full, 0, 60), word(rest, 0, 45), word(full, 20, 30), word(full, 20, 15)])
    ) == [full + rest, full, full]
    assert paragraphs([]) == []
