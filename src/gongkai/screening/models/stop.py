"""涉密拦截: a text with a mark of secrecy was kept out; nothing of what it says is kept here."""

from datetime import datetime
from typing import ClassVar

from django.db import models
from django.db.models import Q

from gongkai.kernel.actor import Actor
from gongkai.kernel.case import Case
from gongkai.law import secrecy as law
from gongkai.organs.models import Organ, Person


class Stop(Case):
    """One text kept out, treated as secret until the competent office has said what it is.

    `subject` is empty where no document was there yet; `fingerprint` is the keyed hash of title and
    level, by which a text found not to be secret is let in afterwards. A leak runs a clock of its own: 24 hours.
    """

    procedure = law.PROCEDURE

    organ = models.ForeignKey(Organ, models.PROTECT, related_name="+")
    subject = models.CharField("稿件", max_length=64, blank=True)
    level = models.CharField("标志", max_length=8)
    place = models.CharField("位置", max_length=64)
    fingerprint = models.CharField("指纹", max_length=64)
    found_at = models.DateTimeField("发现时间")
    found_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    due_on = models.DateField("报请确定的期限")
    due_provisional = models.BooleanField("期限暂定", default=False)
    outcome = models.TextField("处理情况", blank=True)
    leak_found_at = models.DateTimeField("发现泄密时间", null=True)
    leak_due_at = models.DateTimeField("报告泄密的期限", null=True)
    leak_note = models.TextField("泄密情况和补救", blank=True)
    leak_reported_at = models.DateTimeField("报告泄密时间", null=True)
    leak_report = models.TextField("报告情况", blank=True)

    class Meta:
        ordering: ClassVar = ["-id"]
        indexes: ClassVar = [
            models.Index(fields=["subject"], name="stop_subject"),
            models.Index(fields=["fingerprint"], name="stop_fingerprint"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(name="stop_state_known", condition=Q(state__in=list(law.STATES)))
        ]

    def __str__(self) -> str:
        return f"{self.level} {self.place}"

    def facts(self, by: Actor, at: datetime, reason: str = "") -> law.StopFacts:
        """What the procedure asks; see `law.secrecy`."""
        del by, at
        return law.StopFacts(
            reason_given=bool(reason.strip()),
            leak_told=self.leak_found_at is None or self.leak_reported_at is not None,
        )

    @property
    def ledger_organ(self) -> int:
        """The ledger line belongs to the organ."""
        return self.organ_id

    @property
    def is_open(self) -> bool:
        """True while the text counts as secret and nobody has said otherwise."""
        return self.state in law.OPEN_STATES

    def leak_is_late(self, at: datetime) -> bool:
        """True when a leak should have been reported before this moment."""
        return self.leak_open and self.leak_due_at is not None and self.leak_due_at < at

    @property
    def leak_open(self) -> bool:
        """True while a leak is not yet reported."""
        return self.leak_found_at is not None and self.leak_reported_at is None
