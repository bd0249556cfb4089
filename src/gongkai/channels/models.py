"""Tables of the carriers and their places."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from gongkai.organs.models import Organ


class PlaceKind(models.TextChoices):
    """What stands at a place."""

    BOARD = "board", "信息公开栏"
    SCREEN = "screen", "电子信息屏"
    READING = "reading", "政府信息查阅场所"
    QUERY = "query", "信息查询点"
    HALL = "hall", "政务服务大厅"


class CarrierKind(models.TextChoices):
    """How a carrier reaches people."""

    WEBSITE = "website", "政府网站"
    WECHAT = "wechat", "微信公众号"
    WEIBO = "weibo", "微博"
    APP = "app", "移动客户端"
    BOARD = "board", "公示栏"
    SCREEN = "screen", "电子屏"
    PRESS = "press", "报刊"
    BROADCAST = "broadcast", "广播电视"
    BOOKLET = "booklet", "宣传册"


class Place(models.Model):
    """A place where people can read what is public."""

    organ = models.ForeignKey(Organ, models.PROTECT, related_name="places")
    kind = models.CharField("类别", max_length=16, choices=PlaceKind.choices)
    name = models.CharField("名称", max_length=100)
    address = models.CharField("地址", max_length=200)
    keeper = models.CharField("管理人", max_length=64, blank=True)
    equipment = models.CharField("设备", max_length=200, blank=True)
    opened_on = models.DateField("启用日期")
    closed_on = models.DateField("停用日期", null=True)

    class Meta:
        ordering: ClassVar = ["organ", "kind", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organ", "name"], name="place_name_once"),
            models.CheckConstraint(name="place_kind_known", condition=Q(kind__in=PlaceKind.values)),
            models.CheckConstraint(
                name="place_ends_after_start",
                condition=Q(closed_on__isnull=True) | Q(closed_on__gte=F("opened_on")),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def reference(self) -> str:
        """The opaque name the ledger knows the place by."""
        return f"channels.place:{self.pk}"


class Carrier(models.Model):
    """An account, site, board or screen that carries public items."""

    class Status(models.TextChoices):
        """Where the carrier stands in its life."""

        APPLIED = "applied", "申请中"
        ACTIVE = "active", "正常使用"
        CLOSED = "closed", "已关停"

    organ = models.ForeignKey(Organ, models.PROTECT, related_name="carriers")
    kind = models.CharField("类别", max_length=16, choices=CarrierKind.choices)
    name = models.CharField("名称", max_length=100)
    address = models.CharField("网址或账号", max_length=200, blank=True)
    filing_number = models.CharField("备案号", max_length=64, blank=True)
    place = models.ForeignKey(Place, models.PROTECT, null=True, related_name="carriers")
    status = models.CharField("状态", max_length=16, choices=Status.choices)
    since = models.DateField("状态起始日期")

    class Meta:
        ordering: ClassVar = ["organ", "kind", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organ", "kind", "name"], name="carrier_once"),
            models.CheckConstraint(
                name="carrier_kind_known", condition=Q(kind__in=CarrierKind.values)
            ),
            models.CheckConstraint(
                name="carrier_status_known",
                condition=Q(status__in=["applied", "active", "closed"]),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def reference(self) -> str:
        """The opaque name the ledger knows the carrier by."""
        return f"channels.carrier:{self.pk}"
