"""Files are known by their bytes; whatever does not fit its name is refused with advice."""

import io

import pytest

from gongkai.text import ole as compound
from gongkai.text.refusal import BadFile
from gongkai.text.signature import Kind, extension, sniff
from tests.text.documents import PNG, archive, docx, ole

XLSX = archive({"[Content_Types].xml": "<x/>", "xl/workbook.xml": "<x/>"}).getvalue()
GOOD = [
    (b"%PDF-1.7\n", "a.pdf", Kind.PDF),
    (b"\xef\xbb\xbf\n%PDF-1.4", "a.PDF", Kind.PDF),
    (PNG, "a.png", Kind.PNG),
    (b"\xff\xd8\xff\xe0JFIF", "a.jpg", Kind.JPG),
    (b"\xff\xd8\xff\xe0JFIF", "照片.JPEG", Kind.JPG),
    (b"GIF89a..", "a.gif", Kind.GIF),
    (b"RIFF\x10\0\0\0WEBPVP8 ", "a.webp", Kind.WEBP),
    (b"\0\0\0\x18ftypmp42", "a.mp4", Kind.MP4),
    (docx("<w:p/>").getvalue(), "通知.docx", Kind.DOCX),
    (XLSX, "C:\\目录\\表.xlsx", Kind.XLSX),
    (archive({"ppt/presentation.xml": "<x/>"}).getvalue(), "a.pptx", Kind.PPTX),
    (archive({"OFD.xml": "<x/>", "Doc_0/Document.xml": "<x/>"}).getvalue(), "a.ofd", Kind.OFD),
    (archive({"说明.txt": "x"}).getvalue(), "a.zip", Kind.ZIP),
    (ole("WordDocument", "1Table").getvalue(), "a.doc", Kind.DOC),
    (ole("WordDocument").getvalue(), "a.wps", Kind.WPS),
    (ole("Workbook").getvalue(), "a.xls", Kind.XLS),
    (ole("Book").getvalue(), "a.et", Kind.ET),
    (ole("a", "b", "c", "d", "PowerPoint Document").getvalue(), "a.ppt", Kind.PPT),
    ("青禾县\r\n".encode("gb18030"), "a.txt", Kind.TXT),
    ("\ufeff甲,乙".encode("utf-16"), "a.csv", Kind.CSV),
    (b"<!doctype html>", "a.htm", Kind.HTML),
]

BAD = [
    (b"", "a.pdf", "空的"),
    (b"MZ\x90", "a.docx", "程序"),
    (b"\x7fELF", "a", "程序"),
    (b"#!/bin/sh", "a.txt", "程序"),
    (b"x=1", "a.js", "程序"),
    (b"%PDF-1.7", "通知.pdf.exe", "程序"),
    (b"%PDF-1.7", "a.docx", r"文件名是 \.docx，内容却是 PDF 文件。请把扩展名改成 \.pdf"),
    (b"%PDF-1.7", "a", "文件名没有扩展名"),
    (PNG, "a.jpg", r"改成 \.png"),
    (b"hello", "a.docx", "内容却是纯文本"),
    (b"hello", "a.xyz", "不支持这种文件"),
    (b"\x01\x02\x03\x00", "a.txt", "不支持这种文件"),
    (b"\0\0\0\x18ftypheic", "a.heic", "HEIC"),
    (docx("<w:p/>", word__vbaProject_bin=b"x").getvalue(), "a.docm", "宏"),
    (docx("<w:p/>", word__vbaProject_bin=b"x").getvalue(), "a.docx", "宏"),
    (docx("<w:p/>").getvalue(), "a.docm", "宏"),
    (archive({"xl/workbook.xml": "", "xl/macrosheets/s1.xml": ""}).getvalue(), "a.xlsx", "宏"),
    (ole("WordDocument", "Macros", "VBA").getvalue(), "a.doc", "宏"),
    (ole("EncryptedPackage", "EncryptionInfo").getvalue(), "a.docx", "密码"),
    (ole("Contents").getvalue(), "a.doc", "不支持这种文件"),
    (archive({"a/b.exe": "x"}).getvalue(), "a.zip", "压缩包里有程序"),
    (archive({"META-INF/MANIFEST.MF": "x", "A.class": "x"}).getvalue(), "a.zip", "里有程序"),
    (archive({"a": archive({"b": "x"}).getvalue()}).getvalue(), "a.zip", "还有压缩包"),
    (b"PK\x03\x04" + b"x" * 50, "a.docx", "损坏"),
    (compound.MAGIC, "a.doc", "损坏"),
    (ole("WordDocument", loop=True).getvalue(), "a.doc", "损坏"),
    (ole("WordDocument").getvalue()[:600], "a.doc", "损坏"),
    (ole("a", "b", "c", "d").getvalue()[:-512], "a.doc", "损坏"),
    (ole("a", "b", "c", "d").getvalue()[:514] + bytes(9), "a.doc", "损坏"),
]


@pytest.mark.parametrize(("content", "name", "kind"), GOOD, ids=[n for _, n, _ in GOOD])
def test_known_kinds(content, name, kind):
    file = io.BytesIO(content)
    assert sniff(file, name) is kind
    assert file.tell() == 0


@pytest.mark.parametrize(("content", "name", "reason"), BAD, ids=[f"{n}-{r}" for _, n, r in BAD])
def test_refusals(content, name, reason):
    file = io.BytesIO(content)
    with pytest.raises(BadFile, match=reason):
        sniff(file, name)
    assert file.tell() == 0


def test_a_zip_bomb_called_docx_is_refused():
    bomb = docx("<w:p/>", word__media__a_png=bytes(40_000_000))
    with pytest.raises(BadFile, match="大得不正常"):
        sniff(bomb, "a.docx")


@pytest.mark.parametrize(
    ("at", "value"), [(30, 7), (48, 0x7FFFFF), (76, 0xFF), (76, 0xFFFFFFFF), (512 + 4, 0x90)]
)
def test_damage_in_a_compound_file(at, value):
    raw = bytearray(ole("WordDocument", "b", "c", "d", "e").getvalue())
    raw[at : at + 4] = value.to_bytes(4, "little")
    with pytest.raises(BadFile, match="损坏"):
        compound.names(io.BytesIO(raw))


def test_every_kind_has_a_media_type():
    assert all("/" in kind.media_type for kind in Kind)
    assert [kind for kind in Kind if kind.is_picture] == [Kind.PNG, Kind.JPG, Kind.WEBP, Kind.GIF]
    assert extension("a.b.TXT ") == "txt"
