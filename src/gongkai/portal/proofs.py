"""The proof of a page for its reader, and the page that tells how anybody checks it."""

from collections.abc import Hashable, Iterable, Iterator
from typing import NamedTuple, cast

from gongkai.ledger import queries
from gongkai.ledger.leaf import day_in_words
from gongkai.ledger.queries import Proof
from gongkai.portal import links
from gongkai.portal.page import Page
from gongkai.portal.plan import Words
from gongkai.portal.share import Share
from gongkai.portal.shell import Place, Shell
from gongkai.text.shown import ROOT

TEMPLATE = "portal/proof.html"
NAME = "怎么核对网页没有被改动"
WITHDRAWN = "withdraw"


class ProofWords(NamedTuple):
    """The words of a proof; `earlier` are the leaves before it, `times` how many."""

    number: str
    act: str
    address: str
    at: str
    since: str
    day: str
    earlier: str
    times: str
    text: str
    algorithm: str
    salt: str


class Proofs:
    """Draws the box under a text, for one shell."""

    def __init__(self, shell: Shell) -> None:
        self._shell = shell
        self._plans = shell.plans(TEMPLATE, self.render)

    def boxes(self, proofs: Iterable[Proof | None]) -> list[str]:
        """Return their boxes as markup, drawn together; empty where a document has no leaf yet."""
        found = list(proofs)
        drawn = iter(self._plans.fill_each([_told(proof) for proof in found if proof]))
        return [next(drawn).decode() if proof else "" for proof in found]

    def box(self, proof: Proof | None) -> str:
        """Return one box as markup."""
        return self.boxes([proof])[0]

    def render(self, shape: Hashable, words: Words) -> str:
        """Render the box by its template; the shape says whether a tombstone is proven."""
        proof = ProofWords(*words)
        return self._shell.text(TEMPLATE, proof=proof, withdrawn=cast("bool", shape), root=ROOT)


def _told(proof: Proof) -> tuple[bool, ProofWords]:
    """Return shape and words of a box."""
    said = proof.statement
    return said.act == WITHDRAWN, ProofWords(
        str(proof.number),
        said.act,
        said.address,
        said.at,
        said.since,
        day_in_words(said.since),
        " ".join(map(str, said.earlier)),
        str(len(said.earlier) or ""),
        said.text,
        proof.algorithm,
        proof.salt,
    )


def every(shell: Shell, share: Share) -> Iterator[Page]:
    """Render how anybody checks that a page stands unchanged, and with which key."""
    yield from share.some([page(shell)])


def page(shell: Shell) -> Page:
    """Render the page about checking; it tells the key, so the log must have been sealed."""
    return shell.render(
        "portal/checking.html",
        links.LEDGER,
        title=f"{NAME} - {shell.site.name}",
        place=Place((("首页", links.HOME), (NAME, links.LEDGER))),
        name=NAME,
        key=queries.known_key(),
    )
