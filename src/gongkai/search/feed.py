"""What of a public document goes into the index."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.utils.timezone import localdate, localtime

from gongkai.disclosures import access
from gongkai.search import numbers
from gongkai.search.engine import Leaf
from gongkai.text import html

if TYPE_CHECKING:
    from gongkai.disclosures.models import Document
    from gongkai.disclosures.models.document import DocumentQuerySet

AT_ONCE = 200
HALF_LIFE_DAYS = 4 * 365
"""A text counts half as much as one published so much later."""
SINCE = date(2008, 5, 1)
"""The day from which texts are weighed: 条例 came into force."""
OVER = 0.5
"""What a text that is no longer in force counts."""


def leaves(documents: "DocumentQuerySet", at: datetime) -> Iterator[Leaf]:
    """Return what the index keeps of documents that are public; others are passed over."""
    found = documents.public().prefetch_related("live__attachments")
    for document in found.iterator(chunk_size=AT_ONCE):
        yield leaf(document, at)


def by_keys(keys: Iterable[int]) -> "DocumentQuerySet":
    """Return the public documents of these keys of the table."""
    return access.public().filter(pk__in=list(keys)).order_by("seq")


def leaf(document: "Document", at: datetime) -> Leaf:
    """Return what the index keeps of one public document."""
    version, first = document.live, document.published_at
    assert version is not None and first is not None and document.seq is not None  # noqa: S101, PT018 (public)
    body = html.plain(version.body)
    names = [version.keywords, document.organ.name, document.organ.short_name, version.source]
    names += [document.column.name] if document.column else []
    names += [each.name for each in version.attachments.all()]
    shown = localtime(first)
    return Leaf(
        key=document.seq,
        version=version.pk,
        title=version.title,
        text=f"{body}\n{version.summary}" if version.summary not in body else body,
        names="\n".join(names),
        numbers=numbers.own(version.doc_number, document.index_number),
        mentions=numbers.mentions(f"{version.doc_number}\n{version.title}\n{body}"),
        column=document.column.slug if document.column else "",
        year=f"{shown:%Y}",
        organ=document.organ.slug,
        kind=document.genre,
        at=int(first.timestamp()),
        weight=weight(document, at),
    )


def weight(document: "Document", at: datetime) -> float:
    """Return the factor of freshness and validity.

    It doubles with every `HALF_LIFE_DAYS`, so that the order of two texts never changes and
    nothing must be written again as time passes.
    """
    assert document.published_at is not None  # noqa: S101 (public)
    days = (localdate(document.published_at) - SINCE).days
    over = document.validity(localdate(at)) in ("失效", "废止")
    return float(2 ** (days / HALF_LIFE_DAYS)) * (OVER if over else 1.0)
