"""Personal data in what has been read from a file, each with its place."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from gongkai.text.document import Document, Hidden, Paragraph, Place, Table
from gongkai.text.personal.finding import each, find
from gongkai.text.personal.kinds import KEPT, Hit, Kept, Kind, Validators

_FILE_NAME = Place(part="文件名")
_FLAT = str.maketrans("\t\n\r\v\f\u2028\u2029", "       ")


class Cell(NamedTuple):
    """A hit in a cell; row and column count from 0, as in the table's rows."""

    row: int
    column: int
    hit: Hit
    """Its start and end count from the beginning of the cell."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A personal datum in a document: what, where, why nobody sees it there, how sure, its mask."""

    kind: Kind
    place: Place
    hidden: Hidden | None
    text: str
    normal: str
    confidence: float
    mask: str


def find_in_table(table: Table, validators: Validators, kept: Kept = KEPT) -> list[Cell]:
    """The personal data in the cells, by header, by column and by themselves."""
    return list(_in_table(table, validators, kept))


def _in_table(table: Table, validators: Validators, kept: Kept) -> Iterator[Cell]:
    starts: list[int] = []
    firsts: list[int] = []
    lines: list[str] = []
    at = 0
    for row in table.rows:
        firsts.append(len(starts))
        cells = [cell.translate(_FLAT) for cell in row]
        for cell in cells:
            starts.append(at)
            at += len(cell) + 1
        if not cells:
            starts.append(at)
            at += 1
        lines.append("\t".join(cells))
    text = "\n".join(lines)
    lines.clear()
    return (_cell(hit, starts, firsts) for hit in each(text, validators, kept))


def _cell(hit: Hit, starts: list[int], firsts: list[int]) -> Cell:
    number = bisect_right(starts, hit.start) - 1
    row = bisect_right(firsts, number) - 1
    begin = starts[number]
    moved = hit._replace(start=hit.start - begin, end=hit.end - begin)
    return Cell(row, number - firsts[row], moved)


def find_in_document(
    document: Document, validators: Validators, kept: Kept = KEPT, *, name: str = ""
) -> list[Finding]:
    """The personal data of a document, the hidden too, and of the ``name`` of its file."""
    return list(each_in_document(document, validators, kept, name=name))


def each_in_document(
    document: Document, validators: Validators, kept: Kept = KEPT, *, name: str = ""
) -> Iterator[Finding]:
    """The same one by one, for lists of which nobody needs all findings at a time."""
    for hit in find(name.replace("_", " "), validators, kept):
        yield _finding(hit, _FILE_NAME, None)
    said = [part for part in document.parts if isinstance(part, Paragraph)]
    yield from _in_paragraphs(said, validators, kept)
    for table in document.tables:
        for row, column, hit in _in_table(table, validators, kept):
            yield _finding(hit, table.place_of(row, column), table.why_hidden(row, column))


def _in_paragraphs(said: list[Paragraph], validators: Validators, kept: Kept) -> Iterator[Finding]:
    """Paragraphs are read in one go, so that a label in one counts for the number in the next."""
    starts, at = [], 0
    for part in said:
        starts.append(at)
        at += len(part.text) + 1
    for hit in find("\n".join(part.text for part in said), validators, kept):
        part = said[bisect_right(starts, hit.start) - 1]
        yield _finding(hit, part.place, part.hidden)


def _finding(hit: Hit, place: Place, hidden: Hidden | None) -> Finding:
    return Finding(hit.kind, place, hidden, hit.text, hit.normal, hit.confidence, hit.mask)
