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


class ColumnType(models.TextChoices):
    """The values of the meta tag ColumnType that our columns use (国办发〔2017〕47号 附件)."""

    OVERVIEW = "概况信息", "概况信息"
    FUNCTIONS = "机构职能", "机构职能"
    LEADERS = "负责人信息", "负责人信息"
    POLICIES = "政策文件", "政策文件"
    GUIDE = "信息公开指南", "信息公开指南"
    CATALOGUE = "信息公开目录", "信息公开目录"
    REPORT = "信息公开年报", "信息公开年报"
    DATA = "数据发布", "数据发布"
    INTERPRETATION = "政策解读", "政策解读"
    RESPONSE = "回应关切", "回应关切"
    SERVICES = "办事服务", "办事服务"
    CONSULTATION = "征集调查", "征集调查"


class LimitUnit(models.TextChoices):
    """What a time limit counts."""

    HOUR = "hour", "小时"
    WORKDAY = "workday", "个工作日"
    DAY = "day", "日"
    MONTH = "month", "个月"


class LimitAnchor(models.TextChoices):
    """From when a time limit runs, or how the item is kept where no number is given."""

    FORMED = "formed", "信息形成或者变更之日"
    OBTAINED = "obtained", "制定或者获取信息之日"
    APPROVED = "approved", "批准之日"
    DECIDED = "decided", "作出决定之日"
    NOTICE = "notice", "公示期"
    PERIODIC = "periodic", "定期"
    PROMPT = "prompt", "及时"
    REAL_TIME = "real_time", "实时"
    LASTING = "lasting", "长期"


class Mode(models.TextChoices):
    """公开方式."""

    PROACTIVE = "主动", "主动"
    ON_REQUEST = "依申请公开", "依申请公开"
    BOTH = "主动、依申请公开", "主动、依申请公开"


LEVELS = ("县级", "乡级", "村级")
"""公开层级; the national form prints the last two as one column, 乡、村级."""


class Column(models.Model):
    """A column of the public site, shared by every organ."""

    section = models.CharField("所属部分", max_length=16, choices=Section.choices)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="children", verbose_name="上级栏目"
    )
    order = models.PositiveIntegerField("次序", default=0)
    name = models.CharField("栏目名称", max_length=64)
    slug = models.SlugField("网址名", max_length=40, unique=True)
    column_type = models.CharField("栏目类别", max_length=32, choices=ColumnType.choices)
    description = models.CharField("栏目描述", max_length=300)
    keywords = models.CharField("关键词", max_length=200)
    kind_code = models.CharField("法定类别", max_length=8, blank=True)
    empty_note = models.CharField("无内容说明", max_length=300, blank=True)
    closed_on = models.DateField("停用日期", null=True)

    class Meta:
        ordering: ClassVar = ["section", "order", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="column_section_known", condition=Q(section__in=Section.values)
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def kind_number(self) -> int | None:
        """The number of the kind within art. 20; None for columns of art. 21 and others."""
        article, _, number = self.kind_code.partition(".")
        return int(number) if article == "20" else None

    @property
    def reference(self) -> str:
        """The opaque name the ledger knows the column by."""
        return f"catalogue.column:{self.pk}"


class ItemQuerySet(models.QuerySet["Item"]):
    """Scopes of the catalogue."""

    def on(self, day: date) -> "ItemQuerySet":
        """Items in force on a day."""
        return self.filter(
            Q(valid_until__isnull=True) | Q(valid_until__gte=day), valid_from__lte=day
        )


class Item(models.Model):
    """One row of an organ's 基层政务公开标准目录, in the wording that held for a time.

    A changed row is a new one that names the row it `replaces`, so that a document keeps the
    wording it was published under.
    """

    organ = models.ForeignKey(Organ, models.PROTECT, related_name="items", verbose_name="机关")
    column = models.ForeignKey(
        Column, models.PROTECT, null=True, related_name="items", verbose_name="对应栏目"
    )
    number = models.PositiveIntegerField("序号")
    field = models.CharField("领域", max_length=32)
    level1 = models.CharField("一级事项", max_length=100)
    level2 = models.CharField("二级事项", max_length=100)
    elements = models.JSONField("公开内容（要素）", default=list)
    basis = models.TextField("公开依据")
    limit_text = models.CharField("公开时限", max_length=200)
    limit_n = models.PositiveSmallIntegerField("时限数", null=True)
    limit_unit = models.CharField("时限单位", max_length=8, choices=LimitUnit.choices, blank=True)
    limit_anchor = models.CharField("起算点", max_length=16, choices=LimitAnchor.choices)
    body = models.CharField("公开主体", max_length=100)
    channels = models.JSONField("公开渠道和载体", default=list)
    audience = models.CharField("公开对象", max_length=100, default="全社会")
    mode = models.CharField("公开方式", max_length=16, choices=Mode.choices, default=Mode.PROACTIVE)
    levels = models.JSONField("公开层级", default=list)
    valid_from = models.DateField("启用日期")
    valid_until = models.DateField("停用日期", null=True)
    replaces = models.OneToOneField(
        "self", models.PROTECT, null=True, related_name="replaced_by", verbose_name="接替"
    )

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
            models.CheckConstraint(name="item_mode_known", condition=Q(mode__in=Mode.values)),
            models.CheckConstraint(
                name="item_limit_anchor_known",
                condition=Q(limit_anchor__in=LimitAnchor.values),
            ),
            models.CheckConstraint(
                name="item_limit_whole",
                condition=Q(limit_n__isnull=True, limit_unit="")
                | Q(limit_n__isnull=False, limit_unit__in=LimitUnit.values),
            ),
        ]

    def __str__(self) -> str:
        return self.level1 if self.level1 == self.level2 else f"{self.level1} / {self.level2}"

    @property
    def reference(self) -> str:
        """The opaque name the ledger knows the row by."""
        return f"catalogue.item:{self.pk}"
