"""What a page that gathers documents says of one: title, address, day, office, period."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.utils.timezone import localdate

from gongkai.portal.notices import Period, period_of

if TYPE_CHECKING:
    from gongkai.disclosures.models import Document
    from gongkai.disclosures.models.document import DocumentQuerySet

HEAVY = ("live__body", "live__ground_reason")
"""Fields no list needs."""


@dataclass(frozen=True, slots=True)
class Link:
    """A link to another page of the site."""

    title: str
    path: str
    on: date | datetime | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One document in a list."""

    title: str
    path: str
    published: datetime
    organ: str
    number: str
    index_number: str
    summary: str
    period: Period | None


def row_of(document: "Document", on: date) -> Row:
    """Return what a list says about a public document."""
    version, published = document.live, document.published_at
    assert version is not None  # noqa: S101  asked of public documents only
    assert published is not None  # noqa: S101
    period = period_of(version, localdate(published), on)
    return Row(
        title=version.title,
        path=document.address,
        published=published,
        organ=document.organ.name,
        number=version.doc_number,
        index_number=document.index_number or "",
        summary=version.summary,
        period=period if period and period.is_open else None,
    )


def newest(documents: "DocumentQuerySet", on: date, count: int) -> list[Row]:
    """Return the newest public documents of a queryset of `access.public()`."""
    found = documents.defer(*HEAVY).order_by("-seq")[:count]
    return [row_of(document, on) for document in found]
