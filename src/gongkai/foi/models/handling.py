"""What is done between receipt and reply: searches, consultations, the fee, proposals."""

from typing import ClassVar

from django.db import models

from gongkai.foi.models.request import Request
from gongkai.kernel.sealing import Sealed
from gongkai.law.fees import Method
from gongkai.law.request_events import Opinion, Party
from gongkai.organs.models import Organ, Person


class Search(Sealed):
    """A search for what is asked: the sealed JSON has `places`, `words`, `period` and `found`."""

    request = models.ForeignKey(Request, models.PROTECT, related_name="searches")
    number = models.PositiveSmallIntegerField("次序")
    at = models.DateTimeField("时间")
    person_name = models.CharField("检索人", max_length=64)

    class Meta:
        ordering: ClassVar = ["request", "number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["request", "number"], name="search_number_once"),
        ]

    def __str__(self) -> str:
        return self.place

    @property
    def place(self) -> str:
        """The row by its request and number."""
        return f"foi.search:{self.request_id}:{self.number}"


class Consultation(Sealed):
    """A party asked for its opinion; the sealed JSON has `name`, `contact` and `parts`.

    `overridden_on` is when it was decided to disclose against an objection (条例第三十二条),
    `told_on` when the party was told so in writing.
    """

    request = models.ForeignKey(Request, models.PROTECT, related_name="consultations")
    mark = models.CharField("期限标记", max_length=20)
    party = models.CharField(
        "征求对象", max_length=16, choices=[(party.value, party.label) for party in Party]
    )
    organ = models.ForeignKey(Organ, models.PROTECT, null=True, related_name="+")
    opinion = models.CharField(
        "意见",
        max_length=16,
        blank=True,
        choices=[(opinion.value, opinion.label) for opinion in Opinion],
    )
    sent_on = models.DateField("发出日期")
    opinion_on = models.DateField("收到意见日期", null=True)
    told_on = models.DateField("告知决定公开日期", null=True)

    class Meta:
        ordering: ClassVar = ["request", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["request", "mark"], name="consultation_mark_once"),
        ]

    def __str__(self) -> str:
        return f"{self.get_party_display()} {self.mark}"

    @property
    def place(self) -> str:
        """The row by its request and mark."""
        return f"foi.consultation:{self.request_id}:{self.mark}"


class Fee(models.Model):
    """信息处理费 of a request: what was asked, paid or waived; yuan (办法第三条至第五条)."""

    request = models.OneToOneField(Request, models.PROTECT, related_name="fee")
    method = models.CharField(
        "方式", max_length=8, choices=[(method.value, method.label) for method in Method]
    )
    before = models.PositiveIntegerField("此前数量", default=0)
    count = models.PositiveIntegerField("数量")
    amount = models.DecimalField("金额", max_digits=12, decimal_places=2)
    notified_on = models.DateField("通知日期", null=True)
    paid_on = models.DateField("缴费日期", null=True)
    receipt = models.CharField("财政票据号", max_length=64, blank=True)
    waived_on = models.DateField("免收日期", null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["notified_on"], name="fee_notified")]

    def __str__(self) -> str:
        return f"{self.get_method_display()} {self.amount:.2f}元"


class Proposal(models.Model):
    """建议转为主动公开: what several applicants ask for (条例第四十四条)."""

    organ = models.ForeignKey(Organ, models.PROTECT, related_name="+")
    title = models.CharField("信息名称", max_length=200)
    requests = models.ManyToManyField(Request, related_name="proposals")
    made_at = models.DateTimeField("提出时间")
    made_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    decided_at = models.DateTimeField("决定时间", null=True)
    decided_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    accepted = models.BooleanField("同意转为主动公开", null=True)
    document = models.CharField("公开的文件", max_length=64, blank=True)

    class Meta:
        ordering: ClassVar = ["-id"]

    def __str__(self) -> str:
        return self.title
