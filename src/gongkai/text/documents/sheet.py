"""One sheet of a workbook, read as a stream: cells, merged ones, and what it hides."""

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field

from gongkai.text.document import Hidden, Place, Table
from gongkai.text.documents.gathering import ROW, Gathering
from gongkai.text.documents.numberformat import shown
from gongkai.text.documents.sheetlook import Looks, number

MAX_COLUMN, MAX_ROW = 16_384, 1_048_576
_LITERAL = re.compile(r'"[^"]*\w[^"]*"|\d{6,}')
_CODE = re.compile(r'&(?:"[^"]*"|[0-9]+|[LCRPNDTAFGZBIUESXYHOK&+-])')
_TOLD = {
    "oddHeader": "页眉", "evenHeader": "页眉", "firstHeader": "页眉",
    "oddFooter": "页脚", "evenFooter": "页脚", "firstFooter": "页脚",
}  # fmt: skip
_WORDS = frozenset(_TOLD) | {
    "f", "formula", "formula1", "formula2", "v", "t", "rPh"}  # fmt: skip
_ATTRIBUTES = ("prompt", "promptTitle", "error", "errorTitle", "display", "tooltip", "location")
_WHY = {"filter": Hidden.CACHE, "hyperlink": Hidden.TARGET, "dataValidation": Hidden.INSTRUCTION,
        "conditionalFormatting": Hidden.INSTRUCTION}  # fmt: skip


@dataclass(slots=True)
class Book:
    """What the sheets of a workbook share."""

    strings: list[str] = field(default_factory=list)
    used: bytearray = field(default_factory=bytearray)
    looks: Looks = field(default_factory=Looks)
    since_1904: bool = False
    gathering: Gathering = field(default_factory=Gathering)


class Sheet:
    """Listens to the XML of one sheet; `finish` adds its parts to the gathering of the book."""

    def __init__(self, name: str, hidden: bool, book: Book) -> None:
        self._place = Place(sheet=name)
        self._hidden = Hidden.SHEET if hidden else None
        self._book = book
        self._rows: dict[int, dict[int, str]] = {}
        self._hidden_rows: set[int] = set()
        self._hidden_columns: list[tuple[int, int]] = []
        self._merged: list[tuple[int, int, int, int]] = []
        self._unseen: list[tuple[int, int, str]] = []
        self._formulas: list[tuple[str, str]] = []
        self._zero = False
        self._row = self._column = 0
        self._cells: dict[int, str] = {}
        self._type = self._value = self._reference = ""
        self._style = 0
        self._word = ""
        self._silent = False
        self._lost = 0
        self._computed = self._unvalued = 0
        self._is_formula = False

    def start(self, name: str, attrs: dict[str, str]) -> None:
        """An element begins."""
        if name == "c":
            self._start_cell(attrs)
        elif name in _WORDS:
            self._word = ""
            self._silent = self._silent or name == "rPh"
        elif name == "row":
            self._start_row(attrs)
        else:
            self._start_other(name, attrs)

    def text(self, data: str) -> None:
        """Characters of a value, a formula or a heading."""
        self._word += data

    def end(self, name: str) -> None:
        """An element ends."""
        if name == "v":
            self._value = self._word
        elif name == "t":
            self._value += "" if self._silent else self._word
        elif name == "c":
            self._end_cell()
        elif name == "rPh":
            self._silent = False
        elif name in {"f", "formula", "formula1", "formula2"}:
            self._is_formula = name == "f"
            if _LITERAL.search(self._word):
                self._book.gathering.reckon(1)
                self._formulas.append((self._reference, self._word))
        elif name in _TOLD:
            heading = Place(sheet=self._place.sheet, part=_TOLD[name])
            self._book.gathering.say(_CODE.sub(" ", self._word), heading, self._hidden)

    def finish(self) -> None:
        """The table, then what is hidden beside it."""
        gathering, sheet = self._book.gathering, self._place.sheet
        gathering.tabulate(self._table())
        for row, column, text in self._unseen:
            place = Place(sheet=sheet, row=row, column=column)
            gathering.say(text, place, self._hidden or Hidden.PALE)
        for reference, formula in dict.fromkeys(self._formulas):
            row, column = position(reference)
            gathering.say(formula, Place(sheet=sheet, row=row, column=column), Hidden.INSTRUCTION)
        if self._lost:
            gathering.note(
                f"工作表“{sheet}”有 {self._lost} 个 16 位以上的号码按数字存放，第 16 位起已经变成 0。"
                "请把这些单元格改成文本格式后重新填写。"
            )

    def _start_row(self, attrs: dict[str, str]) -> None:
        said = number(attrs.get("r"))
        self._row = said if 0 < said <= MAX_ROW else self._row + 1
        self._column = 0
        if self._row not in self._rows:
            self._book.gathering.reckon(ROW)
            self._rows[self._row] = {}
        self._cells = self._rows[self._row]
        hidden = attrs.get("hidden", "")
        if hidden in {"1", "true"} or attrs.get("ht") == "0" or (self._zero and not hidden):
            self._hidden_rows.add(self._row)

    def _start_cell(self, attrs: dict[str, str]) -> None:
        self._reference = attrs.get("r", "")
        self._column = column_of(self._reference) or self._column + 1
        self._type = attrs.get("t", "n")
        self._style = number(attrs.get("s"))
        self._value = ""
        self._is_formula = False

    def _end_cell(self) -> None:
        text = self._said() if self._value else ""
        if self._is_formula:
            self._computed += 1
            self._unvalued += not text
        if not text:
            return
        self._book.gathering.reckon(1)
        looks = self._book.looks
        if self._style < len(looks.unseen) and looks.unseen[self._style]:
            self._unseen.append((self._row, self._column, text))
            return
        self._cells[self._column] = text

    def _said(self) -> str:
        kind, value = self._type, self._value
        if kind == "s":
            index = number(value)
            if index < len(self._book.strings):
                self._book.used[index] = 1
                return self._book.strings[index]
            return ""
        if kind == "n":
            return self._number(value)
        if kind == "b":
            return "TRUE" if value == "1" else "FALSE"
        return value.strip()

    def _number(self, value: str) -> str:
        formats = self._book.looks.formats
        code = formats[self._style] if self._style < len(formats) else ""
        if len(value) < 16 and not code and value.isascii() and value.isdigit():
            return value
        said = shown(value, code, since_1904=self._book.since_1904)
        if len(said) > 15 and said.isdigit():
            self._lost += 1
        return said

    def _start_other(self, name: str, attrs: dict[str, str]) -> None:
        if name == "col":
            first, last = number(attrs.get("min")), number(attrs.get("max"))
            if attrs.get("hidden") in {"1", "true"} or attrs.get("width") == "0":
                self._book.gathering.reckon(1)
                self._hidden_columns.append((first, last))
        elif name == "mergeCell":
            first_cell, _, last_cell = attrs.get("ref", "").partition(":")
            top, bottom = position(first_cell), position(last_cell)
            if 0 < top[0] <= bottom[0] and 0 < top[1] <= bottom[1]:
                self._book.gathering.reckon(1)
                self._merged.append((*top, *bottom))
        elif name == "sheetFormatPr":
            self._zero = attrs.get("zeroHeight") in {"1", "true"}
        elif name in _WHY:
            self._remark(name, attrs)

    def _remark(self, name: str, attrs: dict[str, str]) -> None:
        row, column = position(attrs.get("ref", attrs.get("sqref", "")).partition(":")[0])
        self._reference = attrs.get("sqref", "").partition(" ")[0].partition(":")[0]
        place = Place(sheet=self._place.sheet, row=row, column=column)
        keys = ("val",) if name == "filter" else _ATTRIBUTES
        for key in keys:
            self._book.gathering.say(attrs.get(key, ""), place, _WHY[name])

    def _table(self) -> Table:
        numbers = tuple(row for row in sorted(self._rows) if self._rows[row])
        used = [column for row in numbers for column in self._rows[row]]
        if not used:
            return Table((), self._place)
        first, gathering = min(used), self._book.gathering
        at = {row: index for index, row in enumerate(numbers)}
        spans = {}
        for top, left, bottom, right in sorted(self._merged):
            begin, end = bisect_left(numbers, top), bisect_right(numbers, bottom)
            gathering.reckon(end - begin)
            for row in numbers[begin:end]:
                self._uncover(row, left, right, top)
            if top in at and left >= first:
                spans[at[top], left - first] = (end - begin, right - left + 1)
        grid = []
        for row in numbers:
            cells = self._rows.pop(row)
            width = max(cells, default=first) - first + 1
            gathering.reckon(width - len(cells))
            grid.append(tuple([cells.get(first + offset, "") for offset in range(width)]))
        last = max(used)
        return Table(
            tuple(grid),
            self._place,
            self._place.sheet,
            spans,
            self._hidden,
            frozenset(at[row] for row in self._hidden_rows if row in at),
            frozenset(
                column - first
                for start, stop in self._hidden_columns
                for column in range(max(start, first), min(stop, last) + 1)
            ),
            numbers,
            first,
            self._computed,
            self._unvalued,
        )

    def _uncover(self, row: int, left: int, right: int, top: int) -> None:
        """What stands under a merged cell is no longer in the table, but told."""
        for column in [c for c in self._rows[row] if left <= c <= right]:
            if (row, column) != (top, left):
                text = self._rows[row].pop(column)
                place = Place(sheet=self._place.sheet, row=row, column=column)
                self._book.gathering.say(text, place, self._hidden or Hidden.COVERED)


def column_of(reference: str) -> int:
    """The column of ``B12`` is 2; 0 where there is none."""
    column = 0
    for letter in reference:
        if not "A" <= letter <= "Z":
            break
        column = column * 26 + ord(letter) - 64
    return column if column <= MAX_COLUMN else 0


def position(reference: str) -> tuple[int, int]:
    """Row and column of ``$B$12``: (12, 2); zeros where it is no cell."""
    bare = reference.replace("$", "").upper()
    column = column_of(bare)
    row = number(bare.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
    return (row, column) if column and row <= MAX_ROW else (0, 0)
