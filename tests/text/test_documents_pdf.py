"""PDFs as documents: lines, paragraphs and tables as read, and what lies under or beside them."""

import io
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.text.document import Document, Hidden, Paragraph, Picture, Place
from gongkai.text.documents import gathering, gridlines, pdf, pdfbeside, pdfobjects, pdfpage
from gongkai.text.refusal import BadFile
from gongkai.text.signature import LOCKED, Kind
from tests.text.pdfs import box, line, picture, stream, text
from tests.text.pdfs import pdf as made_pdf


def read(file: io.BytesIO) -> Document:
    found, _ = pdf.read(file)
    return Document(Kind.PDF, tuple(found.parts), tuple(found.notes))


def hidden(made: Document) -> dict[str, Hidden]:
    return {said.text: said.hidden for said in made.said() if said.hidden}


def grid(x: float, y: float, wide: float, tall: float, columns: int, rows: int) -> str:
    """The rulings of a table whose upper left corner is (x, y)."""
    right, low = x + columns * wide, y - rows * tall
    level = "".join(line(x, y - at * tall, right, y - at * tall) for at in range(rows + 1))
    return level + "".join(line(x + at * wide, y, x + at * wide, low) for at in range(columns + 1))


def test_paragraphs_run_over_lines_and_pages_are_counted():
    long = "Wherever the line is full it runs on to the right edge of the"
    made = read(
        made_pdf(
            text(40, 560, "Title", size=20) + text(40, 500, long) + text(40, 484, "paper.")
            + text(40, 440, "Next paragraph"),
            text(40, 500, "Second page"),
        )
    )  # fmt: skip
    assert made.text == f"Title\n{long} paper.\nNext paragraph\nSecond page"
    assert [part.place for part in made.parts] == [
        Place(page=1, paragraph=1), Place(page=1, paragraph=2), Place(page=1, paragraph=3),
        Place(page=2, paragraph=1),
    ]  # fmt: skip


def test_a_ruled_table_stands_between_its_paragraphs():
    made = read(
        made_pdf(
            text(40, 560, "Above") + grid(40, 540, 80, 20, 3, 3)
            + text(45, 525, "name") + text(125, 525, "sum") + text(205, 525, "year")
            + text(45, 505, "road") + text(125, 505, "12.50") + text(205, 505, "2026")
            + text(45, 485, "total") + text(40, 440, "Below")
        )
    )  # fmt: skip
    assert made.text == "Above\nname\tsum\tyear\nroad\t12.50\t2026\ntotal\t\t\nBelow"
    assert made.tables[0].place == Place(page=1, table=1)


def test_merged_cells_of_a_ruled_table():
    rulings = (
        line(40, 540, 280, 540) + line(120, 520, 280, 520) + line(40, 500, 280, 500)
        + line(40, 540, 40, 500) + line(120, 540, 120, 500) + line(200, 520, 200, 500)
        + line(280, 540, 280, 500)
    )  # fmt: skip
    made = read(
        made_pdf(
            rulings + text(45, 515, "tall") + text(125, 525, "wide")
            + text(125, 505, "a") + text(205, 505, "b")
        )
    )  # fmt: skip
    assert made.tables[0].rows == (("tall", "wide", ""), ("", "a", "b"))
    assert made.tables[0].spans == {(0, 0): (2, 1), (0, 1): (1, 2)}


def test_boxes_as_cells_and_frames_that_are_no_table():
    cells = "".join(
        box(x, y, 80, 20, "S", "") + text(x + 5, y + 5, said)
        for x, y, said in [(40, 520, "a"), (120, 520, "b"), (40, 500, "c"), (120, 500, "d")]
    )
    framed = box(30, 300, 300, 100, "S", "") + text(50, 350, "framed note")
    made = read(made_pdf(cells + framed))
    assert made.tables[0].rows == (("a", "b"), ("c", "d"))
    assert made.text.endswith("framed note")


def test_rulings_without_rectangles_or_words_are_no_table():
    odd = (
        grid(40, 300, 40, 20, 3, 3)
        + line(40, 540, 240, 540) + line(40, 440, 240, 440) + line(40, 540, 40, 440)
        + line(240, 540, 240, 440) + line(140, 540, 140, 490) + line(40, 490, 100, 490)
        + text(60, 500, "loose")
    )  # fmt: skip
    assert read(made_pdf(odd)).tables == ()


def test_too_many_rulings_or_cells_are_left_alone(monkeypatch: pytest.MonkeyPatch):
    page = made_pdf(grid(40, 540, 80, 20, 2, 2) + text(45, 525, "word"))
    monkeypatch.setattr(gridlines, "MAX_CELLS", 3)
    assert read(page).tables == ()
    monkeypatch.setattr(gridlines, "MAX_RULINGS", 3)
    assert read(page).text == "word"


@pytest.mark.parametrize(
    ("page", "why"),
    [
        (text(40, 500, "secret", before="3 Tr"), Hidden.TEXT),
        (text(40, 500, "secret", before="7 Tr"), Hidden.TEXT),
        (text(40, 500, "secret", size=1), Hidden.PALE),
        (text(40, 500, "secret", before="1 g"), Hidden.PALE),
        (text(40, 500, "secret", before="1 g 1 Tr"), None),
        (box(30, 490, 200, 40, colour="0.8 0 0 rg") + text(40, 500, "secret", before="1 g"), None),
        (box(30, 490, 200, 40, colour="1 g") + text(40, 500, "secret", before="1 g"), Hidden.PALE),
        (text(40, 500, "secret") + box(30, 490, 200, 40), Hidden.COVERED),
        (text(40, 500, "secret") + picture(30, 490, 200, 40), Hidden.COVERED),
        (box(30, 490, 200, 40, colour="0.9 g") + text(40, 500, "secret"), None),
        (text(40, 500, "secret") + "/G1 gs " + box(30, 490, 200, 40), None),
        (text(40, 500, "secret") + box(30, 490, 4, 40), None),
        (
            box(30, 490, 200, 40) + box(300, 0, 9, 9) + text(40, 500, "secret", before="1 g"),
            None,
        ),
        (text(-200, 500, "secret"), Hidden.OUTSIDE),
        (text(40, 500, "secret"), None),
    ],
)
def test_text_that_nobody_sees(page: str, why: Hidden | None):
    made = read(made_pdf(page))
    assert {said.hidden for said in made.said() if said.text == "secret"} == {why}
    assert ("secret" in made.text) == (why is None)


def test_too_many_shapes_are_left_to_a_person(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(gathering, "MAX_STEPS", 3)
    made = read(made_pdf(text(40, 500, "secret", before="1 g") + box(30, 490, 200, 40)
                         + text(40, 300, "word") + box(30, 290, 200, 40)))  # fmt: skip
    assert made.notes == ("第 1 页图形太多，系统判断不了有没有文字被盖住，请人工检查。",)
    ruled = read(made_pdf(grid(40, 540, 80, 20, 2, 2) + text(45, 525, "word")))
    assert (ruled.text, ruled.tables) == ("word", ())


def test_text_in_forms_lies_where_the_form_is_put(monkeypatch: pytest.MonkeyPatch):
    inner = stream(
        text(10, 10, "inside") + box(0, 0, 2, 30), "/Type/XObject/Subtype/Form/BBox[0 0 300 50]"
        "/Resources<</Font<</F1 3 0 R>>>>",
    )  # fmt: skip
    made = read(
        made_pdf(
            text(40, 540, "before") + "q 1 0 0 1 30 490 cm /Fm1 Do Q " + text(40, 400, "after"),
            objects=(inner,),
        )
    )
    assert made.text == "before\ninside\nafter"
    covered = read(
        made_pdf("q 1 0 0 1 30 490 cm /Fm1 Do Q " + box(30, 480, 200, 60), objects=(inner,))
    )
    assert hidden(covered) == {"inside": Hidden.COVERED}
    monkeypatch.setattr(pdfobjects, "MAX_NESTING", 0)
    deep = read(made_pdf("q 1 0 0 1 30 490 cm /Fm1 Do Q ", objects=(inner,)))
    assert deep.text == "inside"


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_a_turned_page_is_read_as_it_is_shown(turn: int):
    matrix = {0: "1 0 0 1 40", 90: "0 1 -1 0 380", 180: "-1 0 0 -1 380", 270: "0 -1 1 0 20"}[turn]
    foot = {0: 500, 90: 40, 180: 100, 270: 560}[turn]
    said = f"BT /F1 12 Tf {matrix} {foot} Tm (first) Tj 0 -20 Td (second) Tj ET"
    assert read(made_pdf(said, page=f"/Rotate {turn}")).text == "first\nsecond"


def test_a_watermark_is_one_text_and_tells_where_it_is():
    mark = "BT /F1 30 Tf .7 .7 -.7 .7 100 200 Tm (DRA) Tj (FT) Tj ET "
    other = "BT /F1 30 Tf .7 .7 -.7 .7 200 100 Tm (COPY) Tj ET"
    made = read(made_pdf(mark + text(40, 500, "body") + other))
    assert made.text == "body\nDRAFT\nCOPY"
    assert made.parts[1] == Paragraph("DRAFT", Place(page=1, part="水印"))


def test_what_stands_on_one_height_is_one_line():
    made = read(made_pdf(text(200, 500, "right") + text(40, 500, "left") + box(9, 9, 1, 1)))
    assert made.text == "left right"


def test_two_columns_stay_columns():
    left = "".join(text(40, 560 - 20 * at, f"left {at}") for at in range(4))
    right = "".join(text(240, 560 - 20 * at, f"right {at}") for at in range(4))
    assert read(made_pdf(left + right)).text.split("\n")[:5] == [
        "left 0", "left 1", "left 2", "left 3", "right 0",
    ]  # fmt: skip


def test_a_scan_is_a_picture_with_a_note():
    made = read(made_pdf(picture(0, 0, 400, 600), text(40, 500, "text") + picture(40, 40, 50, 50)
                         + picture(100, 40, 5, 5)))  # fmt: skip
    assert [part for part in made.parts if isinstance(part, Picture)] == [
        Picture("第1页", Place(page=1)), Picture("第2页的图片", Place(page=2)),
    ]  # fmt: skip
    assert made.notes == (
        "第 1 页是扫描件或图片，系统看不到其中的文字，请人工检查这一页有没有不能公开的内容。",
    )


def test_properties_bookmarks_remarks_forms_and_links():
    made = read(
        made_pdf(
            text(40, 500, "body"),
            info="/Title(A title)/Author(Zhou)",
            catalog="/Outlines 10 0 R",
            page="/Annots[13 0 R 14 0 R 15 0 R 16 0 R 17 0 R 99 0 R]",
            objects=(
                "<</Type/Outlines/First 11 0 R/Last 12 0 R>>",
                "<</Title(One)/Parent 10 0 R/Next 12 0 R>>",
                "<</Title(Two)/Parent 10 0 R/Next 11 0 R>>",
                "<</Type/Annot/Subtype/Text/Rect[0 0 9 9]/Contents(remark)/T(Wu)>>",
                "<</Type/Annot/Subtype/FreeText/Rect[0 0 9 9]/Contents(shown)>>",
                "<</Type/Annot/Subtype/Widget/Rect[0 0 9 9]/FT/Tx/T(field)/V(value)/DV(was)>>",
                "<</Type/Annot/Subtype/Link/Rect[0 0 9 9]/A<</S/URI/URI(tel:13800138000)>>>>",
                "<</Type/Annot/Subtype/FreeText/F 2/Rect[0 0 9 9]/Contents(gone)>>",
            ),
        )
    )
    assert made.text == "body\nshown\nvalue"
    told = hidden(made)
    assert told == {
        "remark": Hidden.COMMENT, "Wu": Hidden.PROPERTY, "field": Hidden.PROPERTY,
        "was": Hidden.COMMENT, "gone": Hidden.COMMENT, "tel:13800138000": Hidden.TARGET,
        "A title": Hidden.PROPERTY, "Zhou": Hidden.PROPERTY, "One": Hidden.PROPERTY,
        "Two": Hidden.PROPERTY,
    }  # fmt: skip


def test_curves_shades_and_clear_pictures_hide_nothing(monkeypatch: pytest.MonkeyPatch):
    clear = (
        "<</Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8"
        "/SMask 4 0 R/Length 1>>\nstream\n\x00\nendstream"
    )
    shade = "/Shading<</S1<</ShadingType 2/ColorSpace/DeviceGray/Coords[0 0 9 9]/Function"
    shade += "<</FunctionType 2/Domain[0 1]/C0[0]/C1[1]/N 1>>>>>>"
    page = (
        text(40, 500, "seen") + "40 490 m 60 540 80 540 90 490 c 100 490 l S "
        + "q 200 0 0 40 30 490 cm /Fm1 Do Q /S1 sh"
    )  # fmt: skip
    content = made_pdf(page, objects=(clear,)).getvalue()
    content = content.replace(b"/ExtGState<<", shade.encode() + b"/ExtGState<<")
    assert read(io.BytesIO(content)).text == "seen"
    monkeypatch.setattr(pdfobjects, "MAX_PIXELS", 0)
    assert hidden(read(io.BytesIO(content))) == {"seen": Hidden.COVERED}


def test_a_picture_that_cannot_be_drawn_counts_as_opaque(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(pdfobjects.pdfium, "FPDFImageObj_GetRenderedBitmap", lambda *_: None)
    page = text(40, 500, "secret") + picture(30, 490, 200, 40)
    assert hidden(read(made_pdf(page))) == {"secret": Hidden.COVERED}


def test_links_without_end_are_given_up(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(pdfbeside, "MAX_REMARKS", 1)
    link = "<</Type/Annot/Subtype/Link/Rect[0 0 9 9]/A<</S/URI/URI(a:b)>>>>"
    made = read(made_pdf(text(40, 500, "x"), page="/Annots[10 0 R 11 0 R]", objects=(link, link)))
    assert hidden(made) == {"a:b": Hidden.TARGET}


def test_bookmarks_in_a_circle_end(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(pdfbeside, "MAX_REMARKS", 7)
    made = read(
        made_pdf(
            text(40, 500, "body"),
            catalog="/Outlines 10 0 R",
            page="/Annots[12 0 R]" ,
            objects=(
                "<</Type/Outlines/First 11 0 R>>",
                "<</Title(One)/Next 11 0 R/First 11 0 R>>",
                "<</Type/Annot/Subtype/Link/Rect[0 0 9 9]/A<</S/URI/URI(a:b)>>>>",
            ),
        )
    )  # fmt: skip
    assert set(hidden(made)) == {"One", "a:b"}


def test_boxes_drawn_as_remarks_cover_text():
    def covered(remark: str) -> Document:
        return read(
            made_pdf(
                text(40, 500, "secret"),
                page="/Annots[10 0 R]",
                objects=(f"<</Type/Annot/Rect[30 490 200 530]{remark}>>",
                         stream("0 0 170 40 re f", "/Type/XObject/Subtype/Form/BBox[0 0 170 40]")),
            )
        )  # fmt: skip

    assert hidden(covered("/Subtype/Square/IC[0 0 0]")) == {"secret": Hidden.COVERED}
    assert hidden(covered("/Subtype/Stamp/AP<</N 11 0 R>>")) == {"secret": Hidden.COVERED}
    assert hidden(covered("/Subtype/Square/C[1 0 0]")) == {}
    assert hidden(covered("/Subtype/Stamp")) == {}
    assert hidden(covered("/Subtype/Square/F 2/IC[0 0 0]")) == {}


def test_attached_files_come_with_their_contents():
    file = made_pdf(
        text(40, 500, "body"),
        catalog="/Names<</EmbeddedFiles<</Names[(list.txt) 10 0 R]>>>>",
        objects=(
            "<</Type/Filespec/F(list.txt)/UF(list.txt)/EF<</F 11 0 R>>>>",
            stream("13800138000", "/Type/EmbeddedFile"),
        ),
    )
    found, attached = pdf.read(file)
    assert attached == [("list.txt", b"13800138000")]
    assert found.parts[-1] == Paragraph("list.txt", Place(part="附件名"), 0, Hidden.EMBEDDED)


def test_locked_damaged_and_long_files(monkeypatch: pytest.MonkeyPatch):
    key = "0" * 64
    locked = made_pdf(
        text(40, 500, "body"),
        trailer=f"/Encrypt<</Filter/Standard/V 1/R 2/O<{key}>/U<{key}>/P -4>>/ID[<00><00>]",
    )
    with pytest.raises(BadFile, match=LOCKED):
        read(locked)
    with pytest.raises(BadFile, match="损坏"):
        read(io.BytesIO(b"%PDF-1.7 nothing"))
    whole = made_pdf("", "")
    monkeypatch.setattr(pdf, "MAX_PAGES", 1)
    with pytest.raises(BadFile, match="有 2 页"):
        read(whole)


def test_a_page_that_cannot_be_opened_is_noted(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(pdf.pdfium, "FPDF_LoadPage", lambda *_: None)
    assert read(made_pdf("")).notes == ("第 1 页打不开，请人工检查这一页。",)


def test_pages_too_full(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(pdfpage, "MAX_LETTERS", 3)
    with pytest.raises(BadFile, match="内容太多"):
        read(made_pdf(text(40, 500, "body")))
    monkeypatch.setattr(pdfobjects, "MAX_OBJECTS", 1)
    with pytest.raises(BadFile, match="内容太多"):
        read(made_pdf(box(0, 0, 9, 9) * 2))


def test_letters_beyond_the_first_plane_and_signs_without_shape():
    cmap = (
        "/CIDInit/ProcSet findresource begin begincmap 1 begincodespacerange <00><ff> "
        "endcodespacerange 3 beginbfchar <41><d842dfb7> <42><0020> <43><4e00> endbfchar endcmap"
    )
    font = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/ToUnicode 11 0 R>>"
    file = made_pdf(
        "BT /F2 12 Tf 40 500 Td (ACB) Tj ET",
        page="/Resources<</Font<</F2 10 0 R>>>>",
        objects=(font, stream(cmap)),
    )
    content = file.getvalue().replace(b"/Resources<</Font<</F1", b"/Unused<</Font<</F1")
    assert read(io.BytesIO(content)).text == "\U00020bb7一"


@settings(max_examples=100, deadline=None)
@given(st.data())
def test_a_wrong_byte_gives_a_document_or_a_sentence(draw: st.DataObject):
    whole = made_pdf(
        text(40, 500, "body")
        + grid(40, 400, 50, 20, 2, 2)
        + text(45, 385, "cell")
        + picture(9, 9, 9, 9),
        page="/Annots[10 0 R]",
        objects=("<</Type/Annot/Subtype/Square/IC[0 0 0]/Rect[0 0 9 9]/Contents(x)>>",),
    ).getvalue()
    at = draw.draw(st.integers(0, len(whole) - 1))
    byte = draw.draw(st.integers(0, 255))
    with suppress(BadFile):
        made = read(io.BytesIO(whole[:at] + bytes([byte]) + whole[at + 1 :]))
        assert made.kind == Kind.PDF
