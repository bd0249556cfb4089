"""A complaint to the superior organ: its table pair by pair, and every refusal."""

from dataclasses import replace

import pytest

from gongkai.law.complaint import PROCEDURE, ComplaintFacts, Outcome
from gongkai.law.procedure import NotAllowed
from gongkai.law.roles import Role
from tests.law.steps import everywhere, is_allowed_exactly

UNFOUNDED = ComplaintFacts(reason_given=True, outcome_given=True, mended=True)
FOUNDED = replace(UNFOUNDED, founded=True)


@everywhere(PROCEDURE)
def test_step_is_allowed_exactly_where_the_table_says(step, state, role):
    facts = FOUNDED if step.name == "order" else UNFOUNDED
    is_allowed_exactly(PROCEDURE, step, state, role, facts)


@pytest.mark.parametrize(
    ("step", "state", "facts", "words"),
    [
        ("answer", "received", replace(FOUNDED, ours=False), "这个机关举报的职责"),
        ("answer", "received", ComplaintFacts(), "核查结论"),
        ("pass_on", "received", ComplaintFacts(), "转到哪个机关"),
        ("order", "answered", UNFOUNDED, "只有属实"),
        ("finish", "answered", FOUNDED, "先督促整改"),
        ("mend", "mending", replace(FOUNDED, mended=False), "怎样整改"),
    ],
)
def test_refusals(step, state, facts, words):
    with pytest.raises(NotAllowed, match=words):
        PROCEDURE.take(step, state=state, roles=set(Role), facts=facts)


def test_outcomes_have_names():
    assert [outcome.label for outcome in Outcome] == ["属实", "部分属实", "不属实"]
