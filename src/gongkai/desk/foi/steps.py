"""Steps of a request: the form of each, the operation behind it, the words of the desk."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from gongkai.desk.foi import step_forms as ask
from gongkai.foi import operations
from gongkai.foi.operations import Asked
from gongkai.foi.queries import CasePage
from gongkai.kernel.actor import Actor
from gongkai.law import foi as law
from gongkai.law.letter_texts import usual
from gongkai.law.letters import letter
from gongkai.law.roles import Role

ASKED_FOR = {law.PROOF[1], law.LAWFUL_WAY[1], law.REASON[1]}
"""Refusals that the form itself answers."""


@dataclass(frozen=True, slots=True)
class RequestStep:
    """How a step is asked for; `act` takes the request and what the form gives."""

    form: type[ask.CaseForm]
    act: Callable[..., Any]
    done: str
    icon: str
    hint: str = ""


def _ask_correction(case: Any, *, items: str, guidance: str, days: int, **who: Any) -> Any:
    text = {
        "items": items,
        "guidance": guidance,
        "period": f"自收到本告知书之日起{days}个工作日内",
        **usual(letter("L3")),
    }
    return operations.ask_correction(case, text, days=days, **who)


def _ask_reasons(case: Any, *, facts: str, questions: str, period: str, **who: Any) -> Any:
    text = {"facts": facts, "questions": questions, "period": period}
    return operations.ask_reasons(case, text, **who)


def _take_reasons(case: Any, *, accepted: str, words: str, **given: Any) -> Any:
    return operations.take_reasons(case, words, accepted=accepted == "yes", **given)


def _charge(case: Any, *, account: str, **given: Any) -> Any:
    return operations.charge(case, text={"account": account} if account else {}, **given)


def _consult(case: Any, *, by: Actor, at: Any, **asked: Any) -> Any:
    return operations.consult(case, Asked(**asked), by=by, at=at)


def _end(case: Any, *, mark: str, opinion: str, words: str, **given: Any) -> Any:
    told: dict[str, Any] = {"mark": mark, "opinion": opinion, "words": words} if opinion else {}
    return operations.end_consultation(case, **told, **given)


def _pass(case: Any, *, reason: str, **who: Any) -> Any:
    return operations.pass_review(case, opinion=reason, **who)


def _sign(case: Any, *, read: bool, **who: Any) -> Any:
    del read  # the form refuses without it
    return operations.sign(case, **who)


def _refer(case: Any, *, addressee: str, by: Actor, at: Any, **text: str) -> Any:
    return operations.refer(case, text, addressee=addressee, by=by, at=at)


STEPS: dict[str, RequestStep] = {
    "register": RequestStep(ask.CaseForm, operations.register, "已登记收到", "inbox"),
    "confirm": RequestStep(
        ask.OnForm, operations.confirm, "已与申请人确认", "phone",
        "打电话或者发邮件确认收到，确认之日起算答复期限。",
    ),
    "ask_correction": RequestStep(
        ask.CorrectionForm, _ask_correction, "已告知补正", "mail-question",
        "收到申请七个工作日内、只能一次；收到补正之日重新起算。",
    ),
    "correct": RequestStep(ask.CorrectedForm, operations.correct, "已登记补正", "pen-line"),
    "close_uncorrected": RequestStep(
        ask.LapsedForm, operations.close_uncorrected, "不再处理", "ban"
    ),
    "withdraw": RequestStep(ask.WithdrawForm, operations.withdraw, "已登记撤回", "undo-2"),
    "ask_reasons": RequestStep(ask.AskReasonsForm, _ask_reasons, "已要求说明理由", "mail-question"),
    "take_reasons": RequestStep(ask.TakeReasonsForm, _take_reasons, "已登记说明", "message-square-text"),
    "delay": RequestStep(ask.DelayForm, operations.delay, "已告知延迟答复", "hourglass"),
    "extend": RequestStep(
        ask.ExtendForm, operations.extend, "已延期", "hourglass",
        "须在期限届满以前，由公开工作机构负责人同意，并告知申请人（条例第三十三条）。",
    ),
    "extend_consulting": RequestStep(ask.ExtendForm, operations.extend, "已延期", "hourglass"),
    "charge": RequestStep(ask.ChargeForm, _charge, "已通知缴费", "wallet"),
    "pay": RequestStep(ask.PayForm, operations.pay, "已登记缴费", "wallet"),
    "close_unpaid": RequestStep(ask.LapsedForm, operations.close_unpaid, "不再处理", "ban"),
    "consult": RequestStep(
        ask.ConsultForm, _consult, "已征求意见", "users",
        "同时告知申请人；征求意见的时间不计算在答复期限内。",
    ),
    "take_opinion": RequestStep(ask.OpinionForm, operations.take_opinion, "已登记意见", "message-square-text"),
    "end_consultation": RequestStep(ask.LastOpinionForm, _end, "征求意见结束", "check"),
    "search": RequestStep(
        ask.SearchForm, operations.search, "已记录检索", "search",
        "信息不存在的答复，法院首先看检索记录。",
    ),
    "propose": RequestStep(
        ask.CaseForm, operations.propose, "已送审", "send", "由保密审查岗位审核，再由签发岗位签发。"
    ),
    "answer_on_spot": RequestStep(ask.ProofForm, operations.answer_on_spot, "已当场答复", "check"),
    "pass_review": RequestStep(ask.MayReasonForm, _pass, "审核通过", "shield-check"),
    "return_from_review": RequestStep(ask.ReasonForm, operations.return_from_review, "已退回", "undo-2"),
    "refer": RequestStep(ask.ReferForm, _refer, "已提请确定", "landmark"),
    "determine": RequestStep(ask.ReasonForm, operations.determine, "已登记确定意见", "landmark"),
    "sign": RequestStep(ask.TickForm, _sign, "已签发", "stamp", "签发以后编号，文本不能再改。"),
    "return_from_sign": RequestStep(ask.ReasonForm, operations.return_from_sign, "已退回", "undo-2"),
    "serve": RequestStep(ask.ServeForm, operations.serve, "已送达", "mail"),
    "file": RequestStep(ask.CaseForm, operations.file, "已归档", "archive"),
    "answer_again": RequestStep(ask.OnForm, operations.answer_again, "重新答复", "refresh-cw"),
}  # fmt: skip
"""Step name → how the desk asks for it."""

BESIDE: dict[str, tuple[str, RequestStep]] = {
    "note_reached": ("登记文书送达", RequestStep(
        ask.ReachedForm, operations.note_reached, "已登记送达", "mail",
        "对方的期限从收到之日起算；没有凭证的不算送达。",
    )),
    "take_late_opinion": ("登记逾期的意见", RequestStep(
        ask.OpinionForm, operations.take_late_opinion, "已登记意见", "message-square-text",
    )),
    "tell_third_party": ("告知第三方决定公开", RequestStep(
        ask.TellForm, operations.tell_third_party, "已告知第三方", "mail",
        "第三方不同意而决定公开的，先书面告知（条例第三十二条）。",
    )),
    "note_excess": ("记录超出合理范围", RequestStep(
        ask.FactsForm, operations.note_excess, "已记录", "history",
        "记录以后才能要求说明理由或者收费（条例第三十五条、第四十二条）。",
    )),
    "waive": ("免收信息处理费", RequestStep(
        ask.WaiveForm, operations.waive, "已免收", "wallet",
    )),
    "order_again": ("要求重新答复", RequestStep(
        ask.OrderForm, operations.order_again, "已登记，可以重新答复", "gavel",
    )),
}  # fmt: skip
"""What is kept beside the procedure: name → its label and how the desk asks for it."""


def beside(case: CasePage, by: Actor) -> list[tuple[str, str, RequestStep]]:
    """Return what this actor may keep beside the procedure of this request now."""
    request, late = case.request, bool(ask.waiting(case))
    clerk, works = by.has(Role.CLERK), case.request.is_open
    fits = {
        "note_reached": bool(by.roles & law.DESK) and works and bool(ask.underway(case)),
        "take_late_opinion": clerk and works and late and request.state != "consulting",
        "tell_third_party": clerk and works and bool(ask.objectors(case)),
        "note_excess": clerk and request.state == "handling" and not request.excess_noted_on,
        "waive": clerk and bool(request.excess_noted_on) and works and case.fee is None,
        "order_again": clerk and not works and not request.ordered_by,
    }
    return [(name, *BESIDE[name]) for name, fit in fits.items() if fit]


def refusal(offer: Any) -> str:
    """Return why a step cannot be taken whatever the form says; empty where it may."""
    return "" if offer.possible or offer.refusal in ASKED_FOR else str(offer.refusal)
