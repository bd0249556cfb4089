"""争议案件: how the office carries a reconsideration or a suit from the copy received to the file.

Sources: 行政复议法 arts. 36, 48, 54, 70, 76, 77; 行政诉讼法 arts. 34, 67, 85, 96; 政府信息公开条例
arts. 50, 51. Terms are figures (`law.remedies`); here is who may do what, and when not.
"""

from collections.abc import Callable
from dataclasses import dataclass

from gongkai.law.procedure import Procedure, step
from gongkai.law.roles import Role

CLERK, SIGNER = Role.CLERK, Role.SIGNER

RESPOND = "《行政复议法》第四十八条、第五十四条；《行政诉讼法》第六十七条"
DECISION = "《行政复议法》第六十四条至第六十九条；《行政诉讼法》第六十九条至第七十二条"
APPEAL = "《行政诉讼法》第八十五条"
DUTY = "《行政复议法》第七十七条；《行政诉讼法》第九十四条"
REGISTER = "《政府信息公开条例》第五十条第三项"


@dataclass(frozen=True, slots=True, kw_only=True)
class DisputeFacts:
    """What the table asks about one case, one actor and one moment."""

    ours: bool = True
    evidence_listed: bool = False
    in_term: bool = True
    reason_given: bool = False
    result_given: bool = False
    corrected: bool = False
    in_court: bool = False
    appealed: bool = False
    appeal_open: bool = False
    remedied: bool = False


Facts = DisputeFacts
Need = tuple[Callable[[Facts], bool], str]

OURS: Need = (lambda f: f.ours, "您的岗位没有办理这个机关案件的职责")
EVIDENCE: Need = (
    lambda f: f.evidence_listed,
    "请先列出证据和依据；不提交的，视为没有证据",
)
TIMELY: Need = (
    lambda f: f.in_term or f.reason_given,
    "答复（答辩）期限已过，视为没有证据；仍要提交的，请写明逾期的正当事由",
)
ENDED: Need = (lambda f: f.result_given, "请登记审理结果、决定书（裁判文书）文号和日期")
COURT: Need = (lambda f: f.in_court, "只有行政诉讼可以上诉；对复议决定不服的，由申请人另行起诉")
FIRST: Need = (lambda f: not f.appealed, "二审裁判是终审裁判，不能再上诉")
APPEALABLE: Need = (lambda f: f.appeal_open, "上诉期限已经届满")
CORRECTED: Need = (lambda f: f.corrected, "只有结果纠正的案件需要落实纠正")
NOT_CORRECTED: Need = (lambda f: not f.corrected, "结果纠正的案件，先落实纠正再归档")
SETTLED: Need = (
    lambda f: not f.appeal_open or f.reason_given,
    "上诉期限还没有届满；双方都不上诉的，请写明依据",
)
REMEDIED: Need = (lambda f: f.remedied, "请登记怎样落实纠正：重新答复的文号和日期，或者采取的措施")

STATES = {
    "registered": "待答复",
    "responded": "审理中",
    "decided": "已审结",
    "complying": "落实纠正",
    "closed": "已归档",
}
PENDING = ("registered", "responded")
"""States of a case that is not decided: 尚未审结 in table four."""


PROCEDURE = Procedure(
    name="remedies.dispute",
    title="行政复议、行政诉讼案件",
    states=STATES,
    initial="registered",
    final=frozenset({"closed"}),
    steps=(
        step(
            "respond", "提交答复（答辩）", ("registered",), "responded", {SIGNER}, RESPOND,
            OURS, EVIDENCE, TIMELY,
        ),
        step("decide", "登记审理结果", PENDING, "decided", {CLERK}, DECISION, OURS, ENDED),
        step(
            "appeal", "登记上诉", ("decided",), "registered", {CLERK}, APPEAL,
            OURS, FIRST, APPEALABLE, only=(COURT,),
        ),
        step(
            "take_up", "落实纠正", ("decided",), "complying", {CLERK}, DUTY, OURS, SETTLED,
            only=(CORRECTED,),
        ),
        step("comply", "登记履行情况", ("complying",), "closed", {SIGNER}, DUTY, OURS, REMEDIED),
        step(
            "close", "归档", ("decided",), "closed", {CLERK}, REGISTER, OURS, SETTLED,
            only=(NOT_CORRECTED,),
        ),
    ),
)  # fmt: skip
