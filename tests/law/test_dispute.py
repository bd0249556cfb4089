"""A reconsideration or a suit: its table pair by pair, and every refusal."""

from dataclasses import replace

import pytest

from gongkai.law.dispute import PENDING, PROCEDURE, DisputeFacts
from gongkai.law.procedure import NotAllowed
from gongkai.law.roles import Role
from tests.law.steps import everywhere, is_allowed_exactly

GOOD = DisputeFacts(
    evidence_listed=True, result_given=True, in_court=True, appeal_open=True, reason_given=True,
    remedied=True,
)  # fmt: skip
CORRECTED = replace(GOOD, corrected=True)


@everywhere(PROCEDURE)
def test_step_is_allowed_exactly_where_the_table_says(step, state, role):
    facts = CORRECTED if step.name == "take_up" else GOOD
    is_allowed_exactly(PROCEDURE, step, state, role, facts)


@pytest.mark.parametrize(
    ("step", "state", "facts", "words"),
    [
        ("respond", "registered", replace(GOOD, ours=False), "这个机关案件的职责"),
        ("respond", "registered", replace(GOOD, evidence_listed=False), "视为没有证据"),
        ("respond", "registered", replace(GOOD, in_term=False, reason_given=False), "逾期的正当"),
        ("decide", "responded", replace(GOOD, result_given=False), "登记审理结果"),
        ("appeal", "decided", replace(GOOD, in_court=False), "只有行政诉讼可以上诉"),
        ("appeal", "decided", replace(GOOD, appealed=True), "不能再上诉"),
        ("appeal", "decided", replace(GOOD, appeal_open=False), "已经届满"),
        ("take_up", "decided", GOOD, "只有结果纠正"),
        ("close", "decided", CORRECTED, "先落实纠正"),
        ("close", "decided", replace(GOOD, reason_given=False), "还没有届满"),
        ("comply", "complying", replace(CORRECTED, remedied=False), "怎样落实纠正"),
    ],
)
def test_refusals(step, state, facts, words):
    with pytest.raises(NotAllowed, match=words):
        PROCEDURE.take(step, state=state, roles=set(Role), facts=facts)


def test_late_answer_is_taken_with_its_reason():
    facts = replace(GOOD, in_term=False)
    assert PROCEDURE.take("respond", state="registered", roles=set(Role), facts=facts)


def test_every_pending_case_can_be_decided():
    assert PROCEDURE.step("decide").sources == PENDING
