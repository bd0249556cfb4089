"""The .pdf after GB/T 9704-2012: 22 lines of 28 characters, red head, outer page numbers."""

import io
import re

import pypdfium2
import pytest
from pypdfium2 import raw

from gongkai.typeset.letters import (
    Form,
    Paragraph,
    Query,
    Seal,
    Table,
    Unprintable,
    make,
    pdf,
)
from gongkai.typeset.letters.measures import CELL, PITCH, POINTS_PER_MM
from tests.typeset.letters.papers import full_letter, letter, pdf_pages

MM = POINTS_PER_MM


def lines(page) -> dict[float, str]:
    """Baseline from the top in points → the text of the line, top first."""
    text, found = page.get_textpage(), {}
    height = page.get_height()
    for n in range(text.count_chars()):
        left, bottom, right, _ = text.get_charbox(n, loose=True)
        if right > left:
            found.setdefault(round(height - bottom, 1), []).append(
                (left, text.get_text_range(n, 1))
            )
    return {at: "".join(c for _, c in sorted(row)).strip() for at, row in sorted(found.items())}


@pytest.fixture(scope="module")
def opened():
    document = pypdfium2.PdfDocument(pdf.pdf(letter(body=(Paragraph("公开" * 900),))))
    yield document
    document.close()


def test_a_full_page_has_22_lines_of_28_characters(opened):
    page = opened[1]
    rows = {at: text for at, text in lines(page).items() if len(text) > 20}
    assert len(rows) == 22
    assert {len(text) for text in rows.values()} == {28}
    steps = [b - a for a, b in zip(rows, list(rows)[1:], strict=False)]
    assert all(abs(step - PITCH) < 0.2 for step in steps)


def test_the_type_area_is_156_by_225_millimetres_with_the_binding_inside(opened):
    for number, left_mm in ((1, 26), (2, 28)):
        text = opened[number].get_textpage()
        boxes = [text.get_charbox(n, loose=True) for n in range(28)]
        assert abs(boxes[0][0] - left_mm * MM) < 1
        assert abs(boxes[27][2] - boxes[0][0] - 28 * CELL) < 1.5
    top = opened[1].get_height() - max(box[3] for box in boxes)
    assert abs(top - 37 * MM) < PITCH / 2


def test_page_numbers_stand_outside(opened):
    for number, side in ((0, "right"), (1, "left")):
        page = opened[number]
        text = page.get_textpage()
        found = re.search(r"— \d+ —", text.get_text_range())
        assert found[0] == f"— {number + 1} —"
        left = text.get_charbox(text.get_text_range().index(found[0]))[0]
        assert (left > page.get_width() / 2) is (side == "right")


def test_only_the_head_and_the_rule_are_red():
    document = pypdfium2.PdfDocument(pdf.pdf(letter()))
    bitmap = document[0].render(scale=1).to_pil().convert("RGB")
    red = [
        y
        for y in range(bitmap.height)
        if any(r > 150 and g < 80 for r, g, _ in (bitmap.getpixel((x, y)) for x in range(595)))
    ]
    document.close()
    assert red
    assert red[0] > 37 * MM
    assert red[-1] < 130 * MM


def test_numbers_are_not_parted_at_the_end_of_a_line():
    told = "收到申请甲" + "关于2026年11月23日收到的柳政依复〔2026〕1234号和13,500元" * 20
    made = pdf.pdf(letter(body=(Paragraph(told),)))
    rows = [row for page in pdf_pages(made) for row in page.splitlines() if "柳政依复" in row]
    assert len(rows) > 10
    assert not [text for text in rows if re.search(r"[\d〔〕,]$", text)]
    assert not [text for text in rows if re.match(r"[〕，。、：；”）》]|[年月日元号]", text)]


LONG = "涉及个人隐私。" * 600
TOO_LONG_FOR_A_PAGE = {
    "cell": letter(body=(Table(("理由", "依据"), ((LONG, "第十五条"),)),)),
    "form": letter(body=(Form((("内容", LONG),)),)),
    "last paragraph": letter(remedy=LONG),
    "attachment": letter(attachments=(LONG,)),
    "contact": letter(contact=(LONG,), query=Query("7K3M", "https://gk.qinghe.example/")),
}


@pytest.mark.parametrize("told", TOO_LONG_FOR_A_PAGE.values(), ids=TOO_LONG_FOR_A_PAGE)
def test_nothing_runs_off_a_page(told):
    document = pypdfium2.PdfDocument(pdf.pdf(told))
    for page in document:
        text = page.get_textpage()
        for n in range(text.count_chars()):
            left, bottom, right, top = text.get_charbox(n)
            assert 26 * MM - 2 < left <= right < (210 - 26) * MM + 2
            assert 20 * MM < bottom <= top < (297 - 36) * MM
    document.close()


def test_it_is_archival_and_accessible():
    made = pdf.pdf(full_letter())
    assert b"<pdfaid:part>2</pdfaid:part>" in made
    assert b"<pdfaid:conformance>A</pdfaid:conformance>" in made
    assert b"<pdfuaid:part>1</pdfuaid:part>" in made
    document = pypdfium2.PdfDocument(io.BytesIO(made))
    assert document.get_metadata_dict()["Title"] == "政府信息部分公开告知书"
    assert raw.FPDFCatalog_IsTagged(document)
    document.close()


def test_a_character_no_font_has_is_refused_with_what_to_do():
    with pytest.raises(Unprintable, match=r"字体中没有“😀”这个字符.*GONGKAI_FONT_DIR"):
        make(letter(addressee="周😀生"))


def test_a_damaged_seal_is_told():
    size = (400).to_bytes(4, "big") * 2
    damaged = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + size + b"\x08\x06\x00\x00\x00" + b"\x00" * 40
    with pytest.raises(Unprintable, match="印章图片已损坏"):
        pdf.pdf(letter(seal=Seal(damaged)))


def test_any_other_failure_is_told():
    with pytest.raises(Unprintable, match="文书排版失败：unknown variable"):
        pdf.compiled(b"#nothing", {}, letter().on)


def test_the_offices_own_fonts_come_first(monkeypatch, tmp_path):
    monkeypatch.setenv("GONGKAI_FONT_DIR", str(tmp_path))
    for cached in (pdf.fonts, pdf.faces):
        cached.cache_clear()
    try:
        assert pdf.faces()["fang"] == ["Noto Serif SC"]
        monkeypatch.setattr(pdf, "fonts", type("F", (), {"families": lambda _: OWN}))
        pdf.faces.cache_clear()
        assert pdf.faces()["fang"] == ["FangSong", "Noto Serif SC"]
        assert pdf.faces()["xiao"] == ["方正小标宋简体", "Noto Serif SC"]
        assert pdf.faces()["heavy"] is True
    finally:
        monkeypatch.undo()
        for cached in (pdf.fonts, pdf.faces):
            cached.cache_clear()
    assert pdf.faces()["heavy"] is False


OWN = ["FangSong", "Noto Serif SC", "Noto Sans SC", "方正小标宋简体"]


def test_the_last_paragraph_reaches_the_edge():
    told = "本机关已登记上述申请的内容和日期。需要补正、征求意见、缴费或者延期的，将另行告知，期限变化。"
    document = pypdfium2.PdfDocument(pdf.pdf(letter(body=(), remedy=told, contact=())))
    text, ends = document[0].get_textpage(), {}
    for n in range(text.count_chars()):
        if text.get_text_range(n, 1) in told:
            _, bottom, right, _ = text.get_charbox(n, loose=True)
            ends[round(bottom / 10)] = max(right, ends.get(round(bottom / 10), 0))
    document.close()
    assert sum(right > (210 - 26) * MM - 2 for right in ends.values()) == 1
