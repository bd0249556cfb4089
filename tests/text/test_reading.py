"""Files of every kind as documents and as bare text."""

import io
from datetime import date

import openpyxl
import pytest

from gongkai.text import encoding
from gongkai.text.reading import read, read_document
from gongkai.text.refusal import BadFile
from gongkai.text.signature import Kind
from tests.text.documents import PNG, archive, docx, ole, p, part, picture, relation

NOTICE = "柳政发[2026]5号\n关于做好公开工作的通知\n各村：\n一、要求\n正文。\n柳溪镇人民政府\n2026年3月5日\n"


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_text_file_in_any_encoding(codec):
    made = read(io.BytesIO(NOTICE.encode(codec)), Kind.TXT, "通知.txt")
    assert made.title == "关于做好公开工作的通知"
    assert (made.found_number, made.found_date) == ("柳政发〔2026〕5号", date(2026, 3, 5))
    assert made.html.startswith(
        "<p>柳政发〔2026〕5号</p><p>关于做好公开工作的通知</p><p>各村：</p><h2>"
    )
    assert made.html.endswith('<p class="sign">2026年3月5日</p>')
    assert made.notes == ("已把 1 处文号的括号改成六角括号〔〕。",)


def test_big_endian_and_unknown_encodings():
    assert encoding.decode(b"\xfe\xff" + "青".encode("utf-16-be")) == "青"
    with pytest.raises(BadFile, match="认不出文本的编码"):
        read(io.BytesIO(b"\xff\xff\x80\x80"), Kind.TXT, "a.txt")


def test_too_long_a_text(monkeypatch):
    monkeypatch.setattr(encoding, "MAX_BYTES", 3)
    with pytest.raises(BadFile, match="文本太长"):
        read(io.BytesIO(b"abcd"), Kind.TXT, "a.txt")


def test_a_web_page():
    page = (
        '<meta charset="gb2312"><title>x</title><h1>通知</h1><script>1</script><p>一、要求<p>正文。'
    )
    made = read(io.BytesIO(page.encode("gb18030")), Kind.HTML, "a.html")
    assert (made.title, made.html) == ("通知", "<h2>通知</h2><h2>一、要求</h2><p>正文。</p>")
    assert made.notes == ("已去掉脚本、表单等不能公开的内容。",)


def test_a_csv_becomes_a_table():
    made = read(io.BytesIO('姓名,金额\n\n甲,"1,000"\n'.encode("gb18030")), Kind.CSV, "补贴.csv")
    assert made.title == "补贴"
    assert made.html == (
        "<table><thead><tr><th>姓名</th><th>金额</th></tr></thead>"
        "<tbody><tr><td>甲</td><td>1,000</td></tr></tbody></table>"
    )
    assert read(io.BytesIO(b"\n"), Kind.CSV, "a.csv").html == ""
    with pytest.raises(BadFile, match="超过 60 列"):
        read(io.BytesIO(b"," * 60 + b"1"), Kind.CSV, "a.csv")


def test_the_name_serves_where_the_text_has_no_title():
    assert read(io.BytesIO("各村：".encode()), Kind.TXT, "目录/春季.通知.txt").title == "春季.通知"


def test_a_word_file():
    assert read(docx(p("正文")), Kind.DOCX, "a.docx").html == "<p>正文</p>"


@pytest.mark.parametrize(
    ("kind", "reason"),
    [(Kind.DOC, r"另存为 \.docx"), (Kind.WPS, "WPS"), (Kind.PDF, "Word 稿"), (Kind.OFD, "OFD"),
     (Kind.XLSX, "表格"), (Kind.PNG, "作为附件上传")],
)  # fmt: skip
def test_kinds_that_are_no_draft(kind, reason):
    with pytest.raises(BadFile, match=reason):
        read(io.BytesIO(b"x"), kind, "a")


def test_text_of_a_word_file_holds_what_is_hidden_too():
    file = docx(
        p(
            "正文",
            inside="<w:del><w:r><w:delText>删</w:delText></w:r></w:del>" + picture(1, "图注"),
        ),
        rels=(relation(5, "hyperlink", "tel:13800138000"),),
        word__comments_xml=part(
            "comments", f'<w:comment w:author="周先生">{p("批注")}</w:comment>'
        ),
        word__header1_xml=part("hdr", p("页眉")),
        word__footnotes_xml=part("footnotes", p("脚注")),
        docProps__core_xml="<a><creator>吴记者</creator></a>",
        word__media__a_png=PNG,
    )
    text = read_document(file, Kind.DOCX, "").whole
    for said in (
        "正文",
        "删",
        "图注",
        "批注",
        "周先生",
        "页眉",
        "脚注",
        "吴记者",
        "tel:13800138000",
    ):
        assert said in text


def test_a_number_split_over_runs_is_whole():
    inside = "<w:r><w:t>1380013</w:t></w:r><w:r><w:t>8000</w:t></w:r>"
    assert "13800138000" in read_document(docx(p(inside=inside)), Kind.DOCX, "").whole


def workbook() -> io.BytesIO:
    book = openpyxl.Workbook()
    book.active.title = "公示"
    book.active.append(["姓名", "电话", "金额"])
    book.active.append(["甲", 13800138000, 1.5])
    hidden = book.create_sheet("底表")
    hidden.append(["身份证"])
    hidden.sheet_state = "hidden"
    file = io.BytesIO()
    book.save(file)
    return file


def test_all_sheets_of_a_workbook():
    assert read_document(workbook(), Kind.XLSX, "").whole.startswith(
        "公示\n姓名\t电话\t金额\n甲\t13800138000\t1.5\n底表\n身份证\n"
    )


def whole(content: bytes, kind: Kind) -> str:
    return read_document(io.BytesIO(content), kind, "").whole


def test_text_of_plain_files():
    assert whole("甲,乙".encode("gb18030"), Kind.CSV) == "甲\t乙"
    assert whole("甲".encode(), Kind.TXT) == "甲"
    page = '<p>甲<a href="tel:13800138000">乙</a></p>'
    assert whole(page.encode(), Kind.HTML) == "tel:13800138000\n甲乙"


@pytest.mark.parametrize(
    ("file", "kind", "reason"),
    [
        (io.BytesIO(b"PK"), Kind.XLSX, "损坏"),
        (archive({"a": "x"}), Kind.XLSX, "不是 Excel"),
        (ole("Nothing"), Kind.XLS, "损坏"),
        (archive({"word/document.xml": "<a>"}), Kind.DOCX, "损坏"),
    ],
)
def test_damaged_attachments(file, kind, reason):
    with pytest.raises(BadFile, match=reason):
        read_document(file, kind, "")
