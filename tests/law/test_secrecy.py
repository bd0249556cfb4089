"""涉密: what is said and done when a text bears a mark of secrecy."""

import pytest

from gongkai.law.procedure import NotAllowed
from gongkai.law.roles import Role
from gongkai.law.secrecy import PROCEDURE, SecretFound, StopFacts
from tests.law.steps import everywhere, is_allowed_exactly

GOOD = StopFacts(reason_given=True)


def test_the_sentence_names_the_level_and_the_way_out_and_never_the_text():
    words = str(SecretFound("机密", "附件"))
    assert "带有“机密”标志" in words
    assert "机要渠道" in words
    assert "十个工作日" in words


@everywhere(PROCEDURE)
def test_step_is_allowed_exactly_where_the_table_says(step, state, role):
    is_allowed_exactly(PROCEDURE, step, state, role, GOOD)


@pytest.mark.parametrize(
    ("step", "facts", "words"),
    [
        ("ask", StopFacts(), "哪个部门"),
        ("clear", StopFacts(), "哪个部门"),
        ("hand_over", StopFacts(), "交给了谁"),
        ("hand_over", StopFacts(reason_given=True, leak_told=False), "先登记已经报告"),
    ],
)
def test_refusals(step, facts, words):
    with pytest.raises(NotAllowed, match=words):
        PROCEDURE.take(step, state="stopped", roles=set(Role), facts=facts)
