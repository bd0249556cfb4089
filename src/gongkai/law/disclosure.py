"""主动公开: the procedure of one document from draft to the public page, as one table.

Sources: 政府信息公开条例 (国务院令第711号), cited 条例; 保守国家秘密法 (2024), cited 保密法;
个人信息保护法; three readings by three persons, 三审三校.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from gongkai.law.procedure import Procedure, step
from gongkai.law.roles import Role

CLERK, CHECKER, SIGNER = Role.CLERK, Role.CHECKER, Role.SIGNER
SUPERVISOR, CLOCK = Role.SUPERVISOR, Role.CLOCK

REVIEW = "《政府信息公开条例》第十七条"
DOUBT = "《政府信息公开条例》第十七条第三款"
REASSESS = "《政府信息公开条例》第十八条"
WITHHOLD = "《政府信息公开条例》第十四条至第十六条"
TERM = "《政府信息公开条例》第二十六条"
ACCURACY = "《政府信息公开条例》第六条第二款"
WARNING = "《政府信息公开条例》第二十条第十二项"
CURRENT = "《政府信息公开条例》第二十条第一项"

COUNTERSIGN_HOURS = 24
"""Hours within which an express publication must be countersigned; a house rule, a setting."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DisclosureFacts:
    """What the table asks about one document, one actor and one moment."""

    titled: bool = False
    has_text: bool = False
    complete: bool = False
    attribute_given: bool = False
    to_be_public: bool = True
    needs_ground: bool = False
    ground_given: bool = False
    chain_vacancy: str = ""
    findings_open: int = 0
    faults_open: int = 0
    screened: bool = True
    secrecy_open: int = 0
    assessed: bool = True
    check_complete: bool = False
    cleared: bool = False
    checks_left: int = 1
    actor_wrote: bool = False
    actor_checked: bool = False
    actor_released: bool = False
    actor_in_turn: bool = True
    intact: bool = True
    time_reached: bool = True
    policy_public: bool = True
    interpretation_ready: bool = True
    reason_given: bool = False
    public: bool = False
    express: bool = False
    countersigned: bool = False
    repealed: bool = False


Facts = DisclosureFacts
Need = tuple[Callable[[Facts], bool], str]

TITLED: Need = (lambda f: f.titled, "请先填写标题")
HAS_TEXT: Need = (lambda f: f.has_text, "正文和附件都是空的，请先写入内容")
COMPLETE: Need = (lambda f: f.complete, "公开事项、栏目或成文日期还没有填写完整")
ATTRIBUTE: Need = (lambda f: f.attribute_given, "请先选定公开属性")
GROUND: Need = (
    lambda f: f.ground_given or not f.needs_ground,
    "不完整公开必须选定法定理由并说明事实",
)
OTHER_CHECKS: Need = (lambda f: not f.actor_wrote, "您起草或改动过这份稿件，不能由您本人审查")
OTHER_SIGNS: Need = (lambda f: not f.actor_wrote, "您起草或改动过这份稿件，不能由您本人签发")
NOT_TWICE: Need = (lambda f: not f.actor_checked, "您已经审查过这份稿件，不能再由您本人签发")
CHECKED_ONCE: Need = (lambda f: not f.actor_checked, "您已经审查过这份稿件，须由另一人会审")
IN_TURN: Need = (lambda f: f.actor_in_turn, "这一步由签批流程中指定的岗位办理，现在没有轮到您")
FINDINGS: Need = (
    lambda f: not f.findings_open,
    "还有个人信息提示没有处理，请逐处选择遮盖或者说明保留的依据；没有读到的附件，请打开看过",
)
PROOFREAD: Need = (
    lambda f: not f.faults_open,
    "文字和数字核对还有必须处理的地方，请改正，或者核实无误后写明理由",
)
SCREENED: Need = (
    lambda f: f.screened,
    "自动检查还没有查完，请在检查页面看进度；没有查完的，由审查人看过后人工确认",
)
NOT_SECRET: Need = (
    lambda f: not f.secrecy_open,
    "这份稿件里发现过密级标志，还没有确定，不能继续办理，请看“涉密拦截”",
)
ASSESSED: Need = (
    lambda f: f.assessed,
    "公开这类个人名单以前，须先做个人信息保护影响评估",
)
CHECK: Need = (lambda f: f.check_complete, "审查清单和内容、时间、方式三项研判还没有填完")
CLEARED: Need = (lambda f: f.cleared, "审查结论不是“可以公开”，请退回修改或者提请确定")
PUBLIC: Need = (lambda f: f.to_be_public, "公开属性是不予公开或依申请公开，不能签发上网")
WITHHELD: Need = (lambda f: not f.to_be_public, "公开属性是主动公开，请使用“签发”")
INTACT: Need = (lambda f: f.intact, "内容与审查、签发时的文本不一致，签名失效，请退回重新审签")
REASON: Need = (lambda f: f.reason_given, "请写明理由")
LIVE: Need = (lambda f: f.public, "这份文件目前没有对外公开")
NOT_LIVE: Need = (lambda f: not f.public, "这份文件正在对外公开，不能作废，请使用“撤下”")
MORE_CHECKS: Need = (lambda f: f.checks_left > 1, "这是最后一道审查，请使用“通过审查”")
LAST_CHECK: Need = (lambda f: f.checks_left <= 1, "后面还有会审岗位，请使用“会审通过”")
FILLED: Need = (
    lambda f: not f.chain_vacancy,
    "签批流程中有岗位空缺，请管理员先在“机构与岗位”里安排人员",
)
TIME: Need = (lambda f: f.time_reached, "还没有到定时发布的时间")
POLICY: Need = (lambda f: f.policy_public, "解读稿须与政策文件同步公开，政策文件还没有公开")
READY: Need = (lambda f: f.interpretation_ready, "政策须与解读同步公开，解读稿还没有签发")
BROKEN: Need = (lambda f: not f.intact, "文本与签发时一致，签发仍然有效")
EXPRESS: Need = (lambda f: f.express, "这份文件不是紧急公开，不需要补签")
NOT_YET: Need = (lambda f: not f.countersigned, "这份文件已经补签")
ANOTHER: Need = (lambda f: not f.actor_released, "紧急公开由您决定，须由另一人补签")
SETTLED: Need = (
    lambda f: f.countersigned or not f.express or not f.public,
    "紧急公开还没有补签，请先补签",
)
IN_FORCE: Need = (lambda f: not f.repealed, "这份文件已经宣布失效或废止")
NOT_SHOWN: Need = (lambda f: not f.public, "这份文件正在对外公开，请先撤下")

CHECKS = (
    OTHER_CHECKS, CHECKED_ONCE, IN_TURN, SCREENED, NOT_SECRET, FINDINGS, PROOFREAD,
    CHECK, CLEARED, ASSESSED,
)  # fmt: skip
OPEN = ("drafting", "checking", "signing", "scheduled", "referred")
SEND_BACK = (IN_TURN, REASON)

STATES = {
    "drafting": "起草中",
    "checking": "待保密审查",
    "referred": "提请确定中",
    "signing": "待签发",
    "scheduled": "待发布",
    "published": "已公开",
    "withheld": "不予公开",
    "withdrawn": "已撤下",
    "discarded": "已作废",
}


DRAFTING = (
    step("write", "保存", ("drafting",), "drafting", {CLERK}, REVIEW),
    step(
        "submit", "送审", ("drafting",), "checking", {CLERK}, REVIEW,
        TITLED, HAS_TEXT, COMPLETE, ATTRIBUTE, GROUND, FILLED,
    ),
    step("recall", "撤回修改", ("checking", "signing", "scheduled"), "drafting", {CLERK}, REVIEW),
    step(
        "discard", "作废", ("drafting",), "discarded", {CLERK}, REVIEW,
        only=(NOT_LIVE,),
    ),
    step("recover", "恢复草稿", ("discarded",), "drafting", {CLERK}, REVIEW),
)  # fmt: skip

CHECKING = (
    step(
        "concur", "会审通过", ("checking",), "checking", {CHECKER}, REVIEW, *CHECKS,
        only=(MORE_CHECKS,),
    ),
    step(
        "pass_check", "通过审查", ("checking",), "signing", {CHECKER}, REVIEW, *CHECKS, INTACT,
        only=(LAST_CHECK,),
    ),
    step("return_from_check", "退回修改", ("checking",), "drafting", {CHECKER}, REVIEW, *SEND_BACK),
    step("refer", "提请确定", ("checking",), "referred", {CHECKER}, DOUBT, *SEND_BACK),
    step("determine", "登记确定意见", ("referred",), "checking", {CHECKER}, DOUBT, REASON),
)  # fmt: skip

SIGNING = (
    step(
        "sign", "签发", ("signing",), "scheduled", {SIGNER}, REVIEW,
        OTHER_SIGNS, NOT_TWICE, IN_TURN, SCREENED, NOT_SECRET, FINDINGS, PROOFREAD, ASSESSED, INTACT,
        only=(PUBLIC,),
    ),
    step(
        "sign_withholding", "签批不予公开", ("signing",), "withheld", {SIGNER}, WITHHOLD,
        OTHER_SIGNS, NOT_TWICE, IN_TURN, GROUND, NOT_SHOWN, INTACT,
        only=(WITHHELD,),
    ),
    step("return_from_sign", "退回修改", ("signing",), "drafting", {SIGNER}, REVIEW, *SEND_BACK),
    step("reassess", "重新评估", ("withheld",), "drafting", {CLERK}, REASSESS),
    step(
        "express", "紧急公开", ("drafting", "checking"), "scheduled", {CHECKER, SIGNER}, WARNING,
        TITLED, HAS_TEXT, COMPLETE, ATTRIBUTE, OTHER_SIGNS, SCREENED, NOT_SECRET, FINDINGS, PROOFREAD,
        ASSESSED, REASON,
        only=(PUBLIC,),
    ),
    step(
        "countersign", "补签", ("published",), "published", {CHECKER, SIGNER}, WARNING,
        OTHER_SIGNS, ANOTHER,
        only=(EXPRESS, NOT_YET),
    ),
)  # fmt: skip

PUBLISHING = (
    step(
        "publish", "公开", ("scheduled",), "published", {CLOCK}, TERM,
        INTACT, TIME, POLICY, READY,
        clock="end",
    ),
    step("void", "签发失效", ("scheduled",), "drafting", {CLOCK}, REVIEW, BROKEN),
    step(
        "begin_correction", "更正", ("published", "withdrawn"), "drafting", {CLERK}, ACCURACY,
        REASON, SETTLED,
    ),
    step(
        "abandon_correction", "放弃更正", ("drafting",), "published", {CLERK}, ACCURACY,
        only=(LIVE,),
    ),
    step(
        "withdraw", "撤下", ("published", *OPEN), "withdrawn",
        {CLERK, CHECKER, SIGNER, SUPERVISOR, CLOCK}, ACCURACY, REASON,
        only=(LIVE,),
    ),
    step(
        "repeal", "宣布失效或废止", ("published",), "published", {SIGNER}, CURRENT, REASON,
        only=(IN_FORCE,),
    ),
)  # fmt: skip

PROCEDURE = Procedure(
    name="disclosures.document",
    title="主动公开",
    states=STATES,
    initial="drafting",
    final=frozenset(),
    steps=(*DRAFTING, *CHECKING, *SIGNING, *PUBLISHING),
)

TABLES: tuple[tuple[date, Procedure], ...] = ((date(2019, 5, 15), PROCEDURE),)
"""Each table with the day it came into force; the first also reads documents older than itself."""


def procedure(on: date) -> Procedure:
    """Return the table in force on a day."""
    return next((p for since, p in reversed(TABLES) if since <= on), TABLES[0][1])
