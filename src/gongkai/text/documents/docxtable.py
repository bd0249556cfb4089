"""A Word table while it is read: cells that span columns, and cells merged downward."""

from xml.etree.ElementTree import Element

from gongkai.text.document import Hidden, Paragraph, Place, Table
from gongkai.text.documents.gathering import Gathering
from gongkai.text.documents.sheetlook import number
from gongkai.text.wordxml import W, is_on, value

MAX_COLUMNS = 1_000


class Grid:
    """Rows are started, cells described and added, and the table taken at the end."""

    def __init__(self) -> None:
        self._rows: list[list[str]] = []
        self._spans: dict[tuple[int, int], tuple[int, int]] = {}
        self._open: dict[int, tuple[int, int]] = {}
        self._covered: list[tuple[int, int, str]] = []
        self._hidden: set[int] = set()
        self._width = 1
        self._merge = ""

    def start_row(self) -> None:
        """A new row; cells go into it from now on."""
        self._rows.append([])

    def describe_row(self, properties: Element) -> None:
        """What the row says of itself: columns left free before it, and whether it is hidden."""
        before = number(value(properties, "gridBefore"))
        self._rows[-1] += [""] * min(before, MAX_COLUMNS)
        if is_on(properties, "hidden") or properties.find(f"{W}del") is not None:
            self._hidden.add(len(self._rows) - 1)

    def describe(self, properties: Element) -> None:
        """What the cell to be added next says of itself."""
        self._width = min(max(number(value(properties, "gridSpan")), 1), MAX_COLUMNS)
        merge = properties.find(f"{W}vMerge")
        if merge is not None:
            self._merge = merge.get(f"{W}val", "continue")

    def add(self, text: str, gathering: Gathering) -> None:
        """The cell itself. Raises BadFile where the table grows beyond what can be held."""
        if not self._rows:
            self.start_row()
        row, column = len(self._rows) - 1, len(self._rows[-1])
        width, merge = self._width, self._merge
        self._width, self._merge = 1, ""
        gathering.reckon(width)
        self._rows[-1] += [text] + [""] * (width - 1)
        if merge == "continue" and column in self._open:
            top, across = self._open[column]
            self._spans[top, column] = (row - top + 1, across)
            if text:
                self._rows[-1][column] = ""
                self._covered.append((row, column, text))
            return
        self._open.pop(column, None)
        if merge:
            self._open[column] = (row, width)
        if width > 1:
            self._spans[row, column] = (1, width)

    def table(self, place: Place, hidden: Hidden | None) -> tuple[Table, list[Paragraph]]:
        """The table, and what stands in cells that merging covers."""
        table = Table(
            tuple(map(tuple, self._rows)),
            place,
            spans=self._spans,
            hidden=hidden,
            hidden_rows=frozenset(self._hidden),
        )
        covered = [
            Paragraph(text, table.place_of(row, column), 0, hidden or Hidden.COVERED)
            for row, column, text in self._covered
        ]
        return table, covered
