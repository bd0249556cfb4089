"""Copies that lose what is hidden: remarks, changes, hidden runs and cells, names of authors."""

from io import BytesIO

import docx
import openpyxl
import pytest
from openpyxl.comments import Comment

from gongkai.text.documents.every import read_document
from gongkai.text.masking import Masking, clearing_of, masked_copy
from gongkai.text.refusal import BadFile
from gongkai.text.signature import Kind
from tests.text.documents import docx as word
from tests.text.documents import p


def nothing(text):
    return []


def cleared(file, kind):
    read, out = read_document(file, kind, ""), BytesIO()
    report = masked_copy(file, kind, out, clearing_of(read, Masking(nothing)))
    return out, report


def hidden(file, kind):
    return {said.text for said in read_document(file, kind, "").said() if said.hidden}


def workbook(*, formula=False, sheet_formula=False):
    book = openpyxl.Workbook()
    book.properties.creator = "李办事"
    sheet = book.active
    sheet.append(["项目", "金额"])
    sheet.append(["甲", 5])
    sheet["A1"].comment = Comment("张三的批注", "张三")
    sheet["D1"] = "藏列"
    sheet["D2"] = 777
    sheet.column_dimensions["D"].hidden = True
    other = book.create_sheet("底稿")
    other.sheet_state = "hidden"
    other.append(["身份", 12345.5])
    if formula:
        sheet["E1"] = "=D2*2"
    if sheet_formula:
        other["C1"] = "=B1*2"
    out = BytesIO()
    book.save(out)
    return out


@pytest.mark.parametrize("sheet_formula", [False, True])
def test_workbook_loses_hidden_cells_remarks_and_author(sheet_formula):
    out, report = cleared(workbook(sheet_formula=sheet_formula), Kind.XLSX)
    left = " ".join(hidden(out, Kind.XLSX))
    assert not any(word in left for word in ("藏列", "777", "身份", "12345", "张三", "李办事"))
    assert report.dropped == ("批注",)
    book = openpyxl.load_workbook(out)
    assert [row[:2] for row in book.active.values] == [("项目", "金额"), ("甲", 5)]
    assert book.properties.creator is None


def test_workbook_whose_formulas_may_count_on_hidden_cells_is_refused():
    with pytest.raises(BadFile, match="选择性粘贴为数值"):
        cleared(workbook(formula=True), Kind.XLSX)


def test_text_loses_remarks_changes_hidden_runs_and_author():
    made = docx.Document()
    made.core_properties.author = "李办事"
    paragraph = made.add_paragraph("看得见")
    paragraph.add_run("看不见").font.hidden = True
    paragraph.add_run("还看得见")
    made.add_comment(paragraph.runs[0], "批注的话", "王五", "王")
    file = BytesIO()
    made.save(file)
    out, report = cleared(file, Kind.DOCX)
    assert not hidden(out, Kind.DOCX) & {"看不见", "批注的话", "李办事", "王五"}
    assert [p.text for p in docx.Document(out).paragraphs] == ["看得见还看得见"]
    assert "批注" in report.dropped


def test_changes_are_accepted_even_where_they_hold_no_datum():
    inside = "<w:r><w:t>留</w:t></w:r><w:del><w:r><w:delText>删</w:delText></w:r></w:del>"
    out, _ = cleared(word(p(inside=inside)), Kind.DOCX)
    assert read_document(out, Kind.DOCX, "").whole == "留"


def test_text_without_anything_hidden_is_the_same_bytes():
    file = word(p("正文"))
    out, report = cleared(file, Kind.DOCX)
    assert report.is_same
    assert out.getvalue() == file.getvalue()
