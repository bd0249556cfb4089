"""Edits and marks by the places of a plain text, in plain text and in canonical markup."""

from hypothesis import given
from hypothesis import strategies as st

from gongkai.text import html
from gongkai.text.editing import Edit, edited, edited_html, pointed

BODY = (
    '<p>共90于<strong>条，台</strong>帐已建。</p><table><tbody><tr><td>检查院</td><td>甲<img alt="检查院"'
    ' src="attachment:a.png">乙</td></tr></tbody></table>'
)


def test_a_text_is_edited_and_of_two_that_overlap_the_first_counts():
    assert edited("甲乙丙丁", [Edit(1, 3, "子"), Edit(2, 4, "丑"), Edit(3, 4, "")]) == "甲子"
    assert edited("甲乙", []) == "甲乙"


def test_markup_is_edited_across_tags_and_nothing_else_changes():
    plain = html.plain(BODY)
    at, over = plain.index("检查院"), plain.index("台帐")

    changed = edited_html(BODY, [Edit(at, at + 3, "检察院"), Edit(over, over + 2, "台账")])

    assert html.plain(changed) == plain.replace("检查院", "检察院").replace("台帐", "台账")
    assert changed == (
        BODY.replace("台</strong>帐", "台账</strong>").replace("<td>检查院", "<td>检察院")
    )


def test_marks_are_shown_in_pieces_across_tags():
    plain = html.plain(BODY)
    start = plain.index("于")

    shown = pointed(BODY, [(start, start + 2, "1")], '<mark class="hit" data-n="{name}">')

    assert shown.startswith(
        '<p>共90<mark class="hit" data-n="1">于</mark><strong><mark class="hit" data-n="1">条</mark>，台'
    )
    assert pointed(BODY, [], "<mark>") == BODY


@given(st.text(alphabet="甲乙<&>\"' \n", max_size=30), st.data())
def test_an_edit_of_markup_is_the_edit_of_its_text(text, data):
    body = html.from_text(text)
    plain = html.plain(body)
    start = data.draw(st.integers(0, len(plain)))
    end = data.draw(st.integers(start, len(plain)))
    if "\n" in plain[start:end] or start == end:
        return
    changed = html.plain(edited_html(body, [Edit(start, end, "丙丁")]))
    assert changed == edited(plain, [Edit(start, end, "丙丁")])
