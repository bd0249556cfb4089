"""What a change of some documents reaches: their places, their links, their files, the day."""

from collections.abc import Collection
from datetime import date, datetime
from typing import NamedTuple

from django.db.models import Q

from gongkai.disclosures.models import Attachment, Document, Position, ShownFile, Version
from gongkai.disclosures.models.version import PICTURE
from gongkai.kernel.models import Entry, StoredFile

LINK = "disclosures.document.link"


class Spot(NamedTuple):
    """A place a document has or had in a list."""

    kind: str
    of: int
    number: int


def spots(documents: Collection[int]) -> list[Spot]:
    """Return every place these documents have or had: a page they left changes as well."""
    found = Position.objects.filter(document__in=documents).order_by("id")
    return list(map(Spot._make, found.values_list("kind", "of", "number")))


def numbers(documents: Collection[int]) -> list[int]:
    """Return the numbers in the order of publication of those that have been public."""
    found = Document.objects.filter(pk__in=documents, seq__isnull=False).order_by("seq")
    return [seq for seq in found.values_list("seq", flat=True) if seq]


def linked(documents: Collection[int]) -> set[int]:
    """Return the documents whose pages name one of these, or did before a link was changed."""
    own = Q(interprets__in=documents) | Q(replaced_by__in=documents)
    found = set(Document.objects.filter(own).order_by("pk").values_list("pk", flat=True))
    named = Document.objects.filter(pk__in=documents, interprets__isnull=False).order_by("pk")
    found |= {pk for pk in named.values_list("interprets_id", flat=True) if pk}
    prefix = f"{Document._meta.label_lower}:"
    subjects = [f"{prefix}{pk}" for pk in documents]
    told = Entry.objects.filter(subject__in=subjects, act=LINK).order_by("id")
    for detail in told.values_list("detail", flat=True):
        names = filter(None, (detail.get("policy"), detail.get("before")))
        found |= {int(name.removeprefix(prefix)) for name in names}
    return found - set(documents)


def genres(documents: Collection[int]) -> set[str]:
    """Return the genres of these documents."""
    found = Document.objects.filter(pk__in=documents).order_by("genre")
    return set(found.values_list("genre", flat=True))


def ends(documents: Collection[int]) -> set[date]:
    """Return the last days of the periods of display that texts of these documents have or had."""
    found = Version.objects.filter(document__in=documents, display_until__isnull=False)
    return {day for day in found.order_by("id").values_list("display_until", flat=True) if day}


def items(documents: Collection[int]) -> set[int]:
    """Return the items of the catalogue that texts of these documents state or stated."""
    found = Version.objects.filter(document__in=documents, item__isnull=False)
    return {key for key in found.order_by("id").values_list("item_id", flat=True) if key}


class Retold(NamedTuple):
    """A document of which something else is told than when it was first made public."""

    genre: str
    organ: int
    published_at: datetime


def retold(documents: Collection[int]) -> list[Retold]:
    """Return those of these documents that were corrected, withdrawn, restored or repealed."""
    found = Document.objects.filter(pk__in=documents, seq__isnull=False, notices__isnull=False)
    rows = found.order_by("pk").values_list("genre", "organ_id", "published_at").distinct()
    return list(map(Retold._make, rows))


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
