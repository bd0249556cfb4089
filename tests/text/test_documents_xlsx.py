"""Workbooks as documents: numbers as their reader sees them, and nothing hidden untold."""

import io
from contextlib import suppress
from datetime import date

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation

from gongkai.text.document import Document, Hidden, Paragraph, Place
from gongkai.text.documents import gathering, xlsx
from gongkai.text.refusal import BadFile
from gongkai.text.signature import Kind
from tests.text.documents import archive, relation, relations

HEAD = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'


def document(file: io.BytesIO) -> Document:
    found = xlsx.read(file)
    return Document(Kind.XLSX, tuple(found.parts), tuple(found.notes))


def saved(book: openpyxl.Workbook) -> Document:
    file = io.BytesIO()
    book.save(file)
    return document(file)


def hidden(made: Document) -> dict[str, Hidden]:
    """What is hidden, without the properties every workbook has."""
    return {
        said.text: said.hidden
        for said in made.said()
        if said.hidden and said.place.part not in {"作者", "创建时间", "修改时间"}
    }


def sheet(body: str, **parts: str) -> Document:
    """A workbook of one sheet whose XML is ``body``; parts as xl__styles_xml=…."""
    named = {name.replace("__", "/")[::-1].replace("_", ".", 1)[::-1]: content
             for name, content in parts.items()}  # fmt: skip
    return document(
        archive(
            {
                "xl/workbook.xml": '<workbook><sheets><sheet name="表" sheetId="1" r:id="rId1" '
                'xmlns:r="r"/></sheets></workbook>',
                "xl/_rels/workbook.xml.rels": relations(
                    relation(1, "worksheet", "worksheets/sheet1.xml"),
                    relation(2, "styles", "styles.xml"),
                    relation(3, "sharedStrings", "sharedStrings.xml"),
                    relation(4, "theme", "theme.xml"),
                ),
                "xl/worksheets/sheet1.xml": f"{HEAD}{body}</worksheet>",
            }
            | named
        )
    )


def data(*cells: str) -> str:
    return f"<sheetData><row r='1'>{''.join(cells)}</row></sheetData>"


def test_a_sheet_is_a_table_with_its_places():
    book = openpyxl.Workbook()
    page = book.active
    page.title = "名单"
    page["B3"], page["C3"] = "姓名", "金额"
    page["B5"], page["C5"] = "甲", 1234.5
    page["C5"].number_format = "#,##0.00"
    page.merge_cells("B7:C8")
    page["B7"] = "合计"
    made = saved(book)
    grid = made.tables[0]
    assert grid.rows == (("姓名", "金额"), ("甲", "1,234.50"), ("合计",))
    assert (grid.row_numbers, grid.first_column, grid.name) == ((3, 5, 7), 2, "名单")
    assert grid.spans == {(2, 0): (1, 2)}
    assert str(grid.place_of(1, 1)) == "工作表“名单” C5单元格"


def test_hidden_sheets_rows_and_columns():
    book = openpyxl.Workbook()
    page = book.active
    for row in (["甲", "乙", "丙"], ["一", "二", "三"], ["四", "五", "六"]):
        page.append(row)
    page.row_dimensions[2].hidden = True
    page.column_dimensions["B"].hidden = True
    secret = book.create_sheet("底表")
    secret["A1"] = "身份证"
    secret.sheet_state = "veryHidden"
    book.create_sheet("空表")
    made = saved(book)
    assert made.text == "甲\t丙\n四\t六"
    assert hidden(made) == {
        "乙": Hidden.COLUMN, "一": Hidden.ROW, "二": Hidden.ROW, "三": Hidden.ROW,
        "五": Hidden.COLUMN, "身份证": Hidden.SHEET,
    }  # fmt: skip


def test_rows_hidden_by_height_and_by_the_sheet():
    made = sheet(
        "<sheetFormatPr zeroHeight='1'/><cols><col min='1' max='1' width='0'/><col min='9' max='9'/>"
        "</cols><sheetData><row ht='0'><c t='str'><v>甲</v></c></row><row hidden='0'>"
        "<c t='str'><v>乙</v></c><c t='str'><v>丙</v></c></row><row/></sheetData>"
    )
    assert made.tables[0].hidden_rows == {0}
    assert made.tables[0].hidden_columns == {0}
    assert made.text == "丙"


def test_what_is_said_beside_the_cells():
    book = openpyxl.Workbook()
    page = book.active
    page.title = "表"
    page["A1"] = "甲"
    page["A1"].comment = Comment("电话13800138000", "周先生")
    page["B1"] = '="乙"&"13900139000"'
    page["C1"] = "=A1&B1"
    page["A2"], page["A2"].hyperlink = "链接", "mailto:a@b.cn"
    choices = DataValidation(type="list", formula1='"吴记者,周先生"', prompt="请选", sqref="D4:D9")
    page.add_data_validation(choices)
    page.oddHeader.left.text = "内部"
    page.oddFooter.center.text = "第&P页"
    book.defined_names["秘"] = DefinedName("秘", attr_text='"110"')
    book.defined_names["区"] = DefinedName("区", attr_text="表!$A$1")
    made = saved(book)
    told = hidden(made)
    assert told["电话13800138000"] == Hidden.COMMENT
    assert told["周先生"] == Hidden.PROPERTY
    assert told['"乙"&"13900139000"'] == Hidden.INSTRUCTION
    assert told['"吴记者,周先生"'] == Hidden.INSTRUCTION
    assert told["请选"] == Hidden.INSTRUCTION
    assert told['秘 "110"'] == Hidden.INSTRUCTION
    assert told["mailto:a@b.cn"] == Hidden.TARGET
    assert "A1&B1" not in told
    assert not any(text.startswith("区") for text in told)
    places = {part.text: part.place for part in made.parts if isinstance(part, Paragraph)}
    assert places["电话13800138000"] == Place(sheet="表", row=1, column=1, part="批注")
    assert places['"吴记者,周先生"'] == Place(sheet="表", row=4, column=4)
    assert places['"乙"&"13900139000"'] == Place(sheet="表", row=1, column=2)
    assert {part.text for part in made.parts if isinstance(part, Paragraph) and not part.hidden} == {
        "内部", "第 页",
    }  # fmt: skip


def test_text_in_the_colour_of_the_paper():
    book = openpyxl.Workbook()
    page = book.active
    page.append(["白", "白底", "小", "空格式", "明"])
    page["A1"].font = Font(color="FFFFFFFF")
    page["B1"].font = Font(color="FFFFFFFF")
    page["B1"].fill = PatternFill("solid", fgColor="FF1F4E79")
    page["C1"].font = Font(sz=1)
    page["D1"] = 13800138000
    page["D1"].number_format = ";;;"
    made = saved(book)
    assert hidden(made) == {
        "白": Hidden.PALE, "小": Hidden.PALE, "13800138000": Hidden.PALE,
    }  # fmt: skip
    assert made.text == "白底\t\t\t明"


def test_numbers_that_lost_digits_are_noted():
    made = sheet(data("<c><v>3.3012319900101123E+17</v></c><c><v>13800138000</v></c>"))
    assert made.tables[0].rows == (("330123199001011230", "13800138000"),)
    assert made.notes == (
        "工作表“表”有 1 个 16 位以上的号码按数字存放，第 16 位起已经变成 0。"
        "请把这些单元格改成文本格式后重新填写。",
    )


def test_values_of_every_type():
    made = sheet(
        data(
            "<c t='s'><v>0</v></c>", "<c t='s'><v>9</v></c>", "<c t='b'><v>1</v></c>",
            "<c t='b'><v>0</v></c>", "<c t='e'><v>#N/A</v></c>", "<c t='str'><v> 式 </v></c>",
            "<c t='inlineStr'><is><r><t>内</t></r><r><t>嵌</t></r><rPh><t>nèi</t></rPh></is></c>",
            "<c t='d'><v>2026-11-24</v></c>", "<c/>", "<c s='9'><v>7</v></c>", "<c r='ZZZZ1'><v>8</v></c>",
            "<c><v>x</v></c>",
        ),
        xl__sharedStrings_xml="<sst><si> <t>共</t><r><t>享</t></r><rPh><t>gòng</t></rPh></si>"
        "<si><t>残留</t></si></sst>",
    )  # fmt: skip
    assert made.tables[0].rows == (
        ("共享", "", "TRUE", "FALSE", "#N/A", "式", "内嵌", "2026-11-24", "", "7", "8", "x"),
    )
    assert hidden(made) == {"gòng": Hidden.TEXT, "残留": Hidden.CACHE}


def test_text_under_a_merged_cell_is_told():
    made = sheet(
        "<sheetData><row r='2'><c r='B2' t='str'><v>上</v></c><c r='C2' t='str'><v>压</v></c></row>"
        "<row r='3'><c r='B3' t='str'><v>下</v></c></row><row r='4'><c r='A4'><v>1</v></c></row>"
        "</sheetData><mergeCells><mergeCell ref='B2:C3'/><mergeCell ref='B9:B8'/>"
        "<mergeCell ref='F20:G21'/><mergeCell/></mergeCells>"
    )
    assert made.tables[0].rows == (("", "上"), ("",), ("1",))
    assert made.tables[0].spans == {(0, 1): (2, 2)}
    assert hidden(made) == {"压": Hidden.COVERED, "下": Hidden.COVERED}


def test_caches_links_filters_and_drawings():
    made = sheet(
        data("<c t='str'><v>甲</v></c>")
        + "<autoFilter ref='A1:A9'><filterColumn><filters><filter val='筛选'/></filters>"
        "</filterColumn></autoFilter><conditionalFormatting sqref='B2:B9'><cfRule>"
        '<formula>A1="条件"</formula></cfRule></conditionalFormatting>'
        "<hyperlinks><hyperlink ref='A1' tooltip='提示'/></hyperlinks>",
        xl__pivotCache__pivotCacheDefinition1_xml="<p><sharedItems><s v='缓存'/><n v='1.5E1'/>"
        "<s v='缓存'/></sharedItems></p>",
        xl__externalLinks__externalLink1_xml="<e><cell><v>外部</v></cell></e>",
        xl__revisions__revisionLog1_xml="<r><oc><is><t>旧值</t></is></oc></r>",
        xl__drawings__drawing1_xml="<d><p><r><t>文本框</t></r></p><cNvPr descr='图'/></d>",
        xl__calcChain_xml="<c>忽略</c>",
        xl__theme__theme1_xml="<c>忽略</c>",
    )
    assert hidden(made) == {
        "筛选": Hidden.CACHE, 'A1="条件"': Hidden.INSTRUCTION, "提示": Hidden.TARGET,
        "缓存": Hidden.CACHE, "15": Hidden.CACHE, "外部": Hidden.CACHE, "旧值": Hidden.DELETED,
        "图": Hidden.ALTERNATIVE,
    }  # fmt: skip
    assert made.text == "甲\n文本框"


def test_threaded_comments():
    made = sheet(
        data("<c><v>1</v></c>"),
        **{
            "xl__worksheets___rels__sheet1.xml_rels": relations(
                relation(1, "threadedComment", "../threadedComments/t.xml"),
                relation(2, "comments", "../missing.xml"),
            ),
            "xl__threadedComments__t_xml": "<T><threadedComment ref='A1'><text>谈话</text>"
            "</threadedComment></T>",
            "xl__persons__person_xml": "<p><person displayName='周先生'/></p>",
        },
    )
    assert hidden(made) == {"谈话": Hidden.COMMENT, "周先生": Hidden.PROPERTY}


def test_sheets_named_twice_or_nowhere_are_read_once():
    file = archive({
        "xl/workbook.xml": '<workbook><workbookPr date1904="1"/><sheets>'
        '<sheet name="一" r:id="rId1"/><sheet name="又" r:id="rId1"/><sheet name="无" r:id="rId9"/>'
        '<sheet name="缺" r:id="rId2"/></sheets></workbook>'.replace("<workbook>", '<workbook xmlns:r="r">'),
        "xl/_rels/workbook.xml.rels": relations(
            relation(1, "worksheet", "worksheets/sheet1.xml"),
            relation(2, "worksheet", "worksheets/gone.xml"),
            relation(3, "styles", "styles.xml"),
        ),
        "xl/styles.xml": "<s><cellXfs><xf numFmtId='14'/></cellXfs></s>",
        "xl/worksheets/sheet1.xml": f"{HEAD}{data('<c><v>0</v></c>')}</worksheet>",
        "xl/worksheets/sheet2.xml": "<worksheet>孤立</worksheet>",
    })  # fmt: skip
    made = document(file)
    assert [t.name for t in made.tables] == ["一"]
    assert made.tables[0].rows == (("1904/1/1",),)
    assert hidden(made) == {"孤立": Hidden.PROPERTY}


def test_styles_may_say_nonsense():
    made = sheet(
        data("<c s='0'><v>1</v></c><c s='1'><v>2</v></c>"),
        xl__styles_xml="<s><numFmts><numFmt numFmtId='164' formatCode='0.0'/><numFmt/></numFmts>"
        "<fonts><font><sz val='x'/><color theme='0'/></font></fonts>"
        "<fills><fill><patternFill><fgColor rgb='FFFFFFFF'/></patternFill></fill></fills>"
        "<borders><color rgb='FFFFFFFF'/></borders><cellStyleXfs><xf/></cellStyleXfs>"
        "<cellXfs><xf numFmtId='164' fontId='7'/><xf numFmtId='x' fontId='0' fillId='9'/></cellXfs></s>",
    )
    assert made.text == "1.0"
    assert hidden(made) == {"2": Hidden.PALE}


def test_a_row_written_in_two_pieces_is_one_row():
    made = sheet(
        "<sheetData><row r='2'><c r='A2'><v>1</v></c></row><row r='2'><c r='B2'><v>2</v></c></row>"
        "</sheetData>"
    )
    assert made.tables[0].rows == (("1", "2"),)


def test_a_style_sheet_without_styles():
    assert sheet(data("<c s='0'><v>1</v></c>"), xl__styles_xml="<s/>").text == "1"


def test_not_a_workbook_and_too_large_a_one(monkeypatch: pytest.MonkeyPatch):
    with pytest.raises(BadFile, match="不是 Excel"):
        document(archive({"a": "b"}))
    monkeypatch.setattr(xlsx, "MAX_STRINGS", 1)
    with pytest.raises(BadFile, match="文字太多"):
        sheet(data(), xl__sharedStrings_xml="<sst><si><t>甲</t></si><si><t>乙</t></si></sst>")
    monkeypatch.setattr(gathering, "MAX_CELLS", 106)
    with pytest.raises(BadFile, match="表格太大"):
        sheet(data("<c><v>1</v></c>" * 4))
    with pytest.raises(BadFile, match="拆成几个文件"):
        sheet(data("<c><v>1</v></c><c r='XFD1'><v>1</v></c>"))


CELLS = st.one_of(
    st.none(),
    st.text("青禾县公示abc 0123<&>\"'", min_size=1, max_size=6).filter(str.strip),
    st.integers(-(10**12), 10**14),
    st.decimals(-(10**6), 10**6, places=2).map(float),
    st.booleans(),
    st.dates(date(1990, 1, 1), date(2100, 1, 1)),
)


def as_seen(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else str(value)
    return str(value).strip()


@settings(max_examples=40, deadline=None)
@given(st.lists(st.lists(CELLS, min_size=3, max_size=3), min_size=1, max_size=6))
def test_what_another_program_writes_comes_back(rows: list[list[object]]):
    book = openpyxl.Workbook()
    for number, row in enumerate(rows, 1):
        for column, value in enumerate(row, 1):
            found = book.active.cell(number, column, value)
            if isinstance(value, str):
                found.data_type = "s"
    made = saved(book)
    said = {
        (place.row, place.column): text
        for text, place in ((said.text, said.place) for said in made.said() if not said.hidden)
    }
    assert said == {
        (number, column): as_seen(value)
        for number, row in enumerate(rows, 1)
        for column, value in enumerate(row, 1)
        if value is not None
    }


@settings(max_examples=100, deadline=None)
@given(st.data())
def test_any_sheet_is_read_or_refused(draw: st.DataObject):
    names = st.sampled_from(
        ["row", "c", "v", "t", "is", "f", "mergeCell", "col", "rPh", "oddHeader", "hyperlink"]
    )
    values = st.sampled_from(["", "1", "A1", "B2:C3", "s", "x", "-1", "99999999", "XFD1048576"])
    attrs = st.dictionaries(st.sampled_from(["r", "t", "s", "ref", "min", "max", "ht"]), values)
    tree = st.recursive(
        st.sampled_from(["7", "文", "1e400", "-5", "nan"]),
        lambda inner: st.builds(
            lambda name, given, children: (
                f"<{name} {' '.join(f'{k}={chr(34)}{v}{chr(34)}' for k, v in given.items())}>"
                f"{''.join(children)}</{name}>"
            ),
            names, attrs, st.lists(inner, max_size=3),
        ),
        max_leaves=10,
    )  # fmt: skip
    with suppress(BadFile):
        assert sheet(f"<sheetData>{draw.draw(tree)}</sheetData>").kind == Kind.XLSX
