"""Signatures on exact texts, and the notices the public reads about later changes."""

from typing import ClassVar

from django.db import models

from gongkai.disclosures.models.document import Document
from gongkai.disclosures.models.version import Version
from gongkai.organs.models import Person


class Signature(models.Model):
    """Somebody stands for one exact text. Append-only by trigger."""

    class Act(models.TextChoices):
        """What was signed for."""

        DRAFT = "draft", "拟稿"
        CONCUR = "concur", "会审"
        CHECK = "check", "保密审查"
        SIGN = "sign", "签发"
        WITHHOLD = "withhold", "签批不予公开"
        EXPRESS = "express", "紧急公开"
        COUNTERSIGN = "countersign", "补签"

    document = models.ForeignKey(Document, models.PROTECT, related_name="signatures")
    version = models.ForeignKey(Version, models.PROTECT, related_name="signatures")
    act = models.CharField("事项", max_length=16, choices=Act.choices)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    person_name = models.CharField("姓名", max_length=64)
    post_name = models.CharField("岗位", max_length=64, blank=True)
    digest = models.CharField("所签文本摘要", max_length=64)
    at = models.DateTimeField("时间")

    class Meta:
        ordering: ClassVar = ["document", "id"]

    def __str__(self) -> str:
        return f"{self.person_name} {self.get_act_display()} {self.digest[:8]}"


class Notice(models.Model):
    """A public notice about a document: corrected, withdrawn, published again, repealed."""

    class Kind(models.TextChoices):
        """What happened."""

        CORRECTED = "corrected", "更正"
        WITHDRAWN = "withdrawn", "撤下"
        RESTORED = "restored", "重新公开"
        REPEALED = "repealed", "宣布失效或废止"

    document = models.ForeignKey(Document, models.PROTECT, related_name="notices")
    kind = models.CharField("类别", max_length=16, choices=Kind.choices)
    at = models.DateTimeField("时间")
    reason = models.TextField("说明")
    before = models.ForeignKey(Version, models.PROTECT, null=True, related_name="+")
    after = models.ForeignKey(Version, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering: ClassVar = ["document", "id"]

    def __str__(self) -> str:
        return f"{self.document_id} {self.get_kind_display()}"
