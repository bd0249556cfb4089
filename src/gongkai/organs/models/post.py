"""岗位与人员: posts carry roles, people hold posts for a time."""

from datetime import date
from typing import ClassVar, TypeVar

from django.db import models
from django.db.models import F, Q

from gongkai.law.roles import LABELS, Role
from gongkai.organs.models.organ import Organ


class Post(models.Model):
    """A post of an organ and the roles it carries; roles belong to posts, never to accounts."""

    organ = models.ForeignKey(Organ, models.PROTECT, related_name="posts", verbose_name="机关")
    name = models.CharField("岗位名称", max_length=64)
    roles = models.JSONField("职责", default=list, blank=True)
    leader = models.BooleanField("列入领导信息", default=False)
    duties = models.CharField("分工", max_length=300, blank=True)
    order = models.PositiveIntegerField("次序", default=0)

    class Meta:
        ordering: ClassVar = ["organ", "order", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["organ", "name"],
                name="post_name_once",
                violation_error_message="这个机关已经有同名的岗位",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def role_set(self) -> frozenset[Role]:
        """The roles of the post."""
        return frozenset(Role(value) for value in self.roles)

    @property
    def role_labels(self) -> list[str]:
        """The roles in Chinese, in the order of the table."""
        return [label for role, label in LABELS.items() if role in self.role_set]


class Person(models.Model):
    """Somebody who works for an office; `organ` is the one that took him on."""

    organ = models.ForeignKey(Organ, models.PROTECT, related_name="staff", verbose_name="所在机关")
    name = models.CharField("姓名", max_length=64)
    phone = models.CharField("办公电话", max_length=64, blank=True)

    def __str__(self) -> str:
        return self.name


RowT_co = TypeVar("RowT_co", bound=models.Model, covariant=True)


class DatedQuerySet(models.QuerySet[RowT_co]):
    """Rows that hold from a day until a day (inclusive; open when null)."""

    def on(self, day: date) -> "DatedQuerySet[RowT_co]":
        """Those in force on a day."""
        return self.filter(Q(until__isnull=True) | Q(until__gte=day), since__lte=day)


class Appointment(models.Model):
    """A person holds a post."""

    post = models.ForeignKey(Post, models.PROTECT, related_name="appointments")
    person = models.ForeignKey(Person, models.PROTECT, related_name="appointments")
    since = models.DateField("任职日期")
    until = models.DateField("离任日期", null=True, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["since", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="appointment_ends_after_start",
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
                violation_error_message="离任日期不能早于任职日期",
            ),
            models.UniqueConstraint(
                fields=["post", "person"],
                name="appointment_open_once",
                condition=Q(until__isnull=True),
                violation_error_message="这个人已经在这个岗位上",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} {self.post}"


class Absence(models.Model):
    """A person is away and another takes his open tasks."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="absences")
    deputy = models.ForeignKey(Person, models.PROTECT, related_name="deputises")
    since = models.DateField("开始日期")
    until = models.DateField("结束日期")
    reason = models.CharField("事由", max_length=100, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["since", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="absence_has_other",
                condition=~Q(person=F("deputy")),
                violation_error_message="代办人不能是本人",
            ),
            models.CheckConstraint(
                name="absence_ends_after_start",
                condition=Q(until__gte=F("since")),
                violation_error_message="结束日期不能早于开始日期",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} → {self.deputy}"


class HandOver(models.Model):
    """A person's open tasks go to another for good, from a day on."""

    post = models.ForeignKey(Post, models.PROTECT, related_name="hand_overs")
    person = models.ForeignKey(Person, models.PROTECT, related_name="handed_over")
    successor = models.ForeignKey(Person, models.PROTECT, related_name="taken_over")
    since = models.DateField("交接日期")

    class Meta:
        ordering: ClassVar = ["since", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="hand_over_to_other",
                condition=~Q(person=F("successor")),
                violation_error_message="接手人不能是本人",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} ⇒ {self.successor}"


class GroupSeat(models.Model):
    """A seat in the leading group (政务公开领导小组), bound to a post, for a time."""

    class Seat(models.TextChoices):
        """Seats of the group."""

        CHAIR = "chair", "组长"
        DEPUTY = "deputy", "副组长"
        MEMBER = "member", "成员"
        OFFICE = "office", "办公室主任"

    organ = models.ForeignKey(Organ, models.PROTECT, related_name="group_seats")
    post = models.ForeignKey(Post, models.PROTECT, related_name="group_seats")
    seat = models.CharField("职务", max_length=8, choices=Seat.choices)
    since = models.DateField("起")
    until = models.DateField("止", null=True, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["organ", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="group_seat_ends_after_start",
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
                violation_error_message="退出日期不能早于进入日期",
            ),
            models.UniqueConstraint(
                fields=["organ", "post"],
                name="group_seat_open_once",
                condition=Q(until__isnull=True),
                violation_error_message="这个岗位已经是领导小组成员",
            ),
            models.UniqueConstraint(
                fields=["organ"],
                name="group_chair_once",
                condition=Q(until__isnull=True, seat="chair"),
                violation_error_message="领导小组已经有组长，请先结束原组长的任职",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.post} {self.get_seat_display()}"
