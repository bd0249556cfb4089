"""Tables of a letter in Word: ruled tables, forms, and the imprint at the foot of the last page."""

from typing import Any

from docx.document import Document as Opened
from docx.enum.table import WD_ROW_HEIGHT_RULE, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.shared import Emu, Mm, Pt
from docx.table import Table as Placed
from docx.table import _Cell

from gongkai.typeset.letters import measures, word_styles
from gongkai.typeset.letters.letter import Form, Table
from gongkai.typeset.letters.word_styles import element


def table(document: Opened, told: Table) -> None:
    """Add a ruled table; its head is repeated on every page."""
    if told.caption:
        caption = document.add_paragraph(told.caption, style=word_styles.CAPTION)
        caption.paragraph_format.space_before = Pt(measures.PITCH / 2)
    whole = sum(told.widths)
    widths = [Mm(measures.AREA_MM[0] * width / whole) for width in told.widths]
    placed = _new(document, len(told.rows) + 1, widths)
    head = placed.rows[0]
    for cell, text in zip(head.cells, told.head, strict=True):
        _write(cell, text, word_styles.CELL_HEAD)
    head._tr.get_or_add_trPr().append(element("w:tblHeader"))
    for row, texts in zip(placed.rows[1:], told.rows, strict=False) if told.rows else ():
        for column, (cell, text) in enumerate(zip(row.cells, texts, strict=True)):
            written = _write(cell, text, word_styles.CELL)
            if column in told.figures:
                written.alignment = ALIGN.RIGHT
            elif column in told.centred:
                written.alignment = ALIGN.CENTER
    _whole_rows(placed)


def form(document: Opened, told: Form) -> None:
    """Add a form: labels left, values right, room where a value is empty."""
    widths = [Mm(measures.LABEL_MM), Mm(measures.AREA_MM[0] - measures.LABEL_MM)]
    placed = _new(document, len(told.rows), widths)
    for row, (label, value) in zip(placed.rows, told.rows, strict=True):
        left, right = row.cells
        _write(left, label, word_styles.CELL_HEAD)
        _write(right, value, word_styles.CELL)
        row.height_rule = WD_ROW_HEIGHT_RULE.AT_LEAST
        row.height = Mm(measures.FORM_ROW_MM * (1 if value else told.room))
    _whole_rows(placed)


def imprint(document: Opened, rows: tuple[tuple[str, str], ...]) -> None:
    """Add the 版记: rules 0.35 mm outside and 0.25 mm inside, at the foot of the last page."""
    width = Mm(measures.AREA_MM[0])
    placed = document.add_table(rows=len(rows), cols=1)
    placed.autofit = False
    properties: Any = placed._tbl.tblPr
    floating = element(
        "w:tblpPr", horzAnchor="margin", vertAnchor="margin", tblpXSpec="left", tblpYSpec="bottom"
    )
    properties.insert_element_before(floating, "w:tblOverlap", "w:tblW", "w:jc")
    properties.append(_borders({"top": "8", "bottom": "8", "insideH": "6"}))
    for row, (left, right) in zip(placed.rows, rows, strict=True):
        cell = row.cells[0]
        cell.width = width
        written = _write(cell, left, word_styles.IMPRINT)
        layout = written.paragraph_format
        layout.left_indent = layout.right_indent = Pt(measures.SMALL)
        if right:
            layout.tab_stops.add_tab_stop(Emu(width - Mm(9)), WD_TAB_ALIGNMENT.RIGHT)
            written.add_run(f"\t{right}")
    document.add_paragraph(style=word_styles.REACH)


def _new(document: Opened, rows: int, widths: list[Mm]) -> Placed:
    placed: Placed = document.add_table(rows=rows, cols=len(widths))
    placed.alignment, placed.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    sides = dict.fromkeys(("top", "left", "bottom", "right", "insideH", "insideV"), "4")
    placed._tbl.tblPr.append(_borders(sides))
    for column, width in zip(placed.columns, widths, strict=True):
        column.width = width
    for row in placed.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = width
    return placed


def _borders(sides: dict[str, str]) -> Any:
    borders = element("w:tblBorders")
    for side, size in sides.items():
        borders.append(element(f"w:{side}", val="single", sz=size, space="0", color="000000"))
    return borders


def _write(cell: _Cell, text: str, style: str) -> Any:
    properties: Any = cell._tc.get_or_add_tcPr()
    properties.append(element("w:vAlign", val="center"))
    lines = text.split("\n")
    first = cell.paragraphs[0]
    first.style, first.text = style, lines[0]
    for line in lines[1:]:
        cell.add_paragraph(line, style=style)
    return first


def _whole_rows(placed: Placed) -> None:
    together = placed.rows[:-1] if len(placed.rows) <= measures.TOGETHER + 1 else placed.rows[:1]
    for row in placed.rows:
        row._tr.get_or_add_trPr().append(element("w:cantSplit"))
    for row in together:
        for cell in row.cells:
            cell.paragraphs[0].paragraph_format.keep_with_next = True
