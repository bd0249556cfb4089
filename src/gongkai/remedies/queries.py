"""Questions about cases: what is due, and every cell of table four with the list behind it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from gongkai.law import remedies as law
from gongkai.law.remedies import Result
from gongkai.remedies.models import Complaint, Dispute

TOTAL = "total"


@dataclass(frozen=True, slots=True)
class Cell:
    """One number of table four; `key` as in `cell`, e.g. suit_after.upheld."""

    key: str
    label: str
    count: int

    @property
    def way(self) -> str:
        """The group's part of the key."""
        return self.key.partition(".")[0]

    @property
    def column(self) -> str:
        """The result's part of the key."""
        return self.key.partition(".")[2]


@dataclass(frozen=True, slots=True)
class Group:
    """行政复议, 未经复议直接起诉 or 复议后起诉: four results and their sum."""

    label: str
    cells: tuple[Cell, ...]


def cell(organs: Collection[int], year: int, key: str) -> QuerySet[Dispute]:
    """Return the cases behind one number of table four of a year, as it stood at its end.

    A case counts under its result in the year of the decision, and as pending at the end of every
    year in which it was not decided. Raises LookupError for an unknown cell.
    """
    way, _, column = key.partition(".")
    if way not in list(law.Dispute) or column not in [*Result, TOTAL]:
        raise LookupError(key)
    counted = Dispute.objects.filter(organ__in=organs, concerns=True, way=way)
    if column == TOTAL:
        return counted.filter(_pending(year) | _decided(year))
    if column == Result.PENDING:
        return counted.filter(_pending(year))
    return counted.filter(_decided(year, column))


def table_four(organs: Collection[int], year: int) -> list[Group]:
    """Return the fifteen cells of table four (国办公开办函〔2021〕30号)."""
    groups = []
    for way in law.Dispute:
        cells = [
            Cell(way.cell(result), result.label, cell(organs, year, way.cell(result)).count())
            for result in Result
        ]
        total = Cell(f"{way}.{TOTAL}", "总计", cell(organs, year, f"{way}.{TOTAL}").count())
        groups.append(Group(way.label, (*cells, total)))
    return groups


def _decided(year: int, result: str = "") -> Q:
    """Decided in the year, at the year's end not appealed against."""
    last = date(year, 12, 31)
    final = Q(decided_on__year=year)
    first = Q(first_decided_on__year=year, appealed_on__gt=last)
    if not result:
        return final | first
    return Q(final, result=result) | Q(first, first_result=result)


def _pending(year: int) -> Q:
    """Received by the year's end and neither decided then nor before."""
    last = date(year, 12, 31)
    decided = Q(decided_on__isnull=False, decided_on__lte=last)
    first = Q(first_decided_on__isnull=False, first_decided_on__lte=last, appealed_on__gt=last)
    return Q(opened_on__lte=last) & ~decided & ~first


def to_answer(organs: Collection[int]) -> QuerySet[Dispute]:
    """Return the cases the office has to answer, the most urgent first."""
    return Dispute.objects.filter(organ__in=organs, state="registered").order_by("respond_by", "id")


def due(organs: Collection[int]) -> QuerySet[Dispute]:
    """Return the cases to answer, and those whose 行政复议意见书 is not answered, by their id."""
    unreported = Q(opinion_due_on__isnull=False, opinion_reported_on__isnull=True)
    return Dispute.objects.filter(Q(state="registered") | unreported, organ__in=organs).order_by(
        "id"
    )


def about_request(reference: str) -> QuerySet[Dispute]:
    """Return the cases about the reply to one request."""
    return Dispute.objects.filter(request=reference).order_by("id")


def complaints_of(organs: Collection[int], year: int) -> QuerySet[Complaint]:
    """Return the complaints of a year against these organs (条例第五十一条)."""
    return Complaint.objects.filter(against__in=organs, received_on__year=year).order_by("id")
