"""Every step a person may take with a document: its form, its operation, how it is shown.

The procedure in `law.disclosure` says what is allowed; this table only says how it is asked for.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from gongkai.desk.documents import step_forms as forms
from gongkai.disclosures import operations

NOT_BY_HAND = frozenset({"publish", "void", "write"})
"""Steps without a page of their own: the clock takes the first two, the editor the last."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskStep:
    """How a step is offered and asked for.

    `signed` asks for the password or a one-time code; `typed` for the verb to be typed; `at_once`
    shows a button that acts without a page between; `undo` is the step that takes it back.
    """

    act: Callable[..., Any]
    form: type[forms.StepForm]
    icon: str
    done: str
    summary: str = ""
    at_once: bool = False
    signed: bool = False
    typed: bool = False
    undo: str = ""
    main: bool = False
    danger: bool = False


STEPS: dict[str, DeskStep] = {
    "submit": DeskStep(
        act=operations.submit,
        form=forms.SubmitForm,
        icon="send",
        done="已送审",
        summary="送审以后不能改动，可以随时撤回修改。您的姓名会记在这一版文本上。",
        undo="recall",
        main=True,
    ),
    "concur": DeskStep(
        act=operations.concur,
        form=forms.StepForm,
        icon="check",
        done="会审通过",
        summary="您的意见记在这一版文本上，接着由下一个审查岗位办理。",
    ),
    "pass_check": DeskStep(
        act=operations.pass_check,
        form=forms.StepForm,
        icon="shield-check",
        done="已通过审查",
        summary="您的姓名记在这一版文本上，接着由签发岗位办理。",
        main=True,
    ),
    "determine": DeskStep(
        act=operations.determine,
        form=forms.DetermineForm,
        icon="pen-line",
        done="已登记确定意见",
        summary="写明主管部门或者保密行政管理部门的答复，随后继续审查。",
        main=True,
    ),
    "sign": DeskStep(
        act=operations.sign,
        form=forms.SignForm,
        icon="stamp",
        done="已签发",
        summary="签发的是此刻的正文和附件，之后改动一个字，签发即作废。",
        signed=True,
        main=True,
    ),
    "sign_withholding": DeskStep(
        act=operations.sign_withholding,
        form=forms.StepForm,
        icon="stamp",
        done="已签批不予公开",
        summary="这份稿件不对外公开，理由记入不予公开登记。",
        signed=True,
    ),
    "countersign": DeskStep(
        act=operations.countersign,
        form=forms.StepForm,
        icon="stamp",
        done="已补签",
        summary="您为紧急公开的这份文本补签。",
        signed=True,
    ),
    "return_from_check": DeskStep(
        act=operations.return_from_check,
        form=forms.ReturnForm,
        icon="undo-2",
        done="已退回修改",
    ),
    "return_from_sign": DeskStep(
        act=operations.return_from_sign,
        form=forms.ReturnForm,
        icon="undo-2",
        done="已退回修改",
        summary="退回以后要重新审查。",
    ),
    "refer": DeskStep(
        act=operations.refer,
        form=forms.ReferForm,
        icon="landmark",
        done="已提请确定",
        summary="不能确定是否涉密的，由有关主管部门或者同级保密行政管理部门确定，其间不公开。",
    ),
    "express": DeskStep(
        act=operations.express,
        form=forms.ExpressForm,
        icon="triangle-alert",
        done="已决定紧急公开",
        summary="只用于预警和突发事件。一人决定即公开，24 小时内必须由另一人补签。",
        signed=True,
        typed=True,
        danger=True,
    ),
    "begin_correction": DeskStep(
        act=operations.begin_correction,
        form=forms.CorrectForm,
        icon="pen-line",
        done="可以改写了",
        summary="改好的文本重新审签以前，公众看到的仍是原来的文本；更正说明会一起公开。",
        undo="abandon_correction",
    ),
    "abandon_correction": DeskStep(
        act=operations.abandon_correction,
        form=forms.StepForm,
        icon="undo-2",
        done="已放弃更正，公开的文本没有变",
        at_once=True,
    ),
    "repeal": DeskStep(
        act=operations.repeal,
        form=forms.RepealForm,
        icon="ban",
        done="已宣布",
        summary="文件仍然可以查阅，页面上标明失效或废止的日期和替代文件。",
        signed=True,
    ),
    "recall": DeskStep(
        act=operations.recall,
        form=forms.StepForm,
        icon="undo-2",
        done="已撤回，可以修改了",
        at_once=True,
    ),
    "reassess": DeskStep(
        act=operations.reassess,
        form=forms.StepForm,
        icon="refresh-cw",
        done="已重新评估，可以修改公开属性",
        at_once=True,
    ),
    "withdraw": DeskStep(
        act=operations.withdraw,
        form=forms.WithdrawForm,
        icon="eye-off",
        done="已撤下",
        summary="公众马上看不到这份文件；原网址说明撤下的时间和理由。",
        typed=True,
        danger=True,
    ),
    "discard": DeskStep(
        act=operations.discard,
        form=forms.StepForm,
        icon="trash-2",
        done="已作废",
        at_once=True,
        undo="recover",
    ),
    "recover": DeskStep(
        act=operations.recover,
        form=forms.StepForm,
        icon="refresh-cw",
        done="已恢复草稿",
        at_once=True,
    ),
}
"""Step name → how the desk asks for it, in the order in which the buttons stand."""
