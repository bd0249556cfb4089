"""核对意见: what may be wrong with words and figures, and how a person answered it."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from gongkai.organs.models import Person
from gongkai.text.proofreading import Source
from gongkai.text.severity import Severity

SOURCES = {Source.WORDING: "用语", Source.FIGURES: "数字", Source.DAMAGE: "损坏"}
SEVERITIES = {
    Severity.FAULT: "错误",
    Severity.UNCERTAIN: "请核对",
    Severity.HINT: "提示",
}


class Remark(models.Model):
    """One thing said about a text; keyed by fingerprint, so an answer survives later versions.

    `blocks`: nobody may check, sign or publish while it stands unanswered. A proposal of None
    means that only a person can tell what should stand there; an empty one deletes.
    """

    class Answer(models.TextChoices):
        """What a person decided; what was mended is simply no longer there."""

        OPEN = "", "未处理"
        VERIFIED = "verified", "经核实无误"

    subject = models.CharField("对象", max_length=64)
    source = models.CharField(
        "来源", max_length=16, choices=[(key.value, name) for key, name in SOURCES.items()]
    )
    rule = models.CharField("规则", max_length=64)
    severity = models.CharField(
        "程度", max_length=16, choices=[(key.value, name) for key, name in SEVERITIES.items()]
    )
    blocks = models.BooleanField("拦住签批", default=False)
    fingerprint = models.CharField("指纹", max_length=64)
    place = models.CharField("位置", max_length=250)
    text = models.CharField("原文", max_length=200)
    before = models.CharField("前文", max_length=64, blank=True)
    after = models.CharField("后文", max_length=64, blank=True)
    proposal = models.CharField("建议改为", max_length=200, blank=True, null=True)
    says = models.CharField("说明", max_length=400)
    basis = models.CharField("出处", max_length=200, blank=True)
    count = models.PositiveIntegerField("处数", default=1)
    present = models.BooleanField("仍在文中", default=True)
    answer = models.CharField("处理", max_length=16, choices=Answer.choices, blank=True)
    note = models.CharField("理由", max_length=300, blank=True)
    answered_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField("处理时间", null=True)

    class Meta:
        ordering: ClassVar = ["subject", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["subject", "fingerprint"], name="remark_once"),
            models.CheckConstraint(
                name="remark_answer_has_reason",
                condition=Q(answer="") | (Q(answered_by__isnull=False) & ~Q(note="")),
            ),
            models.CheckConstraint(
                name="remark_blocks_only_as_fault",
                condition=Q(blocks=False) | Q(severity=Severity.FAULT.value),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.rule} {self.place}"
