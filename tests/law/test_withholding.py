"""The register of what is withheld, its table pair by pair, and its dates."""

from dataclasses import replace
from datetime import date

import pytest

from gongkai.law.procedure import NotAllowed
from gongkai.law.roles import Role
from gongkai.law.withholding import PROCEDURE, Extent, WithholdingFacts, review_on
from tests.law.steps import everywhere, is_allowed_exactly

GOOD = WithholdingFacts(reason_given=True)


@everywhere(PROCEDURE)
def test_step_is_allowed_exactly_where_the_table_says(step, state, role):
    is_allowed_exactly(PROCEDURE, step, state, role, GOOD)


@pytest.mark.parametrize(
    "step", [s for s in PROCEDURE.steps if s.name != "approve"], ids=lambda step: step.name
)
def test_a_reason_is_asked_for(step):
    facts = replace(GOOD, reason_given=False)
    with pytest.raises(NotAllowed, match="写明理由"):
        PROCEDURE.take(step.name, state=step.sources[0], roles=step.roles, facts=facts)


def test_nobody_approves_his_own_proposal():
    facts = replace(GOOD, actor_proposed=True)
    with pytest.raises(NotAllowed, match="另一人签批"):
        PROCEDURE.take("approve", state="proposed", roles={Role.SIGNER}, facts=facts)


@pytest.mark.parametrize(
    ("on", "months", "due"),
    [
        (date(2026, 11, 20), 12, date(2027, 11, 20)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2026, 11, 20), 6, date(2027, 5, 20)),
        (date(2026, 11, 20), 36, date(2027, 11, 20)),
    ],
)
def test_looked_at_again_once_a_year_at_least(on, months, due):
    assert review_on(on, months) == due


def test_only_whole_pieces_count_as_withheld():
    assert {extent for extent in Extent if extent.is_withheld} == {Extent.WHOLE, Extent.DELAYED}
    assert [extent.label for extent in Extent] == [
        "不予公开", "依申请公开", "删减后公开", "遮盖个人信息", "暂缓公开", "公示期满撤下",
    ]  # fmt: skip
