"""The port to a search engine: what is put in, what is asked, what comes back.

`embedded.Index` implements it in this process. A cluster beyond one machine implements the same
few methods; it needs no Chinese analyser, because every field is cut into terms here.
"""

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

FACETS = ("column", "year", "organ", "kind")
"""The fields one can narrow an answer by, in the order they are offered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaf:
    """One public text as an engine keeps it.

    `key` is the public number (`seq`) and `version` the text of it; `names` are words that belong
    to the text without standing in it (office, column, keywords); `numbers` are its own 文号 and
    索引号, `mentions` every 文号 it speaks of. `at` counts seconds since 1970; `weight` multiplies
    the score.
    """

    key: int
    version: int
    title: str
    text: str
    names: str = ""
    numbers: tuple[str, ...] = ()
    mentions: tuple[str, ...] = ()
    column: str = ""
    year: str = ""
    organ: str = ""
    kind: str = ""
    at: int = 0
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Word:
    """What must stand in a text: as typed, or in one of the other ways of saying it."""

    ways: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What is looked for: every word, each number; `wished` words only move a text up.

    `loose` asks for most of the words' pairs instead of every word.
    """

    words: tuple[Word, ...] = ()
    wished: tuple[Word, ...] = ()
    without: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    only: Mapping[str, str] = field(default_factory=dict)
    newest: bool = False
    loose: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    """A text that was found, as the engine knew it; nobody sees it before it is checked."""

    key: int
    version: int
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Found:
    """Hits of one stretch, how many there are in all, and how they divide."""

    total: int = 0
    hits: tuple[Hit, ...] = ()
    facets: Mapping[str, Mapping[str, int]] = field(default_factory=dict)


class Engine(Protocol):
    """What every engine does. Reading never waits for writing."""

    def moment(self) -> Hashable:
        """Return what no other commit of any index has: what is found may be kept as long."""
        ...

    def find(self, question: Question, *, first: int, limit: int, facets: bool = True) -> Found:
        """Return hits from place `first` on, best (or newest) first."""
        ...

    def titles(self, begun: str, limit: int) -> tuple[Hit, ...]:
        """Return texts whose title holds a phrase that begins so, newest first."""
        ...

    def write(self, leaves: Iterable[Leaf], gone: Iterable[int]) -> None:
        """Replace these texts and remove these keys, in one commit that survives a power cut."""
        ...

    def count(self) -> int:
        """Return how many texts there are."""
        ...
