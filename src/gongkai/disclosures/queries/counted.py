"""What is public, counted and listed for statistics, the 目录 and the open data."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from django.db.models import Case, Count, F, Value, When
from django.db.models.functions import TruncDate, TruncMonth
from django.utils.timezone import get_current_timezone

from gongkai.disclosures.access import public
from gongkai.disclosures.models import Document, Genre


@dataclass(frozen=True, slots=True)
class Tally:
    """How many documents were made public in one month under the same heads.

    `timely` is `timely`, `late`, or `open` where no time limit was stated; `readable` is False for
    those that were withdrawn since.
    """

    month: date
    organ: int
    column: int | None
    genre: str
    timely: str
    readable: bool
    n: int


def made_public() -> list[Tally]:
    """Return every document that is or was public, counted in one query by month and heads."""
    ever = Document.objects.filter(seq__isnull=False, published_at__isnull=False)
    found = (
        ever.order_by()
        .annotate(month=TruncMonth("published_at"), day=TruncDate("published_at"))
        .annotate(
            timely=Case(
                When(due_on__isnull=True, then=Value("open")),
                When(day__lte=F("due_on"), then=Value("timely")),
                default=Value("late"),
            ),
            readable=Case(When(live__isnull=False, then=Value(True)), default=Value(False)),
        )
        .values_list("month", "organ", "column", "genre", "timely", "readable")
        .annotate(n=Count("id"))
    )
    rows = (Tally(month.date(), *heads) for month, *heads in found)
    return sorted(rows, key=lambda row: (row.month, row.organ, row.column or 0, row.genre))


_GENRE_NAMES = dict(Genre.choices)


class Registered(NamedTuple):
    """A public document as the 目录 lists it (条例第十二条: 索引、名称、内容概述、生成日期)."""

    published_at: datetime
    seq: int
    index_number: str
    title: str
    summary: str
    doc_number: str
    topic: str
    formed_on: date | None
    organ: str
    column: str | None
    genre: str
    revised_at: datetime | None

    @property
    def genre_name(self) -> str:
        """The genre as people call it."""
        return str(_GENRE_NAMES[self.genre])


_REGISTERED = (
    *("published_at", "seq", "index_number", "live__title", "live__summary", "live__doc_number"),
    *("live__topic", "live__formed_on", "organ__name", "column__name", "genre", "revised_at"),
)


def register() -> Iterator[Registered]:
    """Return what is public, in the order it became so."""
    rows = public().order_by("published_at", "seq").values_list(*_REGISTERED)
    return map(Registered._make, rows.iterator(chunk_size=1000))


def register_of(year: int, month: int, organs: Collection[int]) -> list[Registered]:
    """Return what became public in one month and still is; `organs` are the keys of all organs.

    They stand in the question so that the index of what each made public answers it.
    """
    zone = get_current_timezone()
    since = datetime(year, month, 1, tzinfo=zone)
    until = datetime(year + month // 12, month % 12 + 1, 1, tzinfo=zone)
    found = public().filter(organ__in=organs, published_at__gte=since, published_at__lt=until)
    rows = found.order_by("published_at", "seq").values_list(*_REGISTERED)
    return list(map(Registered._make, rows))
