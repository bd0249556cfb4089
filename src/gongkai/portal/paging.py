"""Long lists in pages that are numbered from the oldest; the list's own address shows the newest.

For lists made from rows that are at hand. Lists of documents that grow without end are
`listings`, which read only what a page shows.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from gongkai.portal import links
from gongkai.portal.page import Gone

RowT = TypeVar("RowT")
NEIGHBOURS = 2


@dataclass(frozen=True, slots=True)
class Leaf(Generic[RowT]):
    """One page of a list: `number` 0 is the newest page, which stands at the list's address."""

    path: str
    number: int
    rows: Sequence[RowT]
    last: int
    base: str

    @property
    def older(self) -> str:
        """The address of the next older page, empty on the oldest."""
        here = self.number or self.last + 1
        return links.numbered(self.base, here - 1) if here > 1 else ""

    @property
    def newer(self) -> str:
        """The address of the next newer page, empty on the newest."""
        if not self.number:
            return ""
        return links.numbered(self.base, self.number + 1) if self.number < self.last else self.base

    @property
    def numbers(self) -> list[tuple[int, str]]:
        """The numbers near this page with their addresses, newest first."""
        here = self.number or self.last + 1
        near = range(min(self.last, here + NEIGHBOURS), max(0, here - NEIGHBOURS - 1), -1)
        return [(number, links.numbered(self.base, number)) for number in near]


def leaves(path: str, rows: Sequence[RowT], size: int) -> Iterator[Leaf[RowT]]:
    """Cut rows, oldest first, into pages that show the newest first.

    The newest page takes between `size` and twice as many, so that a new row moves no other.
    """
    last = max(len(rows) // size - 1, 0)
    for number in range(1, last + 1):
        page = rows[(number - 1) * size : number * size]
        yield Leaf(links.numbered(path, number), number, page[::-1], last, path)
    yield Leaf(path, 0, rows[last * size :][::-1], last, path)


def beyond(path: str, rows: int, size: int, fewer: int) -> Iterator[Gone]:
    """Tell the pages a list of `rows` had when it was at most `fewer` longer, and has no more.

    A list without rows loses its own address as well.
    """
    last, before = (max(count // size - 1, 0) for count in (rows, rows + fewer))
    yield from (Gone(links.numbered(path, number)) for number in range(last + 1, before + 1))
    if not rows:
        yield Gone(path)
