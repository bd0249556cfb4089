"""The parts of a document as they are found, never more of them than memory can hold."""

from dataclasses import replace

from gongkai.text.document import Hidden, Paragraph, Part, Picture, Place, Table
from gongkai.text.refusal import BadFile

MAX_TEXT = 20_000_000
"""Characters of all parts together."""
MAX_PARTS = 400_000
MAX_CELLS = 1_000_000
"""Cells of all tables together, the empty ones counted."""
TOO_MUCH = "文件里的内容太多，系统无法一次检查完。请按内容拆成几个文件后分别上传。"
TOO_MANY_CELLS = (
    "表格太大（单元格超过 100 万个，或者行太多），系统无法一次检查完。请拆成几个文件后分别上传。"
)
MAX_STEPS = 30_000_000
"""Comparisons of shapes in one file; a page takes some thousand."""
ROW = 3
"""A row weighs as much as so many cells."""


Piece = tuple[str, Hidden | None]
"""A stretch of a paragraph, and why it is not seen."""


def seen(pieces: list[Piece]) -> str:
    """What is seen of a paragraph."""
    return "".join(text for text, hidden in pieces if hidden is None)


def unseen(pieces: list[Piece]) -> list[tuple[Hidden, str]]:
    """The hidden stretches of a paragraph, neighbours of one reason joined."""
    found: list[tuple[Hidden, str]] = []
    before: Hidden | None = None
    for text, hidden in pieces:
        if hidden is not None:
            if hidden == before:
                found[-1] = (hidden, found[-1][1] + text)
            else:
                found.append((hidden, text))
        before = hidden
    return [(hidden, text.strip()) for hidden, text in found if text.strip()]


class Gathering:
    """Parts and notes of one file. Adding raises BadFile where the file is too large."""

    def __init__(self) -> None:
        self.parts: list[Part] = []
        self.notes: list[str] = []
        self.scans: list[int] = []
        self._characters = 0
        self._expected = 0
        self._steps = 0
        self._cells = 0

    def say(self, text: str, place: Place, hidden: Hidden | None = None, *, level: int = 0) -> None:
        """One paragraph; nothing where it is blank."""
        text = text.strip()
        if text:
            self._count(len(text))
            self.parts.append(Paragraph(text, place, level, hidden))

    def show(self, name: str, place: Place) -> None:
        """One picture."""
        self._count(0)
        self.parts.append(Picture(name, place))

    def tabulate(self, table: Table) -> None:
        """One table, unless it has no row; its cells were reckoned when they were read."""
        if table.rows:
            self._count(sum(len(cell) for row in table.rows for cell in row))
            self.parts.append(table)

    def reckon(self, cells: int) -> None:
        """Counts cells while a table is still being read."""
        self._cells += cells
        if self._cells > MAX_CELLS:
            raise BadFile(TOO_MANY_CELLS)

    def expect(self) -> None:
        """Counts a part while the parts that stand before it are still being read."""
        self._expected += 1
        if self._expected > MAX_PARTS:
            raise BadFile(TOO_MUCH)

    def affords(self, steps: int) -> bool:
        """Whether there is time for so many further comparisons; they are counted."""
        self._steps += steps
        return self._steps <= MAX_STEPS

    def note(self, sentence: str) -> None:
        """A sentence for the sender, once."""
        if sentence not in self.notes:
            self.notes.append(sentence)

    def embed(self, parts: tuple[Part, ...], name: str) -> None:
        """The parts of a file inside this one: nobody who looks at the page sees them."""
        for part in parts:
            where = replace(part.place, part=" ".join(filter(None, (name, part.place.part))))
            if isinstance(part, Paragraph):
                self.say(part.text, where, part.hidden or Hidden.EMBEDDED, level=part.level)
            elif isinstance(part, Table):
                self.reckon(sum(map(len, part.rows)))
                self.tabulate(replace(part, place=where, hidden=part.hidden or Hidden.EMBEDDED))
            else:
                self.show(part.name, where)

    def _count(self, characters: int) -> None:
        self._characters += characters
        if self._characters > MAX_TEXT or len(self.parts) >= MAX_PARTS:
            raise BadFile(TOO_MUCH)
