"""Word files as documents: all that is seen in order, all that is hidden with its reason."""

import io
import zipfile
from contextlib import suppress

import docx as python_docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.text.document import Document, Hidden, Paragraph, Picture, Place, Table
from gongkai.text.documents import docx as reader
from gongkai.text.documents import docxstream, gathering, package
from gongkai.text.documents.gathering import Gathering
from gongkai.text.refusal import BadFile
from gongkai.text.signature import Kind
from tests.text import documents
from tests.text.documents import NAMES, PNG, cell, docx, p, part, picture, relation, run, table


def read(body: str, **more: object) -> Document:
    found = reader.read(docx(body, **more))
    return Document(Kind.DOCX, tuple(found.parts), tuple(found.notes))


def hidden(document: Document) -> dict[str, Hidden]:
    return {said.text: said.hidden for said in document.said() if said.hidden}


def test_paragraphs_headings_and_numbers_in_order():
    numbering = (
        f'<w:numbering {documents.W}><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0">'
        '<w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl>'
        '<w:lvl w:ilvl="1"><w:numFmt w:val="bullet"/></w:lvl>'
        '<w:lvl w:ilvl="2"><w:numFmt w:val="decimal"/><w:lvlText w:val="%3"/></w:lvl>'
        '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    )
    made = read(
        p("通知", style="T") + p("要求", style="2") + p("甲", number="1/0") + p("乙", number="1/0")
        + p("点", number="1/1") + p("丙", number="1/2") + p("一", inside="<w:r><w:br/><w:tab/></w:r>")
        + p() + p("末", inside="<w:r><w:noBreakHyphen/></w:r>"),
        word__numbering_xml=numbering,
    )  # fmt: skip
    assert made.text == "通知\n要求\n一、甲\n二、乙\n点\n1 丙\n一\n末-"
    assert [part.level for part in made.parts] == [1, 2, 0, 0, 0, 0, 0, 0]
    assert [part.place.paragraph for part in made.parts] == [1, 2, 3, 4, 5, 6, 7, 9]


def test_tables_keep_merged_cells_and_what_merging_covers():
    made = read(
        table(
            [cell("项目", span=2), cell("数", merge="restart")],
            [cell("甲"), cell("乙"), cell("压住的", merge="continue")],
            [cell("丙"), cell("丁"), cell("独")],
        )
    )
    grid = made.tables[0]
    assert grid.rows == (("项目", "", "数"), ("甲", "乙", ""), ("丙", "丁", "独"))
    assert grid.spans == {(0, 0): (1, 2), (0, 2): (2, 1)}
    assert grid.place == Place(table=1)
    assert made.parts[1] == Paragraph("压住的", Place(table=1, row=2, column=3), 0, Hidden.COVERED)


def test_cells_merged_downward():
    made = read(table([cell("甲", merge="restart")], [cell("", merge="continue")]))
    assert (made.tables[0].rows, made.tables[0].spans) == ((("甲",), ("",)), {(0, 0): (2, 1)})


def test_rows_may_begin_late_and_be_hidden_or_deleted():
    made = read(
        "<w:tbl><w:tr><w:trPr><w:gridBefore w:val='1'/></w:trPr>" + cell("乙") + "</w:tr>"
        "<w:tr><w:trPr><w:hidden/></w:trPr>" + cell("藏") + "</w:tr>"
        "<w:tr><w:trPr><w:del w:author='周先生'/></w:trPr>" + cell("删") + "</w:tr>"
        "</w:tbl><w:tbl>" + cell("无行") + "</w:tbl><w:tbl></w:tbl>"
    )
    assert made.tables[0].rows == (("", "乙"), ("藏",), ("删",))
    assert made.tables[0].hidden_rows == {1, 2}
    assert made.tables[1].rows == (("无行",),)
    assert len(made.tables) == 2


def test_a_continued_merge_without_a_start_starts_itself():
    made = read(table([cell("独", merge="continue"), cell("旁")], [cell("下", merge="continue")]))
    assert made.tables[0].rows == (("独", "旁"), ("",))
    assert made.tables[0].spans == {(0, 0): (2, 1)}
    assert hidden(made) == {"下": Hidden.COVERED}


def test_a_table_inside_a_table_follows_it():
    inner = table([cell("内")])
    outer = f"<w:tbl><w:tr><w:tc>{p('外')}{inner}{p('又')}</w:tc></w:tr></w:tbl>"
    made = read(outer + p("后"))
    assert [t.rows for t in made.tables] == [(("外\n又",),), (("内",),)]
    assert made.text == "外\n又\n内\n后"


def test_deleted_inserted_and_moved_text():
    made = read(
        p("原", inside=(
            f'<w:ins w:author="周先生">{run("增")}</w:ins>'
            '<w:del w:author="吴记者"><w:r><w:delText>删去的</w:delText></w:r></w:del>'
            f'<w:moveFrom w:author="周先生">{run("移走的")}</w:moveFrom>'
            f'<w:moveTo w:author="周先生">{run("移来的")}</w:moveTo>'
        ))
    )  # fmt: skip
    assert made.text == "原增移来的"
    assert hidden(made) == {
        "删去的移走的": Hidden.DELETED,
        "周先生": Hidden.PROPERTY,
        "吴记者": Hidden.PROPERTY,
    }


STYLES = (
    f"<w:styles {documents.W}><w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val='21'/></w:rPr>"
    "</w:rPrDefault></w:docDefaults>"
    "<w:style w:type='character' w:styleId='白'><w:rPr><w:color w:val='FFFFFF'/></w:rPr></w:style>"
    "<w:style w:type='character' w:styleId='隐'><w:basedOn w:val='白'/>"
    "<w:rPr><w:vanish/></w:rPr></w:style>"
    "<w:style w:type='paragraph' w:styleId='密'><w:basedOn w:val='环'/>"
    "<w:rPr><w:vanish/></w:rPr></w:style>"
    "<w:style w:type='paragraph' w:styleId='环'><w:basedOn w:val='密'/></w:style></w:styles>"
)


@pytest.mark.parametrize(
    ("extra", "why"),
    [
        ("<w:vanish/>", Hidden.TEXT),
        ("<w:vanish w:val='0'/>", None),
        ("<w:sz w:val='4'/>", Hidden.PALE),
        ("<w:sz w:val='x'/>", None),
        ("<w:color w:val='FFFFFF'/>", Hidden.PALE),
        ("<w:color w:val='FEFEFE'/>", Hidden.PALE),
        ("<w:color w:val='auto'/>", None),
        ("<w:color w:val='FF0000'/>", None),
        ("<w:color w:val='FFFFFF'/><w:highlight w:val='black'/>", None),
        ("<w:color w:val='FFFFFF'/><w:highlight w:val='white'/>", Hidden.PALE),
        ("<w:color w:val='FFFFFF'/><w:shd w:fill='C00000'/>", None),
        ("<w:color w:val='C00000'/><w:shd w:fill='c00000'/>", Hidden.PALE),
        ("<w:color w:val='FFFFFF'/><w:shd w:fill='auto'/>", Hidden.PALE),
        ("<w:rStyle w:val='白'/>", Hidden.PALE),
        ("<w:rStyle w:val='隐'/>", Hidden.TEXT),
        ("<w:rStyle w:val='无'/>", None),
    ],
)
def test_text_that_nobody_sees(extra: str, why: Hidden | None):
    made = read(p("字", extra=extra), word__styles_xml=STYLES)
    assert [(said.text, said.hidden) for said in made.said()] == [("字", why)]


def test_a_paragraph_style_may_hide_runs_that_say_nothing():
    bare = "<w:p><w:pPr><w:pStyle w:val='密'/></w:pPr><w:r><w:t>密文</w:t></w:r></w:p>"
    assert hidden(read(bare + p("明"), word__styles_xml=STYLES)) == {"密文": Hidden.TEXT}


def test_white_on_a_dark_cell_is_seen_and_runs_do_not_colour_each_other():
    white = run("白", extra="<w:color w:val='FFFFFF'/>")
    made = read(
        "<w:tbl><w:tr><w:tc><w:tcPr><w:shd w:fill='1F4E79'/></w:tcPr>"
        f"<w:p>{white}</w:p></w:tc><w:tc><w:tcPr/><w:p>{white}<w:r><w:t>黑</w:t></w:r></w:p>"
        "</w:tc></w:tr></w:tbl>"
    )
    assert made.tables[0].rows == (("白", "黑"),)
    assert hidden(made) == {"白": Hidden.PALE}


def test_fields_links_controls_and_alternative_texts():
    made = read(
        p(inside=(
            "<w:r><w:fldChar w:fldCharType='begin'/></w:r>"
            "<w:r><w:instrText>HYPERLINK tel:13800138000</w:instrText></w:r>"
            "<w:r><w:t>来电</w:t></w:r>"
            "<w:fldSimple w:instr='AUTHOR 周先生'><w:r><w:t>作者</w:t></w:r></w:fldSimple>"
            "<w:hyperlink r:id='rId5' w:tooltip='提示'><w:r><w:t>链接</w:t></w:r></w:hyperlink>"
            "<w:sdt><w:sdtPr><w:alias w:val='控件'/><w:rPr><w:vanish/></w:rPr><w:dropDownList>"
            "<w:listItem w:displayText='选项' w:value='1'/></w:dropDownList></w:sdtPr><w:sdtContent>"
            "<w:r><w:t>选</w:t></w:r></w:sdtContent></w:sdt>"
        ) + picture(6, "图注") + picture(7, "") + "<w:r><w:pict><v:shape alt='形'><v:textpath "
          "string='艺术字'/><v:imagedata r:id='rId6'/></v:shape></w:pict></w:r>"),
        rels=(
            relation(5, "hyperlink", "mailto:a@b.cn"),
            relation(6, "image", "media/a.png"),
            relation(7, "image", "https://a.cn/x.png"),
        ),
        word__media__a_png=PNG,
        word__media__b_png=PNG,
    )  # fmt: skip
    assert made.text == "来电作者链接选艺术字"
    assert hidden(made) == {
        "HYPERLINK tel:13800138000": Hidden.INSTRUCTION,
        "AUTHOR 周先生": Hidden.INSTRUCTION,
        "提示": Hidden.ALTERNATIVE,
        "控件": Hidden.INSTRUCTION,
        "选项": Hidden.INSTRUCTION,
        "1": Hidden.INSTRUCTION,
        "图注": Hidden.ALTERNATIVE,
        "形": Hidden.ALTERNATIVE,
        "mailto:a@b.cn": Hidden.TARGET,
        "https://a.cn/x.png": Hidden.TARGET,
    }
    pictures = [found for found in made.parts if isinstance(found, Picture)]
    assert [found.name for found in pictures] == ["a.png", "a.png", "b.png"]
    assert pictures[2].place == Place(part="没有显示的图片")


def test_text_boxes_come_after_their_paragraph_and_renderings_count_once():
    def box(text: str) -> str:
        return f"<w:pict><v:shape><w:txbxContent>{p(text)}</w:txbxContent></v:shape></w:pict>"

    def both(choice: str, fallback: str) -> str:
        return (
            f"<w:r><mc:AlternateContent><mc:Choice>{choice}</mc:Choice>"
            f"<mc:Fallback>{fallback}</mc:Fallback></mc:AlternateContent></w:r>"
        )

    made = read(
        p("甲", inside=both(box("框"), box("框")))
        + p("乙", inside=both(box("框二"), box("旧框") + "<w:t>旧字</w:t>"))
        + p("表", inside=both(box("框三"), box("框三") + table([cell("旧表")])))
        + p("丙", inside=both("", "<w:t>字</w:t>"))
        + p("丁", inside=both("<w:t>新</w:t>", "<w:t>新</w:t>"))
        + f"<mc:AlternateContent><mc:Choice>{p('外')}</mc:Choice></mc:AlternateContent>"
    )
    assert made.text == "框\n甲\n框二\n乙\n框三\n表\n丙字\n丁新\n外"
    assert hidden(made) == {"旧框": Hidden.TEXT, "旧字": Hidden.TEXT, "旧表": Hidden.TEXT}


def test_text_outside_any_paragraph_is_told():
    loose = read("<w:r><w:t>游离</w:t></w:r>" + table([cell("甲")]) + "<w:tr/>" + "<w:pPr/>")
    assert "游离" in loose.text
    alone = "<mc:AlternateContent><mc:Fallback><w:t>单</w:t></mc:Fallback></mc:AlternateContent>"
    assert "单" in read(alone).text


def test_other_parts_have_their_names():
    made = read(
        p("正文"),
        word__header2_xml=part("hdr", p("页眉二")),
        word__header10_xml=part("hdr", p("页眉十")),
        word__footer1_xml=part("ftr", p("页脚")),
        word__footnotes_xml=part("footnotes", f"<w:footnote w:id='1'>{p('脚注文')}</w:footnote>"),
        word__endnotes_xml=part("endnotes", f"<w:endnote w:id='1'>{p('尾注文')}</w:endnote>"),
        word__comments_xml=part(
            "comments",
            f"<w:comment w:author='周先生'>{p('批注文')}{table([cell('批注表')])}</w:comment>",
        ),
        word__glossary__document_xml=part("glossaryDocument", p("词条文")),
        word__diagrams__data1_xml=f"<dgm {NAMES}><a:p><a:r><a:t>图示</a:t></a:r></a:p></dgm>",
        word__diagrams__drawing1_xml=f"<dgm {NAMES}><a:p><a:r><a:t>图示</a:t></a:r></a:p></dgm>",
        word__settings_xml=f"<s {NAMES}><w:docVar w:name='变量' w:val='变量值'/></s>",
        word__charts__chart1_xml=(
            f"<c {NAMES}><a:p><a:r><a:t>标题</a:t></a:r></a:p><strCache><pt><v>甲</v><v> </v></pt>"
            "<pt><v>乙</v></pt></strCache><cat><f>Sheet1!A1</f></cat></c>"
        ),
        customXml__item1_xml="<root><name>自定义</name></root>",
    )
    assert made.text == ("正文\n页眉二\n页眉十\n页脚\n脚注文\n尾注文\n图示\n标题\nSheet1!A1")
    told = {part.text: str(part.place) for part in made.parts if isinstance(part, Paragraph)}
    assert told["页脚"] == "页脚 第1段"
    assert hidden(made) == {
        "批注文": Hidden.COMMENT,
        "批注表": Hidden.COMMENT,
        "词条文": Hidden.PROPERTY,
        "周先生": Hidden.PROPERTY,
        "变量值": Hidden.PROPERTY,
        "甲\n乙": Hidden.CACHE,
        "自定义": Hidden.PROPERTY,
    }


def test_properties():
    made = read(
        p("正文"),
        docProps__core_xml="<a><creator>吴记者</creator><revision>3</revision><x/></a>",
        docProps__app_xml="<a><Pages>3</Pages><Company>青禾县</Company></a>",
        docProps__custom_xml="<a><property name='经办'><lpwstr>周先生</lpwstr></property></a>",
    )
    told = {str(part.place): part.text for part in made.parts if part.hidden}
    assert told == {"作者": "吴记者", "单位": "青禾县", "经办": "周先生"}


def test_old_drawings_need_not_be_well_formed():
    made = read(
        p("正文"),
        word__a_vml="<xml><shape alt='说明'><textbox>字</textbox></shape></xml>",
        word__b_vml="<xml><br></xml>",
    )
    assert hidden(made) == {"说明": Hidden.ALTERNATIVE, "字": Hidden.ALTERNATIVE}
    assert made.notes == ("有一个旧式图形读不完整，请人工看一眼。",)
    with pytest.raises(BadFile, match="实体"):
        read(p(), word__a_vml="<!DOCTYPE x><x/>")


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ("<w:p>" * 201 + "</w:p>" * 201, "嵌套"),
        ("<w:p>", "损坏"),
        ("<w:p>&nothing;</w:p>", "损坏"),
    ],
)
def test_hostile_bodies(body: str, reason: str):
    with pytest.raises(BadFile, match=reason):
        read(body)


def test_entities_are_refused():
    file = documents.archive({
        "word/document.xml": '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>',
    })  # fmt: skip
    with pytest.raises(BadFile, match="实体"):
        reader.read(file)


def test_relationships_that_go_in_circles_lead_nowhere():
    made = read(
        p("正文", inside=picture(1)),
        rels=(relation(1, "image", "document.xml"), relation(2, "x", "../../../etc/passwd")),
    )
    assert made.text == "正文"


def test_not_a_word_file():
    with pytest.raises(BadFile, match="不是 Word"):
        reader.read(documents.archive({"a": "b"}))


def test_too_much_text(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(gathering, "MAX_TEXT", 10)
    with pytest.raises(BadFile, match="内容太多"):
        read(p("字" * 11))
    monkeypatch.setattr(gathering, "MAX_CELLS", 1)
    with pytest.raises(BadFile, match="单元格"):
        read(table([cell("甲"), cell("乙")]))


def test_too_many_parts_properties_and_styles(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(docxstream, "MAX_NODES", 2)
    with pytest.raises(BadFile, match="嵌套"):
        read("<w:p><w:pPr><w:a/><w:b/><w:c/></w:pPr></w:p>")
    monkeypatch.setattr(package, "MAX_RELATIONS", 1)
    with pytest.raises(BadFile, match="内容太多"):
        read("", rels=(relation(5, "x", "y"),))
    monkeypatch.setattr(gathering, "MAX_PARTS", 1)
    with pytest.raises(BadFile, match="内容太多"):
        read(p() + p())
    monkeypatch.setattr(reader, "MAX_STYLES", 1)
    with pytest.raises(BadFile, match="样式"):
        read(p())


WORDS = st.text("青禾县公示abc 0123<&>\"'", min_size=1, max_size=8).filter(str.strip)


@settings(max_examples=30, deadline=None)
@given(st.lists(WORDS, max_size=5), st.lists(st.lists(WORDS, min_size=2, max_size=2), max_size=3))
def test_what_another_program_writes_comes_back(paragraphs: list[str], rows: list[list[str]]):
    made = python_docx.Document()
    for text in paragraphs:
        made.add_paragraph(text)
    if rows:
        grid = made.add_table(len(rows), 2)
        for row, texts in zip(grid.rows, rows, strict=True):
            for found, text in zip(row.cells, texts, strict=True):
                found.text = text
        last = grid.rows[-1]
        last.cells[0].merge(last.cells[1])
    file = io.BytesIO()
    made.save(file)
    found = reader.read(file)
    document = Document(Kind.DOCX, tuple(found.parts))
    seen = [part.text for part in document.parts if isinstance(part, Paragraph) and not part.hidden]
    assert seen == [text.strip() for text in paragraphs]
    if rows:
        merged = "\n".join(text.strip() for text in rows[-1])
        expected = [tuple(text.strip() for text in row) for row in rows[:-1]] + [(merged, "")]
        assert [tuple(row) for row in document.tables[0].rows] == expected
        assert document.tables[0].spans == {(len(rows) - 1, 0): (1, 2)}


def damaged() -> st.SearchStrategy[bytes]:
    whole = docx(p("正文") + table([cell("甲", span=2)], [cell("乙")])).getvalue()
    return st.builds(
        lambda at, byte: whole[:at] + bytes([byte]) + whole[at + 1 :],
        st.integers(0, len(whole) - 1),
        st.integers(0, 255),
    )


@settings(max_examples=100, deadline=None)
@given(damaged())
def test_a_wrong_byte_gives_a_document_or_a_sentence(content: bytes):
    with suppress(BadFile):
        assert isinstance(reader.read(io.BytesIO(content)), Gathering)


NESTED = (
    "w:p w:tbl w:tr w:tc w:txbxContent mc:AlternateContent mc:Choice mc:Fallback w:pPr w:rPr "
    "w:del w:r w:trPr w:sdt w:ins"
)
ELEMENTS = st.recursive(
    st.sampled_from(["<w:r><w:t>字</w:t></w:r>", "<w:br/>", "<w:vMerge/>", "字", "<w:tcPr/>"]),
    lambda inner: st.builds(
        lambda name, children: f"<{name}>{''.join(children)}</{name}>",
        st.sampled_from(NESTED.split()),
        st.lists(inner, max_size=4),
    ),
    max_leaves=12,
)


@settings(max_examples=200, deadline=None)
@given(ELEMENTS)
def test_any_nesting_is_read(body: str):
    made = read(body)
    assert all(isinstance(part, Paragraph | Table | Picture) for part in made.parts)


def test_a_zip_that_is_cut_off():
    whole = docx(p("正文")).getvalue()
    with pytest.raises(BadFile, match="损坏"):
        reader.read(io.BytesIO(whole[: len(whole) // 2]))
    with zipfile.ZipFile(io.BytesIO(whole)) as archive:
        assert archive.testzip() is None
