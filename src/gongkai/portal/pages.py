"""Every page of the site. Preview, publication and tests all render through these functions."""

from collections.abc import Iterator

from gongkai.portal import articles, catalogues, columns, home, listings, offices, proofs, standing
from gongkai.portal.page import Kept, Page
from gongkai.portal.shell import Shell


def everything(shell: Shell) -> Iterator[Page | Kept]:
    """Yield the whole site, one page at a time; nothing of what is not public."""
    yield home.page(shell)
    yield home.notices_page(shell)
    yield from columns.pages(shell)
    yield from listings.pages(shell, columns.latest(shell))
    yield from offices.pages(shell)
    yield from catalogues.pages(shell)
    yield from standing.pages(shell)
    yield proofs.page(shell)
    yield from articles.every(shell)
    yield from standing.for_machines(shell)


def tombstones() -> list[str]:
    """Return the addresses of withdrawn documents, to be answered with status 410."""
    return standing.gone()
