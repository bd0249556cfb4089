"""举报投诉: somebody tells the superior organ that disclosure duties were not met.

Sources: 政府信息公开条例 arts. 46, 47, 51, 53. No term is set for the answer; matters that are a
petition go the way of petitions.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from gongkai.law.procedure import Procedure, step
from gongkai.law.roles import Role

SUPERVISOR = Role.SUPERVISOR

COMPLAINT = "《政府信息公开条例》第五十一条"
ORDER = "《政府信息公开条例》第四十七条、第五十三条"


class Outcome(StrEnum):
    """What the superior organ found."""

    FOUNDED = "founded"
    PARTLY = "partly"
    UNFOUNDED = "unfounded"

    @property
    def label(self) -> str:
        """The Chinese name users see."""
        return {"founded": "属实", "partly": "部分属实", "unfounded": "不属实"}[self]


@dataclass(frozen=True, slots=True, kw_only=True)
class ComplaintFacts:
    """What the table asks about one complaint, one actor and one moment."""

    ours: bool = True
    reason_given: bool = False
    founded: bool = False
    outcome_given: bool = False
    mended: bool = False


Facts = ComplaintFacts
Need = tuple[Callable[[Facts], bool], str]

OURS: Need = (lambda f: f.ours, "您的岗位没有办理这个机关举报的职责")
RIGHT_DOOR: Need = (lambda f: f.reason_given, "请写明转到哪个机关、为什么")
TOLD: Need = (lambda f: f.outcome_given, "请写明核查结论和对举报人的答复")
UNFOUNDED: Need = (lambda f: not f.founded, "属实的，先督促整改再办结")
FOUNDED: Need = (lambda f: f.founded, "只有属实的举报需要整改")
MENDED: Need = (lambda f: f.mended, "请写明怎样整改的")

STATES = {
    "received": "待核查",
    "answered": "已答复",
    "mending": "督促整改",
    "closed": "已办结",
    "passed_on": "已转送",
}

PROCEDURE = Procedure(
    name="remedies.complaint",
    title="政府信息公开举报",
    states=STATES,
    initial="received",
    final=frozenset({"closed", "passed_on"}),
    steps=(
        step(
            "answer", "答复举报人", ("received",), "answered", {SUPERVISOR}, COMPLAINT, OURS, TOLD
        ),
        step(
            "pass_on",
            "转送有权机关",
            ("received",),
            "passed_on",
            {SUPERVISOR},
            COMPLAINT,
            OURS,
            RIGHT_DOOR,
        ),
        step(
            "order",
            "责令改正",
            ("answered",),
            "mending",
            {SUPERVISOR},
            ORDER,
            OURS,
            only=(FOUNDED,),
        ),
        step("mend", "登记整改", ("mending",), "closed", {SUPERVISOR}, ORDER, OURS, MENDED),
        step(
            "finish",
            "办结",
            ("answered",),
            "closed",
            {SUPERVISOR},
            COMPLAINT,
            OURS,
            only=(UNFOUNDED,),
        ),
    ),
)
