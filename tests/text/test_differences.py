"""The differences of two versions."""

from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.text import differences, html
from gongkai.text.html import Change, Part

LINES = st.lists(st.sampled_from(["甲", "乙", "丙丁戊", "丙丁己", "庚辛壬癸"]), max_size=12)


def test_a_changed_figure_is_shown_inside_its_paragraph():
    old = "<p>标题</p><p>全年主动公开信息50条。</p><p>旧段</p>"
    new = "<p>标题</p><p>全年主动公开信息52条。</p><p>新的另外一句</p><p>尾</p>"
    assert html.diff(old, new) == [
        Change("same", "标题", "标题"),
        Change(
            "changed", "全年主动公开信息50条。", "全年主动公开信息52条。",
            (Part("same", "全年主动公开信息5"), Part("removed", "0"), Part("added", "2"),
             Part("same", "条。")),
        ),
        Change("removed", "旧段", ""),
        Change("added", "", "新的另外一句"),
        Change("added", "", "尾"),
    ]  # fmt: skip


def test_inserted_and_deleted_words():
    (change,) = html.diff("<p>公开目录共十项</p>", "<p>公开目录共二十项</p>")
    assert [part.kind for part in change.parts] == ["same", "added", "same"]
    (change,) = html.diff("<p>公开目录共二十项</p>", "<p>公开目录共十项</p>")
    assert [part.kind for part in change.parts] == ["same", "removed", "same"]


def test_a_changed_link_and_a_changed_picture_are_differences():
    (change,) = html.diff('<p><a href="/a">公开目录</a></p>', '<p><a href="/b">公开目录</a></p>')
    assert (change.kind, change.new) == ("changed", "公开目录〔/b〕")
    one, two = (f'<p><img alt="图" src="files/{c * 64}.png"></p>' for c in "ab")
    assert [c.kind for c in html.diff(one, two)] != ["same"]


def test_a_moved_paragraph_is_removed_and_added():
    kinds = [
        c.kind for c in html.diff("<p>甲</p><p>乙</p><p>丙</p>", "<p>丙</p><p>甲</p><p>乙</p>")
    ]
    assert kinds == ["added", "same", "same", "removed"]


@given(LINES, LINES)
def test_both_texts_can_be_read_back(old, new):
    changes = differences.compare(old, new)
    assert [c.old for c in changes if c.kind != "added"] == old
    assert [c.new for c in changes if c.kind != "removed"] == new
    for change in changes:
        assert (change.kind == "same") == (change.old == change.new and change.parts == ())
        if change.kind == "changed":
            assert "".join(p.text for p in change.parts if p.kind != "added") == change.old
            assert "".join(p.text for p in change.parts if p.kind != "removed") == change.new


@given(LINES, LINES)
@settings(max_examples=30)
def test_beyond_the_budget_whole_paragraphs_are_reported(old, new):
    before = differences.BUDGET, differences.GAP_PRODUCT
    differences.BUDGET, differences.GAP_PRODUCT = 4, 2
    try:
        changes = differences.compare(old, new)
    finally:
        differences.BUDGET, differences.GAP_PRODUCT = before
    assert [c.old for c in changes if c.kind != "added"] == old
    assert [c.new for c in changes if c.kind != "removed"] == new


def test_a_million_characters_are_compared():
    old = [f"第{n}条 各村应当公开{'甲乙丙丁戊' * 8}" for n in range(20_000)]
    new = [line.replace("各村", "各社区") if n % 2 else line for n, line in enumerate(old)]
    changes = differences.compare(old, new)
    assert len([c for c in changes if c.kind == "same"]) == 10_000
    alike = ["甲", "乙"] * 10_000
    assert len(differences.compare(alike, alike[1:])) > 0
