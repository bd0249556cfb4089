"""Named questions about the log."""

from collections.abc import Collection, Sequence
from typing import Any, NamedTuple

from django.db.models import QuerySet

from gongkai.disclosures.models import Document
from gongkai.kernel.compiled import Compiled, Many
from gongkai.ledger.leaf import Statement, instant
from gongkai.ledger.models import Edge, Head, Leaf, Node
from gongkai.ledger.tree import WIDTH, leaf_hash


def _leaves(subjects: list[str]) -> "QuerySet[Leaf, Any]":
    found = Leaf.objects.filter(subject__in=subjects).order_by("number")
    return found.values_list(
        *("number", "subject", "act", "address", "at", "since", "text", "algorithm", "salt")
    )


_LEAVES = Many(_leaves, [f"?{number}" for number in range(500)])


class Proof(NamedTuple):
    """What a page shows so that anybody can find its text in the log."""

    number: int
    statement: Statement
    salt: str
    algorithm: str


def proofs(documents: Collection[int]) -> dict[int, Proof]:
    """Return the newest proof of each document (keys); a document without leaf is left out."""
    keys = {f"{Document._meta.label_lower}:{key}": key for key in documents}
    found: dict[int, Proof] = {}
    earlier: dict[str, tuple[int, ...]] = {}
    for number, subject, act, address, at, since, text, algorithm, salt in _LEAVES(list(keys)):
        before = earlier.get(subject, ())
        told_at = instant(at)
        told_since = told_at if since == at else instant(since)
        statement = Statement(act, address, told_at, told_since, text, before)
        told = bytes(salt).hex() if salt else ""
        found[keys[subject]] = Proof(number, statement, told, algorithm)
        earlier[subject] = (*before, number)
    return found


def proof_of(document: Document) -> Proof | None:
    """Return the newest proof of one document, None before its first leaf."""
    return proofs([document.pk]).get(document.pk)


class Sealed(NamedTuple):
    """Size and root of the tree after a sealing."""

    size: int
    root: bytes


def head() -> Sealed | None:
    """Return the tree as last sealed, None while the log is empty."""
    found = _HEAD()
    return Sealed(found[0][0], bytes(found[0][1])) if found else None


def known_key() -> str:
    """Return the line of the public key that signs this log, empty before the first sealing."""
    found = _KEY(Edge.ONLY)
    return found[0][0] if found else ""


def entries(number: int, width: int = WIDTH) -> list[bytes]:
    """Return the first entries of a bundle."""
    low = number * WIDTH
    return [bytes(sealed) for (sealed,) in _ENTRIES(low, low + width)]


def tile(level: int, number: int) -> Sequence[bytes]:
    """Return the hashes of a tile as far as they exist: `tree.Read` over the tables."""
    if level == 0:
        return [leaf_hash(entry) for entry in entries(number)]
    low = number * WIDTH
    rows = Node.objects.filter(level=level, place__gte=low, place__lt=low + WIDTH)
    return [bytes(hash_) for hash_ in rows.order_by("place").values_list("hash", flat=True)]


def sizes(above: int, up_to: int) -> list[int]:
    """Return the sizes at which the tree was sealed: above < size ≤ up_to."""
    return [size for (size,) in _SIZES(above, up_to)]


def root_at(size: int) -> bytes | None:
    """Return the root of a size at which the tree was sealed, None for other sizes."""
    found = _ROOT(size)
    return bytes(found[0][0]) if found else None


def _newest_head() -> "QuerySet[Head, Any]":
    return Head.objects.order_by("-size").values_list("size", "root")[:1]


def _key_of(only: int) -> "QuerySet[Edge, Any]":
    return Edge.objects.filter(pk=only).order_by("pk").values_list("key")


def _entries(low: int, high: int) -> "QuerySet[Leaf, Any]":
    found = Leaf.objects.filter(number__gte=low, number__lt=high).order_by("number")
    return found.values_list("sealed")


def _sizes(above: int, up_to: int) -> "QuerySet[Head, Any]":
    found = Head.objects.filter(size__gt=above, size__lte=up_to).order_by("size")
    return found.values_list("size")


def _root(size: int) -> "QuerySet[Head, Any]":
    return Head.objects.filter(size=size).order_by("size").values_list("root")


_HEAD = Compiled(_newest_head)
_KEY = Compiled(_key_of, 1_000_000_001)
_ENTRIES = Compiled(_entries, 1_000_000_001, 1_000_000_002)
_SIZES = Compiled(_sizes, 1_000_000_001, 1_000_000_002)
_ROOT = Compiled(_root, 1_000_000_001)
