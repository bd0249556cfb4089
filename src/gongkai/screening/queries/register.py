"""Questions about the register of what is not made public."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from gongkai.law.exemptions import GROUNDS, RESERVE_GROUNDS
from gongkai.law.withholding import Extent
from gongkai.screening.models import Withholding

STANDING = ("in_force", "reopening")
GROUND_LABELS: dict[str, str] = {row.code: row.label for row in GROUNDS}
GROUND_LABELS |= {row.code: row.label for row in RESERVE_GROUNDS}
ARTICLES: dict[str, str] = {row.code: row.article for row in GROUNDS}
ARTICLES |= {row.code: row.article for row in RESERVE_GROUNDS}


@dataclass(frozen=True, slots=True)
class Counted:
    """How many pieces of information are withheld on one ground."""

    ground: str
    number: int

    @property
    def label(self) -> str:
        """The ground as people call it."""
        return GROUND_LABELS.get(self.ground, self.ground)

    @property
    def article(self) -> str:
        """The article of law."""
        return ARTICLES.get(self.ground, "")


def to_review(rows: QuerySet[Withholding], until: date) -> QuerySet[Withholding]:
    """Return the standing entries that must be looked at again by a day, the first due first."""
    found = rows.filter(state__in=STANDING, review_on__lte=until)
    return found.order_by("review_on", "id")


def standing(subject: str) -> list[Withholding]:
    """Return the entries in force about a whole text or row."""
    whole = (Extent.WHOLE, Extent.RESERVED, Extent.DELAYED)
    rows = Withholding.objects.filter(subject=subject, state="in_force", extent__in=whole)
    return list(rows.order_by("id"))


def entries_of(subject: str) -> list[Withholding]:
    """Return every entry about a text or row, newest first."""
    rows = Withholding.objects.filter(subject=subject).select_related("reviewer", "decider")
    return list(rows.order_by("-id"))


def overdue(organs: Collection[int], on: date) -> int:
    """Return how many entries of these organs should have been looked at before a day."""
    rows = Withholding.objects.filter(organ__in=organs, state__in=STANDING, review_on__lt=on)
    return rows.count()


def waiting(organs: Collection[int], on: date) -> dict[str, int]:
    """Return how many entries wait for the signer, and how many for a look that is overdue."""
    late = Q(state__in=STANDING, review_on__lt=on)
    rows = Withholding.objects.filter(organ__in=organs).order_by()
    found: dict[str, int] = rows.aggregate(
        proposed=Count("pk", filter=Q(state="proposed")), overdue=Count("pk", filter=late)
    )
    return found


def counted(organs: Iterable[int]) -> list[Counted]:
    """Return how many whole pieces of information these organs withhold, by ground.

    What the public statistics say (条例第十四条至第十六条): whole pieces, not masked places.
    """
    whole = [extent.value for extent in Extent if extent.is_withheld]
    rows = Withholding.objects.filter(organ__in=list(organs), state__in=STANDING, extent__in=whole)
    found = rows.order_by().values_list("ground").annotate(n=Count("id"))
    order = list(GROUND_LABELS)
    rank = {code: place for place, code in enumerate(order)}
    return sorted((Counted(*row) for row in found), key=lambda c: rank.get(c.ground, len(order)))


def tally(rows: QuerySet[Withholding]) -> dict[str, int]:
    """Return how many standing entries there are by extent."""
    found = rows.filter(state__in=STANDING).order_by().values_list("extent")
    return dict(found.annotate(n=Count("id")))
