"""A public list written anew: as a table in a text, and as a workbook that holds nothing else."""

import io
from collections.abc import Sequence
from html import escape

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from gongkai.text import html
from gongkai.text.listing.money import amount

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_WIDEST = 40


def body_table(headings: Sequence[str], rows: Sequence[Sequence[str]], right: set[int]) -> str:
    """Return the rows as a table of a canonical text; columns in `right` hold figures."""
    head = "".join(_cell(words, at in right, "th") for at, words in enumerate(headings))
    body = "".join(
        "<tr>" + "".join(_cell(cell, at in right) for at, cell in enumerate(row)) + "</tr>"
        for row in rows
    )
    table = f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
    return html.clean(table).html


def _cell(words: str, right: bool, tag: str = "td") -> str:
    side = ' class="r"' if right else ""
    return f"<{tag}{side}>{escape(words)}</{tag}>"


def workbook(
    title: str, headings: Sequence[str], rows: Sequence[Sequence[str]], right: set[int]
) -> bytes:
    """Return the rows as a new .xlsx: one sheet of values, no formula, nothing hidden.

    A title of the list stands above the heading. What a spreadsheet would take for a formula is
    marked as text.
    """
    book = Workbook(write_only=True)
    book.properties.creator = None
    sheet = book.create_sheet("名单")
    for at, words in enumerate(headings):
        longest = max([len(words), *(len(row[at]) for row in rows)], default=4)
        sheet.column_dimensions[get_column_letter(at + 1)].width = min(longest * 2 + 2, _WIDEST)
    sheet.freeze_panes = "A3"
    sheet.append([_text(sheet, title, bold=True)])
    sheet.append([_text(sheet, words, bold=True) for words in headings])
    for row in rows:
        sheet.append([_value(sheet, cell, at in right) for at, cell in enumerate(row)])
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def _text(sheet: WriteOnlyWorksheet, words: str, *, bold: bool = False) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet, words)
    cell.data_type = "s"
    if bold:
        cell.font = Font(bold=True)
        cell.alignment = Alignment(wrap_text=False)
    if words.startswith(_FORMULA):
        cell.style = "Normal"
        cell.quotePrefix = True
    return cell


def _value(sheet: WriteOnlyWorksheet, words: str, figure: bool) -> WriteOnlyCell:
    number = amount(words) if figure and words.replace(",", "").replace(".", "").isdigit() else None
    if number is None:
        return _text(sheet, words)
    return WriteOnlyCell(sheet, int(number) if number == int(number) else float(number))
