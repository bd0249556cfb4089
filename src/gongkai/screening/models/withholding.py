"""An entry of the register of what is not made public (不予公开登记)."""

from datetime import date, datetime
from typing import ClassVar

from django.db import models
from django.db.models import Q

from gongkai.kernel.actor import Actor
from gongkai.kernel.case import Case
from gongkai.law import withholding as law
from gongkai.organs.models import Organ, Person

EXTENTS = [(extent.value, extent.label) for extent in law.Extent]


class Withholding(Case):
    """One thing that is kept back: a text, a row of the catalogue, or the masked places of a kind.

    `subject` is the opaque name of the text or row; `kind` and `number` say what was masked and in
    how many places. `review_on` is the day by which somebody looks at it again (条例第十八条).
    """

    procedure = law.PROCEDURE

    organ = models.ForeignKey(Organ, models.PROTECT, related_name="withholdings")
    subject = models.CharField("对象", max_length=64)
    title = models.CharField("名称", max_length=200)
    extent = models.CharField("范围", max_length=16, choices=EXTENTS)
    kind = models.CharField("种类", max_length=32, blank=True)
    number = models.PositiveIntegerField("处数", default=0)
    ground = models.CharField("法定理由", max_length=8)
    fact = models.TextField("事实说明")
    proposer = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    reviewer = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    decider = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField("登记时间")
    decided_at = models.DateTimeField("决定时间", null=True)
    until = models.DateField("暂缓至", null=True)
    review_on = models.DateField("评估期限", null=True)
    assessed_at = models.DateTimeField("最近评估时间", null=True)
    assessed_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering: ClassVar = ["-id"]
        indexes: ClassVar = [
            models.Index(
                fields=["organ", "review_on"],
                name="withholding_to_review",
                condition=Q(state__in=("in_force", "reopening")),
            ),
            models.Index(fields=["subject"], name="withholding_subject"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="withholding_state_known", condition=Q(state__in=list(law.STATES))
            ),
            models.CheckConstraint(
                name="withholding_extent_known",
                condition=Q(extent__in=[key for key, _ in EXTENTS]),
            ),
            models.UniqueConstraint(
                fields=["subject", "extent", "kind"],
                name="withholding_once_in_force",
                condition=Q(state__in=law.OPEN_STATES) & ~Q(subject=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title}（{self.extent_label}）"

    def facts(self, by: Actor, at: datetime, reason: str = "") -> law.WithholdingFacts:
        """What the procedure asks; see `law.withholding`."""
        del at
        return law.WithholdingFacts(
            reason_given=bool(reason.strip()),
            actor_proposed=by.person is not None and by.person == self.proposer_id,
        )

    @property
    def ledger_organ(self) -> int:
        """The ledger line belongs to the entry's organ."""
        return self.organ_id

    @property
    def extent_label(self) -> str:
        """How much is kept back, in Chinese."""
        return law.Extent(self.extent).label

    @property
    def is_open(self) -> bool:
        """True while the entry stands in the register."""
        return self.state in law.OPEN_STATES

    def is_overdue(self, on: date) -> bool:
        """True when the entry should have been looked at again before a day."""
        standing = self.state in ("in_force", "reopening")
        return standing and self.review_on is not None and self.review_on < on
