"""Forms of the settings of one office. Posts and people are picked from that office's own."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.db.models import QuerySet

from gongkai.channels import access as channels
from gongkai.desk.fields import DeskForm, day_field
from gongkai.desk.requests import DeskRequest, today
from gongkai.kernel.actor import Actor
from gongkai.law.roles import Role
from gongkai.organs import queries
from gongkai.screening import queries as screening

if TYPE_CHECKING:
    from gongkai.organs.models import Organ, Person, Post

NOBODY = Actor(person=None, name="", roles=frozenset())
ROLES = [(role.value, role.label) for role in Role if role is not Role.CLOCK]
KINDS = [
    ("town", "乡镇人民政府"),
    ("street", "街道办事处"),
    ("village", "村民委员会"),
    ("community", "社区居民委员会"),
    ("department", "内设机构"),
]
SEATS = [("chair", "组长"), ("deputy", "副组长"), ("member", "成员"), ("office", "办公室主任")]


def long_text(label: str, *, required: bool = True, rows: int = 3, **more: Any) -> forms.CharField:
    """Return a field of several lines."""
    widget = forms.Textarea(attrs={"rows": rows, "class": "in"})
    return forms.CharField(label=label, required=required, widget=widget, **more)


def staff_of(organ: "Organ", request: DeskRequest) -> "list[Person]":
    """Return everybody an office knows: who holds a post, and whom it has taken on."""
    holding = queries.people(organ, today(request))
    return list(dict.fromkeys([*holding, *organ.staff.order_by("id")]))


class OfficeForm(DeskForm):
    """A form about one office; fields named post, person and the like offer its own."""

    post_fields: ClassVar[tuple[str, ...]] = ("post", "check", "sign", "second_check")
    person_fields: ClassVar[tuple[str, ...]] = ("person", "successor", "deputy")

    def __init__(self, *args: Any, organ: "Organ", request: DeskRequest, **options: Any) -> None:
        super().__init__(*args, **options)
        self.organ = organ
        self._posts: dict[str, Post] = {}
        self._people: dict[str, Person] = {}
        if set(self.post_fields) & set(self.fields):
            self._posts = {str(post.pk): post for post in queries.posts(organ)}
        if set(self.person_fields) & set(self.fields):
            self._people = {str(person.pk): person for person in staff_of(organ, request)}
        posts = [
            (pk, f"{post.name}（{post.organ.short_name}）") for pk, post in self._posts.items()
        ]
        people = [(pk, person.name) for pk, person in self._people.items()]
        for name in self.fields:
            self._offer(name, posts if name in self.post_fields else people)
            if name in request.GET:
                self.initial[name] = request.GET[name]

    def _offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        if name in (*self.post_fields, *self.person_fields) and isinstance(
            field, forms.ChoiceField
        ):
            field.choices = [("", "请选择"), *choices]

    def given(self) -> dict[str, Any]:
        """Return the cleaned values with posts and people themselves."""
        found = dict(self.cleaned_data)
        for name in self.post_fields:
            if name in found:
                found[name] = self._posts.get(found[name])
        for name in self.person_fields:
            if name in found:
                found[name] = self._people.get(found[name])
        return found


class OrganForm(OfficeForm):
    """An office as its public page shows it."""

    name = forms.CharField(label="全称", max_length=100)
    short_name = forms.CharField(label="简称", max_length=32)
    credit_code = forms.CharField(label="统一社会信用代码", required=False, max_length=18)
    functions = long_text("机构职能", required=False, rows=6)
    address = forms.CharField(label="办公地址", required=False, max_length=200)
    office_hours = forms.CharField(label="办公时间", required=False, max_length=200)
    phone = forms.CharField(label="联系电话", required=False, max_length=64)
    fax = forms.CharField(label="传真", required=False, max_length=32)
    email = forms.CharField(label="电子邮箱", required=False, max_length=100)
    postcode = forms.CharField(label="邮政编码", required=False, max_length=6)


class NewOrganForm(OfficeForm):
    """An office below this one."""

    kind = forms.ChoiceField(label="类别", choices=KINDS)
    name = forms.CharField(label="全称", max_length=100)
    short_name = forms.CharField(label="简称", max_length=32)
    slug = forms.SlugField(
        label="网址名", max_length=40, help_text="小写字母和短横，例如 liuxi，以后不能改。"
    )


class PostForm(OfficeForm):
    """A post and what it may do."""

    name = forms.CharField(label="岗位名称", max_length=64)
    roles = forms.MultipleChoiceField(
        label="职责", required=False, choices=ROLES, widget=forms.CheckboxSelectMultiple
    )
    leader = forms.BooleanField(label="列入领导信息", required=False)
    duties = forms.CharField(label="分工", required=False, max_length=300)


class RevisePostForm(PostForm):
    """The same of a post that stands."""

    post = forms.ChoiceField(label="岗位")
    field_order = ["post"]


class TakeOnForm(OfficeForm):
    """Somebody new, with a post and a sign-in."""

    name = forms.CharField(label="姓名", max_length=64)
    phone = forms.CharField(label="办公电话", required=False, max_length=64)


class AppointForm(OfficeForm):
    """Give a person a post."""

    person = forms.ChoiceField(label="人员")
    post = forms.ChoiceField(label="岗位")
    since = day_field("任职日期", required=True)


class EndForm(OfficeForm):
    """End somebody's time in a post."""

    person = forms.ChoiceField(label="人员")
    post = forms.ChoiceField(label="岗位")
    until = day_field("离任日期", required=True)


class HandOverForm(OfficeForm):
    """Pass a post on; open tasks move, old signatures stay."""

    post = forms.ChoiceField(label="岗位")
    person = forms.ChoiceField(label="移交人")
    successor = forms.ChoiceField(label="接手人")
    since = day_field("交接日期", required=True)


class AbsenceForm(OfficeForm):
    """Somebody is away; another carries his open tasks."""

    person = forms.ChoiceField(label="外出人员")
    deputy = forms.ChoiceField(label="代办人")
    since = day_field("开始日期", required=True)
    until = day_field("结束日期", required=True)
    reason = forms.CharField(label="事由", required=False, max_length=100)


class ChainForm(OfficeForm):
    """Who checks and who signs."""

    check = forms.ChoiceField(label="保密审查岗位")
    second_check = forms.ChoiceField(label="会审岗位", required=False)
    sign = forms.ChoiceField(label="签发岗位")


class SeatForm(OfficeForm):
    """A seat in the leading group."""

    post = forms.ChoiceField(label="岗位")
    seat = forms.ChoiceField(label="职务", choices=SEATS)
    since = day_field("起", required=True)


class AccountForm(OfficeForm):
    """A sign-in for somebody."""

    person = forms.ChoiceField(label="人员")
    username = forms.CharField(label="账号", max_length=64)
    password = forms.CharField(
        label="初始密码",
        help_text="至少 10 个字符，不能全是数字。请本人登录后修改。",
        widget=forms.PasswordInput(attrs={"class": "in", "autocomplete": "new-password"}),
    )


class PasswordForm(OfficeForm):
    """Another password for somebody who forgot his."""

    person = forms.ChoiceField(label="人员")
    password = forms.CharField(
        label="新密码",
        widget=forms.PasswordInput(attrs={"class": "in", "autocomplete": "new-password"}),
    )


class ResetForm(OfficeForm):
    """End somebody's authenticator, and why."""

    person = forms.ChoiceField(label="人员")
    reason = forms.CharField(label="理由", max_length=200)


class PersonForm(OfficeForm):
    """Somebody, for what needs no particulars."""

    person = forms.ChoiceField(label="人员")


class PlaceForm(OfficeForm):
    """A place where people can read what is public."""

    kind = forms.ChoiceField(label="类别", choices=lambda: kinds_of(channels.visible_places))
    name = forms.CharField(label="名称", max_length=100)
    address = forms.CharField(label="地址", max_length=200)
    keeper = forms.CharField(label="管理人", required=False, max_length=64)
    equipment = forms.CharField(label="设备", required=False, max_length=200)


class CarrierForm(OfficeForm):
    """An account, site, board or screen."""

    kind = forms.ChoiceField(label="类别", choices=lambda: kinds_of(channels.visible))
    name = forms.CharField(label="名称", max_length=100)
    address = forms.CharField(label="网址或账号", required=False, max_length=200)
    filing_number = forms.CharField(label="备案号", required=False, max_length=64)
    status = forms.ChoiceField(
        label="状态", choices=[("applied", "申请中"), ("active", "正常使用")]
    )


def kinds_of(visible: Callable[[Actor], QuerySet[Any]]) -> list[Any]:
    """Return the kinds that the rows behind a door may have."""
    field = visible(NOBODY).model._meta.get_field("kind")
    return list(field.choices or ())


class ChecklistForm(OfficeForm):
    """The questions of the secrecy check, one a line."""

    questions = long_text(
        "审查事项",
        rows=10,
        help_text="一行一项，依据写在竖线后面，例如：是否涉及国家秘密 | 保密法第三十五条",
    )

    def __init__(self, *args: Any, organ: "Organ", **options: Any) -> None:
        super().__init__(*args, organ=organ, **options)
        edition = screening.checklist(organ.pk)
        self.before = edition.questions if edition else screening.STANDARD_QUESTIONS
        lines = (
            f"{q['text']} | {q['basis']}" if q.get("basis") else q["text"] for q in self.before
        )
        self.initial["questions"] = "\n".join(lines)

    def clean_questions(self) -> list[dict[str, str]]:
        """Read the lines; a question that stood before keeps its key."""
        known = {question["text"]: question["key"] for question in self.before}
        rows = [line for line in self.cleaned_data["questions"].splitlines() if line.strip()]
        found = []
        for number, line in enumerate(rows, start=1):
            text, _, basis = (part.strip() for part in line.partition("|"))
            key = known.get(text, f"own-{len(self.before) + number}")
            found.append({"key": key, "text": text, "basis": basis})
        return found
