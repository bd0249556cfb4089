"""The cells of a sheet are masked one by one; whatever else the sheet holds is a flow of texts."""

import re
from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from gongkai.text.document import Place
from gongkai.text.masking.cells import Cell, box, cells
from gongkai.text.masking.flow import Flow
from gongkai.text.masking.grammars import BOOK
from gongkai.text.masking.markup import ATTR, ATTRS, escape, rendered
from gongkai.text.masking.masks import ABROAD, in_formula, mask
from gongkai.text.masking.orders import FORMULAS, Done, Swap
from gongkai.text.masking.packing import Packed
from gongkai.text.masking.screen import Edit, Screen, applied, merged
from gongkai.text.masking.strings import Strings
from gongkai.text.masking.tables import differs, replaced
from gongkai.text.refusal import BadFile

_DATA = re.compile(rf"""<(?:[^\s<>:/"']++:)?sheetData(?=[\s/>]){ATTRS}(?<!/)>""")
_END = re.compile(r"""</(?:[^\s<>:/"']++:)?sheetData\s*>""")
CELLS = "\0"
"""Stands for the cells in the source of a sheet."""
SHORTEST_CELL = 7
"""Characters of a number that may be a person's."""


@dataclass(slots=True)
class Sheet:
    """A sheet by its name, with the cells of it that are to be replaced, and what was done."""

    name: str
    swaps: Mapping[tuple[int, int], Sequence[Swap]]
    found: set[tuple[int, int]] = field(default_factory=set)
    done: list[Done] = field(default_factory=list)
    frozen: int = 0
    """Formulas that became their values."""

    def place(self, row: int, column: int) -> Place:
        """Where a cell stands."""
        return Place(sheet=self.name, row=row, column=column)


class SheetWriter:
    """Writes the copy of a sheet."""

    def __init__(self, sheet: Sheet, strings: Strings, screen: Screen) -> None:
        self._sheet = sheet
        self._strings = strings
        self._screen = screen
        self._frozen: set[tuple[int, int]] = set()
        self._groups: set[str] = set()
        self._arrays: list[tuple[tuple[int, int, int, int], tuple[int, int]]] = []
        self._masked = array("Q")
        """Rows and columns of masked cells, one after the other."""

    def write(self, source: str) -> tuple[str, Packed | None]:
        """The sheet's source for the copy, and its cells, which stand where the source has a NUL.

        Without cells where none of them changes. What was done is noted on the sheet.
        """
        data = _DATA.search(source)
        end = _END.search(source, data.end()) if data else None
        spans, inside, written = [(0, len(source))], [], None
        if data and end:
            first, last = data.end(), end.start()
            written = self._cells(source, first, last)
            if self._has_more_to_freeze():
                self._sheet.done.clear()
                written = self._cells(source, first, last)
            spans = [(0, first), (last, len(source))]
            inside = [(first, last, CELLS)] if written else []
        flow = Flow(BOOK, self._screen, f"工作表“{self._sheet.name}”").read(source, spans)
        self._sheet.done += mask(flow.views, self._screen)
        return rendered(source, flow.nodes(), flow.cuts, inside), written

    def _has_more_to_freeze(self) -> bool:
        """Cells that share a formula with a masked one, and arrays that would write over one."""
        for (top, left, bottom, right), at in self._arrays:
            if any(
                top <= row <= bottom and left <= column <= right
                for row, column in zip(self._masked[::2], self._masked[1::2], strict=True)
            ):
                self._frozen.add(at)
        return bool(self._groups or self._frozen)

    def _cells(self, source: str, first: int, last: int) -> Packed | None:
        self._sheet.frozen = 0
        out = Packed()
        at = first
        row: list[Cell] = []
        for cell in cells(source, first, last):
            if cell.index >= 0:
                cell.text = self._strings.text(cell.index)
            if row and row[0].row != cell.row:
                at = self._row(source, row, at, out)
                row = []
            row.append(cell)
        at = self._row(source, row, at, out)
        out.add(source[at:last])
        return out if at > first else None

    def _row(self, source: str, row: list[Cell], at: int, out: Packed) -> int:
        """Appends the changed cells of a row and what stands before them."""
        spread = self._edits_of(row)
        for cell, edits in zip(row, spread, strict=True):
            new = self._written(cell, edits)
            if new is not None:
                out.add(source[at : cell.start], new)
                at = cell.end
        return at

    def _edits_of(self, row: list[Cell]) -> list[list[Edit]]:
        """What goes from each cell, by the row as it is read from left to right."""
        out: list[list[Edit]] = [[] for _ in row]
        edits = self._screen.edits("\t".join(cell.text for cell in row))
        number = at = 0
        for edit in edits:
            while edit.start > at + len(row[number].text):
                at += len(row[number].text) + 1
                number += 1
            if edit.end <= at + len(row[number].text):
                out[number].append(Edit(edit.start - at, edit.end - at, edit.new))
        return out

    def _written(self, cell: Cell, edits: list[Edit]) -> str | None:
        """The cell for the copy; None where it stays as it is."""
        swapped = self._swapped(cell)
        own = () if cell.index < 0 and _is_all(cell, edits) else self._own(cell)
        all_edits = merged(cell.text, [*swapped, *own, *edits])
        if all_edits:
            self._note(cell, all_edits)
            if cell.index < 0 or all_edits != own:
                return self._masked_cell(cell, all_edits)
        if cell.index >= 0:
            self._strings.used.add(cell.index)
        return self._formula(cell) if cell.formula_attrs is not None else None

    def _own(self, cell: Cell) -> tuple[Edit, ...]:
        """What goes from the cell's text by itself, also where it is broken over lines."""
        text = cell.text
        if len(text) < SHORTEST_CELL and (not text or text.isdigit()):
            return ()
        if cell.formula_attrs is not None and text in self._screen.exact:
            return self._screen.alone(text)
        return self._screen.lines(text)

    def _swapped(self, cell: Cell) -> list[Edit]:
        at = (cell.row, cell.column)
        swaps = self._sheet.swaps.get(at)
        if not swaps:
            return []
        self._sheet.found.add(at)
        edits = replaced(cell.text, swaps)
        is_text = cell.kind in {"s", "str", "inlineStr"} or not cell.inner
        if edits or (edits is not None and (is_text or swaps[0].new)):
            return edits
        if is_text:
            raise BadFile(differs(self._sheet.place(*at)))
        cell.text = cell.text or " "
        return [Edit(0, len(cell.text), swaps[0].new)]

    def _masked_cell(self, cell: Cell, edits: tuple[Edit, ...]) -> str:
        self._leave(cell)
        if cell.index >= 0 and cell.prefix == self._strings.prefix:
            return cell.as_text(self._strings.inner(cell.index, edits))
        return cell.as_text(_run(cell.prefix, applied(cell.text, edits)))

    def _note(self, cell: Cell, edits: Iterable[Edit]) -> None:
        self._masked.extend((cell.row, cell.column))
        place = self._sheet.place(cell.row, cell.column)
        self._sheet.done += [Done(place, edit.new) for edit in edits]

    def _leave(self, cell: Cell) -> None:
        """The cell's formula does not come along, nor those that lean on it."""
        if cell.formula_attrs is not None:
            self._sheet.frozen += 1
            self._groups.update(_group(cell))

    def _formula(self, cell: Cell) -> str | None:
        """A formula stays unless it holds a datum, leads to another file or is shared."""
        if self._screen.emptied is not None and self._sheet.name not in self._screen.emptied:
            raise BadFile(FORMULAS)
        at = (cell.row, cell.column)
        said = _attributes(cell)
        if said.get("t") == "array" or said.get("t") == "dataTable":
            self._arrays.append((box(said.get("ref", "A1")), at))
        hits = list(in_formula(cell.formula, self._screen)) if cell.formula else []
        renamed = [hit for hit in hits if hit.new in self._screen.sheets.values()]
        if len(hits) > len(renamed):
            self._note(cell, [hit for hit in hits if hit not in renamed])
        abroad = self._screen.links and ABROAD.search(cell.formula)
        if len(hits) > len(renamed) or abroad or at in self._frozen or self._groups & _group(cell):
            self._leave(cell)
            return cell.as_constant()
        if renamed:
            return cell.with_formula(escape(applied(cell.formula, renamed), is_sheet=True))
        return None


def _is_all(cell: Cell, edits: list[Edit]) -> bool:
    """The whole text goes already."""
    return len(edits) == 1 and edits[0].end - edits[0].start == len(cell.text)


def _run(prefix: str, text: str) -> str:
    return f'<{prefix}t xml:space="preserve">{escape(text, is_sheet=True)}</{prefix}t>'


def _attributes(cell: Cell) -> dict[str, str]:
    return {
        a[1]: a[2] if a[2] is not None else a[3] for a in ATTR.finditer(cell.formula_attrs or "")
    }


def _group(cell: Cell) -> set[str]:
    said = _attributes(cell)
    return {said["si"]} if said.get("t") == "shared" and "si" in said else set()
