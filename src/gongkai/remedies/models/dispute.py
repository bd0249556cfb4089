"""行政复议、行政诉讼案件: one case against one office."""

from datetime import date, datetime
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.timezone import localdate

from gongkai.kernel.actor import Actor
from gongkai.kernel.case import Case
from gongkai.law import dispute as law
from gongkai.law import remedies
from gongkai.law.remedies import Result, Track
from gongkai.organs.models import Organ, Person

WAYS = [(way.value, way.label) for way in remedies.Dispute]
TRACKS = [(track.value, track.label) for track in Track]
RESULTS = [(result.value, result.label) for result in Result if result is not Result.PENDING]


class Dispute(Case):
    """A case from the copy received to the file.

    `request` refers to the request whose reply is disputed, where there is one; `concerns` says
    whether the case is about open government: only such cases enter table four (条例第五十条第三
    项). After an appeal `first_*` hold the first ruling, the plain fields are empty again, and
    `copy_received_on` is the day of the second copy.
    """

    procedure = law.PROCEDURE

    organ = models.ForeignKey(Organ, models.PROTECT, related_name="+")
    way = models.CharField("种类", max_length=16, choices=WAYS)
    title = models.CharField("案由", max_length=200)
    concerns = models.BooleanField("涉及政府信息公开")
    why = models.CharField("为什么涉及或者不涉及", max_length=300)
    request = models.CharField("所涉申请", max_length=64, blank=True)
    disputed = models.CharField("被争议的答复文号", max_length=100, blank=True)
    forum = models.CharField("复议机关或者法院", max_length=100)
    number = models.CharField("案号", max_length=100)
    track = models.CharField("程序", max_length=32, choices=TRACKS)
    opened_on = models.DateField("第一次收到副本日期")
    copy_received_on = models.DateField("收到副本日期")
    respond_by = models.DateField("答复（答辩）期限")
    provisional = models.BooleanField("期限暂定", default=False)
    handler = models.ForeignKey(Person, models.PROTECT, related_name="+")
    registered_at = models.DateTimeField("登记时间")

    response = models.TextField("答复（答辩）要点", blank=True)
    responded_on = models.DateField("提交日期", null=True)
    responded_late = models.CharField("逾期的事由", max_length=300, blank=True)

    result = models.CharField("审理结果", max_length=16, choices=RESULTS, blank=True)
    decision_number = models.CharField("决定书（裁判文书）文号", max_length=100, blank=True)
    decided_on = models.DateField("作出日期", null=True)
    decision_received_on = models.DateField("收到日期", null=True)
    appeal_until = models.DateField("上诉期限", null=True)
    appealed_on = models.DateField("上诉日期", null=True)
    first_result = models.CharField("一审结果", max_length=16, choices=RESULTS, blank=True)
    first_number = models.CharField("一审裁判文书文号", max_length=100, blank=True)
    first_decided_on = models.DateField("一审作出日期", null=True)

    remedied_on = models.DateField("落实纠正日期", null=True)
    remedied = models.TextField("怎样落实纠正", blank=True)
    renewed = models.CharField("重新答复的文号", max_length=100, blank=True)
    lesson = models.TextField("改进措施", blank=True)

    opinion_received_on = models.DateField("收到行政复议意见书", null=True)
    opinion_due_on = models.DateField("报送纠正情况的期限", null=True)
    opinion_reported_on = models.DateField("报送日期", null=True)
    opinion_report = models.TextField("纠正情况", blank=True)

    class Meta:
        ordering: ClassVar = ["-id"]
        indexes: ClassVar = [
            models.Index(fields=["organ", "state"], name="dispute_of_organ"),
            models.Index(fields=["request"], name="dispute_of_request"),
            models.Index(
                fields=["organ", "respond_by"],
                name="dispute_to_answer",
                condition=Q(state="registered"),
            ),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(name="dispute_state_known", condition=Q(state__in=law.STATES)),
            models.CheckConstraint(
                name="dispute_decided_after_copy",
                condition=Q(decided_on__isnull=True) | Q(decided_on__gte=F("copy_received_on")),
            ),
            models.CheckConstraint(
                name="dispute_decided_whole",
                condition=Q(result="", decided_on__isnull=True)
                | (~Q(result="") & Q(decided_on__isnull=False)),
            ),
            models.UniqueConstraint(fields=["organ", "number"], name="dispute_number_once"),
        ]

    def __str__(self) -> str:
        return f"{self.get_way_display()} {self.number}"

    def facts(self, by: Actor, at: datetime, reason: str = "") -> law.DisputeFacts:
        """What the procedure asks; see `law.dispute`."""
        on = localdate(at)
        return law.DisputeFacts(
            ours=self.organ_id in by.organs,
            evidence_listed=self.evidence.exists(),
            in_term=on <= self.respond_by,
            reason_given=bool(reason.strip()),
            result_given=bool(self.result),
            corrected=self.result == Result.CORRECTED,
            in_court=self.in_court,
            appealed=self.appealed_on is not None,
            appeal_open=self.appeal_until is not None and on <= self.appeal_until,
            remedied=bool(self.remedied),
        )

    @property
    def ledger_organ(self) -> int:
        """The ledger line belongs to the office against which the case runs."""
        return self.organ_id

    @property
    def in_court(self) -> bool:
        """True for a suit."""
        return self.way != remedies.Dispute.RECONSIDERATION

    @property
    def is_pending(self) -> bool:
        """True while the case is not decided."""
        return self.state in law.PENDING

    def is_late(self, on: date) -> bool:
        """True when the office has not answered in time."""
        return self.state == "registered" and self.respond_by < on

    def opinion_is_late(self, on: date) -> bool:
        """True when a 行政复议意见书 should have been answered before this day."""
        due = self.opinion_due_on
        return due is not None and self.opinion_reported_on is None and due < on
