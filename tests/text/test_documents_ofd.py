"""OFD files as documents."""

import io

import pytest

from gongkai.text.document import Document, Hidden, Paragraph, Picture, Place
from gongkai.text.documents import ofd
from gongkai.text.refusal import BadFile
from gongkai.text.signature import Kind
from tests.text.documents import archive

NS = 'xmlns:ofd="http://www.ofdspec.org/2016"'


def said(x: float, y: float, text: str, more: str = "", inside: str = "") -> str:
    return (
        f'<ofd:TextObject Boundary="{x} {y} 100 5" Size="4" {more}>{inside}'
        f'<ofd:TextCode X="0" Y="4">{text}</ofd:TextCode></ofd:TextObject>'
    )


def page(*objects: str) -> str:
    return f"<ofd:Page {NS}><ofd:Content>{''.join(objects)}</ofd:Content></ofd:Page>"


def read(*pages: str, **more: str) -> Document:
    parts = {
        "OFD.xml": f"<ofd:OFD {NS}><ofd:DocInfo><ofd:Author>周先生</ofd:Author><ofd:DocID>1</ofd:DocID>"
        "</ofd:DocInfo></ofd:OFD>",
    } | {f"Doc_0/Pages/Page_{at}/Content.xml": content for at, content in enumerate(pages, 9)}
    named = {key.replace("__", "/")[::-1].replace("_", ".", 1)[::-1]: value
             for key, value in more.items()}  # fmt: skip
    found = ofd.read(archive(parts | named))
    return Document(Kind.OFD, tuple(found.parts), tuple(found.notes))


def test_text_is_read_by_position_and_pages_by_number():
    made = read(
        page(said(20, 60, "第二行"), said(20, 20, "青禾"), said(28.2, 20, "县")), page("散文", said(20, 20, "后页"))
    )  # fmt: skip
    assert made.text == "青禾县\n第二行\n后页"
    assert made.parts[2] == Paragraph("后页", Place(page=2, paragraph=1))
    assert made.parts[3] == Paragraph("周先生", Place(part="作者"), 0, Hidden.PROPERTY)


@pytest.mark.parametrize(
    ("more", "inside", "why"),
    [
        ('Visible="false"', "", Hidden.TEXT),
        ('Alpha="0"', "", Hidden.TEXT),
        ("", '<ofd:FillColor Value="255 255 255"/>', Hidden.PALE),
        ("", '<ofd:FillColor Value="0 0 0"/>', None),
        ('Visible="false"', '<ofd:FillColor Value="255 255 255"/>', Hidden.TEXT),
    ],
)
def test_text_that_nobody_sees(more: str, inside: str, why: Hidden | None):
    made = read(page(said(20, 20, "字", more, inside), '<ofd:FillColor Value="255 255 255"/>'))
    assert (made.parts[0].text, made.parts[0].hidden) == ("字", why)


def test_tiny_letters_and_odd_numbers():
    tiny = said(20, 20, "小").replace('Size="4"', 'Size="0.5"')
    odd = (
        said(20, 40, "怪")
        .replace('Boundary="20 40 100 5"', 'Boundary="x"')
        .replace('X="0"', 'X=""')
    )
    far = said(20, 60, " 远 ").replace('Y="4"', 'Y="1e9"')
    made = read(page(tiny, odd, far, said(1, 1, " "), "<ofd:TextCode>散</ofd:TextCode>"))
    assert {part.text for part in made.parts} == {"小", "怪", "远", "周先生"}
    assert made.parts[-2].hidden == Hidden.PALE


def test_scans_annotations_templates_and_attachments():
    picture = "<ofd:ImageObject/>"
    made = read(
        page(picture),
        page(picture, said(20, 20, "字")),
        Doc_0__Tpls__Tpl_0__Content_xml=page(said(20, 20, "模板")),
        Doc_0__Annots__Annotation_xml=f"<a {NS}>{said(1, 1, '批注文')}</a>",
        Doc_0__Attachs__a_txt="附件",
        Doc_0__Attachs__Attachments_xml="<a/>",
    )
    assert [part for part in made.parts if isinstance(part, Picture)] == [
        Picture("第1页的图片", Place(page=1)), Picture("第2页的图片", Place(page=2)),
    ]  # fmt: skip
    assert made.text == "字\n模板"
    told = {said.text: said.hidden for said in made.said() if said.hidden}
    assert told["批注文"] == Hidden.COMMENT
    assert told["a.txt"] == Hidden.EMBEDDED
    assert made.notes[0].startswith("第 1 页是扫描件")


def test_not_an_ofd_file():
    with pytest.raises(BadFile, match="不是 OFD"):
        ofd.read(archive({"a": "b"}))
    with pytest.raises(BadFile, match="损坏"):
        ofd.read(io.BytesIO(b"PK\x03\x04"))
