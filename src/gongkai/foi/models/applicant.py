"""What applicants said: who they are, what they want, what they sent and stated; all sealed."""

from typing import ClassVar

from django.db import models

from gongkai.foi.models.request import Request
from gongkai.kernel.models import SealedFile
from gongkai.kernel.sealing import Sealed


class Applicant(Sealed):
    """Who applies, and through whom: `content.Applicant` as JSON."""

    request = models.OneToOneField(Request, models.PROTECT, related_name="applicant")

    def __str__(self) -> str:
        return self.place

    @property
    def place(self) -> str:
        """The row by its request."""
        return f"foi.applicant:{self.request_id}"


class Wanted(Sealed):
    """What is asked for: `description`; a correction adds a row (条例第三十条)."""

    request = models.ForeignKey(Request, models.PROTECT, related_name="wanted")
    number = models.PositiveSmallIntegerField("次序")
    at = models.DateTimeField("时间")

    class Meta:
        ordering: ClassVar = ["request", "number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["request", "number"], name="wanted_number_once"),
        ]

    def __str__(self) -> str:
        return self.place

    @property
    def place(self) -> str:
        """The row by its request and number."""
        return f"foi.wanted:{self.request_id}:{self.number}"


class Attachment(models.Model):
    """A file that came with a request: identity document, authorisation, other paper."""

    class Kind(models.TextChoices):
        """What the file is."""

        IDENTITY = "identity", "身份证明"
        AUTHORISATION = "authorisation", "授权委托书"
        PAPER = "paper", "申请材料"
        CORRECTION = "correction", "补正材料"
        PROOF = "proof", "送达凭证"

    request = models.ForeignKey(Request, models.PROTECT, related_name="attachments")
    kind = models.CharField("类别", max_length=16, choices=Kind.choices)
    file = models.ForeignKey(SealedFile, models.PROTECT, related_name="+")
    at = models.DateTimeField("时间")

    class Meta:
        ordering: ClassVar = ["request", "id"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.file_id}"


class Statement(Sealed):
    """A text that belongs to a step and may hold personal data: a reason, an opinion, an excuse.

    The ledger has the step; the words stand here.
    """

    request = models.ForeignKey(Request, models.PROTECT, related_name="statements")
    number = models.PositiveSmallIntegerField("次序")
    act = models.CharField("步骤", max_length=32)
    at = models.DateTimeField("时间")
    person_name = models.CharField("经办人", max_length=64)

    class Meta:
        ordering: ClassVar = ["request", "number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["request", "number"], name="statement_number_once"),
        ]

    def __str__(self) -> str:
        return self.place

    @property
    def place(self) -> str:
        """The row by its request and number."""
        return f"foi.statement:{self.request_id}:{self.number}"


class Look(models.Model):
    """Somebody looked at an applicant's data: who, when, at what. Append-only by trigger."""

    class What(models.TextChoices):
        """What was looked at."""

        APPLICANT = "applicant", "申请人信息"
        ATTACHMENT = "attachment", "申请人的文件"
        THIRD_PARTY = "third_party", "第三方信息"
        LETTER = "letter", "文书"

    request = models.ForeignKey(Request, models.PROTECT, related_name="looks")
    what = models.CharField("查看内容", max_length=16, choices=What.choices)
    person = models.BigIntegerField("查看人编号", null=True)
    person_name = models.CharField("查看人", max_length=64)
    at = models.DateTimeField("时间")

    class Meta:
        ordering: ClassVar = ["request", "id"]

    def __str__(self) -> str:
        return f"{self.person_name} {self.get_what_display()} {self.at:%Y-%m-%d %H:%M}"
