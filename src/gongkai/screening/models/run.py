"""自动检查: the machine's look through one exact text, part by part."""

from datetime import datetime
from typing import ClassVar

from django.db import models
from django.db.models import Q

from gongkai.kernel.actor import Actor
from gongkai.kernel.case import Case
from gongkai.law import screening_run as law
from gongkai.organs.models import Organ, Person


class Run(Case):
    """A run over the text with this digest by one edition of the rules; `total` parts, `read` done.

    `beat_at` is when it was last heard of: a process that died leaves the run running and silent.
    """

    procedure = law.PROCEDURE

    organ = models.ForeignKey(Organ, models.PROTECT, related_name="+")
    subject = models.CharField("对象", max_length=64)
    digest = models.CharField("文本摘要", max_length=64)
    edition = models.CharField("规则版本", max_length=32)
    total = models.PositiveIntegerField("部分数", default=0)
    read = models.PositiveIntegerField("已查", default=0)
    attempts = models.PositiveIntegerField("次数", default=0)
    error = models.CharField("没有查完的原因", max_length=300, blank=True)
    made_at = models.DateTimeField("建立时间")
    beat_at = models.DateTimeField("最近进展", null=True)
    ended_at = models.DateTimeField("结束时间", null=True)
    confirmed_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    remark = models.CharField("人工确认的说明", max_length=300, blank=True)

    class Meta:
        ordering: ClassVar = ["-id"]
        indexes: ClassVar = [
            models.Index(fields=["subject", "digest"], name="run_of_text"),
            models.Index(
                fields=["id"], name="run_to_do", condition=Q(state__in=("waiting", "running"))
            ),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(name="run_state_known", condition=Q(state__in=list(law.STATES))),
            models.UniqueConstraint(
                fields=["subject"],
                name="run_one_open",
                condition=Q(state__in=law.OPEN_STATES),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subject} {self.state_label} {self.read}/{self.total}"

    def facts(self, by: Actor, at: datetime, reason: str = "") -> law.RunFacts:
        """What the procedure asks; see `law.screening_run`."""
        del by
        silent = self.beat_at is None or at - self.beat_at >= law.SILENT
        return law.RunFacts(silent=silent, reason_given=bool(reason.strip()))

    @property
    def ledger_organ(self) -> int:
        """The ledger line belongs to the text's organ."""
        return self.organ_id

    @property
    def is_open(self) -> bool:
        """True while nobody may sign because of it."""
        return self.state in law.OPEN_STATES


class RunPart(models.Model):
    """One piece of the text under look; `found` holds what was found, packed, until the run ends."""

    run = models.ForeignKey(Run, models.CASCADE, related_name="parts")
    number = models.PositiveIntegerField("次序")
    name = models.CharField("名称", max_length=250)
    found = models.JSONField("查到的", null=True)

    class Meta:
        ordering: ClassVar = ["run", "number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["run", "number"], name="run_part_once"),
        ]

    def __str__(self) -> str:
        return self.name
