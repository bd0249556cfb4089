"""Web pages as documents: what a browser shows, and what only the source tells."""

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.text.document import Document, Hidden, Paragraph, Place
from gongkai.text.documents import html, markup, webstyle
from gongkai.text.refusal import BadFile
from gongkai.text.signature import Kind


def read(page: str) -> Document:
    found = html.read(io.BytesIO(page.encode()))
    return Document(Kind.HTML, tuple(found.parts), tuple(found.notes))


def hidden(made: Document) -> dict[str, Hidden]:
    return {said.text: said.hidden for said in made.said() if said.hidden}


def test_paragraphs_headings_and_lists():
    made = read(
        "<h1>通知</h1><p>各村\n镇<p>a\n b&nbsp;c<br>次行<ul><li>一<li>二</ul>"
        "<pre>原 样\n 行</pre>尾 < 5 &amp; 6"
    )
    assert made.text == "通知\n各村镇\na b c\n次行\n一\n二\n原 样\n行\n尾 < 5 & 6"
    assert made.parts[0] == Paragraph("通知", Place(paragraph=1), 1)
    assert read("<dl><dt>甲<dd>乙</dl>").text == "甲\n乙"


def test_tables_with_spans():
    made = read(
        "前<table><caption>表一</caption><thead><tr><th colspan=2>项目<th rowspan='2'>数</thead>"
        "<tbody><tr><td>甲<p>续</p><td>乙<tfoot><tr><td colspan=x>丙<td rowspan=3>丁</table>后"
    )
    assert made.text == "前\n表一\n项目\t\t数\n甲\n续\t乙\t\n丙\t丁\n后"
    grid = made.tables[0]
    assert grid.rows == (("项目", "", "数"), ("甲\n续", "乙", ""), ("丙", "丁"))
    assert grid.spans == {(0, 0): (1, 2), (0, 2): (2, 1), (2, 1): (3, 1)}
    assert grid.place == Place(table=1)


def test_cells_stand_beside_those_that_reach_down():
    made = read("<table><tr><td rowspan=2>甲<td>乙<tr><td>丙</table>")
    assert made.tables[0].rows == (("甲", "乙"), ("", "丙"))


def test_tables_in_tables_and_loose_cells():
    made = read("<table><td>外<table><tr><td>内</table>又<tr hidden><td>藏</table><td>散</td>")
    assert [t.rows for t in made.tables] == [(("外\n又",), ("藏",)), (("内",),)]
    assert made.tables[0].hidden_rows == {1}
    assert made.text == "外\n又\n内\n散"
    assert read("<table></table><table><tr></table>").parts == ()
    assert read("<table><tr><td>开").tables[0].rows == (("开",),)
    sealed = read("<div hidden><table><tr><td>密</table></div>")
    assert hidden(sealed) == {"密": Hidden.TEXT}
    assert read("<table><tr><td>甲<tr>乱</table>").text == "甲\n\n乱"


@pytest.mark.parametrize(
    ("source", "why"),
    [
        ("<span hidden>密</span>", Hidden.TEXT),
        ("<p style='display : none'>密</p>", Hidden.TEXT),
        ("<p style='visibility:hidden'>密</p>", Hidden.TEXT),
        ("<p style='position:absolute;left:-9999px'>密</p>", Hidden.TEXT),
        ("<p style='opacity:0'>密</p>", Hidden.PALE),
        ("<p style='opacity:0.8'>密</p>", None),
        ("<p style='font-size:1px'>密</p>", Hidden.PALE),
        ("<p style='font-size:2em'>密</p>", None),
        ("<p style='font-size:12pt'>密</p>", None),
        ("<p style='color:#fff'>密</p>", Hidden.PALE),
        ("<p style='color:#ffffff;background:#c00'>密</p>", None),
        ("<div style='background-color:red'><b style='color:white'>密</b></div>", None),
        ("<table bgcolor='#c00'><tr><td><font color='#FFF'>密</font></table>", None),
        ("<font color='white'>密</font>", Hidden.PALE),
        (
            "<style>/* x */.隐{display:none} p b,i{display:none}</style><p class='a 隐'>密</p>",
            Hidden.TEXT,
        ),
        ("<style>.gone{display:none}</style><p class='a gone'>密</p>", Hidden.TEXT),
        ("<style>#x , q{display:none}</style><q>密</q>", Hidden.TEXT),
        ("<style>p#x{visibility:hidden}</style><p id='X'>密</p>", Hidden.TEXT),
        ("<style>.a{color:red}</style><p class='a'>密</p>", None),
        ("<template><p>密</p></template>", Hidden.CODE),
        ("<noscript>密</noscript>", Hidden.CODE),
        ("<textarea>密</textarea>", None),
        ("<input value='密'>", None),
        ("<input type=hidden value='密'>", Hidden.CODE),
        ("<!-- 密 -->", Hidden.CODE),
        ("<!-- 密", Hidden.CODE),
        ("<script>密</script>", Hidden.CODE),
        ("<script>密", Hidden.CODE),
        ("<a href='密'></a>", Hidden.TARGET),
        ("<img alt=密>", Hidden.ALTERNATIVE),
        ("<p data-x='密'></p>", Hidden.CODE),
        ("<meta name='密'>", Hidden.CODE),
        ("<title>密</title>", Hidden.PROPERTY),
        ("<p title='", None),
    ],
)
def test_what_only_the_source_tells(source: str, why: Hidden | None):
    made = read(f"{source}")
    assert {said.hidden for said in made.said() if said.text == "密"} <= {why, Hidden.CODE}
    assert why is None or why in {said.hidden for said in made.said() if "密" in said.text}
    if why is None and "密" in source:
        assert made.text == "密"


def test_hidden_words_leave_a_sentence_whole():
    made = read("<p>身份证<span hidden>附注</span>号码</p>")
    assert made.text == "身份证号码"
    assert hidden(made) == {"附注": Hidden.TEXT}
    cell = read("<table><tr><td>明<span hidden>暗</span></table>")
    assert (cell.text, hidden(cell)) == ("明", {"暗": Hidden.TEXT})


def test_what_is_cut_off_in_a_tag_is_told_once():
    made = read("<p>甲</p><p data-x='13800138000")
    assert made.text == "甲"
    assert hidden(made) == {"<p data-x='13800138000": Hidden.CODE}
    twice = read("<b title='同'>a</b><b title='同'>b</b>")
    assert list(hidden(twice)) == ["同"]


def test_files_written_into_the_page_are_noted():
    made = read("<img src='data:image/png;base64,AAAA'>")
    assert made.notes == ("网页里有直接写入的图片或文件，系统看不到其中的文字，请人工看一眼。",)


def test_encodings_and_limits(monkeypatch: pytest.MonkeyPatch):
    page = "<meta charset='gb2312'><p>青禾</p>".encode("gb18030")
    assert html.source(io.BytesIO(page)).endswith("<p>青禾</p>")
    monkeypatch.setattr(html, "MAX_NESTING", 3)
    with pytest.raises(BadFile, match="嵌套"):
        read("<b>" * 4)
    monkeypatch.setattr(html, "MAX_BYTES", 3)
    monkeypatch.setattr("gongkai.text.encoding.MAX_BYTES", 3)
    with pytest.raises(BadFile, match="太长"):
        read("<b>x</b>")


def test_tokens_of_odd_markup():
    found = list(markup.tokens("a<1</>&lt;<?x?><!doctype html></B x><br/><A B=1 b=2 c d='e\"f'>"))
    assert [(token.sort, token.text) for token in found] == [
        ("text", "a"), ("text", "<"), ("text", "1"), ("text", "<"), ("text", "/>"), ("text", "<") ,
        ("remark", "x?"), ("remark", "doctype html"), ("close", "b"), ("open", "br"),
        ("close", "br"), ("open", "a"),
    ] or found  # fmt: skip
    assert found[-1].attrs == {"b": "1", "c": "", "d": 'e"f'}


def test_own_ground_of_an_element():
    assert webstyle.has_background({"bgcolor": "red"})
    assert webstyle.has_background({"style": "background: url(a)"})
    assert not webstyle.has_background({"style": "background:none"})


MARKUP = (
    "<table> </table> <tr> <td> </td> <p> </p> <b> </b> <li> 甲 < > <!-- --> <title> "
    "</title> <br> <style> p{display:none} </style> \" ' = </ <! <script> </script> <th> "
    "<caption> &amp; &#x0; <tfoot> <ul> <td/colspan=2> <td/rowspan=3> <div/hidden> "
    "<input/value=乙> <td </div>"
)


@settings(max_examples=300, deadline=None)
@given(
    st.lists(
        st.sampled_from(MARKUP.split()),
        max_size=25,
    )
)
def test_any_markup_is_read(pieces: list[str]):
    assert read(" ".join(pieces)).kind == Kind.HTML


CELLS = st.text("青禾县公示ab 12", min_size=1, max_size=5).filter(str.strip)


@given(st.lists(st.lists(CELLS, min_size=2, max_size=2), min_size=1, max_size=4))
def test_a_table_comes_back(rows: list[list[str]]):
    page = "".join(f"<tr>{''.join(f'<td>{c}</td>' for c in row)}</tr>" for row in rows)
    expected = tuple(tuple(" ".join(c.split()) for c in row) for row in rows)
    assert read(f"<table>{page}</table>").tables[0].rows == expected
