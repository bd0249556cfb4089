"""Personal data in documents that have been read: every part, the hidden too, and the file's name."""

from gongkai.text.document import Document, Hidden, Paragraph, Picture, Place, Table
from gongkai.text.personal import find_in_document
from gongkai.text.signature import Kind
from tests.text.personal.checks import PHONE, V

OLD = "110105491231002"


def test_findings_say_where_and_why_nobody_sees_them():
    document = Document(
        Kind.DOCX,
        (
            Paragraph("关于发放的公示", Place(paragraph=1), level=1),
            Paragraph("身份证号：", Place(paragraph=2)),
            Paragraph(OLD, Place(paragraph=3)),
            Paragraph(f"原稿写{PHONE}", Place(part="批注"), hidden=Hidden.COMMENT),
            Table(
                (("姓名", "手机"), ("张三", PHONE)),
                Place(table=1),
                hidden_columns=frozenset({1}),
                row_numbers=(4, 5),
            ),
            Picture("图1", Place()),
        ),
    )
    found = find_in_document(document, V, name=f"张三_{PHONE}.docx")
    assert [(str(f.place), f.hidden, f.kind, f.normal) for f in found] == [
        ("文件名", None, "name", "张三"),
        ("文件名", None, "mobile", PHONE),
        ("第3段", None, "identity_number", OLD),
        ("批注", Hidden.COMMENT, "mobile", PHONE),
        ("第1张表 A5单元格", None, "name", "张三"),
        ("第1张表 B5单元格", Hidden.COLUMN, "mobile", PHONE),
    ]
    assert found[1].mask == "138****8000"
    assert found[2].confidence == 0.9
    assert found[0].text == "张三"


def test_an_empty_document_has_nothing():
    assert find_in_document(Document(Kind.TXT, ()), V) == []
