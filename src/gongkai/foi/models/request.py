"""A request for government information, as a case."""

from datetime import date, datetime
from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.db.models import Q

from gongkai.foi.models.bureau import Disposal
from gongkai.foi.models.facts import facts_of
from gongkai.kernel.actor import Actor
from gongkai.kernel.case import Case
from gongkai.law import foi as law
from gongkai.law.answers import Answer, answer
from gongkai.law.report_three import ApplicantKind
from gongkai.law.request_events import Channel
from gongkai.organs.models import Organ, Person, Post

if TYPE_CHECKING:
    from gongkai.foi.models.reply import Reply

CHANNELS = [(channel.value, channel.label) for channel in Channel]
KINDS = [(kind.value, kind.label) for kind in ApplicantKind]


class Form(models.TextChoices):
    """In what form the information is wished (条例第二十九条, 第四十条)."""

    PAPER = "paper", "纸质"
    ELECTRONIC = "electronic", "电子文件"
    INSPECTION = "inspection", "现场查阅、抄录"


class Pickup(models.TextChoices):
    """By which way the applicant wishes to get it."""

    POST = "post", "邮寄"
    ONLINE = "online", "网上下载"
    EMAIL = "email", "电子邮件"
    IN_PERSON = "in_person", "自行领取"
    FAX = "fax", "传真"


def _sparse(present: str, *fields: str) -> models.Index:
    """An index of the few rows in which a column has a value.

    SQLite uses it for a comparison with that column; a condition on states would not be seen.
    """
    condition = Q(**{f"{present}__isnull": False})
    return models.Index(fields=[*fields], name=f"request_{present}", condition=condition)


class RequestQuerySet(models.QuerySet["Request"]):
    """Scopes of requests."""

    def open(self) -> "RequestQuerySet":
        """Those somebody still has to do something about."""
        return self.filter(state__in=law.OPEN)


class Request(Case):
    """A request; nothing that could tell the applicant stands here in the clear.

    `due_on` and `waits_until` repeat what the clock says after the last event, for lists: the last
    day of the reply period, or of the period others have now; empty once the request has ended.
    `counted_as` and `counted_on` are the first end of a received request, which table three
    counts; a reply given again later does not move them.
    """

    procedure = law.PROCEDURE

    organ = models.ForeignKey(Organ, models.PROTECT, related_name="requests")
    year = models.PositiveSmallIntegerField("登记年份")
    seq = models.PositiveIntegerField("登记序号")
    token = models.CharField("提交凭据标记", max_length=32, null=True, unique=True)
    query_mark = models.CharField("查询码标记", max_length=32, unique=True)
    applicant_kind = models.CharField("申请人类型", max_length=16, choices=KINDS)
    applicant_mark = models.CharField("申请人标记", max_length=32, blank=True)
    identified = models.BooleanField("身份和联系方式齐全", default=False)
    by_agent = models.BooleanField("委托代理", default=False)
    channel = models.CharField("提交方式", max_length=16, choices=CHANNELS)
    astray = models.BooleanField("由其他单位转到", default=False)
    arrived_on = models.DateField("到达日期")
    received_on = models.DateField("收到申请日期", null=True)
    form = models.CharField("获取形式", max_length=16, choices=Form.choices)
    pickup = models.CharField("获取途径", max_length=16, choices=Pickup.choices)
    offered = models.JSONField("填写时看过的已公开信息", default=list, blank=True)
    made_at = models.DateTimeField("登记时间")
    due_on = models.DateField("答复期限", null=True)
    due_provisional = models.BooleanField("期限暂定", default=False)
    waits_until = models.DateField("等待至", null=True)
    handler = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    waiting_post = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+")
    excess_noted_on = models.DateField("记录超出合理范围", null=True)
    reasons_accepted = models.BooleanField("说明的理由合理", null=True)
    ordered_by = models.CharField("要求重新答复的案件", max_length=64, blank=True)
    result = models.CharField("答复类型", max_length=4, blank=True)
    ended_on = models.DateField("办结日期", null=True)
    counted_as = models.CharField("计入的答复类型", max_length=4, blank=True)
    counted_on = models.DateField("计入日期", null=True)
    disposal = models.ForeignKey(
        Disposal, models.PROTECT, null=True, related_name="requests", verbose_name="处置清单"
    )
    erased_at = models.DateTimeField("个人信息销毁时间", null=True)

    objects = RequestQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-id"]
        indexes: ClassVar = [
            models.Index(fields=["organ", "-id"], name="request_organ"),
            models.Index(fields=["organ", "state", "-id"], name="request_organ_state"),
            models.Index(fields=["organ", "channel", "-id"], name="request_organ_channel"),
            models.Index(fields=["organ", "applicant_kind", "-id"], name="request_organ_kind"),
            models.Index(fields=["state", "-id"], name="request_state"),
            _sparse("due_on", "organ", "due_on"),
            _sparse("waits_until", "organ", "waits_until"),
            _sparse("waiting_post", "waiting_post", "due_on"),
            _sparse("handler", "handler", "due_on"),
            models.Index(fields=["organ", "applicant_mark", "-id"], name="request_applicant"),
            models.Index(
                fields=["organ", "received_on", "applicant_kind"], name="request_received"
            ),
            models.Index(
                fields=["organ", "counted_on", "received_on", "counted_as", "applicant_kind"],
                name="request_counted",
            ),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organ", "year", "seq"], name="request_number_once"),
            models.CheckConstraint(
                name="request_state_known", condition=Q(state__in=list(law.STATES))
            ),
            models.CheckConstraint(
                name="request_received_after_arrival",
                condition=Q(received_on__isnull=True) | Q(received_on__gte=models.F("arrived_on")),
            ),
            models.CheckConstraint(
                name="request_ended_is_counted",
                condition=Q(counted_on__isnull=False)
                | Q(received_on__isnull=True)
                | ~Q(state__in=("served", "closed", "filed")),
            ),
        ]

    def __str__(self) -> str:
        return self.number

    def facts(self, by: Actor, at: datetime, reason: str = "") -> law.RequestFacts:
        """What the procedure asks; see `law.foi`."""
        return facts_of(self, by, at, reason, thorough=True)

    def facts_to_show(self, by: Actor, at: datetime, reason: str = "") -> law.RequestFacts:
        """The same for a page: the files of the reply are not read again."""
        return facts_of(self, by, at, reason, thorough=False)

    @property
    def number(self) -> str:
        """The registration number of its organ and year."""
        return f"{self.year}-{self.seq:04}"

    @property
    def ledger_organ(self) -> int:
        """The ledger line belongs to the request's organ."""
        return self.organ_id

    @property
    def is_open(self) -> bool:
        """True until it is served or no longer processed."""
        return self.state in law.OPEN

    @property
    def answer(self) -> Answer | None:
        """The type of its last answer, None before there is one."""
        return answer(self.result) if self.result else None

    @property
    def reply(self) -> "Reply | None":
        """The reply in work or the last one given."""
        return self.replies.order_by("-number").first()

    def is_overdue(self, on: date) -> bool:
        """True when the reply period is over and nothing was served."""
        return self.is_open and self.due_on is not None and self.due_on < on
