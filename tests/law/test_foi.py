"""The procedure of a request, pair by pair: what the table does not allow is refused."""

from dataclasses import replace
from datetime import date

import pytest

from gongkai.law.foi import OPEN, PROCEDURE, RequestFacts, procedure
from gongkai.law.procedure import NotAllowed
from tests.law.steps import everywhere, is_allowed_exactly

GOOD = RequestFacts(
    excessive=True,
    correction_lapsed=True,
    payment_lapsed=True,
    reasons_accepted=True,
    actor_heads_office=True,
    answer_chosen=True,
    basis_given=True,
    reasons_written=True,
    letter_complete=True,
    on_spot=True,
    reason_given=True,
    proof_given=True,
    remedy_ordered=True,
)
FACTS_FOR = {
    "confirm": replace(GOOD, needs_confirmation=True),
    "take_opinion": replace(GOOD, opinions_open=2),
}
"""For each step the facts under which only state and role decide."""


@everywhere(PROCEDURE)
def test_step_is_allowed_exactly_where_the_table_says(step, state, role):
    is_allowed_exactly(PROCEDURE, step, state, role, FACTS_FOR.get(step.name, GOOD))


REFUSALS = [
    ("register", {"needs_confirmation": True}, "须与申请人确认"),
    ("confirm", {"needs_confirmation": False}, "不需要确认"),
    ("register", {"identified": False}, "姓名或者名称"),
    ("ask_correction", {"corrections": 1}, "不能再次要求补正"),
    ("ask_correction", {"in_term": False}, "法定期限已经届满"),
    ("ask_correction", {"reason_given": False}, "请写明理由"),
    ("close_uncorrected", {"correction_lapsed": False}, "补正期限还没有届满"),
    ("ask_reasons", {"excessive": False}, "明显超过合理范围的事实"),
    ("ask_reasons", {"reasons_given": True}, "已经说明理由"),
    ("delay", {"reasons_accepted": False}, "理由合理的才能延迟答复"),
    ("extend", {"extensions": 1}, "只能延长一次"),
    ("extend", {"actor_heads_office": False}, "负责人同意"),
    ("charge", {"fee_notices": 1}, "一件申请只收一次"),
    ("close_unpaid", {"payment_lapsed": False}, "缴费期限还没有届满"),
    ("take_opinion", {"opinions_open": 1}, "这是最后一份意见"),
    ("end_consultation", {"opinions_open": 2}, "还有征求意见没有回音"),
    ("propose", {"answer_chosen": False}, "选定处理结果"),
    ("propose", {"basis_given": False}, "依据的条款"),
    ("propose", {"reasons_written": False}, "事实和理由"),
    ("propose", {"search_needed": True}, "须记录检索的范围"),
    ("propose", {"third_party_needed": True}, "须先书面征求第三方意见"),
    ("propose", {"discretion_needed": True}, "须记录为什么不公开"),
    ("propose", {"copies_masked": False}, "须附遮盖好的副本"),
    ("propose", {"correction_needed": True}, "不能以补正后仍不明确答复"),
    ("propose", {"explanation_needed": True}, "须先要求申请人说明理由"),
    ("propose", {"earlier_needed": True}, "此前答复或者提供的文号"),
    ("propose", {"letter_complete": False}, "必须写明的内容没有填写"),
    ("answer_on_spot", {"on_spot": False}, "不能当场作出"),
    ("pass_review", {"actor_wrote": True}, "不能由您本人审核"),
    ("pass_review", {"actor_in_turn": False}, "没有轮到您"),
    ("pass_review", {"intact": False}, "与审核时的文本不一致"),
    ("sign", {"actor_wrote": True}, "不能由您本人签发"),
    ("sign", {"actor_checked": True}, "不能再由您本人签发"),
    ("serve", {"way_lawful": False}, "不能交快递企业"),
    ("serve", {"proof_given": False}, "送达凭证"),
    ("serve", {"objection_overridden": True}, "书面告知第三方"),
    ("answer_again", {"remedy_ordered": False}, "没有要求重新答复"),
]


@pytest.mark.parametrize(("name", "wanting", "sentence"), REFUSALS)
def test_step_is_refused_with_the_sentence_of_its_need(name, wanting, sentence):
    step = PROCEDURE.step(name)
    facts = replace(FACTS_FOR.get(name, GOOD), **wanting)

    with pytest.raises(NotAllowed, match=sentence):
        PROCEDURE.take(name, state=step.sources[0], roles=step.roles, facts=facts)


def test_every_need_has_a_refusal_tested():
    tested = {sentence for _, _, sentence in REFUSALS}
    said = {words for step in PROCEDURE.steps for _, words in (*step.only, *step.needs)}

    assert [s for s in sorted(said) if not any(part in s for part in tested)] == []


def test_nothing_is_answered_without_review_and_signature_but_on_the_spot():
    into = {target: {s.name for s in PROCEDURE.steps if s.target == target} for target in OPEN}
    assert {s.name for s in PROCEDURE.steps if s.target == "served"} == {"serve", "answer_on_spot"}
    assert into["signed"] == {"sign"}
    assert into["signing"] == {"pass_review"}
    assert into["reviewing"] == {"propose", "determine"}


def test_an_applicant_may_withdraw_until_the_answer_is_served():
    withdrawn = PROCEDURE.step("withdraw")
    assert set(withdrawn.sources) == set(PROCEDURE.states) - {"served", "closed", "filed"}


def test_what_the_steps_do_to_the_clock():
    effects = {step.name: step.clock for step in PROCEDURE.steps if step.clock}
    assert effects == {
        "register": "start",
        "confirm": "start",
        "ask_correction": "stop",
        "correct": "restart",
        "close_uncorrected": "end",
        "withdraw": "end",
        "charge": "stop",
        "pay": "restart",
        "close_unpaid": "end",
        "consult": "stop",
        "end_consultation": "resume",
        "answer_on_spot": "end",
        "serve": "end",
        "answer_again": "restart",
    }


def test_the_table_in_force():
    assert procedure(date(2026, 3, 2)) is PROCEDURE
    assert procedure(date(2018, 1, 1)) is PROCEDURE
