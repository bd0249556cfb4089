"""举报投诉: somebody tells the superior organ that an office does not meet its duties."""

from datetime import datetime
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from gongkai.kernel.actor import Actor
from gongkai.kernel.case import Case
from gongkai.law import complaint as law
from gongkai.law.request_events import Channel
from gongkai.organs.models import Organ, Person

CHANNELS = [(channel.value, channel.label) for channel in Channel]
OUTCOMES = [(outcome.value, outcome.label) for outcome in law.Outcome]


class Complaint(Case):
    """One complaint against `against`, handled by the superior `organ`; who told is not kept here."""

    procedure = law.PROCEDURE

    organ = models.ForeignKey(Organ, models.PROTECT, related_name="+")
    against = models.ForeignKey(Organ, models.PROTECT, related_name="+")
    channel = models.CharField("来源", max_length=16, choices=CHANNELS)
    received_on = models.DateField("收到日期")
    matter = models.TextField("举报事项")
    outcome = models.CharField("核查结论", max_length=16, choices=OUTCOMES, blank=True)
    answer = models.TextField("答复", blank=True)
    answered_on = models.DateField("答复日期", null=True)
    mended = models.TextField("整改情况", blank=True)
    handler = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    registered_at = models.DateTimeField("登记时间")

    class Meta:
        ordering: ClassVar = ["-id"]
        indexes: ClassVar = [
            models.Index(fields=["organ", "state"], name="complaint_of_organ"),
            models.Index(fields=["against", "received_on"], name="complaint_against"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(name="complaint_state_known", condition=Q(state__in=law.STATES)),
            models.CheckConstraint(
                name="complaint_answered_after",
                condition=Q(answered_on__isnull=True) | Q(answered_on__gte=F("received_on")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.against} {self.received_on}"

    def facts(self, by: Actor, at: datetime, reason: str = "") -> law.ComplaintFacts:
        """What the procedure asks; see `law.complaint`."""
        del at
        return law.ComplaintFacts(
            ours=self.organ_id in by.organs,
            reason_given=bool(reason.strip()),
            outcome_given=bool(self.outcome and self.answer),
            founded=self.outcome in (law.Outcome.FOUNDED, law.Outcome.PARTLY),
            mended=bool(self.mended),
        )

    @property
    def ledger_organ(self) -> int:
        """The ledger line belongs to the organ that handles it."""
        return self.organ_id
