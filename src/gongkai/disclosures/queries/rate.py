"""主动公开率: what was made public of what should have been, each number with its list (row C21).

    主动公开率 = 已公开 ÷ 应公开 × 100%

应公开 of a year: information with the attribute 主动公开 or 删减后公开 whose term (条例第二十六条) ends
in that year and is over, or that was made public before; without a term, the year it became public.
已公开: that which is public now, and lists taken down when their posting was over. Information
withheld on a legal ground is told beside it and counts as 应公开 only where the installation's
setting `rate_counts_withheld` says so. The rate is cut, not rounded, so that 99.96 % is not 100.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db.models import CharField, Count, Exists, OuterRef, Q, Value
from django.db.models.functions import Cast, Concat

from gongkai.disclosures.access import visible
from gongkai.disclosures.models.document import DocumentQuerySet
from gongkai.kernel.actor import Actor
from gongkai.law.exemptions import Attribute
from gongkai.law.withholding import Extent
from gongkai.screening.models import Withholding

PUBLIC = ("", Attribute.ACTIVE.value, Attribute.ACTIVE_REDACTED.value)
PARTS = {
    "should": "应公开",
    "published": "已公开",
    "missing": "应公开而未公开",
    "withheld": "依法不予公开",
}
FORMULA = "主动公开率 = 已公开 ÷ 应公开 × 100%"
FEWEST = 5
"""Of fewer pieces no rate is told: one more or less would turn it over."""


@dataclass(frozen=True, slots=True)
class Rate:
    """The two numbers of a rate and, beside them, what is withheld."""

    published: int
    should: int
    withheld: int

    @property
    def missing(self) -> int:
        """How many should be public and are not."""
        return self.should - self.published

    @property
    def text(self) -> str:
        """The rate with one decimal, cut; empty where there is too little to tell one."""
        if self.should < FEWEST:
            return ""
        return f"{self.published * 1000 // self.should / 10:.1f}%"


def part(actor: Actor, name: str, year: int, on: date, organs: Collection[int]) -> DocumentQuerySet:
    """Return the documents behind one number of the rate; KeyError for an unknown part."""
    chosen = {
        "should": _should(),
        "published": _should() & _published(),
        "missing": _should() & ~_published(),
        "withheld": Q(state="withheld"),
    }[name]
    found = _of_year(actor, year, on, organs).filter(chosen)
    return found.order_by("due_on", "id")


def rates(actor: Actor, year: int, on: date) -> dict[int, Rate]:
    """Return the rate of each of the actor's organs that had something to publish in a year."""
    rows = _of_year(actor, year, on, actor.organs).order_by().values("organ")
    counted = rows.annotate(
        should=Count("pk", filter=_should()),
        published=Count("pk", filter=_should() & _published()),
        withheld=Count("pk", filter=Q(state="withheld")),
    )
    return {
        row["organ"]: Rate(row["published"], row["should"], row["withheld"])
        for row in counted
        if row["should"] or row["withheld"]
    }


def total(found: Collection[Rate]) -> Rate:
    """Return the rate of several organs together."""
    return Rate(
        sum(each.published for each in found),
        sum(each.should for each in found),
        sum(each.withheld for each in found),
    )


def years(actor: Actor, on: date) -> list[int]:
    """Return the years that can be asked for: from the first term to this one, the latest first."""
    first = visible(actor).filter(due_on__isnull=False).order_by("due_on").first()
    since = first.due_on.year if first and first.due_on else on.year
    return list(range(on.year, min(since, on.year) - 1, -1))


def _of_year(actor: Actor, year: int, on: date, organs: Collection[int]) -> DocumentQuerySet:
    """Documents of these organs that belong to a year and are due or public."""
    inside = Q(due_on__year=year) | Q(due_on__isnull=True, published_at__year=year)
    ripe = Q(due_on__lte=on) | Q(published_at__isnull=False) | Q(state="withheld")
    own = visible(actor).filter(inside, ripe, organ__in=actor.organs & set(organs))
    reference = Concat(Value("disclosures.document:"), Cast("pk", CharField()))
    over = Withholding.objects.filter(subject=OuterRef("reference_name"), extent=Extent.EXPIRED)
    found = own.exclude(state="discarded").annotate(reference_name=reference)
    return found.annotate(posting_over=Exists(over))


def _should() -> Q:
    text = Q(draft__attribute__in=PUBLIC) | Q(draft__isnull=True, live__attribute__in=PUBLIC)
    wanted = (text | Q(published_at__isnull=False)) & ~Q(state="withheld")
    return wanted | Q(state="withheld") if settings.GONGKAI["rate_counts_withheld"] else wanted


def _published() -> Q:
    return Q(live__isnull=False) | Q(state="withdrawn", posting_over=True)
