"""Tables every domain stands on: the ledger line, the stored file, the number series."""

from typing import ClassVar

from django.db import models

from gongkai.kernel.sealing import Sealed


class Entry(models.Model):
    """One line of the ledger: who did what to which thing, when, on what legal basis.

    Append-only by trigger. It names no applicant and holds no personal data of citizens.
    The subject is an opaque reference such as `disclosures.document:12`.
    """

    at = models.DateTimeField("时间")
    act = models.CharField("行为", max_length=64)
    label = models.CharField("行为名称", max_length=32)
    subject = models.CharField("对象", max_length=64)
    organ = models.BigIntegerField("机关", null=True)
    person = models.BigIntegerField("经办人编号", null=True)
    person_name = models.CharField("经办人", max_length=64)
    basis = models.CharField("依据", max_length=128, blank=True)
    reason = models.TextField("理由", blank=True)
    detail = models.JSONField("内容", default=dict)

    class Meta:
        ordering: ClassVar = ["id"]
        indexes: ClassVar = [
            models.Index(fields=["subject", "id"], name="entry_subject"),
            models.Index(fields=["organ", "at"], name="entry_organ_at"),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.person_name} {self.label} {self.subject}"


class StoredFile(models.Model):
    """A file kept once under the SHA-256 of its bytes."""

    sha256 = models.CharField("SHA-256", max_length=64, unique=True)
    size = models.BigIntegerField("字节数")
    kind = models.CharField("格式", max_length=16)
    kept_at = models.DateTimeField("存入时间")

    def __str__(self) -> str:
        return f"{self.sha256[:12]} ({self.kind}, {self.size})"


class Series(models.Model):
    """The last number given in a gap-free series of one organ and year."""

    organ = models.BigIntegerField("机关")
    name = models.CharField("序列", max_length=32)
    year = models.IntegerField("年份")
    last = models.BigIntegerField("最后一号", default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organ", "name", "year"], name="series_once"),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.year}: {self.last}"


class HolidayNotice(models.Model):
    """A year's arrangement of rest days, imported when the State Council publishes it."""

    year = models.PositiveSmallIntegerField("年份", unique=True)
    days = models.TextField("放假与调休（JSON）")
    source = models.CharField("通知文号", max_length=100)
    imported_at = models.DateTimeField("导入时间")

    class Meta:
        ordering: ClassVar = ["year"]

    def __str__(self) -> str:
        return f"{self.year}年放假安排"


class SealedFile(Sealed):
    """A file with personal data, kept by `kernel.sealed_files`; its name and key are sealed."""

    token = models.CharField("文件号", max_length=32, unique=True)
    size = models.PositiveIntegerField("字节数")
    kind = models.CharField("格式", max_length=16)
    kept_at = models.DateTimeField("存入时间")

    def __str__(self) -> str:
        return f"{self.token[:8]} ({self.kind}, {self.size})"

    @property
    def place(self) -> str:
        """The row by its token, which is known before it is written."""
        return f"kernel.sealedfile:{self.token}"
