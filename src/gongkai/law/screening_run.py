"""自动检查: one look of the machine through one exact text, as a table.

Sources: 政府信息公开条例 art. 17 (review before publication, item by item); the waiting, the retry
and the confirmation by hand are house rules that make sure that nothing is signed unseen.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from gongkai.law.procedure import Procedure, step
from gongkai.law.roles import Role

CLERK, CHECKER, SIGNER, CLOCK = Role.CLERK, Role.CHECKER, Role.SIGNER, Role.CLOCK

REVIEW = "《政府信息公开条例》第十七条"
SILENT = timedelta(minutes=5)
"""A run that has said nothing for so long has lost its process and is taken up again."""
MOST_ATTEMPTS = 3
"""How often a run is taken up before it counts as failed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RunFacts:
    """What the table asks about one run, one actor and one moment."""

    silent: bool = False
    reason_given: bool = False


Facts = RunFacts
Need = tuple[Callable[[Facts], bool], str]

SILENCE: Need = (lambda f: f.silent, "这次检查正在进行")
LOOKED: Need = (lambda f: f.reason_given, "请写明您看过哪些内容、怎样确认的")
WHY: Need = (lambda f: f.reason_given, "请写明没有查完的原因")

STATES = {
    "waiting": "排队中",
    "running": "检查中",
    "done": "已检查",
    "failed": "没有查完",
    "confirmed": "人工看过",
    "superseded": "文本已更新",
}
OPEN_STATES = ("waiting", "running", "failed")
"""States in which nobody may sign."""


PROCEDURE = Procedure(
    name="screening.run",
    title="自动检查",
    states=STATES,
    initial="waiting",
    final=frozenset({"done", "confirmed", "superseded"}),
    steps=(
        step("begin", "开始检查", ("waiting",), "running", {CLOCK}, REVIEW),
        step("resume", "接着检查", ("running",), "running", {CLOCK}, REVIEW, SILENCE),
        step("finish", "查完", ("running",), "done", {CLOCK}, REVIEW),
        step("fail", "没有查完", ("running",), "failed", {CLOCK}, REVIEW, WHY),
        step("retry", "重新检查", ("failed",), "waiting", {CLERK, CHECKER, SIGNER}, REVIEW),
        step("confirm", "人工确认", OPEN_STATES, "confirmed", {CHECKER, SIGNER}, REVIEW, LOOKED),
        step("supersede", "换成新文本", OPEN_STATES, "superseded", {CLERK, CLOCK}, REVIEW),
    ),
)
