"""用词规则: the words an office adds to the shipped rule packs, by edition."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from gongkai.organs.models import Organ
from gongkai.screening.models.remark import SEVERITIES
from gongkai.text.severity import Severity


class WordEdition(models.Model):
    """An edition of an organ's rules; `digest` is the SHA-256 of all they say."""

    organ = models.ForeignKey(Organ, models.PROTECT, related_name="word_editions")
    number = models.PositiveIntegerField("版次")
    digest = models.CharField("摘要", max_length=64)
    made_at = models.DateTimeField("制定时间")

    class Meta:
        ordering: ClassVar = ["organ", "-number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organ", "number"], name="word_edition_once"),
        ]

    def __str__(self) -> str:
        return f"{self.organ} 第{self.number}版"


class WordRule(models.Model):
    """A rule in force from edition `since` up to, but not in, edition `until`."""

    class Kind(models.TextChoices):
        """What it does."""

        WORD = "word", "要改的词"
        ALLOW = "allow", "不再提示的词"
        OFF = "off", "停用的规则"

    organ = models.ForeignKey(Organ, models.PROTECT, related_name="word_rules")
    kind = models.CharField("种类", max_length=8, choices=Kind.choices, default=Kind.WORD)
    wrong = models.CharField("要找的词", max_length=64)
    right = models.CharField("改为", max_length=80, blank=True)
    says = models.CharField("说明", max_length=200, blank=True)
    source = models.CharField("出处", max_length=200, blank=True)
    severity = models.CharField(
        "程度",
        max_length=16,
        choices=[(key.value, name) for key, name in SEVERITIES.items()],
        default=Severity.UNCERTAIN.value,
    )
    blocks = models.BooleanField("拦住签批", default=False)
    since = models.PositiveIntegerField("自第几版")
    until = models.PositiveIntegerField("到第几版", null=True)

    class Meta:
        ordering: ClassVar = ["organ", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["organ", "kind", "wrong"],
                name="word_rule_once_in_force",
                condition=Q(until__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return self.wrong
