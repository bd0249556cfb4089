"""Opening a spreadsheet without harm and laying out its cells as text."""

import datetime as dt
import re
import zipfile
from collections.abc import Iterator
from typing import BinaryIO

from python_calamine import CalamineError, CalamineSheet, SheetVisibleEnum, load_workbook

from gongkai.catalogue.importers.header import Grid
from gongkai.text.refusal import BadFile
from gongkai.text.signature import Kind, sniff

MAX_BYTES = 20_000_000
MAX_LINES = 5_000 + 200
"""Lines of one sheet: the rows allowed, and room for titles and notes."""
MAX_WIDTH = 100
_CELL = re.compile(rb'<(?:\w+:)?c\b[^>]*?\br="([A-Z]{1,3})([0-9]{1,7})"[^>]*?(?<!/)>(?!</)')
_DAMAGED = "表格打不开，可能已经损坏。请用 Excel 或 WPS 打开后另存为 .xlsx 再上传。"


def sheets(file: BinaryIO, name: str) -> Iterator[tuple[str, Grid]]:
    """Yield each visible sheet that holds anything, merged cells filled.

    Raises BadFile for what is not a safe .xlsx of bearable size.
    """
    if file.seek(0, 2) > MAX_BYTES:
        raise BadFile(f"文件超过 {MAX_BYTES // 1_000_000} MB，请删去图片或者分开上传。")
    if sniff(file, name) is not Kind.XLSX:
        raise BadFile("公开目录要用 .xlsx 表格。请用 Excel 或 WPS 另存为 .xlsx 后再上传。")
    _refuse_far_cells(file)
    file.seek(0)
    try:
        with load_workbook(file) as workbook:
            for meta in workbook.sheets_metadata:
                if meta.visible is SheetVisibleEnum.Visible:
                    grid = _filled(workbook.get_sheet_by_name(meta.name))
                    if any(any(line) for line in grid):
                        yield meta.name, grid
    except CalamineError as error:
        raise BadFile(_DAMAGED) from error


def _refuse_far_cells(file: BinaryIO) -> None:
    """A single cell far down would make the reader lay out all the empty ones before it."""
    with zipfile.ZipFile(file) as archive:
        for entry in archive.namelist():
            if entry.startswith("xl/worksheets/") and entry.endswith(".xml"):
                for column, row in _CELL.findall(archive.read(entry)):
                    if int(row) > MAX_LINES or _number(column) > MAX_WIDTH:
                        raise BadFile(
                            f"表格在 {column.decode()}{int(row)} 还有内容，超过了"
                            f" {MAX_LINES} 行、{MAX_WIDTH} 列。请删去多余内容或者分开上传。"
                        )


def _number(column: bytes) -> int:
    number = 0
    for letter in column:
        number = number * 26 + letter - 64
    return number


def _filled(sheet: CalamineSheet) -> Grid:
    grid = [[_text(cell) for cell in line] for line in sheet.to_python(skip_empty_area=False)]
    height, width = len(grid), len(grid[0]) if grid else 0
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or ():
        if top < height and left < width:
            for line in range(top, min(bottom + 1, height)):
                for place in range(left, min(right + 1, width)):
                    grid[line][place] = grid[top][left]
    return grid


def _text(cell: object) -> str:
    if isinstance(cell, bool):
        return "√" if cell else ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, dt.datetime):
        return f"{cell:%Y-%m-%d}"
    return str(cell).strip()
