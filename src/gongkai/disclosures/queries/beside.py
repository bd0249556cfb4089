"""What only some public texts have beside them, asked for a whole block of texts at once."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import QuerySet

from gongkai.disclosures.models import Attachment, Document, Notice
from gongkai.disclosures.models.document import address_of
from gongkai.disclosures.queries.public import Text
from gongkai.kernel.compiled import Many

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
    for pk, *told in _NOTICES(keys):
        found.setdefault(pk, Beside()).notices.append(Told._make(told))
    for version, *attached in _ATTACHMENTS(list(versions)):
        found.setdefault(versions[version], Beside()).attachments.append(Attached._make(attached))
    for pk, *linked in _INTERPRETATIONS(keys):
        found.setdefault(pk, Beside()).interpretations.append(_linked(*linked))
    named = {pk for text in texts for pk in (text.interprets, text.replaced_by) if pk}
    known = {pk: _linked(*linked) for pk, *linked in _PUBLIC(sorted(named))}
    for text in texts if known else ():
        if text.interprets in known:
            found.setdefault(text.pk, Beside()).policy = known[text.interprets]
        if text.replaced_by in known:
            found.setdefault(text.pk, Beside()).replacement = known[text.replaced_by]
    return found


def _notices(documents: list[int]) -> "QuerySet[Notice, Any]":
    found = Notice.objects.filter(document__in=documents, kind__in=_TOLD).order_by("-at", "-id")
    return found.values_list("document_id", "kind", "at", "reason")


def _attachments(versions: list[int]) -> "QuerySet[Attachment, Any]":
    found = Attachment.objects.filter(version__in=versions).order_by("version_id", "order")
    return found.values_list("version_id", "name", "file__sha256", "file__kind", "file__size")


def _interpretations(documents: list[int]) -> "QuerySet[Document, Any]":
    found = (
        Document.objects.public().filter(interprets__in=documents).order_by("interprets_id", "seq")
    )
    return found.values_list("interprets_id", "live__title", "published_at", "seq")


def _public(documents: list[int]) -> "QuerySet[Document, Any]":
    found = Document.objects.public().filter(pk__in=documents).order_by("seq")
    return found.values_list("pk", "live__title", "published_at", "seq")


_MARKS = range(1_000_000_001, 1_000_000_501)
_NOTICES = Many(_notices, _MARKS)
_ATTACHMENTS = Many(_attachments, _MARKS)
_INTERPRETATIONS = Many(_interpretations, _MARKS)
_PUBLIC = Many(_public, _MARKS)


def _linked(title: Any, published_at: Any, seq: Any) -> Linked:
    return Linked(title, address_of(published_at, seq))
