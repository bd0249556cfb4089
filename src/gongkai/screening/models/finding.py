"""What the machine found in a text and how a person answered it."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from gongkai.organs.models import Person
from gongkai.screening.models.withholding import Withholding


class Salt(models.Model):
    """The random key of the fingerprints: one row for good, append-only by trigger.

    It lives beside the findings, so that answers survive the loss of any secret of the settings.
    """

    id = models.PositiveSmallIntegerField("编号", primary_key=True, default=1)
    value = models.CharField("盐", max_length=64)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(name="salt_once", condition=Q(id=1)),
        ]

    def __str__(self) -> str:
        return "指纹的盐"


class Finding(models.Model):
    """Something found in a text; keyed by fingerprint, so an answer survives a re-run.

    `group` names what is answered together (a column of a sheet, the paragraphs of a file), `files`
    the attachments that hold it, `hidden` why a reader does not see it, `before` and `after` the
    words around it, in which other data are masked.
    """

    class Answer(models.TextChoices):
        """What a person decided."""

        OPEN = "", "未处理"
        MASKED = "masked", "已遮盖"
        KEPT = "kept", "依法公开"
        DISMISSED = "dismissed", "不是个人信息"
        SEEN = "seen", "已人工查看"

    class Source(models.TextChoices):
        """What kind of check found it."""

        PERSONAL = "personal", "个人信息"
        FILES = "files", "附件"

    subject = models.CharField("对象", max_length=64)
    source = models.CharField(
        "来源", max_length=16, choices=Source.choices, default=Source.PERSONAL
    )
    fingerprint = models.CharField("指纹", max_length=64)
    kind = models.CharField("种类", max_length=32)
    place = models.CharField("位置", max_length=200)
    group = models.CharField("一起处理", max_length=200, blank=True)
    files = models.JSONField("所在附件", default=list, blank=True)
    hidden = models.CharField("为什么看不见", max_length=60, blank=True)
    before = models.CharField("前文", max_length=60, blank=True)
    text = models.CharField("原文", max_length=200)
    after = models.CharField("后文", max_length=60, blank=True)
    mask = models.CharField("建议遮盖为", max_length=200)
    count = models.PositiveIntegerField("处数", default=1)
    confidence = models.FloatField("把握", default=1.0)
    present = models.BooleanField("仍在文中", default=True)
    answer = models.CharField("处理", max_length=16, choices=Answer.choices, blank=True)
    ground = models.CharField("公开依据", max_length=32, blank=True)
    note = models.CharField("说明", max_length=300, blank=True)
    answered_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField("处理时间", null=True)
    withholding = models.ForeignKey(
        Withholding, models.PROTECT, null=True, related_name="places", verbose_name="登记"
    )

    class Meta:
        ordering: ClassVar = ["subject", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["subject", "fingerprint"], name="finding_once"),
            models.CheckConstraint(
                name="finding_kept_has_ground", condition=~Q(answer="kept") | ~Q(ground="")
            ),
            models.CheckConstraint(
                name="finding_answer_has_person",
                condition=Q(answer="") | Q(answered_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.place}"

    @property
    def file(self) -> str:
        """The first attachment that holds it; empty for what stands in the text itself."""
        return self.files[0] if self.files else ""
