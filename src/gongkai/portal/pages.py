"""Every page of the site. Preview, publication and tests all render through these functions."""

from collections.abc import Iterator

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
    listings,
    offices,
    opendata,
    policies,
    postings,
    reports,
    rules,
    standing,
    statistics,
    structure,
)
from gongkai.portal.page import Kept, Page
from gongkai.portal.shell import Shell

DAILY = (
    *(guide, rules, kinds, reports, catalogues, policies, postings, structure, flows),
    *(statistics, opendata, elders, kiosk),
)
"""Modules whose pages change with the day or with many records: written with every full build."""


def everything(shell: Shell) -> Iterator[Page | Kept]:
    """Yield the whole site, one page at a time; nothing of what is not public.

    With GONGKAI_HANT every page is followed by its twin in traditional characters.
    """
    for each in _once(shell):
        yield each
        if shell.site.hant and isinstance(each, Page) and hant.has_twin(each.path):
            yield hant.twin(each, shell.site.base_url)


def _once(shell: Shell) -> Iterator[Page | Kept]:
    yield home.page(shell)
    yield from columns.pages(shell)
    yield from listings.pages(shell, columns.latest(shell))
    yield from offices.pages(shell)
    for module in DAILY:
        yield from module.pages(shell)
    yield from standing.pages(shell)
    yield from articles.every(shell)
    yield from standing.for_machines(shell)


def tombstones(shell: Shell) -> list[str]:
    """Return the addresses of withdrawn documents, to be answered with status 410."""
    gone = standing.gone()
    return gone + [hant.twin_path(path) for path in gone] if shell.site.hant else gone
