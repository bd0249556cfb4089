"""The reply to a request: the answer chosen, its grounds and text, and who stands for it."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q

from gongkai.foi.models.letter import Letter, digest_of
from gongkai.foi.models.request import Request
from gongkai.kernel.models import SealedFile
from gongkai.kernel.sealing import Sealed
from gongkai.law.answers import Answer, answer
from gongkai.law.exemptions import Ground, ground
from gongkai.organs.models import Person


def _differ(left: str, right: str, name: str) -> models.CheckConstraint:
    missing = Q(**{f"{left}__isnull": True}) | Q(**{f"{right}__isnull": True})
    return models.CheckConstraint(name=name, condition=missing | ~Q(**{left: F(right)}))


class Reply(Sealed):
    """One answer in work or given. The sealed JSON has `text` (part of the letter → words) and
    `discretion` (why what may be withheld is withheld, 条例第十六条).

    `third_party`: it touches rights of others; `overrides`: it discloses against an objection.
    `checked` and `signed` are the digests that checker and signer stood for.
    """

    request = models.ForeignKey(Request, models.PROTECT, related_name="replies")
    number = models.PositiveSmallIntegerField("次序")
    code = models.CharField("答复类型", max_length=4)
    grounds = models.JSONField("法定理由", default=list, blank=True)
    third_party = models.BooleanField("涉及第三方合法权益", default=False)
    overrides = models.BooleanField("第三方不同意而决定公开", default=False)
    digest = models.CharField("文本摘要", max_length=64)
    author = models.ForeignKey(Person, models.PROTECT, related_name="+")
    checker = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    signer = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    checked = models.CharField("审核的文本摘要", max_length=64, blank=True)
    signed = models.CharField("签发的文本摘要", max_length=64, blank=True)
    written_at = models.DateTimeField("拟定时间")
    checked_at = models.DateTimeField("审核时间", null=True)
    signed_at = models.DateTimeField("签发时间", null=True)
    letter = models.OneToOneField(Letter, models.PROTECT, null=True, related_name="reply")

    class Meta:
        ordering: ClassVar = ["request", "number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["request", "number"], name="reply_number_once"),
            _differ("author", "checker", "reply_checker_not_author"),
            _differ("author", "signer", "reply_signer_not_author"),
            _differ("checker", "signer", "reply_signer_not_checker"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.answer.title}"

    @property
    def place(self) -> str:
        """The row by its request and number."""
        return f"foi.reply:{self.request_id}:{self.number}"

    @property
    def answer(self) -> Answer:
        """The type of the answer."""
        return answer(self.code)

    @property
    def ground_rows(self) -> tuple[Ground, ...]:
        """The grounds it names."""
        return tuple(ground(code) for code in self.grounds)

    @property
    def text(self) -> dict[str, Any]:
        """The parts of the letter: texts, points of a list, rows of a table."""
        text: dict[str, Any] = self.opened()["text"]
        return text

    def bound(self, text: dict[str, Any]) -> str:
        """Return the digest of a text with the answer, its grounds and the files given with it."""
        files = [f"{row.masked}:{row.file.token}" for row in self.files.order_by("id")]
        beside = {"answer": self.code, "grounds": " ".join(self.grounds), "files": " ".join(files)}
        return digest_of(self.answer.letter_id, {**text, **beside})


class ReplyFile(models.Model):
    """A file given with a reply: a copy, or a masked copy (条例第三十七条)."""

    reply = models.ForeignKey(Reply, models.PROTECT, related_name="files")
    file = models.ForeignKey(SealedFile, models.PROTECT, related_name="+")
    masked = models.BooleanField("遮盖的副本", default=False)

    class Meta:
        ordering: ClassVar = ["reply", "id"]

    def __str__(self) -> str:
        return f"{self.reply_id} {self.file_id}"
