"""What a change of some documents reaches: their places, their links, their files, the day."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db.models import Exists, OuterRef, Q, QuerySet

from gongkai.disclosures.models import Attachment, Document, Notice, Position, ShownFile, Version
from gongkai.disclosures.models.version import PICTURE
from gongkai.kernel.compiled import Compiled, Keys
from gongkai.kernel.models import Entry, StoredFile

LINK = "disclosures.document.link"


class Named(NamedTuple):
    """A changed document as far as pages depend on it; `seq` is None before its first publication.

    `live` is the key of its public text, `retold` whether anything was told of it since it was
    first made public: that it was corrected, withdrawn, restored or repealed.
    """

    pk: int
    seq: int | None
    published_at: datetime | None
    genre: str
    organ: int
    live: int | None
    interprets: int | None
    retold: bool


class Wording(NamedTuple):
    """One text of a document, an earlier one too: its period of display and its catalogue item."""

    pk: int
    display_until: date | None
    item: int | None


class Spot(NamedTuple):
    """A place a document has or had in a list."""

    kind: str
    of: int
    number: int


def named(documents: Collection[int]) -> list[Named]:
    """Return these documents, in the order of their keys."""
    return list(map(Named._make, _NAMED(documents)))


def wordings(documents: Collection[int]) -> list[Wording]:
    """Return every text these documents have or had."""
    return list(map(Wording._make, _WORDINGS(documents)))


def spots(documents: Collection[int]) -> list[Spot]:
    """Return every place these documents have or had: a page they left changes as well."""
    return list(map(Spot._make, _SPOTS(documents)))


def linked(documents: Collection[int]) -> set[int]:
    """Return the documents whose pages name one of these, or named one before a link changed.

    What the documents themselves interpret is told by `named`.
    """
    found = {pk for (pk,) in _LINKING(documents)}
    prefix = f"{Document._meta.label_lower}:"
    for (detail,) in _RELINKED([f"{prefix}{pk}" for pk in documents]):
        names = filter(None, (detail.get("policy"), detail.get("before")))
        found |= {int(name.removeprefix(prefix)) for name in names}
    return found


def _named(keys: Collection[int]) -> "QuerySet[Document, Any]":
    told = Exists(Notice.objects.filter(document=OuterRef("pk")))
    names = ("pk", "seq", "published_at", "genre", "organ_id", "live_id", "interprets_id")
    return Document.objects.filter(pk__in=keys).order_by("pk").values_list(*names, told)


def _wordings(keys: Collection[int]) -> "QuerySet[Version, Any]":
    found = Version.objects.filter(document__in=keys).order_by("id")
    return found.values_list("pk", "display_until", "item_id")


def _spots(keys: Collection[int]) -> "QuerySet[Position, Any]":
    found = Position.objects.filter(document__in=keys).order_by("id")
    return found.values_list("kind", "of", "number")


def _linking(keys: Collection[int]) -> "QuerySet[Document, Any]":
    own = Q(interprets__in=keys) | Q(replaced_by__in=keys)
    return Document.objects.filter(own).order_by("pk").values_list("pk")


def _relinked(subjects: Collection[str]) -> "QuerySet[Entry, Any]":
    found = Entry.objects.filter(subject__in=subjects, act=LINK)
    return found.order_by("id").values_list("detail")


_NAMED = Compiled(_named, Keys())
_WORDINGS = Compiled(_wordings, Keys())
_SPOTS = Compiled(_spots, Keys())
_LINKING = Compiled(_linking, Keys())
_RELINKED = Compiled(_relinked, Keys(text=True))


def files_gone(documents: Collection[int]) -> list[tuple[str, str]]:
    """Return the files (SHA-256, kind) of earlier texts that no public text shows any more."""
    found = Version.objects.filter(document__in=documents).order_by("id")
    attached = Attachment.objects.filter(version__document__in=documents).order_by("id")
    known = set(attached.values_list("file__sha256", flat=True))
    for body in found.filter(body__contains='src="files/').values_list("body", flat=True):
        known.update(PICTURE.findall(body))
    if not known:
        return []
    shown = ShownFile.objects.filter(file__sha256__in=known).order_by("id")
    gone = known - set(shown.values_list("file__sha256", flat=True))
    stored = StoredFile.objects.filter(sha256__in=gone).order_by("sha256")
    return list(stored.values_list("sha256", "kind"))


def turned(before: date, on: date) -> set[int]:
    """Return the public documents whose pages change when the day changes from one to another.

    A period of display counts its days, and ends; a text comes into force, runs out, is repealed.
    """
    public = Document.objects.public().order_by("pk")
    counted = Q(live__display_until__gte=min(before, on))
    begun = Q(live__effective_on__gt=min(before, on), live__effective_on__lte=max(before, on))
    over = Q(live__expires_on__gte=min(before, on), live__expires_on__lt=max(before, on))
    repealed = Q(repealed_on__gt=min(before, on), repealed_on__lte=max(before, on))
    return {
        pk
        for reason in (counted, begun, over, repealed)
        for pk in public.filter(reason).values_list("pk", flat=True)
    }
