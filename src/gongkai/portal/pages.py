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

from gongkai.portal import articles, catalogues, columns, home, listings, offices, standing
from gongkai.portal.page import Gone, Kept, Page
from gongkai.portal.share import ALL, Share
from gongkai.portal.shell import Shell

Rendered = Iterator[Page | Kept | Gone]


def _nothing(shell: Shell, change: Collection[int] = ()) -> Rendered:
    yield from ()


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of page: how it is rendered, and on which changes it depends."""

    name: str
    every: Callable[[Shell, Share], Iterator[Page | Kept]]
    touched: Callable[[Shell, Collection[int]], Rendered] = _nothing
    dated: Callable[[Shell], Rendered] = _nothing


def _divided(
    pages: Callable[[Shell], Iterator[Page | Kept]],
) -> Callable[[Shell, Share], Iterator[Page | Kept]]:
    return lambda shell, share: share.some(pages(shell))


KINDS = (
    Kind("home", _divided(home.pages)),
    Kind("columns", _divided(columns.pages)),
    Kind("latest", _divided(lambda shell: listings.pages(shell, columns.latest(shell)))),
    Kind("offices", _divided(offices.pages)),
    Kind("catalogues", _divided(catalogues.pages)),
    Kind("standing", _divided(standing.pages)),
    Kind("articles", _divided(articles.every)),
    Kind("machines", _divided(standing.for_machines)),
)


def everything(shell: Shell, share: Share = ALL) -> Iterator[Page | Kept]:
    """Yield the site, one page at a time, or this part of it; nothing of what is not public."""
    for kind in KINDS:
        yield from kind.every(shell, share)


def touched(shell: Shell, documents: Collection[int]) -> Rendered:
    """Yield every page that shows one of these documents (keys), and addresses that are gone."""
    yield from everything(shell)


def turned(before: date, on: date) -> set[int]:
    """Return the documents (keys) whose pages change because the day changed."""
    return set()


def tombstones() -> list[str]:
    """Return the addresses of withdrawn documents, to be answered with status 410."""
    return standing.gone()
