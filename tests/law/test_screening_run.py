"""A run of the machine: its table pair by pair."""

import pytest

from gongkai.law.procedure import NotAllowed
from gongkai.law.roles import Role
from gongkai.law.screening_run import OPEN_STATES, PROCEDURE, RunFacts
from tests.law.steps import everywhere, is_allowed_exactly

GOOD = RunFacts(silent=True, reason_given=True)


@everywhere(PROCEDURE)
def test_step_is_allowed_exactly_where_the_table_says(step, state, role):
    is_allowed_exactly(PROCEDURE, step, state, role, GOOD)


@pytest.mark.parametrize(
    ("step", "state", "words"),
    [
        ("resume", "running", "正在进行"),
        ("fail", "running", "没有查完的原因"),
        ("confirm", "failed", "您看过哪些内容"),
    ],
)
def test_refusals(step, state, words):
    with pytest.raises(NotAllowed, match=words):
        PROCEDURE.take(step, state=state, roles=set(Role), facts=RunFacts())


def test_every_open_state_can_be_left_by_hand_and_by_a_new_text():
    for state in OPEN_STATES:
        for step in ("confirm", "supersede"):
            assert state in PROCEDURE.step(step).sources
