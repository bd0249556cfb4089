"""What was found at the address of a document after it was published or withdrawn."""

from typing import ClassVar

from django.db import models

from gongkai.disclosures.models.document import Document


class Verification(models.Model):
    """One look at a public address, compared with what was written. Append-only by trigger.

    `expected` and `status` are HTTP statuses, 0 where nobody answered; `seen` says in words what
    was found instead.
    """

    document = models.ForeignKey(Document, models.PROTECT, related_name="verifications")
    address = models.CharField("网址", max_length=300)
    at = models.DateTimeField("时间")
    expected = models.PositiveSmallIntegerField("应有状态")
    expected_sha256 = models.CharField("应有摘要", max_length=64)
    status = models.PositiveSmallIntegerField("状态", default=0)
    sha256 = models.CharField("摘要", max_length=64, blank=True)
    seen = models.CharField("所见", max_length=200, blank=True)

    class Meta:
        ordering: ClassVar = ["document", "id"]

    def __str__(self) -> str:
        return f"{self.address} {self.told}"

    @property
    def is_verified(self) -> bool:
        """True when the public reads there exactly what was written."""
        return (self.status, self.sha256) == (self.expected, self.expected_sha256)

    @property
    def told(self) -> str:
        """The result in words, for the desk."""
        return "已核验" if self.is_verified else f"未核验：{self.seen}"
