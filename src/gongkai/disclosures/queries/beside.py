"""What only some public texts have beside them, asked for a whole block of texts at once."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import QuerySet

from gongkai.disclosures.models import Attachment, Document, Notice
from gongkai.disclosures.models.document import address_of
from gongkai.disclosures.queries.public import Text
from gongkai.kernel.compiled import Compiled, Many

_TOLD = (Notice.Kind.CORRECTED, Notice.Kind.RESTORED)
"""Notices about a text that is public; the others are told by the page itself."""


class Told(NamedTuple):
    """A public notice about a later change of the text."""

    kind: str
    at: datetime
    reason: str


class Attached(NamedTuple):
    """A file that belongs to a text."""

    name: str
    sha256: str
    kind: str
    size: int


class Linked(NamedTuple):
    """Another public document that a page names."""

    title: str
    address: str


@dataclass(slots=True)
class Beside:
    """What stands beside one text; most have nothing."""

    notices: list[Told] = field(default_factory=list)
    attachments: list[Attached] = field(default_factory=list)
    interpretations: list[Linked] = field(default_factory=list)
    policy: Linked | None = None
    replacement: Linked | None = None


NOTHING = Beside()
"""Stands for every text without anything beside it; never changed."""


def beside(texts: Sequence[Text]) -> dict[int, Beside]:
    """Return what stands beside these texts, by document; those with nothing are left out."""
    found: dict[int, Beside] = {}
    keys = [text.pk for text in texts]
    versions = {text.version: text.pk for text in texts}
    for pk, told in _notices(keys):
        found.setdefault(pk, Beside()).notices.append(told)
    for version, attached in _attachments(versions):
        found.setdefault(versions[version], Beside()).attachments.append(attached)
    for pk, linked in _interpretations(keys):
        found.setdefault(pk, Beside()).interpretations.append(linked)
    known = _public({pk for text in texts for pk in (text.interprets, text.replaced_by) if pk})
    for text in texts if known else ():
        if text.interprets in known:
            found.setdefault(text.pk, Beside()).policy = known[text.interprets]
        if text.replaced_by in known:
            found.setdefault(text.pk, Beside()).replacement = known[text.replaced_by]
    return found


def _notices(documents: Collection[int]) -> Iterator[tuple[int, Told]]:
    for row in _NOTICES(documents):
        yield row[0], Told._make(row[1:])


def _attachments(versions: Collection[int]) -> Iterator[tuple[int, Attached]]:
    for row in _ATTACHMENTS(versions):
        yield row[0], Attached._make(row[1:])


def _interpretations(documents: Collection[int]) -> Iterator[tuple[int, Linked]]:
    for row in _INTERPRETATIONS(documents):
        yield row[0], _linked(*row[1:])


def _public(documents: Collection[int]) -> dict[int, Linked]:
    return {row[0]: _linked(*row[1:]) for row in _PUBLIC(documents)} if documents else {}


def _told_of(keys: Collection[int]) -> "QuerySet[Notice, Any]":
    found = Notice.objects.filter(document__in=keys, kind__in=_TOLD).order_by("-at", "-id")
    return found.values_list("document_id", "kind", "at", "reason")


def _attached_to(keys: Collection[int]) -> "QuerySet[Attachment, Any]":
    found = Attachment.objects.filter(version__in=keys).order_by("version", "order")
    return found.values_list("version_id", "name", "file__sha256", "file__kind", "file__size")


def _interpreting(keys: Collection[int]) -> "QuerySet[Document, Any]":
    found = Document.objects.public().filter(interprets__in=keys).order_by("interprets", "seq")
    return found.values_list("interprets_id", "live__title", "published_at", "seq")


def _public_ones(keys: Collection[int]) -> "QuerySet[Document, Any]":
    found = Document.objects.public().filter(pk__in=keys).order_by("seq")
    return found.values_list("pk", "live__title", "published_at", "seq")


_NOTICES = Compiled(_told_of, Many())
_ATTACHMENTS = Compiled(_attached_to, Many())
_INTERPRETATIONS = Compiled(_interpreting, Many())
_PUBLIC = Compiled(_public_ones, Many())


def _linked(title: Any, published_at: Any, seq: Any) -> Linked:
    return Linked(title, address_of(published_at, seq))
