"""涉密: the marks that keep a text out of this system, and what is done when one turns up.

Sources: 保守国家秘密法 (2024) arts. 35, 41 and 64; its 实施条例 (2024) art. 25 (unclear: treated as
secret and put to the competent office within 10 working days) and art. 61 (a leak: remedied at
once and reported within 24 hours). A system on an open network must not store or process secrets:
the text leaves, and only the fact is kept.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from gongkai.law.procedure import NotAllowed, Procedure, step
from gongkai.law.roles import Role

BOTH = frozenset({Role.CHECKER, Role.SIGNER})

KEEP_OUT = "《保守国家秘密法》第三十五条"
UNCLEAR = "《保守国家秘密法实施条例》第二十五条"
LEAK = "《保守国家秘密法实施条例》第六十一条"

HEAD_LINES = 12
"""Lines at the head of a text among which a bare mark is one; further down it is a word."""

_STARRED = re.compile(r"(绝\s?密|机\s?密|秘\s?密)\s{0,3}[★☆]")
_BARE = re.compile(
    r"[ \t\u3000]*(?:密\s?级[:：]\s*)?"
    r"(绝\s?密|机\s?密|秘\s?密|工作秘密|内部(?:资料|文件|材料)?(?:[，,]?\s?注意保存)?)"
    r"(?:\s*(?:[★☆*]|特急|急件)?\s*[0-9０-９一二三四五六七八九十]{0,3}(?:年|个月|长期)?)?[ \t\u3000]*"
)

GUIDANCE = (
    "内容带有“{level}”标志，已经拦下，没有保存。涉密和内部资料不得在本系统存储、处理。"
    "请马上把这份文件从本机联网环境移走，改走机要渠道办理，并告诉本机关保密工作人员。"
    "不能确定是否涉密的，先按涉密管理，十个工作日内报请确定。"
)


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark of secrecy in a text: its level as the law names it, and where it starts."""

    level: str
    start: int


class SecretFound(NotAllowed):
    """A text bears a mark of secrecy. It is not kept, and what it says is not repeated."""

    def __init__(self, level: str, place: str) -> None:
        super().__init__(GUIDANCE.format(level=level))
        self.level = level
        self.place = place


def mark_in(text: str) -> Mark | None:
    """Return the first mark of secrecy: a level with a star anywhere, a bare one at the head."""
    starred = _STARRED.search(text)
    bare = _bare(text)
    found = [mark for mark in (starred and _mark(starred), bare) if mark]
    return min(found, key=lambda mark: mark.start, default=None)


def _bare(text: str) -> Mark | None:
    at = 0
    for line in text.split("\n", HEAD_LINES)[:HEAD_LINES]:
        if hit := _BARE.fullmatch(line):
            return Mark(_level(hit[1]), at + hit.start(1))
        at += len(line) + 1
    return None


def _mark(hit: re.Match[str]) -> Mark:
    return Mark(_level(hit[1]), hit.start())


def _level(written: str) -> str:
    level = re.sub(r"\s", "", written)
    return "内部" if level.startswith("内部") else level


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
