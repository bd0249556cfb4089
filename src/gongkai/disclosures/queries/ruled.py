"""Policies and rules in lists, with what their validity follows from."""

from collections.abc import Iterable
from datetime import date, datetime
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from gongkai.disclosures.models import Document, Position
from gongkai.disclosures.models.document import validity_of
from gongkai.disclosures.queries.public import List, shown
from gongkai.kernel.compiled import Compiled

if TYPE_CHECKING:
    from django.db.models import QuerySet


class RuledLine(NamedTuple):
    """A policy or a rule in a list, with what its validity follows from."""

    seq: int
    published_at: datetime
    title: str
    display_until: date | None
    organ: int
    doc_number: str
    genre: str
    repealed_as: str
    repealed_on: date | None
    effective_on: date | None
    expires_on: date | None

    def validity(self, on: date) -> str:
        """Return the validity as `Text.validity` does."""
        return validity_of(*self[6:], on)


_OWN = ("seq", "published_at", "live__title", "live__display_until", "organ_id", "live__doc_number")
_RULED = (*_OWN, *("genre", "repealed_as", "repealed_on", "live__effective_on", "live__expires_on"))


def newest(each: List, count: int) -> list[RuledLine]:
    """Return the newest public documents of a list, newest first."""
    return _lines(_newest(count)(*each))


def of_genre(genre: str, count: int) -> list[RuledLine]:
    """Return the newest public documents of a genre, newest first."""
    found = Document.objects.public().filter(genre=genre).order_by("-seq")
    return _lines(found.values_list(*_RULED)[:count])


def _lines(rows: Iterable[tuple[Any, ...]]) -> list[RuledLine]:
    return list(map(RuledLine._make, rows))


@cache
def _newest(count: int) -> Compiled:
    names = [f"document__{name}" for name in _RULED]

    def build(kind: str, of: int) -> "QuerySet[Position, Any]":
        return shown((kind, of)).order_by("-number").values_list(*names)[:count]

    return Compiled(build, "?", 1_000_000_001)
