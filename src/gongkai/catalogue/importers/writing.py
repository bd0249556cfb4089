"""Writing a catalogue in the national form, ready to print."""

import io
from collections.abc import Iterable, Iterator

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from gongkai.catalogue.models import LEVELS, Item, Mode
from gongkai.catalogue.operations.wording import (
    CERTAIN_GROUP,
    CHANNEL_NAMES,
    OTHER,
    WHOLE_PUBLIC,
)

TITLE = "基层政务公开标准目录"
TICK = "√"
HEAD = (2, 3)
"""The two lines of the header, under the title."""
_BEFORE: tuple[tuple[str, tuple[tuple[str, float], ...]], ...] = (
    ("序号", (("", 5),)),
    ("领域", (("", 9),)),
    ("公开事项", (("一级事项", 9), ("二级事项", 11))),
    ("公开内容（要素）", (("", 26),)),
    ("公开依据", (("", 24),)),
    ("公开时限", (("", 13),)),
    ("公开主体", (("", 10),)),
    ("公开渠道和载体", (("", 22),)),
    ("公开对象", ((WHOLE_PUBLIC, 5), (CERTAIN_GROUP, 8))),
    ("公开方式", (("主动", 5), ("依申请公开", 5))),
)
_TOGETHER = (("县级", 5), ("乡、村级", 5))
_APART = (("县级", 5), ("乡级", 5), ("村级", 5))
_FIELD, _LEVEL1 = 2, 3
_THIN = Side(style="thin")
_BORDER = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)


def write_xlsx(items: Iterable[Item], title: str = TITLE) -> bytes:
    """Return a workbook of these rows that `read_xlsx` reads back word for word.

    乡、村级 is one column as in the national form, two when some row concerns only one of them.
    """
    rows = list(items)
    apart = any(("乡级" in item.levels) != ("村级" in item.levels) for item in rows)
    groups = (
        *_BEFORE,
        ("公开层级", _APART if apart else _TOGETHER),
        ("对应栏目", (("", 10),)),
    )
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "标准目录"
    width = sum(len(below) for _, below in groups)
    _write_header(sheet, groups, title, width)
    for line, item in enumerate(rows, start=HEAD[1] + 1):
        for place, value in enumerate(_cells(item, apart), start=1):
            _put(sheet, line, place, value)
    _merge_runs(sheet, [(item.field,) for item in rows], _FIELD)
    _merge_runs(sheet, [(item.field, item.level1) for item in rows], _LEVEL1)
    _set_up_print(sheet)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _write_header(
    sheet: Worksheet,
    groups: Iterable[tuple[str, tuple[tuple[str, float], ...]]],
    title: str,
    width: int,
) -> None:
    _put(sheet, 1, 1, title)
    sheet.cell(1, 1).font = Font(name="方正小标宋简体", size=18)
    sheet.merge_cells(start_row=1, end_row=1, start_column=1, end_column=width)
    place = 1
    for name, below in groups:
        first = place
        for label, size in below:
            _put(sheet, HEAD[0], place, name)
            _put(sheet, HEAD[1], place, label)
            sheet.column_dimensions[get_column_letter(place)].width = size
            for line in HEAD:
                sheet.cell(line, place).font = Font(name="黑体", size=10)
            place += 1
        last_line = HEAD[1] if len(below) == 1 else HEAD[0]
        sheet.merge_cells(
            start_row=HEAD[0], end_row=last_line, start_column=first, end_column=place - 1
        )


def _cells(item: Item, apart: bool) -> Iterator[str | int]:
    yield item.number
    yield item.field
    yield item.level1
    yield item.level2
    yield "\n".join(f"●{text}" for text in item.elements)
    yield item.basis
    yield item.limit_text
    yield item.body
    yield "\n".join(_boxes(item.channels))
    yield TICK if WHOLE_PUBLIC in item.audience else ""
    yield _group(item.audience)
    yield TICK if item.mode != Mode.ON_REQUEST else ""
    yield TICK if item.mode != Mode.PROACTIVE else ""
    for level in LEVELS if apart else LEVELS[:2]:
        yield TICK if level in item.levels else ""
    yield item.column.name if item.column else ""


def _boxes(channels: list[str]) -> Iterator[str]:
    for name in CHANNEL_NAMES[:-1]:
        yield f"{'■' if name in channels else '□'}{name}"
    others = [name for name in channels if name not in CHANNEL_NAMES[:-1]]
    yield from (f"■{name}" for name in others)
    if not others:
        yield f"□{OTHER}"


def _group(audience: str) -> str:
    _, found, name = audience.partition(CERTAIN_GROUP)
    return (name.removeprefix("：") or TICK) if found else ""


def _put(sheet: Worksheet, line: int, place: int, value: str | int) -> None:
    """Write a cell; a text that begins like a formula stays a text."""
    cell = sheet.cell(line, place, value)
    if isinstance(value, str):
        cell.data_type = "s"
    is_long = isinstance(value, str) and len(value) > len(TICK) and line > HEAD[1]
    cell.alignment = Alignment(
        horizontal="left" if is_long else "center", vertical="center", wrap_text=True
    )
    cell.border = _BORDER
    cell.font = Font(name="宋体", size=9)


def _merge_runs(sheet: Worksheet, keys: list[tuple[str, ...]], place: int) -> None:
    """Merge the cells of lines that follow one another with the same key."""
    first = 0
    for line in range(1, len(keys) + 1):
        if line == len(keys) or keys[line] != keys[first]:
            if line - first > 1:
                top = HEAD[1] + 1 + first
                bottom = HEAD[1] + line
                sheet.merge_cells(
                    start_row=top, end_row=bottom, start_column=place, end_column=place
                )
            first = line


def _set_up_print(sheet: Worksheet) -> None:
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = int(Worksheet.PAPERSIZE_A4)
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = f"{HEAD[0]}:{HEAD[1]}"
    sheet.print_options.horizontalCentered = True
    sheet.oddFooter.center.text = "第 &P 页 共 &N 页"
    sheet.freeze_panes = sheet.cell(HEAD[1] + 1, 1)
