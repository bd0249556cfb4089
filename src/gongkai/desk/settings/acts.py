"""Every act an administrator can do about an office: its form, its operation, its words."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from gongkai.channels import operations as channels
from gongkai.desk.settings import forms, row_forms
from gongkai.law.procedure import NotAllowed
from gongkai.law.roles import Role
from gongkai.organs import operations
from gongkai.screening import operations as screening

if TYPE_CHECKING:
    from gongkai.organs.models import Account, Organ, Person

Given = dict[str, Any]
Act = Callable[["Organ", Given, Given], Any]


@dataclass(frozen=True, slots=True)
class OfficeAct:
    """How an act is asked for and carried out."""

    label: str
    icon: str
    form: type[forms.OfficeForm]
    act: "Act"
    note: str = ""


def _roles(given: Given) -> Given:
    return given | {"roles": [Role(value) for value in given["roles"]]}


def _new_post(organ: "Organ", given: Given, who: Given) -> Any:
    return operations.create_post(organ, **_roles(given), **who)


def _revised_post(organ: "Organ", given: Given, who: Given) -> Any:
    post = given.pop("post")
    return operations.revise_post(post, **_roles(given), **who)


def _on(subject: str, act: Callable[..., Any], **fixed: Any) -> "Act":
    """Return the act on what the form's field `subject` names, not on the office."""

    def done(organ: "Organ", given: Given, who: Given) -> Any:
        return act(given.pop(subject), **fixed, **given, **who)

    return done


def _on_account(act: Callable[..., Any]) -> Act:
    def done(organ: "Organ", given: Given, who: Given) -> Any:
        return act(_account(given.pop("person")), **given, **who)

    return done


def _account(person: "Person") -> "Account":
    account: Account | None = getattr(person, "account", None)
    if account is None:
        raise NotAllowed(f"{person.name}还没有账号")
    return account


def _chain(organ: "Organ", given: Given, who: Given) -> Any:
    checks = [post for post in (given["check"], given["second_check"]) if post]
    return operations.set_chain(organ, checks=checks, sign=given["sign"], **who)


ACTS: dict[str, OfficeAct] = {
    "revise": OfficeAct(
        "修改机关信息",
        "pen-line",
        forms.OrganForm,
        lambda organ, given, who: operations.revise_organ(organ, **given, **who),
        "这些内容显示在机关的公开页面上。",
    ),
    "new-organ": OfficeAct(
        "设立下级机关",
        "building",
        forms.NewOrganForm,
        lambda organ, given, who: operations.set_up_organ(parent=organ, **given, **who),
    ),
    "new-post": OfficeAct("设置岗位", "plus", forms.PostForm, _new_post),
    "revise-post": OfficeAct("修改岗位", "pen-line", forms.RevisePostForm, _revised_post),
    "take-on": OfficeAct(
        "登记人员",
        "user-plus",
        forms.TakeOnForm,
        lambda organ, given, who: operations.take_on(organ=organ, **given, **who),
        "登记以后再安排岗位、开通账号。",
    ),
    "appoint": OfficeAct(
        "安排岗位", "id-card", forms.AppointForm, _on("post", operations.appoint)
    ),
    "end": OfficeAct(
        "离任", "log-out", forms.EndForm, _on("post", operations.end_appointment),
        "离任人签过的字仍然有效。",
    ),
    "hand-over": OfficeAct(
        "工作交接", "refresh-cw", forms.HandOverForm, _on("post", operations.hand_over),
        "没办完的事从交接那天起转给接手人，以前的签字不变。",
    ),
    "absence": OfficeAct(
        "登记外出代办", "hourglass", forms.AbsenceForm, _on("person", operations.note_absence),
        "外出期间，待办转给代办人。",
    ),
    "end-absence": OfficeAct(
        "提前结束外出", "undo-2", row_forms.EndAbsenceForm, _on("absence", operations.end_absence)
    ),
    "chain": OfficeAct(
        "设置签批流程", "list-checks", forms.ChainForm, _chain,
        "拟稿、审查、签发须由不同的人办理。",
    ),
    "seat": OfficeAct(
        "领导小组任职",
        "users",
        forms.SeatForm,
        lambda organ, given, who: operations.seat_in_group(organ, **given, **who),
    ),
    "leave-group": OfficeAct(
        "退出领导小组",
        "log-out",
        row_forms.LeaveGroupForm,
        lambda organ, given, who: operations.leave_group(organ, **given, **who),
    ),
    "account": OfficeAct(
        "开通账号", "key-round", forms.AccountForm, _on("person", operations.open_account)
    ),
    "password": OfficeAct(
        "重设密码", "key-round", forms.PasswordForm, _on_account(operations.set_password)
    ),
    "authenticator": OfficeAct(
        "重置动态口令", "shield-check", forms.ResetForm, _on_account(operations.reset_second_factor),
        "验证器丢了或者换了手机时用。原来的验证器和一次性代码马上作废，本人下次登录时会看到是谁、为什么重置。",
    ),
    "close-account": OfficeAct(
        "停用账号", "ban", forms.PersonForm, _on_account(operations.close_account),
        "马上不能登录，签过的字仍然有效。",
    ),
    "reopen-account": OfficeAct(
        "恢复账号", "refresh-cw", forms.PersonForm, _on_account(operations.reopen_account)
    ),
    "place": OfficeAct(
        "登记公开场所", "map-pin", forms.PlaceForm,
        lambda organ, given, who: channels.open_place(organ, **given, **who),
        "信息公开栏、查阅场所、政务服务大厅等。",
    ),
    "carrier": OfficeAct(
        "登记公开渠道", "rss", forms.CarrierForm,
        lambda organ, given, who: channels.register_carrier(organ, **given, **who),
        "网站、公众号、公示栏、电子屏等。",
    ),
    "revise-carrier": OfficeAct(
        "修改公开渠道", "pen-line", row_forms.ReviseCarrierForm,
        _on("carrier", channels.revise_carrier),
    ),
    "use-carrier": OfficeAct(
        "启用公开渠道", "check", row_forms.UseCarrierForm,
        _on("carrier", channels.change_status, status="active"),
    ),
    "close-carrier": OfficeAct(
        "关停公开渠道", "ban", row_forms.CloseCarrierForm,
        _on("carrier", channels.change_status, status="closed"),
        "关停以后不能恢复，重新使用时另行登记。",
    ),
    "revise-place": OfficeAct(
        "修改公开场所", "pen-line", row_forms.RevisePlaceForm, _on("place", channels.revise_place)
    ),
    "close-place": OfficeAct(
        "停用公开场所", "ban", row_forms.ClosePlaceForm, _on("place", channels.close_place),
        "还有渠道设在这里的，先关停或者移走。",
    ),
    "checklist": OfficeAct(
        "修改审查清单",
        "list-checks",
        forms.ChecklistForm,
        lambda organ, given, who: screening.set_checklist(organ, **given, **who),
        "保存为新的一版；以前的审查保留当时的清单。",
    ),
}  # fmt: skip
"""Act name → how it is asked for."""
