"""Every page of the site. Preview, publication and tests all render through these functions.

A kind of page is one row of `KINDS`; a new module of pages joins the site by adding its row:

    Kind("organs", every=offices.every, touched=offices.touched, dated=offices.dated)

`every(shell, share)` yields the part `share` of all its pages: the parts have no page in common.
`touched(shell, change)` yields the pages of this kind that show one of the documents of a change
    (`portal.change`), in time that does not grow with the number of documents; a kind that shows
    no documents leaves it out.
`dated(shell)` yields the pages that change with the calendar though no document does, such as who
    holds a post today; most kinds leave it out.

Whatever a page shows beside documents (offices, columns, texts of law, facts of the site) changes
by a line of the ledger that is not about a document: then the whole site is rendered again.
"""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import date

from gongkai.disclosures.queries import reach
from gongkai.portal import (
    articles,
    catalogues,
    columns,
    home,
    maps,
    offices,
    proofs,
    standing,
    withdrawn,
)
from gongkai.portal.page import Gone, Kept, Page
from gongkai.portal.reading import Change
from gongkai.portal.share import ALL, Share
from gongkai.portal.shell import Shell

Rendered = Iterator[Page | Kept | Gone]


def _by_no_document(shell: Shell, change: Change) -> Rendered:
    yield from ()


def _by_no_day(shell: Shell) -> Rendered:
    yield from ()


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of page: how it is rendered, and on which changes it depends."""

    name: str
    every: Callable[[Shell, Share], Iterator[Page | Kept]]
    touched: Callable[[Shell, Change], Rendered] = _by_no_document
    dated: Callable[[Shell], Rendered] = _by_no_day


KINDS = (
    Kind("home", home.every, home.touched, home.dated),
    Kind("columns", columns.every, columns.touched),
    Kind("latest", columns.every_latest, columns.touched_latest),
    Kind("offices", offices.every, offices.touched, offices.dated),
    Kind("catalogues", catalogues.every, dated=catalogues.dated),
    Kind("standing", standing.every),
    Kind("proofs", proofs.every),
    Kind("withdrawn", withdrawn.every, withdrawn.touched),
    Kind("articles", articles.every, articles.touched),
    Kind("maps", maps.every, maps.touched),
)
AT_ONCE = 1000
"""Documents of one change looked at together."""


def everything(shell: Shell, share: Share = ALL) -> Iterator[Page | Kept]:
    """Yield the site, one page at a time, or this part of it; nothing of what is not public."""
    for kind in KINDS:
        yield from kind.every(shell, share)


def touched(shell: Shell, documents: Collection[int]) -> Rendered:
    """Yield every page that shows one of these documents (keys), and addresses that are gone.

    For documents just published, corrected, withdrawn, repealed or linked; an address may come
    more than once, always with the same bytes.
    """
    keys = sorted(documents)
    for start in range(0, len(keys), AT_ONCE):
        change = Change(keys[start : start + AT_ONCE])
        for kind in KINDS:
            yield from kind.touched(shell, change)


def turned(before: date, on: date) -> set[int]:
    """Return the documents (keys) whose pages change because the day changed."""
    return reach.turned(before, on)


def dated(shell: Shell) -> Rendered:
    """Yield the pages that change with the calendar though no document does."""
    for kind in KINDS:
        yield from kind.dated(shell)


def tombstones() -> list[str]:
    """Return the addresses of withdrawn documents, to be answered with status 410."""
    return withdrawn.addresses()
