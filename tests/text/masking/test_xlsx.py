"""Workbooks: what a cell shows is kept in strings, formulas, caches and parts nobody opens."""

import io
import re
from collections import namedtuple

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment

from gongkai.text.document import Place
from gongkai.text.masking import Masking, Swap, masked_copy
from gongkai.text.refusal import BadFile
from gongkai.text.signature import Kind
from tests.text import documents as made
from tests.text.masking.proof import CARD, ID, PHONE, detect, left, masked, parts

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
S = f'xmlns="{MAIN}" xmlns:r="{made.OFFICE}"'
TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml."
TYPES = made.TYPES.replace(
    "</Types>",
    f'<Override PartName="/xl/workbook.xml" ContentType="{TYPE}sheet.main+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{TYPE}worksheet+xml"/>'
    f'<Override PartName="/xl/sharedStrings.xml" ContentType="{TYPE}sharedStrings+xml"/>'
    f'<Override PartName="/xl/calcChain.xml" ContentType="{TYPE}calcChain+xml"/></Types>',
)


def sheet(rows: str, after: str = "", before: str = "") -> str:
    return f"<worksheet {S}>{before}<sheetData>{rows}</sheetData>{after}</worksheet>"


def xlsx(rows="", *, strings=(), after="", book="", name="名单", rels=(), book_rels=(), **others):
    """A workbook of one sheet; further parts as xl__comments1_xml=…"""
    named = {
        key.replace("__", "/")[::-1].replace("_", ".", 1)[::-1]: content
        for key, content in others.items()
    }
    shared = "".join(s if s.startswith("<si") else f"<si><t>{s}</t></si>" for s in strings)
    return made.archive(
        {
            "[Content_Types].xml": TYPES,
            "_rels/.rels": made.relations(made.relation(1, "officeDocument", "xl/workbook.xml")),
            "xl/workbook.xml": (
                f'<workbook {S}><sheets><sheet name="{name}" sheetId="1" r:id="rId1"/></sheets>'
                f"{book}</workbook>"
            ),
            "xl/_rels/workbook.xml.rels": made.relations(
                made.relation(1, "worksheet", "worksheets/sheet1.xml"),
                made.relation(2, "sharedStrings", "sharedStrings.xml"),
                *book_rels,
            ),
            "xl/worksheets/sheet1.xml": sheet(rows, after),
            "xl/worksheets/_rels/sheet1.xml.rels": made.relations(*rels),
            "xl/sharedStrings.xml": f"<sst {S}>{shared}</sst>",
        }
        | named
    )


def row(number: int, *cells: str) -> str:
    return f'<row r="{number}">{"".join(cells)}</row>'


def text(ref: str, index: int) -> str:
    return f'<c r="{ref}" s="0" t="s"><v>{index}</v></c>'


def values(content: bytes) -> list[list[object]]:
    return [[c.value for c in row] for row in load_workbook(io.BytesIO(content)).active.rows]


def source(content: bytes, name: str = "worksheets/sheet1.xml") -> str:
    return parts(content)[f"/xl/{name}"].decode()


def mask(rows: str = "", **others) -> bytes:
    content, report = masked(xlsx(rows, **others), Kind.XLSX)
    assert left(content) == []
    assert not report.is_same
    values(content)
    return content


def test_shared_strings_are_masked_where_they_stand():
    rows = row(1, text("A1", 0), text("B1", 1), text("C1", 0))
    content = mask(rows, strings=[ID, "户主"])
    assert values(content) == [["110105************", "户主", "110105************"]]
    assert source(content).count('t="s"') == 3


def test_runs_keep_their_looks():
    rich = f"<si><r><rPr><b/></rPr><t>{ID[:8]}</t></r><r><t>{ID[8:]}，男</t></r></si>"
    content = mask(row(1, text("A1", 0)), strings=[rich])
    assert "<rPr><b/></rPr><t>110105**</t>" in source(content, "sharedStrings.xml")
    assert values(content) == [["110105************，男"]]


def test_strings_of_no_cell_vanish():
    rich = f"<si><t>{PHONE}</t><rPh sb='0' eb='1'><t>{PHONE}</t></rPh></si>"
    content = mask(row(1, text("A1", 1)), strings=[PHONE, "甲", "王五", "<si/>", rich])
    assert source(content, "sharedStrings.xml").endswith(
        "><si></si><si><t>甲</t></si><si></si><si/><si></si></sst>"
    )
    assert values(content) == [["甲"]]


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        (f'<c r="A1" s="0"><v>{PHONE}</v></c>', "138****8000"),
        ('<c r="A1"><v>1.3800138E10</v></c>', "138****8000"),
        (f"<c><v>{PHONE}</v></c>", "138****8000"),
        (f"<c r='A1' t='n'><v>{CARD}</v></c>", "***************3336"),
        (f'<c r="A1" t="str"><f>A2&amp;A3</f><v>{ID}</v></c>', "110105************"),
        (f'<c r="A1" t="str"><f>"{ID[:6]}"&amp;"{ID[6:]}"</f><v>{ID}</v></c>', "110105************"),
        (f'<c r="A1" t="str"><f>HYPERLINK("tel:{PHONE}","打")</f><v>打</v></c>', "打"),
        (f'<c r="A1"><f>{PHONE}*2</f><v>27600276000</v></c>', 27600276000),
        (f'<c r="A1" cm="1"><f t="array" ref="A1">{PHONE}*2</f><v>7</v></c>', 7),
        (f'<c r="A1" t="inlineStr"><is><t>电话{PHONE}</t></is></c>', "电话138****8000"),
        (f'<c r="A1" t="inlineStr"><is><r><t>138</t></r> <r><t>{PHONE[3:]}</t></r></is></c>', "138****8000"),
        (f'<c r="A1" t="inlineStr"><is><t>110105\n{ID[6:]}</t></is></c>', "110105\n************"),
        ('<c r="A1" t="inlineStr"><is><t>_x0031_3800138000</t></is></c>', "138****8000"),
        (f'<c r="A1" t="inlineStr"><is><t>a&lt;_x0041_{PHONE}</t></is></c>', "a<A138****8000"),
        (f'<c r="A1" t="inlineStr"><is><t>&amp;_x000D_ {PHONE}</t></is></c>', "&_x000D_ 138****8000"),
        (f"<c r='A1' t='inlineStr'><is><t><![CDATA[{PHONE}]]></t></is></c><!--{PHONE}-->", "138****8000"),
    ],
)  # fmt: skip
def test_every_form_of_cell(cell, expected):
    extra = row(2, f'<c r="A2"><v>{PHONE}</v></c>')
    content, _ = masked(xlsx(row(1, cell) + extra), Kind.XLSX)
    assert left(content) == []
    got = values(content)[0][0]
    assert got == expected


def test_numbers_that_are_none_stay():
    said = ["0.13800138000", "13800138.5", "NaN", "1E+300", "-5", "x"]
    cells = (f'<c r="{c}1"><v>{v}</v></c>' for c, v in zip("ABCDEF", said, strict=True))
    rows = row(1, *cells)
    file = xlsx(rows + row(2, '<c r="A2"/>', '<c r="B2" t="s"><v>9</v></c>') + '<row r="3"/>')
    content, report = masked(file, Kind.XLSX)
    assert content == file.getvalue()
    assert report.is_same


def test_what_goes_by_its_row_goes_from_that_cell_alone():
    def after_a_tab(said):
        return [Hit(f.start(1), f.end(1), f[1], f[1], "**") for f in re.finditer("\\t(赵六)", said)]

    Hit = namedtuple("Hit", "start end text normal mask")
    rows = row(1, text("A1", 0), text("B1", 1)) + row(2, text("A2", 1))
    rows += row(3, text("A3", 0), text("B3", 2))
    rich = "<si><r><rPr><i/></rPr><t>赵六</t></r><rPh sb='0' eb='1'><t>赵</t></rPh></si>"
    out = io.BytesIO()
    masked_copy(xlsx(rows, strings=["户主", "赵六", rich]), Kind.XLSX, out, Masking(after_a_tab))
    content = out.getvalue()
    assert values(content) == [["户主", "**"], ["赵六", None], ["户主", "**"]]
    assert "<is><r><rPr><i/></rPr><t>**</t></r></is>" in source(content)
    assert source(content, "sharedStrings.xml").endswith("<si><t>赵六</t></si><si></si></sst>")


def test_shared_formulas_lean_on_no_masked_cell():
    rows = "".join(
        row(n, f'<c r="A{n}" t="str"><f t="shared" {own}si="0">{f}</f><v>{v}</v></c>',
            f'<c r="B{n}"><f>A{n}</f><v>1</v></c>')
        for n, own, f, v in [(1, 'ref="A1:A3" ', "B1&amp;C1", "甲"), (2, "", "", PHONE), (3, "", "", "乙")]
    )  # fmt: skip
    content = mask(
        rows,
        xl__calcChain_xml="<calcChain/>",
        book_rels=(made.relation(8, "calcChain", "calcChain.xml"),),
    )
    assert values(content) == [["甲", "=A1"], ["138****8000", "=A2"], ["乙", "=A3"]]
    assert "/xl/calcChain.xml" not in parts(content)
    assert "calcChain" not in parts(content)["/[Content_Types].xml"].decode()


def test_array_formula_would_write_over_a_masked_cell():
    rows = row(1, '<c r="A1" cm="1"><f t="array" ref="A1:A2">X</f><v>1</v></c>')
    rows += row(2, f'<c r="A2"><v>{PHONE}</v></c>') + row(
        3, '<c r="A3"><f t="array" ref="A3">1+1</f><v>2</v></c>'
    )
    content = mask(rows)
    assert values(content)[0] == [1]
    assert 'cm="1"' not in source(content)
    assert 't="array" ref="A3"' in source(content)


AROUND = {
    "header": f"<headerFooter><oddHeader>&amp;L{PHONE}&amp;R&amp;\"宋体,常规\"{ID}</oddHeader></headerFooter>",
    "validation": f'<dataValidations><dataValidation type="list" prompt="{PHONE}" sqref="A1">'
    f'<formula1>"{PHONE},{ID}"</formula1></dataValidation></dataValidations>',
    "condition": f'<conditionalFormatting sqref="A1"><cfRule type="expression" priority="1"><formula>A1={PHONE}'
    "</formula></cfRule></conditionalFormatting>",
    "filter": f'<autoFilter ref="A1:B2"><filterColumn colId="0"><filters>'
    f'<filter val="{ID}"/></filters></filterColumn></autoFilter>',
    "link": f'<hyperlinks><hyperlink ref="A1" location="A1" display="{PHONE}" tooltip="{ID}"/></hyperlinks>',
}  # fmt: skip


@pytest.mark.parametrize("key", AROUND)
def test_around_the_cells(key):
    content = mask(row(1, text("A1", 0)), strings=["甲"], after=AROUND[key])
    if key == "condition":
        assert "<formula>A1=0</formula>" in source(content)
    if key == "validation":
        assert '<formula1>"138****8000,110105************"</formula1>' in source(content)
    if key == "header":
        assert "&amp;L138****8000&amp;R" in source(content)


def test_defined_names_and_sheet_names_are_followed():
    rows = row(1, f"<c r=\"A1\"><f>'名单{PHONE}'!B1</f><v>1</v></c>", text("B1", 0))
    content = mask(
        rows,
        strings=["甲"],
        name=f"名单{PHONE}",
        book=f"<definedNames><definedName name=\"_{ID}\">'名单{PHONE}'!$A$1</definedName>"
        f'<definedName name="n">{PHONE}</definedName></definedNames>',
        after=f'<hyperlinks><hyperlink ref="A1" location="\'名单{PHONE}\'!A1"/></hyperlinks>',
        docProps__app_xml=f"<Properties><TitlesOfParts><t>名单{PHONE}</t></TitlesOfParts></Properties>",
    )
    book = load_workbook(io.BytesIO(content))
    assert book.sheetnames == ["名单138xxxx8000"]
    assert values(content) == [["='名单138xxxx8000'!B1", "甲"]]
    assert "location=\"'名单138xxxx8000'!A1\"" in source(content)
    assert "'名单138xxxx8000'!$A$1" in source(content, "workbook.xml")
    assert '<definedName name="n">0</definedName>' in source(content, "workbook.xml")


@pytest.mark.filterwarnings("ignore:Unknown extension")
def test_pivots_links_and_embedded_files_are_left_out():
    rows = row(1, text("A1", 0), '<c r="B1"><f>[1]Sheet1!A1+1</f><v>2</v></c>')
    content, report = masked(
        xlsx(
            rows,
            strings=["甲"],
            book='<externalReferences><externalReference r:id="rId4"/></externalReferences>'
            '<pivotCaches><pivotCache cacheId="1" r:id="rId3"/></pivotCaches>'
            "<definedNames><definedName name='b'>[1]Sheet1!$A$1</definedName></definedNames>",
            book_rels=(
                made.relation(3, "pivotCacheDefinition", "pivotCache/pivotCacheDefinition1.xml"),
                made.relation(4, "externalLink", "externalLinks/externalLink1.xml"),
            ),
            rels=(
                made.relation(1, "pivotTable", "../pivotTables/pivotTable1.xml"),
                made.relation(2, "printerSettings", "../printerSettings/printerSettings1.bin"),
                made.relation(3, "package", "../embeddings/a.xlsx"),
                made.relation(4, "drawing", "../drawings/drawing1.xml"),
                made.relation(5, "vmlDrawing", "../drawings/vmlDrawing1.vml"),
                made.relation(6, "comments", "../comments1.xml"),
                made.relation(7, "threadedComment", "../threadedComments/threadedComment1.xml"),
            ),
            after='<pageSetup paperSize="9" r:id="rId2"/><drawing r:id="rId4"/><legacyDrawing r:id="rId5"/>'
            '<oleObjects><oleObject r:id="rId3"/></oleObjects>'
            "<extLst><ext uri='s'><slicerList><slicer r:id='rId9'/></slicerList></ext><ext uri='k'/></extLst>",
            xl__pivotCache__pivotCacheDefinition1_xml="<p/>",
            xl__pivotCache__pivotCacheRecords1_xml=f'<r><s v="{PHONE}"/></r>',
            xl__pivotCache___rels__pivotCacheDefinition1_xml_rels="<r/>",
            xl__pivotTables__pivotTable1_xml="<p/>",
            xl__externalLinks__externalLink1_xml=f"<e><cell><v>{ID}</v></cell></e>",
            xl__printerSettings__printerSettings1_bin="打印机".encode("utf-16-le"),
            xl__embeddings__a_xlsx=b"PK" + PHONE.encode(),
            xl__drawings__drawing1_xml=f'<d xmlns:a="a"><a:p><a:r><a:t>{PHONE}</a:t></a:r></a:p></d>',
            xl__drawings__vmlDrawing1_vml=(
                '<xml xmlns:v="v" xmlns:x="x"><v:shape><x:ClientData ObjectType="Note"/></v:shape>'
                '<v:shape>b<br><x:ClientData ObjectType="Button"/></v:shape></xml>'
            ),
            xl__comments1_xml=f"<comments><text><t>{PHONE}</t></text></comments>",
            xl__threadedComments__threadedComment1_xml=f"<t><text>{ID}</text></t>",
        ),
        Kind.XLSX,
    )
    assert left(content) == []
    assert values(content) == [["甲", 2]]
    assert set(report.dropped) == {
        "嵌入的文件",
        "外部链接及其缓存",
        "批注",
        "打印机设置",
        "数据透视表及其缓存（单元格里的结果保留）",
    }
    kept = [name for name in parts(content) if not name.endswith((":name", "#", ".rels"))]
    assert sorted(name for name in kept if name.startswith("/xl/")) == [
        "/xl/drawings/drawing1.xml",
        "/xl/drawings/vmlDrawing1.vml",
        "/xl/sharedStrings.xml",
        "/xl/workbook.xml",
        "/xl/worksheets/sheet1.xml",
    ]
    assert source(content).partition("</sheetData>")[2] == (
        '<pageSetup paperSize="9"/><drawing r:id="rId4"/><legacyDrawing r:id="rId5"/>'
        "<extLst><ext uri='k'/></extLst></worksheet>"
    )
    assert "Note" not in source(content, "drawings/vmlDrawing1.vml")
    assert "Button" in source(content, "drawings/vmlDrawing1.vml")
    assert "<definedName name='b'>#REF!</definedName>" in source(content, "workbook.xml")
    assert "pivot" not in source(content, "_rels/workbook.xml.rels")


def test_caches_of_charts_are_left_out():
    chart = f'<c:c xmlns:c="c"><c:f>A1</c:f><c:strCache><c:v>张三</c:v></c:strCache><c:t>{PHONE}</c:t></c:c>'
    content = mask(
        rels=(made.relation(1, "chart", "../charts/chart1.xml"),),
        after='<x r:id="rId1"/>',
        xl__charts__chart1_xml=chart,
    )
    assert (
        source(content, "charts/chart1.xml")
        == '<c:c xmlns:c="c"><c:f>A1</c:f><c:t>138****8000</c:t></c:c>'
    )


def test_cells_by_place():
    rows = row(1, text("A1", 0), text("B1", 1), '<c r="C1"><v>32874</v></c>')
    rows += row(
        2,
        text("A2", 0),
        '<c r="B2" t="str"><f>A1</f><v>张三</v></c>',
        '<c r="C2"><f>IF(A1="张三",1,0)</f><v>1</v></c>',
    )
    cells = {
        Place(sheet="名单", row=1, column=1): [Swap("张三", "张*")],
        Place(sheet="名单", row=1, column=2): [Swap("柳溪镇3号", "柳溪镇")],
        Place(sheet="名单", row=1, column=3): [Swap("1990-01-01", "1990年")],
    }
    content, report = masked(xlsx(rows, strings=["张三", "住柳溪镇3号"]), Kind.XLSX, cells)
    assert values(content) == [["张*", "住柳溪镇", "1990年"], ["张三", "张*", 1]]
    assert [str(d.place) for d in report.masked][:3] == [
        "工作表“名单” A1单元格",
        "工作表“名单” B1单元格",
        "工作表“名单” C1单元格",
    ]
    assert left(content, ("柳溪镇3号", "32874")) == []


def test_words_go_everywhere():
    content, _ = masked(
        xlsx(row(1, text("A1", 0)), strings=["张　三和张三丰"], name="张三"),
        Kind.XLSX,
        words={"张三": "张某"},
    )
    assert values(content) == [["张某和张某丰"]]
    assert load_workbook(io.BytesIO(content)).sheetnames == ["张某"]


@pytest.mark.parametrize(
    "cells",
    [
        {Place(sheet="名单", row=1, column=1): [Swap("李四", "李*")]},
        {Place(sheet="名单", row=1, column=2): [Swap("李四", "李*")]},
        {Place(sheet="别的", row=1, column=1): [Swap("张三", "张*")]},
    ],
)
def test_another_file_than_was_read_is_refused(cells):
    out = io.BytesIO()
    file = xlsx(row(1, text("A1", 0), '<c r="B1"/>'), strings=["张三"])
    with pytest.raises(BadFile, match="重新检查"):
        masked_copy(file, Kind.XLSX, out, Masking(detect, cells))
    assert out.getvalue() == b""


def test_prefixed_markup():
    name = f'xmlns:x="{MAIN}"'
    content = mask(
        xl__worksheets__sheet1_xml=f'<x:worksheet {name}><x:sheetData><x:row><x:c t="s"><x:v>0</x:v></x:c>'
        f"<x:c><x:v>{PHONE}</x:v></x:c></x:row></x:sheetData></x:worksheet>",
        xl__sharedStrings_xml=f"<x:sst {name}><x:si><x:t>{ID}</x:t></x:si></x:sst>",
    )
    assert values(content) == [["110105************", "138****8000"]]


@pytest.mark.parametrize(
    "body", ["", "<sheetData/>", "<!-- 13800138000 --><sheetData></sheetData>"]
)
def test_sheets_without_cells(body):
    sheet1 = f'<worksheet {S}>{body}<x a="{PHONE}"/></worksheet>'
    mask(xl__worksheets__sheet1_xml=sheet1)


def test_file_made_by_a_library():
    book = Workbook()
    page = book.active
    page.title = "发放"
    page.append(["姓名", "身份证号", "电话", "金额"])
    for n in range(30):
        page.append([f"户{n}", ID, int(PHONE) if n % 2 else PHONE, n * 1.5])
    page["B2"].comment = Comment(f"核对{PHONE}", "经办")
    page["E2"] = f'=IF(C2={PHONE},"{ID}","")'
    page.oddHeader.center.text = PHONE
    book.properties.creator = PHONE
    book.create_sheet("隐藏").append([CARD])
    book["隐藏"].sheet_state = "hidden"
    file = io.BytesIO()
    book.save(file)
    content, report = masked(file, Kind.XLSX)
    assert left(content) == []
    assert report.dropped == ("批注",)
    got = values(content)
    assert [r[:4] for r in got[1:3]] == [
        ["户0", "110105************", "138****8000", 0],
        ["户1", "110105************", "138****8000", 1.5],
    ]
    assert load_workbook(io.BytesIO(content))["隐藏"].sheet_state == "hidden"
    assert load_workbook(io.BytesIO(content)).active["B2"].comment is None


def test_data_models_and_macros_are_refused():
    for part, why in (("xl__model__item_data", "数据模型"), ("xl__vbaProject_bin", "宏")):
        with pytest.raises(BadFile, match=why):
            masked(xlsx(**{part: b"x"}), Kind.XLSX)


def test_unknown_bytes_with_a_number_are_refused():
    with pytest.raises(BadFile, match="无法改写"):
        masked(xlsx(xl__odd_bin=PHONE.encode()), Kind.XLSX)


def test_order_of_parts_and_plain_text_stay():
    file = xlsx(row(1, text("A1", 0), f'<c r="B1"><v>{PHONE}</v></c>'), strings=["甲&amp;乙"])
    content, _ = masked(file, Kind.XLSX)
    before, after = parts(file.getvalue()), parts(content)
    assert list(after) == list(before)
    new = '<c r="B1" t="inlineStr"><is><t xml:space="preserve">138****8000</t></is></c>'
    old = before["/xl/worksheets/sheet1.xml"].decode()
    assert source(content) == old.replace(f'<c r="B1"><v>{PHONE}</v></c>', new)
