"""What belongs to a case: the evidence the office gives, the hearings it is called to."""

from typing import ClassVar

from django.db import models

from gongkai.remedies.models.dispute import Dispute


class Evidence(models.Model):
    """One row of 证据清单."""

    dispute = models.ForeignKey(Dispute, models.CASCADE, related_name="evidence")
    order = models.PositiveSmallIntegerField("序号")
    title = models.CharField("名称", max_length=200)
    proves = models.CharField("证明目的", max_length=300)
    pages = models.PositiveSmallIntegerField("页数", default=1)

    class Meta:
        ordering: ClassVar = ["dispute", "order"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["dispute", "order"], name="evidence_order_once")
        ]

    def __str__(self) -> str:
        return f"{self.order} {self.title}"


class Hearing(models.Model):
    """A hearing, an opinion heard or a day in court."""

    dispute = models.ForeignKey(Dispute, models.CASCADE, related_name="hearings")
    at = models.DateTimeField("时间")
    place = models.CharField("地点", max_length=100)
    attendee = models.CharField("出庭（参加）人", max_length=100)
    note = models.CharField("备注", max_length=300, blank=True)

    class Meta:
        ordering: ClassVar = ["at", "id"]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d} {self.place}"
