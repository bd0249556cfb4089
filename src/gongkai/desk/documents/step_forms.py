"""Forms of the steps. Each gives the keyword arguments of its operation."""

from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.timezone import make_aware

from gongkai.desk.fields import DeskForm, day_field
from gongkai.desk.requests import DeskRequest, today
from gongkai.disclosures import access

if TYPE_CHECKING:
    from gongkai.disclosures.models import Document


class StepForm(DeskForm):
    """A step without particulars; with `typed` its verb must be typed."""

    common: tuple[str, ...] = ()
    """Reasons often given, to be ticked instead of typed."""

    def __init__(
        self, *args: Any, document: "Document", request: DeskRequest, verb: str = "", **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.document, self.request, self.verb = document, request, verb
        if self.common and "reason" in self.fields:
            self.fields["usual"] = forms.MultipleChoiceField(
                label="常用理由",
                required=False,
                choices=[(words, words) for words in self.common],
                widget=forms.CheckboxSelectMultiple,
            )
            self.fields["reason"].required = False
            self.fields["reason"].label = "补充说明"
            self.order_fields(["usual", "reason"])
        if verb:
            self.fields["verb"] = forms.CharField(
                label=f"输入“{verb}”确认",
                widget=forms.TextInput(attrs={"class": "in", "autocomplete": "off"}),
            )

    def clean(self) -> dict[str, Any]:
        """Join ticked and written reasons; refuse a verb that is not the one asked for."""
        given = super().clean() or self.cleaned_data
        if self.verb and given.get("verb", "").strip() not in ("", self.verb):
            self.add_error("verb", f"请输入“{self.verb}”")
        if self.common:
            parts = [*given.get("usual", []), given.get("reason", "").strip()]
            given["reason"] = "；".join(part for part in parts if part)
            if not given["reason"]:
                self.add_error("reason", "请选一条常用理由，或者写明理由")
        return given

    def arguments(self) -> dict[str, Any]:
        """Return what the operation takes besides document, actor and time."""
        return {
            name: value
            for name, value in self.cleaned_data.items()
            if name not in ("verb", "usual")
        }


class ScheduleMixin(StepForm):
    """The time at which the document is to appear."""

    publish_on = day_field("公开日期", help_text="不填就在签发后马上公开。")
    publish_time = forms.TimeField(
        label="公开时刻",
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={"invalid": "请按 09:00 的格式填写时刻"},
    )

    def clean(self) -> dict[str, Any]:
        """Refuse a time without a date and a time that has passed."""
        given = super().clean()
        on, at = given.get("publish_on"), given.get("publish_time")
        if at and not on:
            self.add_error("publish_on", "填写了时刻，请同时填写公开日期")
        if on and on < today(self.request):
            self.add_error("publish_on", "公开日期不能早于今天")
        return given

    def arguments(self) -> dict[str, Any]:
        """Return the moment of publication, or None for at once."""
        on: date | None = self.cleaned_data.get("publish_on")
        at: time | None = self.cleaned_data.get("publish_time")
        return {"publish_at": make_aware(datetime.combine(on, at or time(9))) if on else None}


class SubmitForm(ScheduleMixin):
    """Send to the check."""


class SignForm(ScheduleMixin):
    """Release the text."""


class ReasonForm(StepForm):
    """A step that must give its reason."""

    reason = forms.CharField(
        label="理由", max_length=500, widget=forms.Textarea(attrs={"rows": 3, "class": "in"})
    )


class ReturnForm(ReasonForm):
    """Send back to the drafter."""

    common = (
        "个人信息没有遮盖干净",
        "公开属性选得不对",
        "栏目或公开事项选得不对",
        "附件缺失或打不开",
        "文字、数字有误",
        "格式不规范，请重新排版",
    )


class ReferForm(ReasonForm):
    """Ask the competent office."""

    common = (
        "不能确定是否涉及国家秘密",
        "不能确定公开后是否影响社会稳定",
        "涉及其他机关，须由其确认",
    )


class DetermineForm(ReasonForm):
    """Write down what was determined."""

    common = ("经确定不涉密，可以公开", "经确定属于国家秘密，不得公开", "删减涉密部分后可以公开")


class ExpressForm(ReasonForm):
    """Publish in an emergency."""

    common = ("发布预警信息", "突发事件应对，须即时告知公众", "回应重大关切，须即时澄清")


class CorrectForm(ReasonForm):
    """Take up for correction; the reason is published."""

    common = ("正文文字有误", "附件有误或缺失", "数据有误", "个人信息遮盖不完整")


class WithdrawForm(ReasonForm):
    """Take down; the reason is published."""

    common = ("公示期已满", "内容有误，核实后重新公开", "包含不应公开的个人信息", "重复公开")


class RepealForm(ReasonForm):
    """Declare invalid, naming what replaces it."""

    common = ("已被新的文件替代", "有效期届满", "依据的上位规定已经修改或废止", "任务已经完成")
    as_ = forms.ChoiceField(
        label="处理", choices=[("废止", "废止"), ("失效", "失效")], widget=forms.RadioSelect
    )
    on = day_field("自何日起", required=True)
    replaced_by = forms.CharField(
        label="替代文件的文号或编号",
        required=False,
        help_text="没有替代文件就不填。",
    )

    def clean_replaced_by(self) -> "Document | None":
        """Find the document that takes the place of this one."""
        given = self.cleaned_data["replaced_by"].strip()
        if not given:
            return None
        found = access.visible(self.request.actor).filter(live__isnull=False)
        found = found.exclude(pk=self.document.pk)
        by_key = {"pk": int(given)} if given.isdecimal() else {"doc_number": given}
        other = found.filter(**by_key).first()
        if other is None:
            raise forms.ValidationError("没有找到已公开的这份文件，请核对文号")
        return other
