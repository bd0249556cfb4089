"""What the public site reads: plain tuples in blocks, found by index, without a row too many.

Nothing here makes an object of a model: a site has a hundred times more pages than a desk, and
every question is asked again after every publication. Every range is a range of an index.
"""

from collections.abc import Collection, Iterator
from datetime import date, datetime
from functools import cache
from typing import Any, NamedTuple

from django.db.models import OuterRef, QuerySet, Subquery

from gongkai.catalogue.models import Column
from gongkai.disclosures.models import Document, Position, Version
from gongkai.disclosures.models.document import DocumentQuerySet, address_of, path_of, validity_of
from gongkai.kernel.compiled import Compiled, Keys
from gongkai.kernel.numbering import last_numbers

__all__ = ["path_of"]
AT_ONCE = 500
"""Rows held in memory while a whole site is read."""
Kind = Position.Kind
List = tuple[str, int]
"""A list of the site: its kind, and the key of the column or organ (0 for the whole site)."""
ALL: List = (Kind.ALL.value, 0)
POLICIES: List = (Kind.POLICY.value, 0)
WITHDRAWN: List = (Kind.WITHDRAWN.value, 0)


def column(key: int) -> List:
    """Return the list of a column and the columns below it."""
    return (Kind.COLUMN.value, key)


def organ(key: int) -> List:
    """Return the list of what an organ made public."""
    return (Kind.ORGAN.value, key)


class Text(NamedTuple):
    """A public text with everything its own page shows of it."""

    pk: int
    seq: int
    published_at: datetime
    revised_at: datetime
    index_number: str
    genre: str
    organ: int
    department: str | None
    column: int | None
    repealed_on: date | None
    repealed_as: str
    replaced_by: int | None
    interprets: int | None
    version: int
    title: str
    doc_number: str
    body: str
    summary: str
    source: str
    keywords: str
    topic: str
    formed_on: date | None
    effective_on: date | None
    expires_on: date | None
    display_until: date | None
    objection_channel: str

    @property
    def address(self) -> str:
        """The path of the page."""
        return address_of(self.published_at, self.seq)

    def validity(self, on: date) -> str:
        """Return 有效, 失效, 废止 or 尚未生效; empty where validity has no meaning."""
        dates = (self.repealed_on, self.effective_on, self.expires_on)
        return validity_of(self.genre, self.repealed_as, *dates, on)


class Tombstone(NamedTuple):
    """What is told about a withdrawn document: never its title."""

    pk: int
    seq: int
    published_at: datetime
    index_number: str
    organ: int
    column: int | None
    withdrawn_at: datetime
    reason: str

    @property
    def address(self) -> str:
        """The path where the text stood."""
        return address_of(self.published_at, self.seq)


class Line(NamedTuple):
    """A document in a list, in as few words as a list page needs."""

    number: int
    seq: int
    published_at: datetime
    title: str
    display_until: date | None


class LongLine(NamedTuple):
    """A document in a list, as feeds and tables tell it."""

    number: int
    seq: int
    published_at: datetime
    title: str
    display_until: date | None
    organ: int
    index_number: str
    doc_number: str
    summary: str


class Tabled(NamedTuple):
    """A document in a table of a list: nothing that stands behind the text in the database."""

    number: int
    seq: int
    published_at: datetime
    title: str
    organ: int
    index_number: str
    doc_number: str


class Mapped(NamedTuple):
    """A document in the map of the site."""

    seq: int
    published_at: datetime
    revised_at: datetime


_OF_VERSION = ("title", "doc_number", "body", "summary", "source", "keywords", "topic")
_DATED = ("formed_on", "effective_on", "expires_on", "display_until", "objection_channel")
_OWN = (
    *("pk", "seq", "published_at", "revised_at", "index_number", "genre", "organ_id"),
    *("department__name", "column_id", "repealed_on", "repealed_as"),
    *("replaced_by_id", "interprets_id", "live_id"),
)
_TEXT = (*_OWN, *(f"live__{name}" for name in (*_OF_VERSION, *_DATED)))
_TOMBSTONE = (
    *("pk", "seq", "published_at", "index_number", "organ_id", "column_id"),
    *("withdrawn_at", "withdrawn_reason"),
)
_LINE = (
    *("number", "document__seq", "document__published_at"),
    *("document__live__title", "document__live__display_until"),
)
_LONG = (
    *(*_LINE, "document__organ_id", "document__index_number"),
    *("document__live__doc_number", "document__live__summary"),
)
_TABLED = (
    *("number", "document__seq", "document__published_at", "document__live__title"),
    *("document__organ_id", "document__index_number", "document__live__doc_number"),
)


def text_of(document: Document, version: Version, at: datetime) -> Text:
    """Return a text of a document as its page would show it if it were published at a time."""
    own: list[Any] = [
        None if name == "department__name" else getattr(document, name) for name in _OWN[:-1]
    ]
    names = (*_OF_VERSION, *_DATED)
    text = Text._make([*own, version.pk, *(getattr(version, name) for name in names)])
    return text._replace(
        seq=document.seq or 0,
        published_at=document.published_at or document.publish_at or at,
        department=document.department.name if document.department else None,
        column=version.column_id or document.column_id,
    )


def _texts(found: DocumentQuerySet) -> Iterator[Text]:
    return map(Text._make, _as_texts(found).iterator(chunk_size=AT_ONCE))


def _as_texts(found: DocumentQuerySet) -> "QuerySet[Document, Any]":
    return found.public().order_by("seq").values_list(*_TEXT)


def texts_of(documents: Collection[int]) -> Iterator[Text]:
    """Return those of these documents (keys) that everybody can read, in order of publication."""
    return map(Text._make, _TEXTS_OF(documents))


def texts_at(numbers: Collection[int]) -> Iterator[Text]:
    """Return what everybody can read of some numbers in the order of publication."""
    return map(Text._make, _TEXTS_AT(numbers))


def texts(first: int, last: int) -> Iterator[Text]:
    """Return what everybody can read in a range of the order of publication."""
    for begin in range(first, last + 1, AT_ONCE):
        yield from map(Text._make, _TEXTS(begin, min(begin + AT_ONCE - 1, last)))


def _tombstones(found: DocumentQuerySet) -> Iterator[Tombstone]:
    rows = found.tombstones().order_by("seq").values_list(*_TOMBSTONE)
    return map(Tombstone._make, rows.iterator(chunk_size=AT_ONCE))


def tombstones_of(documents: Collection[int]) -> Iterator[Tombstone]:
    """Return those of these documents (keys) that were withdrawn."""
    return _tombstones(Document.objects.filter(pk__in=documents))


def tombstones(first: int, last: int) -> Iterator[Tombstone]:
    """Return what was withdrawn in a range of the order of publication."""
    return _tombstones(Document.objects.filter(seq__range=(first, last)))


def mapped(first: int, last: int) -> Iterator[Mapped]:
    """Return the public documents in a range of the order of publication, for the map."""
    return map(Mapped._make, _MAPPED(first, last))


def last_seq() -> int:
    """Return how many documents have ever been made public."""
    return last_places([ALL])[ALL]


def last_places(lists: Collection[List]) -> dict[List, int]:
    """Return the last place given in each of several lists."""
    series = {each: Position(kind=each[0], of=each[1]).series for each in lists}
    numbers = last_numbers(0, sorted(series.values()), 0)
    return {each: numbers[name] for each, name in series.items()}


def newest(each: List, count: int) -> list[LongLine]:
    """Return the newest public documents of a list, newest first."""
    rows = _newest(count)(*each)
    return list(map(LongLine._make, rows))


def genres_at(numbers: Collection[int]) -> dict[int, str]:
    """Return the genres of the documents of some numbers in the order of publication."""
    return dict(_GENRES_AT(numbers)) if numbers else {}


def lines(each: List, first: int, last: int) -> Iterator[Line]:
    """Return the public documents on a range of places, oldest first."""
    for begin in range(first, last + 1, AT_ONCE):
        yield from map(Line._make, _LINES(*each, begin, min(begin + AT_ONCE - 1, last)))


def long_lines(each: List, first: int, last: int) -> Iterator[LongLine]:
    """Return the public documents on a range of places, as a table tells them."""
    return map(LongLine._make, _PART(*each, first, last))


def tabled(each: List, first: int, last: int) -> Iterator[Tabled]:
    """Return the public documents on a range of places in as few words as a table needs."""
    return map(Tabled._make, _TABLE(*each, first, last))


def archived(first: int, last: int) -> list[Tombstone]:
    """Return the withdrawn documents on a range of places of their list, oldest first."""
    rows = shown(WITHDRAWN).filter(number__range=(first, last)).order_by("number")
    return list(map(Tombstone._make, rows.values_list(*(f"document__{n}" for n in _TOMBSTONE))))


def last_archived(count: int) -> list[tuple[int, Tombstone]]:
    """Return the newest withdrawn documents with their places, newest first."""
    rows = shown(WITHDRAWN).order_by("-number")[:count]
    found = rows.values_list("number", *(f"document__{name}" for name in _TOMBSTONE))
    return [(row[0], Tombstone._make(row[1:])) for row in found]


def shown(each: tuple[str, Any]) -> QuerySet[Position]:
    """Return the places of a list on which a document stands now."""
    return Position.objects.filter(kind=each[0], of=each[1], left_at__isnull=True)


@cache
def _newest(count: int) -> Compiled:
    def build(kind: str, of: int) -> "QuerySet[Position, Any]":
        return shown((kind, of)).order_by("-number").values_list(*_LONG)[:count]

    return Compiled(build, *_MARKS[:2])


def _genres_at(numbers: Collection[int]) -> "QuerySet[Document, Any]":
    return Document.objects.filter(seq__in=numbers).order_by("seq").values_list("seq", "genre")


def _on_places(kind: str, of: int, first: int, last: int) -> QuerySet[Position]:
    return shown((kind, of)).filter(number__range=(first, last)).order_by("number")


def _part(*told: Any) -> "QuerySet[Position, Any]":
    return _on_places(*told).values_list(*_LONG)


def _table(*told: Any) -> "QuerySet[Position, Any]":
    return _on_places(*told).values_list(*_TABLED)


def _lines(*told: Any) -> "QuerySet[Position, Any]":
    return _on_places(*told).values_list(*_LINE)


def _range(first: int, last: int) -> "QuerySet[Document, Any]":
    found = Document.objects.public().filter(seq__range=(first, last)).order_by("seq")
    return found.values_list(*_TEXT)


def _mapped(first: int, last: int) -> "QuerySet[Document, Any]":
    found = Document.objects.public().filter(seq__range=(first, last)).order_by("seq")
    return found.values_list("seq", "published_at", "revised_at")


def _texts_of(keys: Collection[int]) -> "QuerySet[Document, Any]":
    return _as_texts(Document.objects.filter(pk__in=keys))


def _texts_at(numbers: Collection[int]) -> "QuerySet[Document, Any]":
    return _as_texts(Document.objects.filter(seq__in=numbers))


_TEXTS_OF = Compiled(_texts_of, Keys())
_TEXTS_AT = Compiled(_texts_at, Keys())
_GENRES_AT = Compiled(_genres_at, Keys())
_MARKS = ("?", 1_000_000_001, 1_000_000_002, 1_000_000_003)
_PART = Compiled(_part, *_MARKS)
_TABLE = Compiled(_table, *_MARKS)
_LINES = Compiled(_lines, *_MARKS)
_TEXTS = Compiled(_range, *_MARKS[2:])
_MAPPED = Compiled(_mapped, *_MARKS[2:])


def open_notices(on: date, count: int) -> list[LongLine]:
    """Return the public documents whose period of objection runs, the first to end first."""
    return list(map(LongLine._make, _open(count)(on)))


def of_genre(genre: str, count: int) -> list[LongLine]:
    """Return the newest public documents of a genre, newest first."""
    found = Document.objects.public().filter(genre=genre).order_by("-seq")
    return list(map(LongLine._make, _told(found)[:count]))


def of_items(items: Collection[int], count: int) -> list[LongLine]:
    """Return the newest public documents that state one of these items of the catalogue."""
    if not items:
        return []
    found = Document.objects.public().filter(live__item__in=items).order_by("-seq")
    return list(map(LongLine._make, _told(found)[:count]))


def _told(found: QuerySet[Document]) -> "QuerySet[Document, Any]":
    names = [name.removeprefix("document__") for name in _LONG[1:]]
    return found.values_list("seq", *names)


@cache
def _open(count: int) -> Compiled:
    def build(on: date) -> "QuerySet[Document, Any]":
        found = Document.objects.public().filter(live__display_until__gte=on)
        return _told(found.order_by("live__display_until", "seq"))[:count]

    return Compiled(build, date.min)


def latest_in(columns: Collection[int]) -> dict[int, datetime | None]:
    """Return for each of some columns (keys) when its newest document became public."""
    return dict(_LATEST_IN(columns))


def _latest_in(columns: Collection[int]) -> "QuerySet[Column, Any]":
    of_column = shown((Kind.COLUMN.value, OuterRef("pk"))).order_by("-number")
    newest = Subquery(of_column.values("document__published_at")[:1])
    return Column.objects.filter(pk__in=columns).order_by("pk").values_list("pk", newest)


_LATEST_IN = Compiled(_latest_in, Keys())
