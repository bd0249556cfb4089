"""The four steps of a request; each knows its own fields, all of them travel with the page.

What a person types stands in his own browser between the steps and nowhere else. Nobody is asked
what the information is for (条例第二十九条).
"""

from typing import Any, ClassVar

from django import forms

from gongkai.foi import operations
from gongkai.foi.operations.application import DOCUMENTS, IDENTITY_CARD, MOST_FIELD, MOST_WORDS
from gongkai.foi.queries import FORMS, PICKUPS
from gongkai.law.report_three import ApplicantKind
from gongkai.law.request_events import Channel

PERSON = ApplicantKind.PERSON.value
MOST_CLUE = 200


def short(label: str, *, required: bool = True, hint: str = "", auto: str = "") -> forms.CharField:
    """Return a field for one line; `auto` tells the browser what it may fill in (WCAG 1.3.5)."""
    attrs = {"class": "in"} | ({"autocomplete": auto} if auto else {})
    return forms.CharField(
        label=label,
        max_length=MOST_FIELD,
        required=required,
        help_text=hint,
        widget=forms.TextInput(attrs=attrs),
        error_messages={"required": f"请填写{label}"},
    )


def picked(label: str, choices: Any, *, hint: str = "", radio: bool = True) -> forms.ChoiceField:
    """Return a field to choose one of several."""
    widget: Any = forms.RadioSelect if radio else forms.Select(attrs={"class": "in"})
    return forms.ChoiceField(
        label=label,
        choices=choices,
        help_text=hint,
        widget=widget,
        error_messages={"required": f"请选择{label}", "invalid_choice": f"请选择{label}"},
    )


class StepForm(forms.Form):
    """One of the steps."""

    title: ClassVar[str]
    lead: ClassVar[str] = ""
    use_required_attribute = False


class WhoForm(StepForm):
    """Who applies, and to which office."""

    title = "您是谁？"
    lead = "条例要求写明姓名或者名称、身份证明和联系方式。这些只用来办理这件申请，加密保存。"

    organ = picked("向哪个机关申请", [], radio=False)
    kind = picked("申请人类型", [(kind.value, kind.label) for kind in ApplicantKind], radio=False)
    name = short("姓名或者名称", auto="name")
    document = picked("身份证明", [(each, each) for each in DOCUMENTS], radio=False)
    document_number = short("证件号码")
    phone = short("联系电话", required=False, auto="tel", hint="电话、邮箱、地址至少填一项")
    email = forms.EmailField(
        label="电子邮箱",
        required=False,
        max_length=MOST_FIELD,
        widget=forms.EmailInput(attrs={"class": "in", "autocomplete": "email"}),
        error_messages={"invalid": "请填写完整的电子邮箱，例如 name@example.com"},
    )
    address = short(
        "通信地址", required=False, auto="street-address", hint="邮寄答复的，写明能收到挂号信的地址"
    )
    contact_person = short("联系人", required=False, hint="法人和其他组织填写")
    agent_name = short(
        "代理人姓名", required=False, hint="委托他人办理的填写，并在第四步附授权委托书"
    )
    agent_number = short("代理人证件号码", required=False)
    agent_phone = short("代理人电话", required=False)

    def __init__(self, *args: Any, offices: list[Any], **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["organ"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 (declared above)
        field.choices = [(each.slug, each.name) for each in offices]

    def clean(self) -> dict[str, Any]:
        """Ask for one way to reach the applicant, and judge the number of an identity card."""
        given = super().clean() or {}
        if not any(given.get(way) for way in ("phone", "email", "address")):
            self.add_error("phone", "电话、邮箱、地址至少填一项，答复才能送到您手上")
        if given.get("document") == IDENTITY_CARD and given.get("kind") != PERSON:
            self.add_error("document", "法人和其他组织请选择“统一社会信用代码”或者其他证件")
        return given


class WhatForm(StepForm):
    """What is asked for."""

    title = "您需要什么信息？"
    lead = "写得越具体，答复越快。一次申请只写一件事；需要多项不同信息时，请分别申请。"

    description = forms.CharField(
        label="信息的名称或内容描述",
        max_length=MOST_WORDS - MOST_CLUE - 20,
        help_text="可以写文件名、文号，或“谁、什么时间、哪件事”。",
        widget=forms.Textarea(attrs={"class": "in", "rows": 6}),
        error_messages={"required": "请写明需要的政府信息"},
    )
    clue = forms.CharField(
        label="文号或其他线索",
        max_length=MOST_CLUE,
        required=False,
        widget=forms.TextInput(attrs={"class": "in"}),
    )
    still = forms.BooleanField(label="都不是，我要继续申请", required=False)


class HowForm(StepForm):
    """In which form, by which way."""

    title = "您想怎样拿到答复？"
    lead = "已有的载体会按原样提供，不另行制作或者加工。"

    form = picked("希望得到的形式", FORMS)
    pickup = picked("获取途径", PICKUPS)


class PapersForm(StepForm):
    """What is sent along, before everything is handed in."""

    title = "核对并提交"
    lead = "请再看一遍。提交以后，机关会与您联系确认收到，答复期限从确认那天起算。"

    agreed = forms.BooleanField(
        label="以上内容属实", error_messages={"required": "请确认以上内容属实"}
    )


STEPS: tuple[type[StepForm], ...] = (WhoForm, WhatForm, HowForm, PapersForm)
NAMES = ("申请人", "需要的信息", "获取方式", "核对并提交")


def application(who: dict[str, Any], what: dict[str, Any], how: dict[str, Any]) -> Any:
    """Return what the operation takes, from the clean data of the first three steps."""
    names = operations.Applicant.__dataclass_fields__.keys()
    applicant = {name: value for name, value in who.items() if name in names}
    if applicant.get("agent_number"):
        applicant["agent_document"] = IDENTITY_CARD
    clue = f"\n文号或其他线索：{what['clue']}" if what["clue"] else ""
    return operations.Application(
        applicant=operations.Applicant(**applicant),
        kind=who["kind"],
        description=what["description"] + clue,
        channel=Channel.ONLINE,
        form=how["form"],
        pickup=how["pickup"],
        offered=tuple(what.get("offered", ())),
    )
