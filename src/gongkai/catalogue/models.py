"""Tables of the catalogue: the columns of the public site and the items of the standard list."""

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from gongkai.organs.models import Organ


class Section(models.TextChoices):
    """The four fixed parts of the 政府信息公开 section (国办公开办函〔2019〕61号)."""

    GUIDE = "guide", "政府信息公开指南"
    RULES = "rules", "政府信息公开制度"
    STATUTORY = "statutory", "法定主动公开内容"
    REPORT = "report", "政府信息公开年报"


class Column(models.Model):
    """A column of the public site, shared by every organ."""

    section = models.CharField("所属部分", max_length=16, choices=Section.choices)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="children", verbose_name="上级栏目"
    )
    order = models.PositiveIntegerField("次序", default=0)
    name = models.CharField("栏目名称", max_length=64)
    slug = models.SlugField("网址名", max_length=40, unique=True)
    column_type = models.CharField("栏目类别", max_length=32)
    description = models.CharField("栏目描述", max_length=300)
    keywords = models.CharField("关键词", max_length=200)
    kind_number = models.PositiveSmallIntegerField("条例第二十条项次", null=True)
    empty_note = models.CharField("无内容说明", max_length=300, blank=True)

    class Meta:
        ordering: ClassVar = ["section", "order", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="column_section_known", condition=Q(section__in=Section.values)
            ),
        ]

    def __str__(self) -> str:
        return self.name


class ItemQuerySet(models.QuerySet["Item"]):
    """Scopes of the catalogue."""

    def on(self, day: date) -> "ItemQuerySet":
        """Items in force on a day."""
        return self.filter(
            Q(valid_until__isnull=True) | Q(valid_until__gte=day), valid_from__lte=day
        )


class Item(models.Model):
    """One row of an organ's 基层政务公开标准目录."""

    organ = models.ForeignKey(Organ, models.PROTECT, related_name="items", verbose_name="机关")
    column = models.ForeignKey(
        Column, models.PROTECT, null=True, related_name="items", verbose_name="对应栏目"
    )
    number = models.PositiveIntegerField("序号")
    field = models.CharField("领域", max_length=32)
    level1 = models.CharField("一级事项", max_length=64)
    level2 = models.CharField("二级事项", max_length=64)
    elements = models.JSONField("公开内容（要素）", default=list)
    basis = models.TextField("公开依据")
    limit_text = models.CharField("公开时限", max_length=200)
    limit_n = models.PositiveSmallIntegerField("时限数", null=True)
    limit_unit = models.CharField("时限单位", max_length=8, blank=True)
    limit_anchor = models.CharField("起算点", max_length=16, blank=True)
    body = models.CharField("公开主体", max_length=100)
    channels = models.JSONField("公开渠道和载体", default=list)
    audience = models.CharField("公开对象", max_length=100, default="全社会")
    mode = models.CharField("公开方式", max_length=16, default="主动")
    levels = models.JSONField("公开层级", default=list)
    valid_from = models.DateField("启用日期")
    valid_until = models.DateField("停用日期", null=True)

    objects = ItemQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["organ", "number", "id"]
        indexes: ClassVar = [models.Index(fields=["organ", "field"], name="item_organ_field")]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["organ", "field", "level1", "level2", "valid_from"], name="item_once"
            ),
            models.CheckConstraint(
                name="item_ends_after_start",
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=F("valid_from")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.level1} / {self.level2}"
