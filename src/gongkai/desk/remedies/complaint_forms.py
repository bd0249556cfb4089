"""Forms of complaints about disclosure duties, and the operation behind each step."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms

from gongkai.desk.fields import DeskForm, day_field, lines_field, offer
from gongkai.desk.remedies.forms import ReasonForm
from gongkai.desk.requests import DeskRequest, today
from gongkai.law.complaint import Outcome
from gongkai.law.request_events import Channel
from gongkai.organs import access as organs
from gongkai.remedies import operations


class ComplaintForm(DeskForm):
    """A complaint as it came in."""

    against = forms.TypedChoiceField(label="被举报的机关", coerce=int)
    channel = forms.ChoiceField(
        label="来源", choices=[(each.value, each.label) for each in Channel]
    )
    received_on = day_field("收到日期", required=True)
    matter = lines_field(
        "举报事项", rows=5, help_text="写明没有公开什么、没有办什么；不写举报人的姓名和联系方式"
    )

    def __init__(self, *args: Any, request: DeskRequest, **options: Any) -> None:
        super().__init__(*args, **options)
        own = request.actor.organ
        below = [each for each in organs.visible(request.actor) if each.pk != own]
        offer(self, "against", [(each.pk, each.short_name) for each in below])
        self.fields["received_on"].initial = today(request)

    def arguments(self) -> dict[str, Any]:
        """Return what the operation takes."""
        return self.cleaned_data | {"channel": Channel(self.cleaned_data["channel"])}


class AnswerForm(DeskForm):
    """What was found and what the person was told."""

    outcome = forms.ChoiceField(
        label="核查结论",
        choices=[(each.value, each.label) for each in Outcome],
        widget=forms.RadioSelect,
    )
    text = lines_field("对举报人的答复", rows=4)


class MendForm(DeskForm):
    """How it was mended."""

    mended = lines_field("整改情况")


class NothingForm(DeskForm):
    """A step that asks for nothing."""


@dataclass(frozen=True, slots=True)
class ComplaintStep:
    """How a step is asked for."""

    form: type[forms.Form]
    act: Callable[..., Any]
    icon: str


def _answer(case: Any, *, outcome: str, **given: Any) -> Any:
    return operations.answer(case, outcome=Outcome(outcome), **given)


STEPS: dict[str, ComplaintStep] = {
    "answer": ComplaintStep(AnswerForm, _answer, "send"),
    "pass_on": ComplaintStep(ReasonForm, operations.pass_on, "external-link"),
    "order": ComplaintStep(NothingForm, operations.order, "gavel"),
    "mend": ComplaintStep(MendForm, operations.mend, "check"),
    "finish": ComplaintStep(NothingForm, operations.finish, "archive"),
}
"""Step name → how the desk asks for it."""
