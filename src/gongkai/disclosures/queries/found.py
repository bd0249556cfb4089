"""Public texts that a search found, looked up by their numbers: one question, asked all day long."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from gongkai.disclosures.models import Document
from gongkai.disclosures.models.document import address_of, validity_of
from gongkai.kernel.compiled import Compiled

if TYPE_CHECKING:
    from django.db.models import QuerySet

AT_ONCE = 10
"""Numbers of one question; fewer are filled up by repeating one, so that its SQL stays the same."""


class Standing(NamedTuple):
    """A document that everybody can read now, as a line of an answer tells it."""

    seq: int
    pk: int
    version: int
    genre: str
    published_at: datetime
    organ: int
    column: int | None
    doc_number: str
    repealed_as: str
    repealed_on: date | None
    effective_on: date | None
    expires_on: date | None

    @property
    def address(self) -> str:
        """The path of the page."""
        return address_of(self.published_at, self.seq)

    def validity(self, on: date) -> str:
        """Return 有效, 失效, 废止 or 尚未生效; empty where validity has no meaning."""
        dates = (self.repealed_on, self.effective_on, self.expires_on)
        return validity_of(self.genre, self.repealed_as, *dates, on)


def standing(numbers: Sequence[int]) -> dict[int, Standing]:
    """Return those of these public numbers that everybody can read at this moment."""
    found: dict[int, Standing] = {}
    for start in range(0, len(numbers), AT_ONCE):
        some = numbers[start : start + AT_ONCE]
        asked = (*some, *[some[0]] * (AT_ONCE - len(some)))
        found |= {row[0]: Standing._make(row) for row in _STANDING(*asked)}
    return found


def _standing(*numbers: int) -> "QuerySet[Document, Any]":
    rows = Document.objects.public().filter(seq__in=numbers).order_by("seq")
    own = ("seq", "pk", "live_id", "genre", "published_at", "organ_id", "column_id")
    dates = ("repealed_as", "repealed_on", "live__effective_on", "live__expires_on")
    return rows.values_list(*own, "live__doc_number", *dates)


_STANDING = Compiled(_standing, *range(1_000_000_001, 1_000_000_001 + AT_ONCE))
