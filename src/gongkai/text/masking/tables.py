"""The tables of a flow of markup: which cell is open, where it stands, what replaces it."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from gongkai.text.document import Place
from gongkai.text.masking.markup import Node, attributes, said, spread
from gongkai.text.masking.orders import Done, Swap
from gongkai.text.masking.screen import Edit
from gongkai.text.refusal import BadFile

TABLES = frozenset({"tbl", "table"})
ROWS = frozenset({"tr"})
CELLS = frozenset({"tc", "td", "th"})


@dataclass(slots=True)
class Cell:
    """A cell being read; ``column`` counts from 1 on the grid of the table."""

    column: int
    span: int = 1
    height: int = 1
    is_deleted: bool = False
    pieces: list[Node | str] = field(default_factory=list)


@dataclass(slots=True)
class _Row:
    start: int
    is_deleted: bool = False
    column: int = 1
    cells: list[Cell] = field(default_factory=list)


@dataclass(slots=True)
class _Table:
    start: int
    row: int = 0
    kept: int = 0
    held: dict[int, int] = field(default_factory=dict)
    """Column → rows that a cell from above still takes."""
    rows: list[_Row] = field(default_factory=list)
    cells: list[Cell] = field(default_factory=list)
    closed: list[tuple[int, Cell]] = field(default_factory=list)
    """Cells that have been read, with their rows."""


class Tables:
    """Follows the tables of a part; they are numbered as they close, those inside others first."""

    def __init__(self, swaps: Mapping[tuple[int, int, int], Sequence[Swap]], part: str) -> None:
        self.found: set[tuple[int, int, int]] = set()
        self.done: list[Done] = []
        self._swaps = swaps
        self._part = part
        self._open: list[_Table] = []
        self._count = 0
        self._parents = [""]
        self._cuts: list[tuple[int, int]] = []
        self._rows: list[list[Node | str]] = []

    @property
    def current(self) -> Cell | None:
        """The innermost open cell."""
        return self._open[-1].cells[-1] if self._open and self._open[-1].cells else None

    def place(self, part: str) -> Place:
        """Where the innermost open row or cell stands."""
        table = self._open[-1]
        cell = self.current
        number = self._count + 1
        return Place(part=part, table=number, row=table.row, column=cell.column if cell else 0)

    def cuts(self) -> list[tuple[int, int]]:
        """Deleted rows since last asked."""
        out, self._cuts = self._cuts, []
        return out

    def rows(self) -> list[list[Node | str]]:
        """Rows that have been read since last asked: cells parted by tabs."""
        out, self._rows = self._rows, []
        return out

    def add(self, pieces: list[Node | str]) -> None:
        """A paragraph of the open cell."""
        cell = self.current
        if cell:
            cell.pieces += ["\n", *pieces] if cell.pieces else pieces

    def start(self, name: str, attrs: str, at: int) -> None:
        """An element opens."""
        if name in TABLES:
            self._open.append(_Table(at))
        elif self._open and name in ROWS:
            self._open_row(at)
        elif self._open and self._open[-1].rows and name in CELLS:
            self._open_cell(attrs)
        elif self._open:
            self._property(name, attrs)
        self._parents.append(name)

    def end(self, name: str, at: int) -> None:
        """An element closes."""
        self._parents.pop()
        table = self._open[-1] if self._open else None
        if not table:
            return
        if name in CELLS and table.cells:
            self._close_cell(table)
        elif name in ROWS and table.rows:
            self._close_row(table, at)
        elif name in TABLES:
            self._swap(self._open.pop())
            if table.row and not table.kept:
                self._cuts.append((table.start, at))

    def _open_row(self, at: int) -> None:
        table = self._open[-1]
        table.row += 1
        table.rows.append(_Row(at))

    def _open_cell(self, attrs: str) -> None:
        table = self._open[-1]
        row = table.rows[-1]
        while table.held.get(row.column):
            row.column += 1
        own = {key: node.text for key, node in attributes(attrs)}
        cell = Cell(row.column, _count(own.get("colspan")), _count(own.get("rowspan")))
        table.cells.append(cell)
        row.cells.append(cell)

    def _property(self, name: str, attrs: str) -> None:
        """What Word says of the open row or cell in elements of their own."""
        parent, table = self._parents[-1], self._open[-1]
        if name in {"gridSpan", "gridBefore"}:
            count = _count({key: node.text for key, node in attributes(attrs)}.get("val"))
            if name == "gridSpan" and table.cells:
                table.cells[-1].span = count
            elif table.rows:
                table.rows[-1].column += count
        if name == "del" and parent == "trPr" and table.rows:
            table.rows[-1].is_deleted = True
        if name == "cellDel" and table.cells:
            table.cells[-1].is_deleted = True

    def _close_cell(self, table: _Table) -> None:
        row, cell = table.rows[-1], table.cells[-1]
        if self._swaps:
            table.closed.append((table.row, cell))
        if cell.is_deleted:
            self._cuts += [(n.start, n.end) for n in cell.pieces if isinstance(n, Node)]
        for column in range(cell.column, cell.column + cell.span):
            table.held[column] = cell.height
        row.column = cell.column + cell.span
        table.cells.pop()

    def _swap(self, table: _Table) -> None:
        """Replaces what has to go from the cells of a table, now that its number is known."""
        self._count += 1
        for row, cell in table.closed:
            key = (self._count, row, cell.column)
            swaps = self._swaps.get(key)
            if not swaps:
                continue
            place = Place(part=self._part, table=self._count, row=row, column=cell.column)
            edits = replaced(said(cell.pieces), swaps)
            if edits is None:
                raise BadFile(differs(place))
            self.found.add(key)
            for edit in edits:
                spread(cell.pieces, edit)
                self.done.append(Done(place, edit.new))

    def _close_row(self, table: _Table, at: int) -> None:
        row = table.rows.pop()
        table.held = {column: left - 1 for column, left in table.held.items() if left > 1}
        if row.is_deleted:
            self._cuts.append((row.start, at))
        else:
            table.kept += 1
        filled = [cell.pieces for cell in row.cells if cell.pieces]
        if len(filled) > 1:
            self._rows.append(list(_tabbed(filled)))


def replaced(text: str, swaps: Iterable[Swap]) -> list[Edit] | None:
    """What goes from a cell that says ``text``; None where it does not say what was read."""
    out = []
    for swap in swaps:
        found = list(_occurrences(swap.old, text))
        out += [Edit(start, end, _fitted(text[start:end], swap)) for start, end in found]
        if not found and _tight(swap.new) not in _tight(text):
            return None
    return out


def _occurrences(wanted: str, text: str) -> Iterator[tuple[int, int]]:
    """Where ``wanted`` stands in ``text``, whatever white space parts its characters."""
    at = text.find(wanted)
    if at < 0 and _tight(wanted) in _tight(text):
        spaced = r"\s*".join(map(re.escape, _tight(wanted)))
        yield from (found.span() for found in re.finditer(spaced, text))
    while at >= 0:
        yield at, at + len(wanted)
        at = text.find(wanted, at + len(wanted))


def _tight(text: str) -> str:
    return "".join(text.split())


def _fitted(found: str, swap: Swap) -> str:
    """The new text, with the gaps of what stands there where it is as long."""
    tight = _tight(found)
    if len(tight) == len(found) or len(tight) != len(swap.new):
        return swap.new
    left = iter(swap.new)
    return "".join(char if char.isspace() else next(left) for char in found)


def differs(place: Place) -> str:
    """The sentence for a cell that is not as it was read."""
    return f"{place}的内容与检查时读到的不一样，没有生成遮盖副本。请重新检查这个文件后再试。"


def _tabbed(cells: list[list[Node | str]]) -> Iterator[Node | str]:
    for at, pieces in enumerate(cells):
        if at:
            yield "\t"
        yield from pieces


def _count(number: str | None) -> int:
    if not number or not number.isascii() or not number.isdigit():
        return 1
    return min(max(int(number[:6]), 1), 1000)
