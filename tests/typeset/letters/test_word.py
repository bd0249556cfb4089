"""The .docx: styles a clerk can use, Chinese fonts, outer page numbers, fixed layout."""

import io
import zipfile

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Mm

from gongkai.text.documents.every import read_document
from gongkai.text.signature import sniff
from gongkai.typeset.letters import Seal, word, word_styles
from tests.typeset.letters.papers import full_letter, letter, registration


@pytest.fixture(scope="module")
def made():
    return word.docx(full_letter())


@pytest.fixture(scope="module")
def opened(made):
    return Document(io.BytesIO(made))


def test_page_and_grid(opened):
    section = opened.sections[0]
    page = (section.page_width, section.page_height, section.top_margin, section.left_margin)
    assert [round(side / Mm(1)) for side in page] == [210, 297, 37, 28]
    assert round(section.bottom_margin / Mm(1)) == 35
    assert round(section.right_margin / Mm(1)) == 26
    grid = section._sectPr.find(qn("w:docGrid"))
    assert grid.get(qn("w:type")) == "lines"
    assert grid.get(qn("w:linePitch")) == "580"
    assert opened.settings.odd_and_even_pages_header_footer
    assert opened.settings.element.find(qn("w:mirrorMargins")) is not None


def test_styles_name_chinese_fonts(opened):
    used = {paragraph.style.name: paragraph.style for paragraph in opened.paragraphs}
    assert {"Heading 1", "Heading 2", word_styles.HEAD, word_styles.NUMBER} <= used.keys()
    for style in used.values():
        fonts = style.element.rPr.find(qn("w:rFonts"))
        assert fonts.get(qn("w:eastAsia")) in word_styles.INSTEAD


def test_numbers_are_not_parted_at_the_end_of_a_line(opened):
    """A program that takes digits for Chinese breaks lines inside them."""
    (language,) = opened.styles["Normal"].element.rPr.findall(qn("w:lang"))
    assert language.get(qn("w:val")) == "en-US"
    assert language.get(qn("w:eastAsia")) == "zh-CN"


def test_page_numbers_are_fields_on_the_outer_side(opened):
    section = opened.sections[0]
    for footer, side in ((section.footer, 2), (section.even_page_footer, 0)):
        paragraph = footer.paragraphs[0]
        assert paragraph.alignment == side
        assert paragraph._p.find(qn("w:fldSimple")).get(qn("w:instr")) == " PAGE "


def test_table_heads_are_repeated_and_rows_stay_whole(opened):
    table = opened.tables[0]
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows)


def test_the_seal_lies_behind_organ_and_date(opened):
    (anchor,) = opened.element.body.iter(qn("wp:anchor"))
    assert anchor.get("behindDoc") == "1"
    assert anchor.find(qn("wp:docPr")).get("descr") == "盖章处"
    assert anchor.find(qn("wp:extent")).get("cx") == str(Mm(42))


def test_without_seal_nothing_is_drawn():
    plain = Document(io.BytesIO(word.docx(letter())))
    assert not list(plain.element.body.iter(qn("wp:anchor")))
    assert Seal().image == b""


def test_what_is_missing_on_a_machine_has_a_stand_in(made):
    with zipfile.ZipFile(io.BytesIO(made)) as package:
        table = package.read("word/fontTable.xml").decode()
    assert '<w:font w:name="方正小标宋简体"><w:altName w:val="SimSun"/>' in table


def test_a_form_has_no_red_head():
    styles = [p.style.name for p in Document(io.BytesIO(word.docx(registration()))).paragraphs]
    assert word_styles.HEAD not in styles
    assert styles[0] == word_styles.FORM_HEAD


def test_a_form_may_have_a_number():
    paper = Document(io.BytesIO(word.docx(registration(number="青柳公开申〔2026〕12号"))))
    assert paper.paragraphs[1].text == "青柳公开申〔2026〕12号"


def test_our_own_reader_reads_it(made):
    read = read_document(io.BytesIO(made), sniff(io.BytesIO(made), "a.docx"), "a.docx")
    assert "政府信息部分公开告知书" in str(read)


def test_nothing_of_another_document_comes_along(made):
    with zipfile.ZipFile(io.BytesIO(made)) as package:
        assert "docProps/thumbnail.jpeg" not in package.namelist()
