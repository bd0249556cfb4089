"""Old workbooks (.xls, .et): the values of their cells; what they hide besides cannot be read."""

import io
from bisect import bisect_right
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import BinaryIO

from python_calamine import (
    CalamineError,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
    load_workbook,
)  # fmt: skip

from gongkai.text.archive import DAMAGED
from gongkai.text.document import Hidden, Place, Table
from gongkai.text.documents.gathering import ROW, Gathering
from gongkai.text.documents.numberformat import plain
from gongkai.text.refusal import BadFile
from gongkai.text.signature import LOCKED

MAX_BYTES = 60_000_000
"""The library holds file and cells in memory."""
OLD = (
    "这是旧版表格，系统只读得到单元格里的内容，读不到批注、隐藏的行列和透视表的缓存。"
    "请另存为 .xlsx 后再上传，或人工检查这些地方。"
)


def read(file: BinaryIO) -> Gathering:
    """What the cells say. Raises BadFile with a sentence that says what to do."""
    file.seek(0)
    content = file.read(MAX_BYTES + 1)
    if len(content) > MAX_BYTES:
        raise BadFile("旧版表格太大，系统无法检查。请另存为 .xlsx 后再上传。")
    gathering = Gathering()
    gathering.note(OLD)
    try:
        with load_workbook(io.BytesIO(content)) as book:
            for at, sheet in enumerate(book.sheets_metadata):
                hidden = sheet.visible != SheetVisibleEnum.Visible
                if sheet.typ == SheetTypeEnum.WorkSheet:
                    _sheet(book, at, sheet.name, hidden, gathering)
    except PasswordError as error:
        raise BadFile(LOCKED) from error
    except (CalamineError, ValueError, OSError, OverflowError) as error:
        raise BadFile(DAMAGED) from error
    except BaseException as error:
        if type(error).__name__ == "PanicException":
            raise BadFile(DAMAGED) from error
        raise
    return gathering


def _sheet(book: CalamineWorkbook, at: int, name: str, hidden: bool, gathering: Gathering) -> None:
    sheet = book.get_sheet_by_index(at)
    if sheet.start is None:
        return
    first_row, first_column = sheet.start
    gathering.reckon(sheet.height * (sheet.width + ROW))
    rows: list[tuple[str, ...]] = []
    numbers: list[int] = []
    for number, values in enumerate(sheet.to_python(), first_row + 1):
        cells = tuple([_shown(value) for value in values])
        if any(cells):
            rows.append(cells)
            numbers.append(number)
    at_row = {number: row for row, number in enumerate(numbers)}
    spans = {}
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or ():
        if top + 1 in at_row:
            tall = bisect_right(numbers, bottom + 1) - at_row[top + 1]
            spans[at_row[top + 1], left - first_column] = (tall, right - left + 1)
    gathering.tabulate(
        Table(
            tuple(rows),
            Place(sheet=name),
            name,
            spans,
            Hidden.SHEET if hidden else None,
            row_numbers=tuple(numbers),
            first_column=first_column + 1,
        )
    )


def _shown(value: object) -> str:
    if isinstance(value, float):
        return plain(Decimal(repr(value))) if abs(value) < 1e100 else ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M:%S}".removesuffix(" 00:00:00")
    if isinstance(value, date | time | timedelta):
        return str(value)
    return str(value).strip()
