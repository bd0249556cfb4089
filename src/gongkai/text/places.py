"""From an offset in what is seen of a document back to where that stands in the file."""

from bisect import bisect_right
from collections.abc import Iterator

from gongkai.text.document import Document, Paragraph, Place, Table


class Places:
    """Where the characters of ``document.text`` stand; findings give offsets, people want places."""

    def __init__(self, document: Document) -> None:
        self._starts: list[int] = []
        self._places: list[Place] = []
        at = 0
        for text, place in _seen(document):
            self._starts.append(at)
            self._places.append(place)
            at += len(text) + 1

    def at(self, offset: int) -> Place:
        """The place of a paragraph or cell; that of an empty document is nowhere."""
        found = bisect_right(self._starts, offset) - 1
        return self._places[found] if self._places else Place()


def _seen(document: Document) -> Iterator[tuple[str, Place]]:
    """The pieces of `Document.text`, each of which is followed there by one character."""
    for part in document.parts:
        if isinstance(part, Paragraph) and not part.hidden:
            yield part.text, part.place
        elif isinstance(part, Table) and not part.hidden:
            yield from _cells(part)


def _cells(table: Table) -> Iterator[tuple[str, Place]]:
    for row, cells in enumerate(table.rows):
        if row not in table.hidden_rows:
            shown = [at for at in range(len(cells)) if at not in table.hidden_columns]
            yield from ((cells[at], table.place_of(row, at)) for at in shown)
            if not shown:
                yield "", table.place
