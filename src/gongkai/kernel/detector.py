"""What counts as personal data here: the rules of `text.personal` bound to what the law says.

The one binding of both, for the command line, the desk and the benchmarks; it needs no table.
"""

from collections.abc import Iterator

from gongkai.law import identifiers
from gongkai.text import personal
from gongkai.text.document import Document
from gongkai.text.personal import ASKED, KEPT, Finding, Hit, Kept

VALIDATORS = personal.Validators(
    is_identity_number=identifiers.is_identity_number,
    is_bank_card=identifiers.is_bank_card,
    is_credit_code=identifiers.is_credit_code,
)
BY_PLACE = frozenset({"name", "address"})
"""Kinds that a single cell does not tell without its heading: masked where they were found."""


def find(text: str, kept: Kept = KEPT) -> list[Hit]:
    """Return the personal data of a text, in order; those below `ASKED` may stay by nature."""
    return personal.find(text, VALIDATORS, kept)


def find_in_document(document: Document, kept: Kept = KEPT, *, name: str = "") -> list[Finding]:
    """Return the personal data of a file that has been read, the hidden too, and of its name."""
    return personal.find_in_document(document, VALIDATORS, kept, name=name)


def each_in_document(document: Document, kept: Kept = KEPT, *, name: str = "") -> Iterator[Finding]:
    """The same one by one, for files of which nobody needs all findings at a time."""
    return personal.each_in_document(document, VALIDATORS, kept, name=name)


def by_itself(text: str, kept: Kept = KEPT) -> list[Hit]:
    """Return what goes from a masked copy wherever it stands: `detect` of `text.masking`."""
    return [h for h in find(text, kept) if h.confidence >= ASKED and h.kind not in BY_PLACE]
