"""A list of persons on its way from an office's file to a draft, and the sealed file behind it."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from gongkai.catalogue.models import Column
from gongkai.disclosures.models.document import Document
from gongkai.kernel.models import StoredFile
from gongkai.organs.models import Organ, Person


class ListDraft(models.Model):
    """What a clerk has chosen between the steps; of the persons nothing but the file itself.

    `choices` maps the number of a column to its treatment where that is not the usual one.
    """

    organ = models.ForeignKey(Organ, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    list_kind = models.CharField("名单种类", max_length=32)
    column = models.ForeignKey(Column, models.PROTECT, related_name="+")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    name = models.CharField("文件名", max_length=200)
    sheet = models.CharField("工作表", max_length=100, blank=True)
    choices = models.JSONField("各列的处理", default=dict)
    ground = models.CharField("放宽的依据", max_length=300, blank=True)
    at = models.DateTimeField("时间")

    class Meta:
        ordering: ClassVar = ["-id"]
        indexes: ClassVar = [models.Index(fields=["person", "-id"], name="list_draft_of_person")]

    def __str__(self) -> str:
        return self.name


class SealedOriginal(models.Model):
    """The file a list was made from: kept under seal, never attached, never published.

    `file` is empty once it was destroyed; who did so and when stays.
    """

    document = models.ForeignKey(Document, models.PROTECT, related_name="originals")
    list_kind = models.CharField("名单种类", max_length=32)
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+")
    name = models.CharField("文件名", max_length=200)
    persons = models.PositiveIntegerField("人数")
    sealed_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    sealed_at = models.DateTimeField("封存时间")
    destroyed_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    destroyed_at = models.DateTimeField("销毁时间", null=True)

    class Meta:
        ordering: ClassVar = ["document", "-id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="sealed_original_kept_or_destroyed",
                condition=Q(file__isnull=False, destroyed_at__isnull=True)
                | Q(file__isnull=True, destroyed_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.name
