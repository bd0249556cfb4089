"""个人信息保护影响评估, and what an installation has set for each kind of list."""

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.timezone import localdate

from gongkai.law.clocks import corresponding_day
from gongkai.law.figures import Unit, figure
from gongkai.law.public_lists import all_lists
from gongkai.organs.models import Organ, Person

LIST_KINDS = list({kind.key: kind.title for kind in all_lists()}.items())
UNITS = [(unit.value, unit.label) for unit in (Unit.CD, Unit.WD)]


class Assessment(models.Model):
    """The record of 个人信息保护法 arts. 55-56 about one list, kept three years at least."""

    class Conclusion(models.TextChoices):
        """What the assessor concludes."""

        FIT = "fit", "可以公开"
        MEASURED = "measured", "采取所列措施后可以公开"
        UNFIT = "unfit", "不宜公开"

    organ = models.ForeignKey(Organ, models.PROTECT, related_name="+")
    subject = models.CharField("名单", max_length=64)
    title = models.CharField("名单名称", max_length=200)
    list_kind = models.CharField("名单种类", max_length=32, choices=LIST_KINDS)
    purpose = models.TextField("公开的目的和依据")
    necessity = models.TextField("必要性")
    risks = models.TextField("对个人权益的影响和风险")
    measures = models.TextField("保护措施")
    conclusion = models.CharField("结论", max_length=16, choices=Conclusion.choices)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField("评估时间")
    reused = models.ForeignKey("self", models.PROTECT, null=True, related_name="reuses")

    class Meta:
        ordering: ClassVar = ["-id"]
        indexes: ClassVar = [
            models.Index(fields=["subject"], name="assessment_subject"),
            models.Index(fields=["organ", "list_kind"], name="assessment_of_kind"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def allows(self) -> bool:
        """True when the list may be published."""
        return self.conclusion != self.Conclusion.UNFIT

    @property
    def keep_until(self) -> date:
        """The day through which the record must be kept (art. 56: three years at least)."""
        made_on = localdate(self.at)
        return corresponding_day(made_on, figure("pia.retention", made_on).value * 12)


class ListRule(models.Model):
    """What this installation has set for a kind of list in place of the built-in figures.

    `longest` is in days, 0 without a limit, null as the table has it;
    `treatments` maps kinds of personal data to what is done with them; empty as the table has it.
    """

    kind = models.CharField("名单种类", max_length=32, choices=LIST_KINDS, unique=True)
    period = models.PositiveSmallIntegerField("公示期")
    unit = models.CharField("单位", max_length=8, choices=UNITS)
    assessed = models.BooleanField("签发前须评估")
    longest = models.PositiveSmallIntegerField("最长展示天数", null=True)
    treatments = models.JSONField("个人信息的处理", default=dict)
    set_at = models.DateTimeField("设定时间")

    class Meta:
        ordering: ClassVar = ["kind"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="list_rule_unit_known", condition=Q(unit__in=[key for key, _ in UNITS])
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.period} {self.unit}"
