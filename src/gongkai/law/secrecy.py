"""涉密: what is done when a mark turns up that keeps a text out of this system (`text.secrecy`).

Sources: 保守国家秘密法 (2024) arts. 35, 41 and 64; its 实施条例 (2024) art. 25 (unclear: treated as
secret and put to the competent office within 10 working days) and art. 61 (a leak: remedied at
once and reported within 24 hours). A system on an open network must not store or process secrets:
the text leaves, and only the fact is kept.
"""

from collections.abc import Callable
from dataclasses import dataclass

from gongkai.law.procedure import NotAllowed, Procedure, step
from gongkai.law.roles import Role

BOTH = frozenset({Role.CHECKER, Role.SIGNER})

KEEP_OUT = "《保守国家秘密法》第三十五条"
UNCLEAR = "《保守国家秘密法实施条例》第二十五条"
LEAK = "《保守国家秘密法实施条例》第六十一条"

GUIDANCE = (
    "内容带有“{level}”标志，已经拦下，没有保存。涉密和内部资料不得在本系统存储、处理。"
    "请马上把这份文件从本机联网环境移走，改走机要渠道办理，并告诉本机关保密工作人员。"
    "不能确定是否涉密的，先按涉密管理，十个工作日内报请确定。"
)


class SecretFound(NotAllowed):
    """A text bears a mark of secrecy. It is not kept, and what it says is not repeated."""

    def __init__(self, level: str, place: str) -> None:
        super().__init__(GUIDANCE.format(level=level))
        self.level = level
        self.place = place


@dataclass(frozen=True, slots=True, kw_only=True)
class StopFacts:
    """What the table asks about one stop and one act."""

    reason_given: bool = False
    leak_told: bool = True


Facts = StopFacts
Need = tuple[Callable[[Facts], bool], str]

WHERE: Need = (lambda f: f.reason_given, "请写明交给了谁、什么时候、有没有清除联网计算机上的副本")
BY_WHOM: Need = (lambda f: f.reason_given, "请写明由哪个部门确定、答复的文号或者时间")
TOLD: Need = (lambda f: f.leak_told, "登记了泄密，须先登记已经报告")

STATES = {
    "stopped": "已拦截，先按涉密管理",
    "asked": "已报请确定",
    "handed_over": "已移交线下",
    "cleared": "确定不涉密",
}
OPEN_STATES = ("stopped", "asked")


PROCEDURE = Procedure(
    name="screening.stop",
    title="涉密拦截",
    states=STATES,
    initial="stopped",
    final=frozenset({"handed_over", "cleared"}),
    steps=(
        step("ask", "报请确定", ("stopped",), "asked", BOTH, UNCLEAR, BY_WHOM),
        step("hand_over", "移交线下", OPEN_STATES, "handed_over", BOTH, KEEP_OUT, TOLD, WHERE),
        step("clear", "登记不涉密", OPEN_STATES, "cleared", BOTH, UNCLEAR, TOLD, BY_WHOM),
    ),
)
