"""What belongs to an office as a whole: its bureau for disclosure, disposal lists, proposals."""

from typing import ClassVar

from django.db import models

from gongkai.organs.models import Organ, Person, Post


class Bureau(models.Model):
    """政府信息公开工作机构: who heads it, how its letters are numbered, where remedies are sought.

    `choices` are the office's ways where the law leaves a rule open (`law.choices`).
    """

    organ = models.OneToOneField(Organ, models.PROTECT, related_name="bureau")
    name = models.CharField("机构名称", max_length=100)
    head = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+")
    word = models.CharField("文书代字", max_length=32)
    contact = models.CharField("联系方式", max_length=200)
    reconsideration_organ = models.CharField("复议机关", max_length=100)
    court = models.CharField("管辖法院", max_length=100)
    online_filing = models.URLField("网上申请复议的地址", blank=True)
    account = models.CharField("缴费账户", max_length=200, blank=True)
    choices = models.JSONField("开放规则的做法", default=dict, blank=True)
    retention_years = models.PositiveSmallIntegerField("个人信息保留年数", default=10)

    def __str__(self) -> str:
        return self.name


class Disposal(models.Model):
    """处置清单: requests whose applicants' data are to be destroyed once a person confirms."""

    organ = models.ForeignKey(Organ, models.PROTECT, related_name="+")
    made_at = models.DateTimeField("生成时间")
    ended_before = models.DateField("办结早于")
    made_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField("确认时间", null=True)
    confirmed_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering: ClassVar = ["-id"]

    def __str__(self) -> str:
        return f"{self.organ_id} {self.ended_before}"


class Limit(models.Model):
    """How often something was tried from one place within a window; `mark` is blind."""

    purpose = models.CharField("用途", max_length=16)
    mark = models.CharField("来源标记", max_length=32)
    window = models.DateTimeField("时段")
    count = models.PositiveIntegerField("次数", default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["purpose", "mark", "window"], name="limit_once"),
        ]

    def __str__(self) -> str:
        return f"{self.purpose} {self.count}"


class Reckoned(models.Model):
    """By which calendar the stored last days were reckoned; one row."""

    calendar = models.CharField("日历摘要", max_length=64)

    def __str__(self) -> str:
        return self.calendar[:12]
