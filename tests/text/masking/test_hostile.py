"""Damaged and hostile files: a sentence, bounded work, and nothing written."""

import io
import zipfile
from collections import namedtuple

import pytest

from gongkai.text.masking import Masking, masked_copy
from gongkai.text.refusal import BadFile
from gongkai.text.signature import Kind
from tests.text import documents as made
from tests.text.masking.proof import PHONE, detect, docx, left, masked
from tests.text.masking.test_xlsx import row, xlsx


def entity(kind: str) -> io.BytesIO:
    tricky = f'<!DOCTYPE a [<!ENTITY x "{PHONE}">]><a>&x;</a>'
    return docx("", word__x_xml=tricky) if kind == "docx" else xlsx(xl__x_xml=tricky)


def bomb() -> io.BytesIO:
    return docx("", word__big_xml=b"<a>" + b" " * 60_000_000 + b"</a>")


def climbing() -> io.BytesIO:
    return made.archive({"word/document.xml": "<a/>", "../x.xml": "<a/>"})


def deep() -> io.BytesIO:
    return docx("<w:p>" * 150 + "</w:p>" * 150)


FILES = {
    "entities": (lambda: entity("docx"), Kind.DOCX, "实体"),
    "entities in a workbook": (lambda: entity("xlsx"), Kind.XLSX, "实体"),
    "bomb": (bomb, Kind.DOCX, "大得不正常"),
    "path": (climbing, Kind.DOCX, "不安全"),
    "deep": (deep, Kind.DOCX, "层层嵌套"),
    "truncated": (lambda: io.BytesIO(docx("x").getvalue()[:-90]), Kind.DOCX, "损坏"),
    "no zip": (lambda: io.BytesIO(b"PK\3\4"), Kind.XLSX, "损坏"),
    "not XML": (lambda: docx("<w:p>"), Kind.DOCX, "损坏"),
    "other kind": (lambda: docx(""), Kind.XLSX, "这不是 xlsx 文件"),
    "odd encoding": (
        lambda: docx("", word__x_xml='<?xml version="1.0" encoding="gbk"?><a/>'),
        Kind.DOCX,
        "损坏",
    ),
    "odd encoding that parses": (
        lambda: docx(
            "", word__x_xml='<?xml version="1.0" encoding="utf-16"?><a/>'.encode("utf-16-be")
        ),
        Kind.DOCX,
        "损坏",
    ),
}


@pytest.mark.parametrize("key", FILES)
def test_bad_files(key):
    make, kind, why = FILES[key]
    out = io.BytesIO()
    with pytest.raises(BadFile, match=why):
        masked_copy(make(), kind, out, Masking(detect))
    assert out.getvalue() == b""


def test_locked_file_is_refused():
    file = docx("x")
    raw = file.getvalue().replace(b"PK\x01\x02\x14\x03\x14\0\0\0", b"PK\x01\x02\x14\x03\x14\0\1\0")
    with pytest.raises(BadFile, match="密码"):
        masked(io.BytesIO(raw), Kind.DOCX)


def test_all_parts_together_are_bounded(monkeypatch):
    monkeypatch.setattr("gongkai.text.masking.office.MAX_XML", 100)
    with pytest.raises(BadFile, match="太大"):
        masked(docx("x"), Kind.DOCX)


def test_one_part_is_bounded(monkeypatch):
    monkeypatch.setattr("gongkai.text.masking.markup.MAX_PART", 100)
    with pytest.raises(BadFile, match="太大"):
        masked(docx("x"), Kind.DOCX)


def test_word_that_only_the_source_holds_is_refused():
    for file in (docx(made.p("甲")), docx(made.p("甲&#28151;"))):
        with pytest.raises(BadFile, match="仍然发现"):
            masked(file, Kind.DOCX, words={"w:body": "x"})
    with pytest.raises(BadFile, match="仍然发现"):
        masked(io.BytesIO("甲,乙".encode()), Kind.CSV, words={"甲,乙": "x"})


def test_relationship_to_a_part_that_is_not_there():
    rels = (made.relation(7, "comments", "comments.xml"), made.relation(8, "image", "media/a.png"))
    content, report = masked(docx(made.p(PHONE), rels=rels), Kind.DOCX)
    assert left(content) == []
    assert report.dropped == ()


def test_hit_over_two_cells_goes_from_neither():
    Hit = namedtuple("Hit", "start end text normal mask")
    out = io.BytesIO()
    rows = row(1, '<c t="str"><v>甲</v></c>', '<c t="str"><v>乙</v></c>')
    masked_copy(
        xlsx(rows), Kind.XLSX, out, Masking(lambda t: [Hit(0, 3, t, t, "***")] * (t == "甲\t乙"))
    )
    assert out.getvalue() == xlsx(rows).getvalue()


def test_names_that_become_one_are_refused():
    file = docx(made.p(PHONE), word__138xxxx8000_xml="<a/>")
    with zipfile.ZipFile(file, "a") as archive:
        archive.writestr(f"word/{PHONE}.xml", "<a/>")
    with pytest.raises(BadFile, match="无法改写"):
        masked(file, Kind.DOCX)


def test_cyclic_relationships_end():
    rels = made.relations(made.relation(1, "image", "document.xml"))
    file = docx(
        made.p(PHONE),
        rels=(made.relation(4, "chart", "/word/a.xml#x"),),
        word__a_xml="<a/>",
        word___rels__a_xml_rels=rels,
    )
    content, _ = masked(file, Kind.DOCX)
    assert left(content) == []


def test_odd_cells():
    odd = (
        '<c r="ZZZZ1"><v>1</v></c>', '<c r="A1" t="s"><v>-1</v></c>', '<c r="B1" t="s"></c>',
        f'<c r="A1"><f t="shared"/><v>{PHONE}</v></c>', '<c r="A1"><f t="array" ref="x"/><v>1</v></c>',
        '<c r="A1"><f t="dataTable" ref="A1:B2"></f></c>',
    )  # fmt: skip
    content, _ = masked(
        xlsx('<row spans="1">' + "".join(odd) + "</row>" + row(0) + '<row r="x"/>'), Kind.XLSX
    )
    assert left(content) == []
