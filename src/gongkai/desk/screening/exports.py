"""The register as a file: .csv for any program, .xlsx for the office."""

import csv
import io
from collections.abc import Iterable
from typing import TYPE_CHECKING

from openpyxl import Workbook
from openpyxl.styles import Font

from gongkai.desk.words import long_day, moment
from gongkai.screening.queries import kind_label
from gongkai.screening.queries.register import ARTICLES, GROUND_LABELS

if TYPE_CHECKING:
    from gongkai.screening.models import Withholding

HEAD = (
    *("机关", "名称", "范围", "处数", "种类", "法定理由", "依据", "事实说明", "状态"),
    *("审查人", "决定人", "决定时间", "评估期限", "最近评估"),
)
WIDTHS = (14, 36, 14, 6, 12, 22, 30, 40, 12, 10, 10, 20, 16, 20)
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def cells(entry: "Withholding") -> list[str]:
    """Return one entry as it stands in the file."""
    return [
        entry.organ.name,
        entry.title,
        entry.extent_label,
        str(entry.number or ""),
        kind_label(entry.kind) if entry.kind else "",
        GROUND_LABELS.get(entry.ground, entry.ground),
        ARTICLES.get(entry.ground, ""),
        entry.fact,
        entry.state_label,
        entry.reviewer.name if entry.reviewer else "",
        entry.decider.name if entry.decider else "",
        moment(entry.decided_at) if entry.decided_at else "",
        long_day(entry.review_on) if entry.review_on else "",
        moment(entry.assessed_at) if entry.assessed_at else "",
    ]


def csv_file(entries: Iterable["Withholding"]) -> bytes:
    """Return the register as .csv with a mark that lets office programs read it as UTF-8."""
    written = io.StringIO()
    table = csv.writer(written)
    table.writerow(HEAD)
    for entry in entries:
        table.writerow([_harmless(cell) for cell in cells(entry)])
    return written.getvalue().encode("utf-8-sig")


def _harmless(cell: str) -> str:
    """Return a cell no spreadsheet takes for a formula."""
    return f"'{cell}" if cell.startswith(FORMULA) else cell


def xlsx_file(entries: Iterable["Withholding"]) -> bytes:
    """Return the register as a workbook; every cell is text."""
    book = Workbook()
    sheet = book.active
    sheet.title = "不予公开登记"
    sheet.append(HEAD)
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    for entry in entries:
        sheet.append(cells(entry))
        for cell in sheet[sheet.max_row]:
            cell.data_type = "s"
    for letter, width in zip("ABCDEFGHIJKLMN", WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.freeze_panes = "A2"
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()
