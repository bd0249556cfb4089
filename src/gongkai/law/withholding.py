"""不予公开登记: what is kept back, from the proposal to the day it is made public, as one table.

Sources: 政府信息公开条例 (国务院令第711号) arts. 14-18 and 37; 个人信息保护法 art. 19 for lists whose
posting is over. Art. 18 asks to look again at what was withheld 定期 and names no period: once a
year is the usual practice and the longest an installation may set.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from gongkai.law.clocks import corresponding_day
from gongkai.law.procedure import Procedure, step
from gongkai.law.roles import Role

CLERK, CHECKER, SIGNER, CLOCK = Role.CLERK, Role.CHECKER, Role.SIGNER, Role.CLOCK

GROUNDS = "《政府信息公开条例》第十四条至第十六条"
REASSESS = "《政府信息公开条例》第十八条"
PUBLISH = "《政府信息公开条例》第十九条、第二十六条"
RETENTION = "《个人信息保护法》第十九条"

MOST_MONTHS = 12
"""The longest time between two looks at an entry, in months."""


class Extent(StrEnum):
    """How much of the information is kept back."""

    WHOLE = "whole"
    RESERVED = "reserved"
    PART = "part"
    MASKED = "masked"
    DELAYED = "delayed"
    EXPIRED = "expired"

    @property
    def label(self) -> str:
        """The Chinese name users see."""
        return _EXTENTS[self]

    @property
    def is_withheld(self) -> bool:
        """Whether a whole piece of information is 不予公开: what the public statistics count."""
        return self in {Extent.WHOLE, Extent.DELAYED}


_EXTENTS = {
    Extent.WHOLE: "不予公开",
    Extent.RESERVED: "依申请公开",
    Extent.PART: "删减后公开",
    Extent.MASKED: "遮盖个人信息",
    Extent.DELAYED: "暂缓公开",
    Extent.EXPIRED: "公示期满撤下",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class WithholdingFacts:
    """What the table asks about one entry, one actor and one act."""

    reason_given: bool = False
    actor_proposed: bool = False


Facts = WithholdingFacts
Need = tuple[Callable[[Facts], bool], str]

REASON: Need = (lambda f: f.reason_given, "请写明理由")
ANOTHER: Need = (lambda f: not f.actor_proposed, "这一项是您提出的，须由另一人签批")

STATES = {
    "proposed": "待签批",
    "in_force": "在册",
    "reopening": "转公开办理中",
    "opened": "已公开",
    "ended": "已终止",
}
OPEN_STATES = ("proposed", "in_force", "reopening")


PROCEDURE = Procedure(
    name="screening.withholding",
    title="不予公开登记",
    states=STATES,
    initial="proposed",
    final=frozenset({"opened", "ended"}),
    steps=(
        step("approve", "签批", ("proposed",), "in_force", {SIGNER}, GROUNDS, ANOTHER),
        step("reject", "不同意", ("proposed",), "ended", {SIGNER}, GROUNDS, REASON),
        step(
            "confirm", "继续不公开", ("in_force", "reopening"), "in_force", {CHECKER, SIGNER},
            REASSESS, REASON,
        ),
        step(
            "take_up", "转为公开", ("in_force",), "reopening", {CLERK, CHECKER, SIGNER}, REASSESS,
            REASON,
        ),
        step(
            "open", "登记已公开", ("in_force", "reopening"), "opened", {CHECKER, SIGNER, CLOCK},
            PUBLISH, REASON,
        ),
        step(
            "end", "终止登记", OPEN_STATES, "ended", {CLERK, CHECKER, SIGNER, CLOCK}, REASSESS,
            REASON,
        ),
    ),
)  # fmt: skip


def review_on(decided_on: date, months: int = MOST_MONTHS) -> date:
    """Return by when an entry is looked at again: `months` after the day, twelve at most."""
    return corresponding_day(decided_on, min(months, MOST_MONTHS))
