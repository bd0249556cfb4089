"""Acts on a case: the form behind each step of the procedure and behind what is kept beside it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms

from gongkai.desk.remedies import forms as ask
from gongkai.kernel.actor import Actor
from gongkai.law.remedies import Result
from gongkai.law.roles import Role
from gongkai.remedies import operations

Given = dict[str, Any]


@dataclass(frozen=True, slots=True)
class CaseAct:
    """How an act is asked for: its form, the operation, what is said when it is done."""

    form: type[forms.Form]
    act: Callable[..., Any]
    done: str
    icon: str
    hint: str


def _decide(case: Any, *, result: str, by: Actor, at: Any, **given: Any) -> Any:
    decision = operations.Decision(result=Result(result), **given)
    return operations.decide(case, decision, by=by, at=at)


def _classify(case: Any, *, concerns: str, **given: Any) -> Any:
    return operations.classify(case, concerns=concerns == "yes", **given)


STEPS: dict[str, CaseAct] = {
    "respond": CaseAct(
        ask.RespondForm, operations.respond, "已提交答复（答辩）", "send",
        "由负责人提交；证据清单一并固定，提交以后不能再改。",
    ),
    "decide": CaseAct(
        ask.DecisionForm, _decide, "已登记审理结果", "gavel",
        "照决定书或者裁判文书填写；结果计入作出决定那一年的年度报告。",
    ),
    "appeal": CaseAct(
        ask.AppealForm, operations.appeal, "已登记上诉，案件重新未审结", "history",
        "任何一方上诉的，都在这里登记；答辩期限从收到上诉状副本起算。",
    ),
    "take_up": CaseAct(
        ask.ReasonForm, operations.take_up, "开始落实纠正", "refresh-cw",
        "撤销、变更、确认违法、责令履行的，要重新答复或者采取措施；上诉期内落实的，写明双方都不上诉的依据。",
    ),
    "comply": CaseAct(
        ask.ComplyForm, operations.comply, "已登记履行情况", "check",
        "写明怎样纠正、改进什么；改进措施在年度报告第五部分可以看到。",
    ),
    "close": CaseAct(
        ask.ReasonForm, operations.close, "已归档", "archive",
        "上诉期还没有届满的，写明双方都不上诉的依据。",
    ),
}  # fmt: skip
"""Step name → how the desk asks for it."""

BESIDE: dict[str, tuple[str, CaseAct]] = {
    "note_hearing": ("登记开庭（听证）", CaseAct(
        ask.HearingForm, operations.note_hearing, "已登记开庭（听证）", "calendar-days", "",
    )),
    "classify": ("改变是否涉及政府信息公开", CaseAct(
        ask.ClassifyForm, _classify, "已重新认定", "scale",
        "只有涉及政府信息公开工作的案件计入年度报告表四。",
    )),
    "note_opinion": ("收到行政复议意见书", CaseAct(
        ask.OpinionForm, operations.note_opinion, "已登记行政复议意见书", "inbox",
        "收到意见书六十日内，把纠正情况报送复议机关（行政复议法第七十六条）。",
    )),
    "report_correction": ("报送纠正情况", CaseAct(
        ask.CorrectionForm, operations.report_correction, "已登记报送", "send", "",
    )),
}  # fmt: skip
"""What is kept beside the procedure: name → its label and how the desk asks for it."""


def beside(case: Any, by: Actor) -> list[tuple[str, str, CaseAct]]:
    """Return what this actor may keep beside the procedure of this case now."""
    if not by.has(Role.CLERK):
        return []
    waits = case.opinion_received_on is not None and case.opinion_reported_on is None
    fits = {
        "note_hearing": case.is_pending,
        "classify": True,
        "note_opinion": not case.in_court and case.opinion_received_on is None,
        "report_correction": waits,
    }
    return [(name, *BESIDE[name]) for name, fit in fits.items() if fit]


def due_words(case: Any, on: date) -> tuple[str, bool]:
    """Return what is due next in a case, and whether it is late; empty where nothing is."""
    if case.state == "registered":
        return f"{case.respond_by.month}月{case.respond_by.day}日前答复", case.is_late(on)
    if case.opinion_due_on and not case.opinion_reported_on:
        due = case.opinion_due_on
        return f"{due.month}月{due.day}日前报送纠正情况", case.opinion_is_late(on)
    return "", False
