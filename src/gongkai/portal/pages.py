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
from typing import Protocol

from gongkai.disclosures.queries import reach
from gongkai.portal import (
    articles,
    catalogues,
    columns,
    elders,
    flows,
    guide,
    hant,
    home,
    kinds,
    kiosk,
    links,
    maps,
    offices,
    opendata,
    policies,
    postings,
    proofs,
    reports,
    rules,
    standing,
    statistics,
    structure,
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
    """A kind of page: how it is rendered, and on which changes it depends.

    `is_one` says that one process makes all of its pages.
    """

    name: str
    every: Callable[[Shell, Share], Iterator[Page | Kept]]
    touched: Callable[[Shell, Change], Rendered] = _by_no_document
    dated: Callable[[Shell], Rendered] = _by_no_day
    is_one: bool = False


class Pages(Protocol):
    """A module whose pages are made together, all of them from one reading of the records."""

    def pages(self, shell: Shell) -> Iterator[Page]:
        """Render them all."""


def _together(
    name: str, module: Pages, touched: Callable[[Shell, Change], Rendered] = _by_no_document
) -> Kind:
    """Return a kind whose pages are written by one process, and anew every day."""

    def every(shell: Shell, share: Share) -> Iterator[Page]:
        if share.index == 0:
            yield from module.pages(shell)

    return Kind(name, every, touched, module.pages, is_one=True)


KINDS = (
    Kind("home", home.every, home.touched, home.dated, is_one=True),
    Kind("columns", columns.every, columns.touched),
    Kind("latest", columns.every_latest, columns.touched_latest),
    Kind("offices", offices.every, offices.touched, offices.dated),
    Kind("catalogues", catalogues.every, dated=catalogues.dated),
    _together("guide", guide, guide.touched),
    _together("rules", rules, rules.touched),
    _together("kinds", kinds, kinds.touched),
    _together("reports", reports, reports.touched),
    _together("policies", policies, policies.touched),
    _together("postings", postings, postings.touched),
    _together("structure", structure),
    _together("flows", flows),
    _together("statistics", statistics),
    _together("opendata", opendata, opendata.touched),
    _together("elders", elders, elders.touched),
    _together("kiosk", kiosk, kiosk.touched),
    Kind("standing", standing.every, dated=standing.dated, is_one=True),
    Kind("proofs", proofs.every, is_one=True),
    Kind("withdrawn", withdrawn.every, withdrawn.touched),
    Kind("maps", maps.every, maps.touched),
    Kind("articles", articles.every, articles.touched),
)
PARTS = 8
"""Pieces for each process that a kind of page is cut into."""
AT_ONCE = 1000
"""Documents of one change looked at together."""


DAILY = (links.STATISTICS, links.DATA, links.CATALOGUE)
"""Addresses of pages that count or list everything: made once a day, and say of which day they are.

A text that is withdrawn, corrected or repealed leaves their lists at once.
"""


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of the site that one process makes at one go."""

    kind: Kind
    share: Share = ALL

    def rendered(self, shell: Shell) -> Iterator[Page | Kept]:
        """Yield its pages, one at a time; nothing of what is not public.

        With GONGKAI_HANT every page is followed by its twin in traditional characters.
        """
        for each in self.kind.every(shell, self.share):
            yield each
            if isinstance(each, Page) and _has_twin(shell, each):
                yield hant.twin(each, shell.site.base_url)


def pieces(of: int) -> list[Piece]:
    """Return the whole site in pieces without a common page, for `of` processes.

    What cannot be divided comes first and the many equal pieces of the longest last: whoever is
    done with one takes the next, so that all end at about the same time.
    """
    whole = [Piece(kind) for kind in KINDS if kind.is_one]
    parts = [Share(index, of * PARTS) for index in range(of * PARTS)]
    return whole + [Piece(kind, each) for kind in KINDS if not kind.is_one for each in parts]


def everything(shell: Shell, share: Share = ALL) -> Iterator[Page | Kept]:
    """Yield the site, one page at a time, or this part of it; nothing of what is not public."""
    for kind in KINDS:
        yield from Piece(kind, share).rendered(shell)


def _has_twin(shell: Shell, each: Page | Gone) -> bool:
    return shell.site.hant and hant.has_twin(each.path)


def _with_twins(shell: Shell, found: Rendered) -> Rendered:
    for each in found:
        yield each
        if isinstance(each, Kept) or not _has_twin(shell, each):
            continue
        if isinstance(each, Page):
            yield hant.twin(each, shell.site.base_url)
        else:
            yield Gone(hant.twin_path(each.path))


def touched(shell: Shell, documents: Collection[int]) -> Rendered:
    """Yield every page that shows one of these documents (keys), and addresses that are gone.

    For documents just published, corrected, withdrawn, repealed or linked; an address may come
    more than once, always with the same bytes. Pages of `DAILY` may tell of a new text tomorrow.
    """
    keys = sorted(documents)
    for start in range(0, len(keys), AT_ONCE):
        change = Change(keys[start : start + AT_ONCE])
        for kind in KINDS:
            yield from _with_twins(shell, kind.touched(shell, change))


def turned(before: date, on: date) -> set[int]:
    """Return the documents (keys) whose pages change because the day changed."""
    return reach.turned(before, on)


def dated(shell: Shell) -> Rendered:
    """Yield the pages that change with the calendar though no document does."""
    for kind in KINDS:
        yield from _with_twins(shell, kind.dated(shell))


def same(shell: Shell, address: str) -> tuple[str, ...]:
    """Return every address at which a document stands: its own, for a screen, in the other tree."""
    screen = kiosk.path_beside(address)
    return (address, screen, hant.twin_path(address)) if shell.site.hant else (address, screen)


def tombstones(shell: Shell) -> list[str]:
    """Return the addresses of withdrawn documents, to be answered with status 410."""
    return [path for address in withdrawn.addresses() for path in same(shell, address)]
