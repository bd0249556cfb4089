"""The proof of a page for its reader, and the page that tells how anybody checks it."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING

from gongkai.ledger import queries
from gongkai.portal import links
from gongkai.portal.page import Page
from gongkai.portal.shell import Place, Shell

if TYPE_CHECKING:
    from gongkai.disclosures.models import Document

AT_ONCE = 200
"""Documents whose proofs are read in one query."""


def with_proofs(
    documents: Iterable["Document"],
) -> Iterator[tuple["Document", queries.Proof | None]]:
    """Yield each document with its proof; None where it has no leaf yet."""
    rest = iter(documents)
    while some := list(islice(rest, AT_ONCE)):
        found = queries.proofs(some)
        yield from ((document, found.get(document.pk)) for document in some)


def page(shell: Shell) -> Page:
    """Render how anybody checks that a page stands unchanged, and with which key."""
    name = "怎么核对网页没有被改动"
    return shell.render(
        "portal/checking.html",
        links.LEDGER,
        title=f"{name} - {shell.site.name}",
        place=Place((("首页", links.HOME), (name, links.LEDGER))),
        name=name,
        key=queries.known_key(),
    )
