"""Reading a catalogue: every row, or every fault with its line in the sheet."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO

from gongkai.catalogue.access import columns
from gongkai.catalogue.importers.grid import sheets
from gongkai.catalogue.importers.header import Grid, Header, field_in_title, find_header
from gongkai.catalogue.importers.row import Row
from gongkai.catalogue.operations.content import Fault, ItemContent, faults, tidied
from gongkai.catalogue.operations.intake import MAX_ROWS

SAME = frozenset({"同上", "同前", "〃", "″"})
_NOTE = re.compile(r"(?:备?注|(?:填表)?说明|编制单位|联系人)\s*[0-9]*\s*[:：、.．]")
_TITLE_WIDTH = 4
"""A text merged over so many columns is a title."""
NO_HEADER = "没有找到表头：请在一行里写明序号、公开事项、公开内容（要素）、公开依据、公开时限等列名"


@dataclass(frozen=True, slots=True)
class RowError:
    """A fault in a sheet; `row` counts as the spreadsheet does, None for the sheet as a whole."""

    row: int | None
    what: str
    column: str = ""
    sheet: str = ""

    def __str__(self) -> str:
        sheet = f"“{self.sheet}”表" if self.sheet else ""
        row = f"第 {self.row} 行" if self.row else ""
        column = f"“{self.column}”" if self.column else ""
        return f"{sheet}{row}{column}{self.what}"


@dataclass(frozen=True, slots=True)
class Sheet:
    """What was read. With any error nothing may be imported."""

    rows: tuple[ItemContent, ...]
    errors: tuple[RowError, ...]


def read_xlsx(file: BinaryIO, name: str = "目录.xlsx") -> Sheet:
    """Read every sheet of a workbook that holds a catalogue.

    Raises BadFile (a Chinese sentence) for what is no safe .xlsx; everything else is an error
    with its row. A field is named by a column 领域, else by the title or the name of the sheet.
    """
    known = {key: column.slug for column in columns() for key in (column.slug, column.name)}
    readings = [_Reading(title, grid, known) for title, grid in sheets(file, name)]
    for reading in readings:
        reading.read()
    with_header = [reading for reading in readings if reading.header]
    if not with_header:
        return Sheet((), (RowError(None, NO_HEADER),))
    rows = [placed for reading in with_header for placed in reading.rows]
    errors = [error for reading in with_header for error in reading.errors]
    if not rows and not errors:
        errors.append(RowError(None, "表里没有可以导入的事项"))
    if len(rows) > MAX_ROWS:
        errors = [RowError(None, f"一次最多导入 {MAX_ROWS} 项，这里有 {len(rows)} 项，请分开导入")]
    errors += _doubles(rows)
    several = len(with_header) > 1
    told = (RowError(e.row, e.what, e.column, e.sheet if several else "") for e in errors)
    return Sheet(tuple(content for _, _, content in rows), tuple(told))


def _doubles(rows: "list[_Placed]") -> Iterator[RowError]:
    first: dict[tuple[str, str, str], tuple[str, int]] = {}
    for sheet, line, content in rows:
        there, before = first.setdefault(content.key, (sheet, line))
        if (there, before) != (sheet, line):
            where = f"第 {before} 行" if there == sheet else f"“{there}”表第 {before} 行"
            yield RowError(line, f"与{where}重复：{content.level1} / {content.level2}", sheet=sheet)


_Placed = tuple[str, int, ItemContent]


@dataclass(slots=True)
class _Reading:
    """One sheet, line by line; a header found anew begins another part."""

    title: str
    grid: Grid
    known: dict[str, str]
    header: Header | None = None
    rows: list[_Placed] = field(default_factory=list)
    errors: list[RowError] = field(default_factory=list)
    of_field: str = ""
    level1: str = ""
    above: list[str] = field(default_factory=list)

    def read(self) -> None:
        """Go through the sheet."""
        self.of_field = field_in_title(self.title)
        line = 0
        while line < len(self.grid):
            if found := find_header(self.grid, line):
                self._begin(found, line)
                line = found.first
                continue
            cells = self.grid[line]
            line += 1
            if self.header is None or self._is_aside(self.header, cells):
                title = next((text for text in cells if text), "")
                self.of_field = field_in_title(title) or self.of_field
            elif not self.header.missing:
                self._take(self.header, line, self._resolved(cells))

    @staticmethod
    def _is_aside(header: Header, cells: list[str]) -> bool:
        """True for a line that is empty, numbered only, a title over the sheet or a note."""
        places = [place for place, text in enumerate(cells) if text]
        if not places or [header.keys.get(place) for place in places] == ["number"]:
            return True
        first = cells[places[0]]
        alone = len({cells[place] for place in places}) == 1
        is_title = len(places) >= _TITLE_WIDTH or "目录" in first or "领域" in first
        return (alone and is_title) or _NOTE.match(first) is not None

    def _begin(self, header: Header, line: int) -> None:
        self.header, self.level1, self.above = header, "", [""] * len(self.grid[line])
        self.errors += [
            RowError(line + 1, f"表头缺少“{title}”一列", sheet=self.title)
            for title in header.missing
        ]

    def _resolved(self, cells: list[str]) -> list[str]:
        """Put what stands above where a cell says 同上."""
        pairs = zip(cells, self.above, strict=True)
        self.above = [over if text in SAME else text for text, over in pairs]
        return self.above

    def _take(self, header: Header, line: int, cells: list[str]) -> None:
        row = Row(header, cells)
        content, problems = row.content(field=self.of_field, level1=self.level1, known=self.known)
        self.level1 = content.level1
        content = tidied(content)
        said = {fault.column for fault in problems}
        problems += [fault for fault in faults(content) if fault.column not in said]
        self.errors += [self._error(line, fault) for fault in problems]
        self.rows.append((self.title, line, content))

    def _error(self, line: int, fault: Fault) -> RowError:
        what = fault.what
        if fault.column == "领域":
            what = f"{what}：请加“领域”一列，或者在表的标题里写明是哪个领域"
        return RowError(line, what, fault.column, self.title)
