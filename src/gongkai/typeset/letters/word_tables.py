"""Tables of a letter in Word: ruled tables, forms, and the imprint at the foot of the last page.

Written as XML at once: python-docx looks the whole grid through for every cell.
"""

from collections.abc import Iterable, Sequence
from typing import Any
from xml.sax.saxutils import escape

from docx.document import Document as Opened
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Pt

from gongkai.typeset.letters import measures, word_styles
from gongkai.typeset.letters.letter import Form, Table

TWIPS_PER_MM = 1440 / 25.4
SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")
RULED = "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0"/>' for side in SIDES)
IMPRINT_RULES = (
    '<w:top w:val="single" w:sz="8" w:space="0"/><w:bottom w:val="single" w:sz="8" w:space="0"/>'
    '<w:insideH w:val="single" w:sz="6" w:space="0"/>'
)
AT_THE_FOOT = (
    '<w:tblpPr w:horzAnchor="margin" w:vertAnchor="margin" w:tblpXSpec="left"'
    ' w:tblpYSpec="bottom"/>'
)


def table(document: Opened, told: Table) -> None:
    """Add a ruled table; its head is repeated on every page."""
    if told.caption:
        caption = document.add_paragraph(told.caption, style=word_styles.CAPTION)
        caption.paragraph_format.space_before = Pt(measures.PITCH / 2)
    whole = sum(told.widths)
    widths = [measures.AREA_MM[0] * width / whole for width in told.widths]
    heads = [_cell(text, word_styles.CELL_HEAD, keep=True) for text in told.head]
    rows = [_row(heads, widths, "<w:tblHeader/>")]
    for n, texts in enumerate(told.rows, start=1):
        keep = told.together and n < len(told.rows)
        cells = [
            _cell(text, word_styles.CELL, _side(told, column), keep)
            for column, text in enumerate(texts)
        ]
        rows.append(_row(cells, widths))
    _put(document, rows, widths)


def form(document: Opened, told: Form) -> None:
    """Add a form: labels left, values right, room where a value is empty."""
    widths = [measures.LABEL_MM, measures.AREA_MM[0] - measures.LABEL_MM]
    rows = []
    for label, value in told.rows:
        height = measures.FORM_ROW_MM * (1 if value else told.room)
        tall = f'<w:trHeight w:val="{_twips(height)}" w:hRule="atLeast"/>'
        cells = [_cell(label, word_styles.CELL_HEAD), _cell(value, word_styles.CELL)]
        rows.append(_row(cells, widths, tall))
    _put(document, rows, widths)


def imprint(document: Opened, lines: tuple[tuple[str, str], ...]) -> None:
    """Add the 版记: rules 1 pt outside and 0.75 pt inside, at the foot of the last page."""
    width = measures.AREA_MM[0]
    rows = []
    for left, right in lines:
        stop = _twips(width - 9)
        tab = f'<w:tabs><w:tab w:val="right" w:pos="{stop}"/></w:tabs>' if right else ""
        inside = round(measures.SMALL * 20)
        look = f'{tab}<w:ind w:left="{inside}" w:right="{inside}"/>'
        told = _run(left) + (f"<w:r><w:tab/></w:r>{_run(right)}" if right else "")
        rows.append(_row([_paragraph(told, word_styles.IMPRINT, look)], [width]))
    _put(document, rows, [width], AT_THE_FOOT, IMPRINT_RULES)
    document.add_paragraph(style=word_styles.REACH)


def beside(document: Opened, widths: Sequence[float]) -> Any:
    """Add a row of empty cells without rules and return it as a table of python-docx."""
    cells = [_paragraph("", word_styles.REACH, "") for _ in widths]
    _put(document, [_row(cells, widths)], widths, rules="")
    return document.tables[-1]


def _put(
    document: Opened,
    rows: Iterable[str],
    widths: Sequence[float],
    place: str = "",
    rules: str = RULED,
) -> None:
    grid = "".join(f'<w:gridCol w:w="{_twips(width)}"/>' for width in widths)
    made = parse_xml(
        f"<w:tbl {nsdecls('w')}><w:tblPr>{place}"
        f'<w:tblW w:w="{_twips(sum(widths))}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblBorders>{rules}</w:tblBorders><w:tblLayout w:type="fixed"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )
    body: Any = document.element.body
    body.insert_element_before(made, "w:sectPr")


def _row(cells: Sequence[str], widths: Sequence[float], look: str = "") -> str:
    told = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{_twips(width)}" w:type="dxa"/><w:vAlign w:val="center"/>'
        f"</w:tcPr>{cell}</w:tc>"
        for cell, width in zip(cells, widths, strict=True)
    )
    return f"<w:tr><w:trPr><w:cantSplit/>{look}</w:trPr>{told}</w:tr>"


def _cell(text: str, style: str, side: str = "", keep: bool = False) -> str:
    look = ("<w:keepNext/>" if keep else "") + (f'<w:jc w:val="{side}"/>' if side else "")
    return "".join(_paragraph(_run(line), style, look) for line in text.split("\n"))


def _paragraph(runs: str, style: str, look: str) -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{look}</w:pPr>{runs}</w:p>'


def _run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>' if text else ""


def _side(told: Table, column: int) -> str:
    if column in told.figures:
        return "right"
    return "center" if column in told.centred else ""


def _twips(millimetres: float) -> int:
    return round(millimetres * TWIPS_PER_MM)
