"""Any file as one document: kinds, files inside files, and what is hostile."""

import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.text.document import Document, Hidden, Picture, Place
from gongkai.text.documents import converter, every, gathering, xmlstream
from gongkai.text.documents.every import READABLE, read_document
from gongkai.text.documents.gathering import Gathering
from gongkai.text.refusal import BadFile
from gongkai.text.signature import Kind
from tests.text import pdfs
from tests.text.documents import PNG, archive, cell, docx, p, picture, relation, table


def test_kinds_without_words_ask_a_person_to_look():
    photo = read_document(io.BytesIO(PNG), Kind.PNG, "照片.png")
    assert photo.parts == (Picture("照片.png", Place()),)
    assert "人工检查" in photo.notes[0]
    film = read_document(io.BytesIO(b"x"), Kind.MP4, "a.mp4")
    assert (film.parts, "人工检查" in film.notes[0]) == ((), True)


def inner() -> bytes:
    body = p("内文") + table([cell("甲")]) + p(inside=picture(1))
    return docx(
        body,
        rels=(relation(1, "image", "media/a.png"),),
        word__media__a_png=PNG,
        word__embeddings__deep_xlsx="x",
    ).getvalue()


def test_files_inside_are_read_one_level_deep():
    made = read_document(
        docx(p("外文"), word__embeddings__in_docx=inner(), word__embeddings__x_bin=b"?",
             word__embeddings__b_png=PNG, word__embeddings__c_xml="<a/>"),
        Kind.DOCX,
        "a.docx",
    )  # fmt: skip
    assert made.text == "外文"
    told = {said.text: (str(said.place), said.hidden) for said in made.said() if said.hidden}
    assert told["内文"] == ("嵌入的文件“in.docx” 第1段", Hidden.EMBEDDED)
    assert told["甲"] == ("嵌入的文件“in.docx” 第1张表 A1单元格", Hidden.EMBEDDED)
    assert told["x.bin"] == ("嵌入的文件", Hidden.EMBEDDED)
    assert Picture("a.png", Place(paragraph=2, part="嵌入的文件“in.docx”")) in made.parts
    assert made.notes == (
        "嵌入的文件“in.docx”里还嵌入了“deep.xlsx”，请人工检查或删除后再上传。",
        "文件里嵌入了“x.bin”，系统读不出它的内容，请人工检查或删除后再上传。",
        "文件里嵌入了“b.png”，系统读不出它的内容，请人工检查或删除后再上传。",
    )


def test_notes_of_a_file_inside_come_along():
    scan = pdfs.pdf(pdfs.picture(0, 0, 400, 600)).getvalue()
    made = read_document(docx(p(), word__embeddings__s_pdf=scan), Kind.DOCX, "a.docx")
    assert made.notes[0].startswith("嵌入的文件“s.pdf”：第 1 页是扫描件")


def test_a_file_inside_that_is_too_large_is_left_to_a_person(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(every, "MAX_EMBEDDED", 3)
    made = read_document(docx(p(), word__embeddings__in_docx=inner()), Kind.DOCX, "a.docx")
    assert "in.docx" in made.notes[0]


def test_a_file_attached_to_a_pdf():
    file = pdfs.pdf(
        pdfs.text(40, 500, "body"),
        catalog="/Names<</EmbeddedFiles<</Names[(list.txt) 10 0 R]>>>>",
        objects=(
            "<</Type/Filespec/F(list.txt)/UF(list.txt)/EF<</F 11 0 R>>>>",
            pdfs.stream("13800138000", "/Type/EmbeddedFile"),
        ),
    )
    made = read_document(file, Kind.PDF, "a.pdf")
    assert "13800138000" in {said.text for said in made.said() if said.hidden == Hidden.EMBEDDED}


def test_limits_are_told(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(every, "MAX_FILE", 3)
    with pytest.raises(BadFile, match="300 MB"):
        read_document(io.BytesIO(b"abcd"), Kind.TXT, "a.txt")
    monkeypatch.setattr(every, "MAX_FILE", 10)
    monkeypatch.setattr(gathering, "MAX_PARTS", 1)
    with pytest.raises(BadFile, match="内容太多"):
        read_document(io.BytesIO(b"a\nb"), Kind.TXT, "a.txt")


@pytest.mark.parametrize("error", [RecursionError, MemoryError])
def test_what_is_too_much_for_the_machine_is_told(error, monkeypatch: pytest.MonkeyPatch):
    def fail(_file):
        raise error

    monkeypatch.setitem(every._READERS, Kind.TXT, fail)
    with pytest.raises(BadFile, match="层层嵌套"):
        read_document(io.BytesIO(b"a"), Kind.TXT, "a.txt")


@pytest.mark.parametrize("kind", [Kind.DOCX, Kind.XLSX, Kind.OFD])
@pytest.mark.parametrize(
    ("file", "reason"),
    [
        (archive({"a": b"\0" * 60_000_000}), "大得不正常"),
        (archive({"../../etc/passwd": "x"}), "别的文件夹"),
        (io.BytesIO(b""), "损坏"),
    ],
    ids=["bomb", "path", "empty"],
)
def test_hostile_packages(kind: Kind, file: io.BytesIO, reason: str):
    with pytest.raises(BadFile, match=reason):
        read_document(file, kind, "a")


def test_a_package_with_a_password():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as made:
        made.writestr("word/document.xml", "x")
    content = bytearray(file.getvalue())
    content[6] |= 1
    content[content.find(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(BadFile, match="密码"):
        read_document(io.BytesIO(bytes(content)), Kind.DOCX, "a.docx")


class Silent:
    def start(self, name: str, attrs: dict[str, str]) -> None:
        raise KeyError(name)

    end = text = start


def test_xml_of_unknown_encodings_is_damage_but_mistakes_are_not_hidden():
    with pytest.raises(BadFile, match="损坏"):
        xmlstream.listen(io.BytesIO(b'<?xml version="1.0" encoding="none"?><a/>'), Silent())
    with pytest.raises(KeyError):
        xmlstream.listen(io.BytesIO(b"<a/>"), Silent())


@pytest.mark.parametrize("limit", ["MAX_ELEMENTS", "MAX_CHARACTERS", "MAX_UNBROKEN"])
def test_parts_without_end(limit: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(xmlstream, limit, 1)
    with pytest.raises(BadFile, match="内容太多"):
        read_document(docx(p("正文")), Kind.DOCX, "a.docx")


def test_names_are_forgotten_before_they_fill_memory(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(xmlstream, "MAX_NAMES", 2)
    names = xmlstream._Names()
    assert [names[f"w:{letter}"] for letter in "abcd"] == list("abcd")
    assert len(names) <= 3


def test_a_gathering_keeps_each_note_once():
    found = Gathering()
    found.note("同")
    found.note("同")
    found.say("  ", Place())
    assert (found.notes, found.parts) == (["同"], [])


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=300), st.sampled_from(sorted(READABLE)))
def test_arbitrary_bytes_give_a_document_or_a_sentence(content: bytes, kind: Kind):
    before, converter.PROGRAMS = converter.PROGRAMS, ("no-such-program",)
    try:
        made: Document | str = read_document(io.BytesIO(content), kind, "a")
    except BadFile as why:
        made = str(why)
    finally:
        converter.PROGRAMS = before
    assert isinstance(made, Document) or made.endswith("。")
