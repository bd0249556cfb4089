"""清理: rounds in which an organ goes through its policy documents (row B15)."""

from typing import ClassVar

from django.db import models

from gongkai.disclosures.models.document import Document
from gongkai.organs.models import Organ, Person


class CleanUp(models.Model):
    """A clean-up round of one organ; closing it applies the verdicts and drafts the result list."""

    organ = models.ForeignKey(Organ, models.PROTECT, related_name="clean_ups")
    title = models.CharField("名称", max_length=100)
    opened_at = models.DateTimeField("开始时间")
    closed_at = models.DateTimeField("结束时间", null=True)
    result = models.OneToOneField(
        Document, models.PROTECT, null=True, related_name="+", verbose_name="清理结果"
    )

    class Meta:
        ordering: ClassVar = ["-opened_at", "-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["organ"],
                name="clean_up_one_open",
                condition=models.Q(closed_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Verdict(models.Model):
    """What a round decides about one document."""

    class Decision(models.TextChoices):
        """The three outcomes."""

        KEEP = "keep", "继续有效"
        AMEND = "amend", "拟修改"
        REPEAL = "repeal", "废止"

    clean_up = models.ForeignKey(CleanUp, models.CASCADE, related_name="verdicts")
    document = models.ForeignKey(Document, models.PROTECT, related_name="+")
    decision = models.CharField("处理", max_length=8, choices=Decision.choices)
    reason = models.CharField("理由", max_length=300)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField("时间")

    class Meta:
        ordering: ClassVar = ["clean_up", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["clean_up", "document"], name="verdict_once"),
        ]

    def __str__(self) -> str:
        return f"{self.document_id} {self.get_decision_display()}"
