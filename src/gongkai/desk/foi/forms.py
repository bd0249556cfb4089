"""Forms of the list of requests, of registration at the window, of the office's bureau."""

import re
from typing import Any

from django import forms

from gongkai.desk.fields import DeskForm, day_field, offer
from gongkai.desk.requests import DeskRequest, today
from gongkai.foi import operations
from gongkai.foi.operations.application import DOCUMENTS, IDENTITY_CARD, MOST_FIELD, MOST_WORDS
from gongkai.foi.queries import DUE_SOON, FORMS, PICKUPS, Filter
from gongkai.law.choices import all_choices
from gongkai.law.foi import STATES
from gongkai.law.report_three import ApplicantKind
from gongkai.law.request_events import Channel
from gongkai.organs import access as organs
from gongkai.organs import queries as offices

ANY = [("", "全部")]
CHANNELS = [(channel.value, channel.label) for channel in Channel]
AT_WINDOW = [row for row in CHANNELS if row[0] != Channel.ONLINE]
KINDS = [(kind.value, kind.label) for kind in ApplicantKind]
NUMBER = re.compile(r"(?:(\d{4})-)?(\d{1,6})", re.ASCII)
"""A registration number with or without its year."""
DUE = [*ANY, ("late", "已逾期"), ("soon", "七天内到期")]


class RequestFilter(DeskForm):
    """What to look for among requests; applicants are not searched by name."""

    number = forms.CharField(label="编号", required=False)
    state = forms.ChoiceField(label="状态", required=False, choices=[*ANY, *STATES.items()])
    channel = forms.ChoiceField(label="提交方式", required=False, choices=[*ANY, *CHANNELS])
    kind = forms.ChoiceField(label="申请人类型", required=False, choices=[*ANY, *KINDS])
    due = forms.ChoiceField(label="期限", required=False, choices=DUE)

    def filter(self, request: DeskRequest) -> Filter:
        """Return what the query takes; a part that makes no sense is left out."""
        self.is_valid()
        given = {name: value for name, value in self.cleaned_data.items() if value}
        number = NUMBER.fullmatch(given.get("number", "").strip())
        year, seq = number.groups() if number else (None, None)
        on, due = today(request), given.get("due", "")
        return Filter(
            state=given.get("state", ""),
            channel=given.get("channel", ""),
            kind=given.get("kind", ""),
            year=int(year) if year else None,
            number=int(seq) if seq else None,
            overdue_on=on if due == "late" else None,
            due_by=on + DUE_SOON if due == "soon" else None,
        )

    @property
    def is_used(self) -> bool:
        """True when something is being looked for."""
        return any(self.cleaned_data.values())


class ApplicantForm(DeskForm):
    """Who applies (条例第二十九条)."""

    name = forms.CharField(label="姓名或者名称", max_length=MOST_FIELD, required=False)
    document = forms.ChoiceField(
        label="身份证明", required=False, choices=[("", "没有出示"), *((d, d) for d in DOCUMENTS)]
    )
    document_number = forms.CharField(label="证件号码", max_length=MOST_FIELD, required=False)
    phone = forms.CharField(label="联系电话", max_length=MOST_FIELD, required=False)
    email = forms.EmailField(label="电子邮箱", max_length=MOST_FIELD, required=False)
    address = forms.CharField(label="通信地址", max_length=MOST_FIELD, required=False)
    postcode = forms.CharField(label="邮政编码", max_length=10, required=False)
    contact_person = forms.CharField(
        label="联系人", max_length=MOST_FIELD, required=False, help_text="法人和其他组织填写"
    )
    agent_name = forms.CharField(
        label="代理人", max_length=MOST_FIELD, required=False, help_text="委托代理的，附授权委托书"
    )
    agent_document = forms.ChoiceField(
        label="代理人证件",
        required=False,
        choices=[("", "没有代理人"), *((d, d) for d in DOCUMENTS)],
    )
    agent_number = forms.CharField(label="代理人证件号码", max_length=MOST_FIELD, required=False)
    agent_phone = forms.CharField(label="代理人电话", max_length=MOST_FIELD, required=False)

    def clean(self) -> dict[str, Any]:
        """Refuse an identity card without a number; the number itself is judged below."""
        given = super().clean() or {}
        if given.get("document") == IDENTITY_CARD and not given.get("document_number"):
            self.add_error("document_number", "请填写18位居民身份证号码")
        return given

    def applicant(self) -> operations.Applicant:
        """Return what was written about the applicant."""
        own = ApplicantForm.base_fields
        return operations.Applicant(
            **{name: value for name, value in self.cleaned_data.items() if name in own}
        )


class TakeInForm(ApplicantForm):
    """A request that came to the window, by post, fax or e-mail, or was said."""

    organ = forms.TypedChoiceField(label="受理机关", coerce=int)
    channel = forms.ChoiceField(
        label="怎样提交的",
        choices=AT_WINDOW,
        widget=forms.RadioSelect,
        help_text="平常信函、传真、电子邮件要与申请人确认，确认之日才是收到之日（条例第三十一条）",
    )
    arrived_on = day_field("到达日期", required=True)
    kind = forms.ChoiceField(label="申请人类型", choices=KINDS)
    description = forms.CharField(
        label="需要的政府信息",
        max_length=MOST_WORDS,
        help_text="名称、文号，或者便于查询的其他特征；口头申请由您代写，念给申请人听",
        widget=forms.Textarea(attrs={"rows": 5, "class": "in"}),
    )
    form = forms.ChoiceField(label="想要的形式", choices=FORMS)
    pickup = forms.ChoiceField(label="获取途径", choices=PICKUPS)
    astray = forms.BooleanField(label="由其他单位转到", required=False)

    field_order = (
        "organ", "channel", "arrived_on", "description", "form", "pickup", "kind", "name",
    )  # fmt: skip

    def __init__(self, *args: Any, request: DeskRequest, **options: Any) -> None:
        super().__init__(*args, **options)
        found = organs.visible(request.actor)
        offer(self, "organ", [(each.pk, each.short_name) for each in found])
        self.fields["organ"].initial = request.actor.organ
        self.fields["arrived_on"].initial = today(request)

    def application(self) -> operations.Application:
        """Return what the operation takes."""
        given = self.cleaned_data
        names = ("channel", "arrived_on", "kind", "description", "form", "pickup", "astray")
        return operations.Application(
            applicant=self.applicant(), **{name: given[name] for name in names}
        )


class BureauForm(DeskForm):
    """政府信息公开工作机构: who, how letters are numbered, where remedies are sought."""

    name = forms.CharField(label="工作机构", max_length=100, help_text="例如：党政综合办公室")
    head = forms.TypedChoiceField(
        label="负责人的岗位",
        coerce=int,
        required=False,
        empty_value=None,
        help_text="延长答复期限须经他同意（条例第三十三条）",
    )
    word = forms.CharField(label="文书代字", max_length=32, help_text="例如：柳政公开")
    contact = forms.CharField(label="联系方式", max_length=200, help_text="写在每份告知书上")
    reconsideration_organ = forms.CharField(
        label="行政复议机关", max_length=100, help_text="乡镇是县级人民政府；街道是设立它的人民政府"
    )
    court = forms.CharField(label="管辖法院", max_length=100)
    online_filing = forms.URLField(
        label="网上申请复议的地址", required=False, assume_scheme="https"
    )
    account = forms.CharField(label="缴费账户", max_length=200, required=False)
    retention_years = forms.IntegerField(
        label="申请人信息保留年数", min_value=1, max_value=100, initial=10
    )

    def __init__(self, *args: Any, posts: list[tuple[Any, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        offer(self, "head", [("", "没有指定"), *posts])
        for choice in all_choices():
            self.fields[f"choice-{choice.key}"] = forms.ChoiceField(
                label=choice.title,
                required=False,
                choices=[("", f"照常：{choice.options[choice.value]}"), *choice.options.items()],
                help_text=choice.article,
                widget=forms.Select(attrs={"class": "in"}),
            )

    def arguments(self) -> dict[str, Any]:
        """Return what the operation takes, but the post itself."""
        given = dict(self.cleaned_data)
        keys = [name for name in given if name.startswith("choice-")]
        chosen = {key.removeprefix("choice-"): given.pop(key) for key in keys}
        given.pop("head")
        return given | {"choices": {key: way for key, way in chosen.items() if way}}


def posts_of(organ: Any) -> list[tuple[int, str]]:
    """Return the posts of an office to choose from."""
    return [(post.pk, post.name) for post in offices.posts(organ)]
