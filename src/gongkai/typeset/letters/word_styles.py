"""The empty Word document that every letter starts from: page, grid, styles, page numbers."""

import io
from functools import cache
from typing import Any, cast

from docx import Document
from docx.document import Document as Opened
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.enum.text import WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle

from gongkai.typeset.letters import measures

RED = RGBColor(0xC8, 0x10, 0x2E)
BLACK = RGBColor(0, 0, 0)
FANG, XIAO, HEI, SONG = "仿宋", "方正小标宋简体", "黑体", "宋体"
INSTEAD = {"仿宋": "FangSong", "方正小标宋简体": "SimSun", "黑体": "SimHei", "宋体": "SimSun"}

HEAD, NUMBER, ADDRESSEE, ENCLOSED = "发文机关标志", "发文字号", "主送机关", "附件说明"
SIGNED, NOTE, REACH, IMPRINT = "署名和日期", "附注", "联系方式", "版记"
CELL, CELL_HEAD, CAPTION, FORM_HEAD = "表格", "表格栏目", "表格名称", "表单机关"

AFTER_MIRROR_MARGINS = (
    "w:alignBordersAndEdges",
    "w:bordersDoNotSurroundHeader",
    "w:bordersDoNotSurroundFooter",
    "w:proofState",
    "w:attachedTemplate",
    "w:stylePaneFormatFilter",
    "w:documentProtection",
    "w:defaultTabStop",
    "w:evenAndOddHeaders",
    "w:drawingGridHorizontalSpacing",
    "w:characterSpacingControl",
    "w:compat",
)
"""Word wants its settings in the order of the schema."""


@cache
def base() -> bytes:
    """Return the empty document with its styles as .docx; made once a process."""
    document = Document()
    _page(document)
    _styles(document)
    _footers(document)
    _font_table(document)
    _without_thumbnail(document)
    kept = io.BytesIO()
    document.save(kept)
    return kept.getvalue()


def element(name: str, **attributes: str) -> Any:
    """Return an element of WordprocessingML: `element("w:jc", val="center")`."""
    made = OxmlElement(name)
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), value)
    return made


def _page(document: Opened) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = (Mm(side) for side in measures.PAGE_MM)
    section.top_margin, section.bottom_margin = Mm(measures.TOP_MM), Mm(measures.BOTTOM_MM)
    section.left_margin, section.right_margin = Mm(measures.INNER_MM), Mm(measures.OUTER_MM)
    section.footer_distance = Mm(measures.BOTTOM_MM - 7 - 5)
    grid = element("w:docGrid", type="lines", linePitch=str(round(measures.PITCH * 20)))
    for old in section._sectPr.findall(qn("w:docGrid")):
        section._sectPr.remove(old)
    section._sectPr.append(grid)
    document.settings.odd_and_even_pages_header_footer = True
    settings: Any = document.settings.element
    settings.insert_element_before(element("w:mirrorMargins"), *AFTER_MIRROR_MARGINS)


def _styles(document: Opened) -> None:
    normal = _style(document, "Normal")
    _faced(normal, FANG, measures.BODY)
    tighter = element("w:spacing", val=str(round((measures.CELL - measures.BODY) * 20)))
    normal.element.rPr.insert_element_before(tighter, "w:sz", "w:szCs")
    normal.element.rPr.append(element("w:lang", val="en-US", eastAsia="zh-CN"))
    layout = normal.paragraph_format
    layout.alignment, layout.space_before, layout.space_after = ALIGN.JUSTIFY, Pt(0), Pt(0)
    layout.line_spacing_rule, layout.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(measures.PITCH)
    layout.widow_control = False
    for mixed in ("w:autoSpaceDE", "w:autoSpaceDN"):
        told = normal.element.get_or_add_pPr()
        told.insert_element_before(element(mixed, val="0"), "w:spacing", "w:ind", "w:jc")
    for name in ("Heading 1", "Heading 2"):
        _heading(document, name)
    head = _new(document, HEAD, XIAO, measures.HEAD_MOST, ALIGN.CENTER, RED)
    head.paragraph_format.space_before = Mm(35)
    head.paragraph_format.line_spacing_rule = WD_LINE_SPACING.SINGLE
    number = _new(document, NUMBER, FANG, measures.BODY, ALIGN.CENTER)
    number.paragraph_format.space_before = Pt(2 * measures.PITCH)
    number.paragraph_format.space_after = Pt(2 * measures.PITCH)
    _ruled(number)
    for name in (HEAD, "Heading 1"):
        _off_the_grid(document, name)
    _new(document, FORM_HEAD, FANG, measures.BODY, ALIGN.CENTER)
    _new(document, ADDRESSEE, FANG, measures.BODY, ALIGN.JUSTIFY)
    _new(document, ENCLOSED, FANG, measures.BODY, ALIGN.LEFT)
    _new(document, SIGNED, FANG, measures.BODY, ALIGN.RIGHT).paragraph_format.keep_together = True
    _new(document, NOTE, FANG, measures.BODY, ALIGN.LEFT)
    for name, face, size, align in (
        (REACH, FANG, measures.NOTE, ALIGN.LEFT),
        (CELL, FANG, measures.NOTE, ALIGN.LEFT),
        (CELL_HEAD, HEI, measures.NOTE, ALIGN.CENTER),
        (CAPTION, HEI, measures.NOTE, ALIGN.CENTER),
        (IMPRINT, FANG, measures.SMALL, ALIGN.LEFT),
    ):
        layout = _new(document, name, face, size, align).paragraph_format
        layout.line_spacing_rule = WD_LINE_SPACING.SINGLE
        layout.keep_with_next = name == CAPTION
        _off_the_grid(document, name)


def _heading(document: Opened, name: str) -> None:
    style = _style(document, name)
    first = name == "Heading 1"
    _faced(style, XIAO if first else HEI, measures.TITLE if first else measures.BODY)
    style.font.bold, style.font.color.rgb = False, BLACK
    layout = style.paragraph_format
    layout.space_before, layout.space_after = Pt(0), Pt(measures.PITCH if first else 0)
    layout.alignment = ALIGN.CENTER if first else ALIGN.LEFT
    layout.line_spacing_rule = WD_LINE_SPACING.SINGLE if first else WD_LINE_SPACING.EXACTLY
    if not first:
        layout.line_spacing = Pt(measures.PITCH)


def _new(
    document: Opened, name: str, face: str, size: float, align: ALIGN, colour: RGBColor = BLACK
) -> ParagraphStyle:
    document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style = _style(document, name)
    style.base_style = document.styles["Normal"]
    _faced(style, face, size)
    style.font.color.rgb = colour
    style.paragraph_format.alignment = align
    style.paragraph_format.first_line_indent = Pt(0)
    return style


def _style(document: Opened, name: str) -> ParagraphStyle:
    return cast(ParagraphStyle, document.styles[name])


def _off_the_grid(document: Opened, name: str) -> None:
    """Let lines stand as close as their size asks, and characters as wide as they are."""
    style = _style(document, name).element
    style.get_or_add_pPr().insert_element_before(
        element("w:snapToGrid", val="0"), "w:spacing", "w:ind", "w:jc", "w:outlineLvl"
    )
    style.get_or_add_rPr().insert_element_before(element("w:spacing", val="0"), "w:sz", "w:szCs")


def _faced(style: ParagraphStyle, face: str, size: float) -> None:
    style.font.size, style.font.name = Pt(size), face
    fonts = style.element.rPr.find(qn("w:rFonts"))
    for key in list(fonts.attrib):
        del fonts.attrib[key]
    for key in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{key}"), face)


def _ruled(style: ParagraphStyle) -> None:
    borders = element("w:pBdr")
    borders.append(element("w:bottom", val="single", sz="10", space="11", color=str(RED)))
    style.element.get_or_add_pPr().insert_element_before(borders, "w:spacing", "w:jc", "w:ind")


def _footers(document: Opened) -> None:
    section = document.sections[0]
    for footer, align in (
        (section.footer, ALIGN.RIGHT),
        (section.even_page_footer, ALIGN.LEFT),
    ):
        footer.is_linked_to_previous = False
        paragraph = footer.paragraphs[0]
        paragraph.alignment = align
        layout = paragraph.paragraph_format
        layout.left_indent = layout.right_indent = Pt(measures.SMALL)
        layout.line_spacing_rule = WD_LINE_SPACING.SINGLE
        paragraph.add_run("— ")
        field = element("w:fldSimple", instr=" PAGE ")
        paragraph._p.append(field)
        field.append(paragraph.add_run("1")._r)
        paragraph.add_run(" —")
        for run in paragraph._p.iter(qn("w:r")):
            fonts = dict.fromkeys(("ascii", "hAnsi", "eastAsia"), SONG)
            run.get_or_add_rPr().append(element("w:rFonts", **fonts))
            run.rPr.append(element("w:sz", val=str(round(measures.SMALL * 2))))


def _font_table(document: Opened) -> None:
    """Name what stands in for a font that a machine lacks."""
    part = next(p for p in document.part.package.iter_parts() if "fontTable" in p.partname)
    told = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{instead}"/></w:font>'
        for name, instead in INSTEAD.items()
    )
    part._blob = part.blob.replace(b"</w:fonts>", f"{told}</w:fonts>".encode())


def _without_thumbnail(document: Opened) -> None:
    """Leave out the picture of another document that python-docx's own template carries."""
    relations = document.part.package.rels
    for key in [k for k, r in relations.items() if r.reltype.endswith("/thumbnail")]:
        del relations[key]
