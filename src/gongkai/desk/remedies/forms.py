"""Forms of cases against the office: what a copy says, evidence, hearings, decisions, mending."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from gongkai.desk.fields import DeskForm, day_field, lines_field, offer
from gongkai.desk.requests import DeskRequest, today
from gongkai.law import remedies as law
from gongkai.law.dispute import STATES
from gongkai.law.remedies import Result, Track
from gongkai.organs import access as organs
from gongkai.remedies import operations

ANY = [("", "全部")]
WAYS = [(way.value, way.label) for way in law.Dispute]
RESULTS = [(result.value, result.label) for result in Result if result is not Result.PENDING]
YES_NO = [("yes", "涉及"), ("no", "不涉及")]


class CaseFilter(DeskForm):
    """What to look for among the cases."""

    q = forms.CharField(label="案号、案由", required=False)
    state = forms.ChoiceField(label="状态", required=False, choices=[*ANY, *STATES.items()])
    way = forms.ChoiceField(label="种类", required=False, choices=[*ANY, *WAYS])

    def apply(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """Return the cases that match; a filter that makes no sense is left out."""
        self.is_valid()
        given = {name: value for name, value in self.cleaned_data.items() if value}
        if words := given.pop("q", "").strip():
            rows = rows.filter(number__icontains=words) | rows.filter(title__icontains=words)
        return rows.filter(**given)

    @property
    def is_used(self) -> bool:
        """True when something is being looked for."""
        return any(self.cleaned_data.values())


class CopyForm(DeskForm):
    """What the copy of an application for reconsideration, or of a complaint in court, says."""

    organ = forms.TypedChoiceField(label="被申请人（被告）", coerce=int)
    way = forms.ChoiceField(label="种类", choices=WAYS, widget=forms.RadioSelect)
    track = forms.ChoiceField(
        label="程序",
        choices=[(track.value, track.label) for track in Track],
        widget=forms.RadioSelect,
        help_text="以通知书写的为准：简易程序五个工作日、普通程序十个工作日、诉讼十五日内答复",
    )
    number = forms.CharField(label="案号", max_length=100)
    forum = forms.CharField(label="复议机关或者法院", max_length=100)
    received_on = day_field("收到副本日期", required=True)
    title = forms.CharField(label="案由", max_length=200, help_text="不写申请人的姓名")
    concerns = forms.ChoiceField(
        label="是否涉及政府信息公开",
        choices=YES_NO,
        widget=forms.RadioSelect,
        help_text="只有涉及政府信息公开工作的案件计入年度报告（条例第五十条）",
    )
    why = forms.CharField(label="理由", max_length=300)
    disputed = forms.CharField(label="被争议的答复文号", max_length=100, required=False)

    def __init__(self, *args: Any, request: DeskRequest, **options: Any) -> None:
        super().__init__(*args, **options)
        offices = organs.visible(request.actor)
        field = offer(self, "organ", [(each.pk, each.short_name) for each in offices])
        field.initial = request.actor.organ
        self.fields["received_on"].initial = today(request)

    def copy(self) -> operations.Copy:
        """Return what the operation takes."""
        given = {name: value for name, value in self.cleaned_data.items() if name != "organ"}
        given["way"], given["track"] = law.Dispute(given["way"]), Track(given["track"])
        return operations.Copy(**given | {"concerns": given["concerns"] == "yes"})


class EvidenceForm(DeskForm):
    """One row of the list of evidence; a row left blank is left out."""

    title = forms.CharField(label="名称", max_length=200, required=False)
    proves = forms.CharField(label="证明目的", max_length=300, required=False)
    pages = forms.IntegerField(label="页数", min_value=1, max_value=9999, required=False)


EvidenceSet = forms.formset_factory(EvidenceForm, extra=4, max_num=operations.MOST_EVIDENCE)


def evidence_items(formset: "forms.BaseFormSet[EvidenceForm]") -> list[operations.Item]:
    """Return the rows of a list of evidence that say something."""
    rows = [form.cleaned_data for form in formset.forms]
    given = [row for row in rows if row.get("title") or row.get("proves")]
    return [
        operations.Item(row.get("title", ""), row.get("proves", ""), row.get("pages") or 1)
        for row in given
    ]


class ReasonForm(DeskForm):
    """A step that asks for a reason only sometimes."""

    reason = lines_field("说明", rows=2, required=False)


class RespondForm(DeskForm):
    """The office's answer."""

    response = lines_field("答复（答辩）要点", rows=5, help_text="事实、证据、依据和程序")
    reason = lines_field("逾期的正当事由", rows=2, required=False, help_text="按期提交的不用填写")


class DecisionForm(DeskForm):
    """What was decided."""

    result = forms.ChoiceField(
        label="审理结果",
        choices=RESULTS,
        widget=forms.RadioSelect,
        help_text="维持、驳回复议申请或者诉讼请求的，属于结果维持；撤销、变更、确认违法、责令履行的，"
        "属于结果纠正；不予受理、终止、撤回的，属于其他结果",
    )
    number = forms.CharField(label="决定书（裁判文书）文号", max_length=100)
    on = day_field("作出日期", required=True)
    received_on = day_field("收到日期", required=True)


class AppealForm(DeskForm):
    """An appeal."""

    number = forms.CharField(label="二审案号", max_length=100)
    forum = forms.CharField(label="二审法院", max_length=100)
    on = day_field("上诉日期", required=True)
    received_on = day_field("收到上诉状副本日期", required=True)


class ComplyForm(DeskForm):
    """How it was put right."""

    remedied = lines_field("怎样落实纠正", help_text="重新答复，或者采取的措施")
    renewed = forms.CharField(label="重新答复的文号", max_length=100, required=False)
    lesson = lines_field("教训和改进措施")


class HearingForm(DeskForm):
    """When and where the office is heard."""

    on = forms.SplitDateTimeField(
        label="时间",
        widget=forms.SplitDateTimeWidget(
            date_attrs={"type": "date", "class": "in", "aria-label": "日期"},
            time_attrs={"type": "time", "class": "in", "aria-label": "时刻"},
            time_format="%H:%M",
        ),
        error_messages={"invalid": "请填写日期和时刻"},
    )
    place = forms.CharField(label="地点", max_length=100)
    attendee = forms.CharField(
        label="出庭（参加）人", max_length=100, help_text="被诉行政机关负责人应当出庭应诉"
    )
    note = forms.CharField(label="备注", max_length=300, required=False)


class ClassifyForm(DeskForm):
    """Whether the case is about open government."""

    concerns = forms.ChoiceField(label="政府信息公开", choices=YES_NO, widget=forms.RadioSelect)
    why = forms.CharField(label="理由", max_length=300)


class OpinionForm(DeskForm):
    """A 行政复议意见书 came."""

    received_on = day_field("收到日期", required=True)


class CorrectionForm(DeskForm):
    """What was reported in answer to a 行政复议意见书."""

    report = lines_field("纠正情况")
