"""The exact texts of a document: never changed, each with the digest a signature binds."""

import hashlib
import json
import re
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from gongkai.catalogue.models import Column, Item
from gongkai.disclosures.models.document import Document
from gongkai.kernel.models import StoredFile
from gongkai.organs.models import Person

SIGNED_FIELDS = (
    "title",
    "doc_number",
    "body",
    "summary",
    "source",
    "keywords",
    "topic",
    "formed_on",
    "effective_on",
    "expires_on",
    "display_until",
    "objection_channel",
    "attribute",
    "ground",
    "ground_reason",
    "item_id",
    "column_id",
)
"""Everything a signature covers besides the attachments; the order is part of the format."""

PICTURE = re.compile(r'src="files/([0-9a-f]{64})\.')


def _dated(name: str) -> models.Index:
    """A day on which pages change by themselves."""
    return models.Index(
        fields=[name], name=f"version_{name}", condition=Q(**{f"{name}__isnull": False})
    )


class Version(models.Model):
    """One text of a document with its metadata. Append-only by trigger."""

    document = models.ForeignKey(Document, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField("版次")
    title = models.CharField("标题", max_length=200)
    doc_number = models.CharField("文号", max_length=64, blank=True)
    body = models.TextField("正文", blank=True)
    summary = models.CharField("内容概述", max_length=500, blank=True)
    source = models.CharField("信息来源", max_length=100, blank=True)
    keywords = models.CharField("关键词", max_length=100, blank=True)
    topic = models.CharField("主题分类", max_length=64, blank=True)
    formed_on = models.DateField("成文日期", null=True)
    effective_on = models.DateField("生效日期", null=True)
    expires_on = models.DateField("有效期至", null=True)
    display_until = models.DateField("公示截止", null=True)
    objection_channel = models.CharField("异议渠道", max_length=200, blank=True)
    attribute = models.CharField("公开属性", max_length=16, blank=True)
    ground = models.CharField("不予公开理由", max_length=8, blank=True)
    ground_reason = models.TextField("事实说明", blank=True)
    item = models.ForeignKey(Item, models.PROTECT, null=True, related_name="+")
    column = models.ForeignKey(Column, models.PROTECT, null=True, related_name="+")
    author = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="改动人")
    made_at = models.DateTimeField("保存时间")
    note = models.CharField("改动说明", max_length=200, blank=True)
    digest = models.CharField("摘要", max_length=64)

    class Meta:
        ordering: ClassVar = ["document", "number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["document", "number"], name="version_number_once"),
        ]
        indexes: ClassVar = [
            _dated(name) for name in ("display_until", "effective_on", "expires_on")
        ]

    def __str__(self) -> str:
        return f"{self.title}（第{self.number}版）"

    def canonical(self, attachments: list[tuple[str, str]]) -> bytes:
        """Return the bytes a signature binds: the fields, then (name, SHA-256) of each file."""
        content: dict[str, Any] = {name: getattr(self, name) for name in SIGNED_FIELDS}
        content["attachments"] = attachments
        return json.dumps(
            content, ensure_ascii=False, separators=(",", ":"), default=str, sort_keys=True
        ).encode()

    def digest_of(self, attachments: list[tuple[str, str]]) -> str:
        """Return the SHA-256 of the canonical form, as hex."""
        return hashlib.sha256(self.canonical(attachments)).hexdigest()

    def listed_attachments(self) -> list[tuple[str, str]]:
        """Return (name, SHA-256) of every attachment in order."""
        return [(a.name, a.file.sha256) for a in self.attachments.select_related("file")]

    @property
    def pictures(self) -> list[str]:
        """Return the SHA-256 of the pictures in the body, in order."""
        return PICTURE.findall(self.body)


class Attachment(models.Model):
    """A file that belongs to a version. Append-only by trigger."""

    version = models.ForeignKey(Version, models.PROTECT, related_name="attachments")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    name = models.CharField("文件名", max_length=200)
    order = models.PositiveIntegerField("次序")

    class Meta:
        ordering: ClassVar = ["version", "order"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["version", "order"], name="attachment_order_once"),
            models.UniqueConstraint(fields=["version", "name"], name="attachment_name_once"),
        ]

    def __str__(self) -> str:
        return self.name


class Autosave(models.Model):
    """What somebody has typed and not saved yet; the only text that may be overwritten."""

    document = models.ForeignKey(Document, models.CASCADE, related_name="autosaves")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    fields = models.JSONField("内容")
    seen = models.PositiveIntegerField("所依据的版次")
    at = models.DateTimeField("时间")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["document", "person"], name="autosave_once"),
            models.CheckConstraint(name="autosave_seen", condition=Q(seen__gte=0)),
        ]

    def __str__(self) -> str:
        return f"{self.document_id} {self.at:%H:%M}"
