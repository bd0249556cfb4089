"""Lists of what is public: of a column, of an office, of the whole site.

Older pages are numbered from the oldest and never change: page 1 holds the first twenty documents
ever made public in the list, withdrawn ones counted though not shown. The list's own address
shows the newest, twenty to thirty-nine of them; where few of those are left, it goes further back.
"""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from typing import TYPE_CHECKING, Any

from django.utils.timezone import localdate

from gongkai.disclosures import access
from gongkai.portal import links, structured, wording
from gongkai.portal.notices import Period, period_of
from gongkai.portal.page import Page
from gongkai.portal.shell import Place, Shell

if TYPE_CHECKING:
    from gongkai.disclosures.models import Document
    from gongkai.disclosures.models.document import DocumentQuerySet

TEMPLATE = "portal/list.html"
PER_PAGE = 20
IN_FEED = 20
NEIGHBOURS = 2
"""Page numbers shown on either side of the current one."""
_HEAVY = ("live__body", "live__ground_reason")


@dataclass(frozen=True, slots=True)
class Row:
    """One document in a list."""

    title: str
    path: str
    published: datetime
    organ: str
    number: str
    index_number: str
    summary: str
    period: Period | None


@dataclass(frozen=True, slots=True)
class Listing:
    """What a list is about, and which documents stand in it."""

    path: str
    name: str
    lead: str
    place: Place
    meta: structured.Meta
    documents: "DocumentQuerySet"
    title: str
    empty_note: str = ""
    children: tuple[tuple[str, str], ...] = ()
    related: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Pager:
    """Where a page stands among the others; `number` 0 is the newest."""

    number: int
    older: int | None
    newer: int | None
    numbers: tuple[int | None, ...]


def row_of(document: "Document", on: date) -> Row:
    """Return what a list says about a public document."""
    version, published = document.live, document.published_at
    assert version is not None  # noqa: S101  asked of public documents only
    assert published is not None  # noqa: S101
    period = period_of(version, localdate(published), on)
    return Row(
        title=version.title,
        path=document.address,
        published=published,
        organ=document.organ.name,
        number=version.doc_number,
        index_number=document.index_number or "",
        summary=version.summary,
        period=period if period and period.is_open else None,
    )


def newest(documents: "DocumentQuerySet", on: date, count: int) -> list[Row]:
    """Return the newest public documents of a queryset of `access.public()`."""
    found = documents.defer(*_HEAVY).order_by("-seq")[:count]
    return [row_of(document, on) for document in found]


def ever_public() -> "DocumentQuerySet":
    """Return every document that is or was public."""
    return access.public() | access.tombstones()


def pages(shell: Shell, listing: Listing) -> Iterator[Page]:
    """Render a list: its older pages, the newest one, and its feed."""
    found = listing.documents.select_related("organ", "live").defer(*_HEAVY).order_by("seq")
    full = max(found.count() // PER_PAGE - 1, 0)
    stream = found.iterator(chunk_size=PER_PAGE * 10)
    for number in range(1, full + 1):
        rows = _shown(islice(stream, PER_PAGE), shell.on)
        yield _page(shell, listing, rows, _pager(number, full))
    rows, whole = _newest(listing, _shown(stream, shell.on), shell.on)
    yield _page(shell, listing, rows, _pager(0, 0 if whole else full))
    yield feed(shell, listing.path + links.RSS, listing.title, listing.path, rows[:IN_FEED])


def _newest(listing: Listing, rows: list[Row], on: date) -> tuple[list[Row], bool]:
    """Return the newest page's rows, and whether they are all there is to read.

    Where most of the newest documents are withdrawn, older ones fill the page.
    """
    still_public = listing.documents.filter(live__isnull=False).select_related("organ", "live")
    if len(rows) < PER_PAGE:
        rows = newest(still_public, on, PER_PAGE)
    return rows, still_public.count() == len(rows)


def _shown(documents: Any, on: date) -> list[Row]:
    """Return the rows of a page, newest first, without what was withdrawn."""
    rows = [row_of(document, on) for document in documents if document.live is not None]
    return rows[::-1]


def _pager(number: int, full: int) -> Pager:
    here = number or full + 1
    shown = {1, *range(max(1, here - NEIGHBOURS), min(full, here + NEIGHBOURS) + 1)}
    numbers: list[int | None] = []
    for each in sorted((each for each in shown if each <= full), reverse=True):
        if numbers and numbers[-1] is not None and numbers[-1] - each > 1:
            numbers.append(None)
        numbers.append(each)
    newer = None if not number else number + 1 if number < full else 0
    return Pager(number, here - 1 or None, newer, tuple(numbers))


def _page(shell: Shell, listing: Listing, rows: list[Row], pager: Pager) -> Page:
    number = pager.number
    path = links.numbered(listing.path, number) if number else listing.path
    parts = (listing.name, f"第{number}页" if number else "", shell.site.name)
    return shell.render(
        TEMPLATE,
        path,
        title=" - ".join(filter(None, parts)),
        place=listing.place,
        meta=listing.meta,
        feed=listing.path + links.RSS,
        listing=listing,
        rows=rows,
        pager=pager,
    )


def feed(shell: Shell, path: str, title: str, link: str, rows: list[Row]) -> Page:
    """Render an RSS feed."""
    return shell.render_plain("portal/rss.xml", path, title=title, link=link, rows=rows)


def table(path: str, documents: "DocumentQuerySet") -> Page:
    """Return a list as CSV for spreadsheets (UTF-8 with a mark, so that Excel reads it)."""
    text = io.StringIO(newline="")
    write = csv.writer(text)
    write.writerow(["索引号", "标题", "发文字号", "发布机构", "发布日期", "网址"])
    found = documents.select_related("organ", "live").defer(*_HEAVY).order_by("seq")
    for document in found.iterator(chunk_size=500):
        row = row_of(document, date.max)
        cells = (row.index_number, row.title, row.number, row.organ)
        day = wording.short_date(row.published)
        write.writerow([*(_harmless(cell) for cell in cells), day, row.path])
    return Page(path, f"\ufeff{text.getvalue()}".encode())


def _harmless(cell: str) -> str:
    """A cell a spreadsheet program would take for a formula gets an apostrophe before it."""
    return f"'{cell}" if cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell
