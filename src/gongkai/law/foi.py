"""依申请公开: the procedure of one request from its arrival to the file, as one table.

Sources: 政府信息公开条例 (国务院令第711号) arts. 17, 29-41, 45; 国办函〔2020〕109号; 国办公开办函
〔2016〕235号. Days are the business of `request_clock`; here is who may do what, and when not.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from gongkai.law.procedure import Procedure, step
from gongkai.law.roles import Role

CLERK, CHECKER, SIGNER, WINDOW = Role.CLERK, Role.CHECKER, Role.SIGNER, Role.WINDOW

REGULATION = "《政府信息公开条例》"
RECEIPT, CORRECTION = f"{REGULATION}第三十一条", f"{REGULATION}第三十条"
REGISTER = f"{REGULATION}第四十五条"
OPINIONS = f"{REGULATION}第三十二条至第三十四条"
TERM, EXCESS = f"{REGULATION}第三十三条", f"{REGULATION}第三十五条"
ANSWER, REVIEW = f"{REGULATION}第三十六条", f"{REGULATION}第十七条"
DOUBT = f"{REGULATION}第十七条第三款"
FEE = f"{REGULATION}第四十二条、《政府信息公开信息处理费管理办法》"
SERVICE = f"{REGULATION}第四十条、国办公开办函〔2016〕235号"
DISPUTE = f"{REGULATION}第五十一条"


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestFacts:
    """What the table asks about one request, one actor and one moment."""

    needs_confirmation: bool = False
    identified: bool = True
    corrections: int = 0
    correction_lapsed: bool = False
    excessive: bool = False
    reasons_given: bool = False
    reasons_accepted: bool = False
    fee_notices: int = 0
    payment_lapsed: bool = False
    opinions_open: int = 0
    extensions: int = 0
    in_term: bool = True
    actor_heads_office: bool = False
    answer_chosen: bool = False
    basis_given: bool = False
    reasons_written: bool = False
    search_needed: bool = False
    searched: bool = False
    third_party_needed: bool = False
    third_party_asked: bool = False
    discretion_needed: bool = False
    discretion_recorded: bool = False
    copies_masked: bool = True
    correction_needed: bool = False
    explanation_needed: bool = False
    earlier_needed: bool = False
    earlier_named: bool = False
    on_spot: bool = False
    letter_complete: bool = False
    actor_wrote: bool = False
    actor_checked: bool = False
    actor_in_turn: bool = True
    intact: bool = True
    reason_given: bool = False
    way_lawful: bool = True
    proof_given: bool = False
    objection_overridden: bool = False
    third_party_told: bool = False
    remedy_ordered: bool = False


Facts = RequestFacts
Need = tuple[Callable[[Facts], bool], str]

CONFIRMS: Need = (lambda f: f.needs_confirmation, "这件申请不需要确认，请使用“登记收到”")
RECEIVED: Need = (
    lambda f: not f.needs_confirmation,
    "平常信函、网上、传真和电子邮件的申请须与申请人确认，确认之日才是收到之日",
)
IDENTIFIED: Need = (lambda f: f.identified, "请先写明申请人的姓名或者名称和联系方式")
IN_TERM: Need = (lambda f: f.in_term, "法定期限已经届满，不能再办这一步")
ONCE: Need = (lambda f: not f.corrections, "补正应当一次性告知，不能再次要求补正")
UNCORRECTED: Need = (lambda f: f.correction_lapsed, "补正期限还没有届满，不能视为放弃申请")
EXCESSIVE: Need = (
    lambda f: f.excessive,
    "请先记录申请的数量、频次明显超过合理范围的事实",
)
NOT_ASKED: Need = (lambda f: not f.reasons_given, "申请人已经说明理由")
SENSIBLE: Need = (lambda f: f.reasons_accepted, "理由合理的才能延迟答复；不合理的，不予处理")
ONE_FEE: Need = (lambda f: not f.fee_notices, "收费通知已经发出，一件申请只收一次")
UNPAID: Need = (lambda f: f.payment_lapsed, "缴费期限还没有届满，不能视为放弃申请")
MORE_OPINIONS: Need = (lambda f: f.opinions_open > 1, "这是最后一份意见，请使用“结束征求意见”")
LAST_OPINION: Need = (lambda f: f.opinions_open <= 1, "还有征求意见没有回音，期限也没有届满")
ONE_EXTENSION: Need = (lambda f: not f.extensions, "答复期限只能延长一次")
HEAD: Need = (lambda f: f.actor_heads_office, "延期须由政府信息公开工作机构负责人同意")
CHOSEN: Need = (lambda f: f.answer_chosen, "请先从答复类型中选定处理结果")
BASIS: Need = (lambda f: f.basis_given, "请写明依据的条款")
REASONS: Need = (lambda f: f.reasons_written, "请写明事实和理由")
SEARCHED: Need = (
    lambda f: f.searched or not f.search_needed,
    "答复信息不存在以前，须记录检索的范围、关键词和结果",
)
CONSULTED: Need = (
    lambda f: f.third_party_asked or not f.third_party_needed,
    "涉及第三方合法权益的，须先书面征求第三方意见",
)
WEIGHED: Need = (
    lambda f: f.discretion_recorded or not f.discretion_needed,
    "依照第十六条可以不予公开的，须记录为什么不公开",
)
MASKED: Need = (lambda f: f.copies_masked, "部分公开的，须附遮盖好的副本")
CORRECTED: Need = (
    lambda f: f.corrections > 0 or not f.correction_needed,
    "没有要求过补正，不能以补正后仍不明确答复",
)
EXPLAINED: Need = (
    lambda f: f.reasons_given or not f.explanation_needed,
    "须先要求申请人说明理由，才能以无正当理由大量反复申请答复",
)
EARLIER: Need = (
    lambda f: f.earlier_named or not f.earlier_needed,
    "请写明此前答复或者提供的文号和日期",
)
ON_SPOT: Need = (lambda f: f.on_spot, "这一类答复不能当场作出")
COMPLETE: Need = (lambda f: f.letter_complete, "告知书还有必须写明的内容没有填写")
OTHER_CHECKS: Need = (lambda f: not f.actor_wrote, "您拟定了这份答复，不能由您本人审核")
OTHER_SIGNS: Need = (lambda f: not f.actor_wrote, "您拟定了这份答复，不能由您本人签发")
NOT_TWICE: Need = (lambda f: not f.actor_checked, "您已经审核过这份答复，不能再由您本人签发")
IN_TURN: Need = (lambda f: f.actor_in_turn, "这一步由签批流程中指定的岗位办理，现在没有轮到您")
INTACT: Need = (lambda f: f.intact, "告知书与审核时的文本不一致，请退回重新审核")
REASON: Need = (lambda f: f.reason_given, "请写明理由")
LAWFUL_WAY: Need = (
    lambda f: f.way_lawful,
    "答复是国家公文，应当直接送达、委托送达或者交邮政企业寄送，不能交快递企业",
)
PROOF: Need = (lambda f: f.proof_given, "请登记送达凭证")
TOLD: Need = (
    lambda f: f.third_party_told or not f.objection_overridden,
    "第三方不同意而决定公开的，须先将公开的内容和理由书面告知第三方",
)
ORDERED: Need = (lambda f: f.remedy_ordered, "没有要求重新答复的复议决定、判决或者自行纠正的决定")

GROUNDED = (CHOSEN, BASIS, REASONS, SEARCHED, CONSULTED, WEIGHED, MASKED)
FOUNDED = (*GROUNDED, CORRECTED, EXPLAINED, EARLIER, COMPLETE)
OPEN = (
    "arrived",
    "handling",
    "correcting",
    "explaining",
    "paying",
    "consulting",
    "reviewing",
    "referred",
    "signing",
    "signed",
)

STATES = {
    "arrived": "待确认收到",
    "handling": "办理中",
    "correcting": "待补正",
    "explaining": "待说明理由",
    "paying": "待缴费",
    "consulting": "征求意见中",
    "reviewing": "待审核",
    "referred": "提请确定中",
    "signing": "待签发",
    "signed": "待送达",
    "served": "已答复",
    "closed": "不再处理",
    "filed": "已归档",
}


DESK = {CLERK, WINDOW}

INTAKE = (
    step(
        "register", "登记收到", ("arrived",), "handling", DESK, RECEIPT, IDENTIFIED,
        only=(RECEIVED,), clock="start",
    ),
    step(
        "confirm", "与申请人确认", ("arrived",), "handling", DESK, RECEIPT, IDENTIFIED,
        only=(CONFIRMS,), clock="start",
    ),
    step(
        "ask_correction", "告知补正", ("handling",), "correcting", {CLERK}, CORRECTION,
        ONCE, IN_TERM, REASON,
        clock="stop",
    ),
    step("correct", "收到补正", ("correcting",), "handling", DESK, CORRECTION, clock="restart"),
    step(
        "close_uncorrected", "逾期不补正，不再处理", ("correcting",), "closed", {CLERK}, CORRECTION,
        UNCORRECTED,
        clock="end",
    ),
    step(
        "withdraw", "申请人撤回", OPEN, "closed", DESK, REGISTER, REASON,
        clock="end",
    ),
)  # fmt: skip

MORE_TIME = (
    step(
        "ask_reasons", "要求说明理由", ("handling",), "explaining", {CLERK}, EXCESS,
        EXCESSIVE, IN_TERM,
        only=(NOT_ASKED,),
    ),
    step("take_reasons", "登记说明", ("explaining",), "handling", DESK, EXCESS),
    step("delay", "告知延迟答复", ("handling",), "handling", {CLERK}, EXCESS, SENSIBLE, IN_TERM),
    step(
        "extend", "延期", ("handling",), "handling", {SIGNER}, TERM,
        ONE_EXTENSION, HEAD, REASON, IN_TERM,
    ),
    step(
        "extend_consulting", "征求意见期间延期", ("consulting",), "consulting", {SIGNER}, TERM,
        ONE_EXTENSION, HEAD, REASON, IN_TERM,
    ),
    step(
        "charge", "通知缴费", ("handling",), "paying", {CLERK}, FEE,
        EXCESSIVE, ONE_FEE, IN_TERM,
        clock="stop",
    ),
    step("pay", "登记缴费", ("paying",), "handling", DESK, FEE, clock="restart"),
    step(
        "close_unpaid", "逾期未缴费，不再处理", ("paying",), "closed", {CLERK}, FEE, UNPAID,
        clock="end",
    ),
)  # fmt: skip

CONSULTING = (
    step(
        "consult", "征求意见", ("handling", "consulting"), "consulting", {CLERK}, OPINIONS,
        clock="stop",
    ),
    step(
        "take_opinion", "登记意见", ("consulting",), "consulting", {CLERK}, OPINIONS,
        only=(MORE_OPINIONS,),
    ),
    step(
        "end_consultation", "结束征求意见", ("consulting",), "handling", {CLERK}, OPINIONS,
        only=(LAST_OPINION,), clock="resume",
    ),
)  # fmt: skip

ANSWERING = (
    step("search", "记录检索", ("handling",), "handling", {CLERK}, ANSWER),
    step("propose", "拟定答复", ("handling",), "reviewing", {CLERK}, ANSWER, *FOUNDED),
    step(
        "answer_on_spot", "当场答复", ("handling",), "served", DESK, TERM, *FOUNDED, PROOF,
        only=(ON_SPOT,), clock="end",
    ),
    step(
        "pass_review", "通过审核", ("reviewing",), "signing", {CHECKER}, REVIEW,
        OTHER_CHECKS, IN_TURN, INTACT,
    ),
    step(
        "return_from_review", "退回修改", ("reviewing",), "handling", {CHECKER}, REVIEW,
        IN_TURN, REASON,
    ),
    step("refer", "提请确定", ("reviewing",), "referred", {CHECKER}, DOUBT, IN_TURN, REASON),
    step("determine", "登记确定意见", ("referred",), "reviewing", {CHECKER}, DOUBT, REASON),
    step(
        "sign", "签发答复", ("signing",), "signed", {SIGNER}, ANSWER,
        OTHER_SIGNS, NOT_TWICE, IN_TURN, INTACT,
    ),
    step(
        "return_from_sign", "退回修改", ("signing",), "handling", {SIGNER}, ANSWER,
        IN_TURN, REASON,
    ),
    step(
        "serve", "送达", ("signed",), "served", DESK, SERVICE, LAWFUL_WAY, PROOF, TOLD, INTACT,
        clock="end",
    ),
)  # fmt: skip

AFTER = (
    step("file", "归档", ("served", "closed"), "filed", {CLERK}, REGISTER),
    step(
        "answer_again", "重新答复", ("served", "closed", "filed"), "handling", {CLERK}, DISPUTE,
        ORDERED,
        clock="restart",
    ),
)  # fmt: skip

PROCEDURE = Procedure(
    name="foi.request",
    title="依申请公开",
    states=STATES,
    initial="arrived",
    final=frozenset(),
    steps=(*INTAKE, *MORE_TIME, *CONSULTING, *ANSWERING, *AFTER),
)

TABLES: tuple[tuple[date, Procedure], ...] = ((date(2019, 5, 15), PROCEDURE),)
"""Each table with the day it came into force."""


def procedure(on: date) -> Procedure:
    """Return the table in force on a day."""
    return next((p for since, p in reversed(TABLES) if since <= on), TABLES[0][1])
