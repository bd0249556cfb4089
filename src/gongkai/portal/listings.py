"""Lists of what is public: of a column, of an office, of the whole site, of what was withdrawn.

Every document has a place in each of its lists (`disclosures.models.Position`). Page 1 holds the
places 1 to 20 for ever, withdrawn documents leave gaps; so older pages never change by a new
publication. The list's own address shows the newest, twenty to thirty-nine of them; where few of
those are left, it goes further back.
"""

from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from markupsafe import Markup

from gongkai.disclosures.queries import public
from gongkai.disclosures.queries.public import Line, List, LongLine
from gongkai.portal import links, structured, tables
from gongkai.portal.feeds import IN_FEED
from gongkai.portal.page import Page
from gongkai.portal.pager import NEIGHBOURS, pager_of
from gongkai.portal.plan import Words
from gongkai.portal.reading import NEWEST, PER_PAGE, Change, Reading
from gongkai.portal.share import Share
from gongkai.portal.shell import Place, Shell

TEMPLATE = "portal/list.html"
PAGES_BESIDE_TABLE = tables.PER_TABLE // PER_PAGE


@dataclass(frozen=True, slots=True)
class Listing:
    """What a list is about, and which documents stand in it."""

    path: str
    name: str
    lead: str
    place: Place
    meta: structured.Meta
    source: List
    title: str
    empty_note: str = ""
    children: tuple[tuple[str, str], ...] = ()
    related: tuple[tuple[str, str], ...] = ()
    has_table: bool = False


class _ListWords(NamedTuple):
    """What differs between the pages of one list."""

    number: str
    rows: str
    pager: str
    table: str


def full_pages(last: int) -> int:
    """Return how many numbered pages a list has whose last place is `last`."""
    return max(last // PER_PAGE - 1, 0)


def every(shell: Shell, share: Share, found: Iterable[Listing]) -> Iterator[Page]:
    """Render this share of all pages of some lists."""
    reading, lists = Reading(), list(found)
    lasts = reading.lasts(each.source for each in lists)
    for place, listing in enumerate(lists):
        book = _Book(shell, listing, lasts[listing.source])
        if listing.has_table:
            for part in share.some(range(1, tables.part_of(book.last) + 1)):
                yield from book.part(part)
        else:
            yield from book.stretch(*share.stretch(book.full))
        if place % share.of == share.index:
            yield from book.front(reading)


def touched(shell: Shell, change: Change, found: Iterable[Listing]) -> Iterator[Page]:
    """Render the pages of some lists on which a changed document stands or stood."""
    for listing in found:
        if numbers := change.spots.get(listing.source):
            book = _Book(shell, listing, change.lasts([listing.source])[listing.source])
            for number in sorted(pages_with(numbers, book.full)):
                yield from book.stretch(number, number)
            yield from book.front(change)
            if listing.has_table:
                yield from tables.touched(shell, listing.path, listing.source, numbers)


def pages_with(numbers: set[int], full: int) -> set[int]:
    """Return the numbered pages that change with documents on these places.

    The place that fills a page makes a new numbered page of the one two before it, and the pages
    next to that gain a link to it.
    """
    found: set[int] = set()
    for number in numbers:
        found.add((number - 1) // PER_PAGE + 1)
        if number % PER_PAGE == 0:
            made = number // PER_PAGE - 1
            found |= {made - near for near in range(NEIGHBOURS + 1)}
    return {page for page in found if 1 <= page <= full}


class _Book:
    """The pages of one list."""

    def __init__(self, shell: Shell, listing: Listing, last: int) -> None:
        self.shell, self.listing, self.last = shell, listing, last
        self.full = full_pages(last)
        self._root = links.root_of(listing.path)
        self._plans = shell.plans(listing.path, self._render)

    def stretch(self, first: int, last: int) -> Iterator[Page]:
        """Render the numbered pages from one to another, those without a document left too."""
        begin, end = (first - 1) * PER_PAGE + 1, last * PER_PAGE
        lines = public.lines(self.listing.source, begin, end) if first <= last else ()
        return self._pages(lines, first, last)

    def _pages(self, lines: Iterable[Line | LongLine], first: int, last: int) -> Iterator[Page]:
        pages = groupby(lines, lambda line: (line.number - 1) // PER_PAGE + 1)
        waiting = next(pages, None)
        for number in range(first, last + 1):
            rows: list[Line | LongLine] = []
            if waiting is not None and waiting[0] == number:
                rows = list(waiting[1])
                waiting = next(pages, None)
            yield self._page(rows[::-1], number, self.full)

    def part(self, part: int) -> Iterator[Page]:
        """Render a part of the table and the numbered pages beside it, from one reading."""
        lines = list(tables.lines_of(self.listing.source, part))
        yield tables.table(self.shell, self.listing.path, part, lines)
        first = (part - 1) * PAGES_BESIDE_TABLE + 1
        yield from self._pages(lines, first, min(first + PAGES_BESIDE_TABLE - 1, self.full))

    def front(self, reading: Reading) -> Iterator[Page]:
        """Render the newest page and the feed.

        Where most of the newest documents are withdrawn, older ones fill the page.
        """
        found = reading.newest(self.listing.source)
        lines = [line for line in found if line.number > self.full * PER_PAGE]
        if len(lines) < PER_PAGE:
            lines = found[:PER_PAGE]
        whole = len(lines) == len(found) < NEWEST
        yield self._page(lines, 0, 0 if whole else self.full)
        path, title = self.listing.path, self.listing.title
        yield self.shell.feeds.page(path + links.RSS, title, path, lines[:IN_FEED])

    def _page(self, lines: Sequence[Line | LongLine], number: int, full: int) -> Page:
        part = tables.part_of(number * PER_PAGE or self.last)
        words = _ListWords(
            number=str(number or ""),
            rows=self.shell.rows.drawn(lines, self._root),
            pager=self.shell.pagers.drawn(pager_of(number, full)),
            table=links.table(part) if self.listing.has_table else "",
        )
        path = self.listing.path
        path = links.numbered(path, number) if number else path
        return Page(path, self._plans.fill(None, words))

    def _render(self, _shape: Hashable, words: Words) -> str:
        number, rows, pager, table = words
        listing = self.listing
        path = links.numbered(listing.path, number) if number else listing.path
        parts = (listing.name, f"第{number}页" if number else "", self.shell.site.name)
        return self.shell.page_text(
            TEMPLATE,
            path,
            title=" - ".join(filter(None, parts)),
            place=listing.place,
            meta=listing.meta,
            feed=listing.path + links.RSS,
            listing=listing,
            number=number,
            rows=Markup(rows),  # noqa: S704  rendered with escaping
            pager=Markup(pager),  # noqa: S704
            table=table,
        )
