"""The disclosure procedure, pair by pair: what the table does not allow is refused."""

from dataclasses import replace
from datetime import date

import pytest

from gongkai.law.disclosure import PROCEDURE, DisclosureFacts, procedure
from gongkai.law.procedure import NotAllowed
from tests.law.steps import everywhere, is_allowed_exactly

GOOD = DisclosureFacts(
    titled=True,
    has_text=True,
    complete=True,
    attribute_given=True,
    ground_given=True,
    check_complete=True,
    cleared=True,
    reason_given=True,
)
FACTS_FOR = {
    "concur": replace(GOOD, checks_left=2),
    "sign_withholding": replace(GOOD, to_be_public=False),
    "void": replace(GOOD, intact=False),
    "countersign": replace(GOOD, public=True, express=True),
    "abandon_correction": replace(GOOD, public=True),
    "withdraw": replace(GOOD, public=True),
}
"""For each step the facts under which only state and role decide."""


@everywhere(PROCEDURE)
def test_step_is_allowed_exactly_where_the_table_says(step, state, role):
    is_allowed_exactly(PROCEDURE, step, state, role, FACTS_FOR.get(step.name, GOOD))


REFUSALS = [
    ("submit", "drafting", {"titled": False}, "请先填写标题"),
    ("submit", "drafting", {"has_text": False}, "正文和附件都是空的"),
    ("submit", "drafting", {"complete": False}, "还没有填写完整"),
    ("submit", "drafting", {"attribute_given": False}, "公开属性"),
    ("submit", "drafting", {"needs_ground": True, "ground_given": False}, "法定理由"),
    ("submit", "drafting", {"chain_vacancy": "空缺"}, "岗位空缺"),
    ("pass_check", "checking", {"actor_wrote": True}, "不能由您本人审查"),
    ("pass_check", "checking", {"actor_checked": True}, "另一人会审"),
    ("pass_check", "checking", {"actor_in_turn": False}, "没有轮到您"),
    ("pass_check", "checking", {"findings_open": 1}, "个人信息提示没有处理"),
    ("pass_check", "checking", {"screened": False}, "自动检查还没有查完"),
    ("pass_check", "checking", {"secrecy_open": 1}, "发现过密级标志"),
    ("pass_check", "checking", {"assessed": False}, "影响评估"),
    ("sign", "signing", {"screened": False}, "人工确认"),
    ("sign", "signing", {"secrecy_open": 2}, "涉密拦截"),
    ("sign", "signing", {"assessed": False}, "影响评估"),
    ("express", "drafting", {"screened": False}, "自动检查还没有查完"),
    ("express", "checking", {"assessed": False}, "影响评估"),
    ("pass_check", "checking", {"check_complete": False}, "三项研判"),
    ("pass_check", "checking", {"cleared": False}, "审查结论"),
    ("pass_check", "checking", {"intact": False}, "签名失效"),
    ("pass_check", "checking", {"checks_left": 2}, "会审岗位"),
    ("concur", "checking", {"checks_left": 1}, "最后一道审查"),
    ("return_from_check", "checking", {"reason_given": False}, "写明理由"),
    ("refer", "checking", {"reason_given": False}, "写明理由"),
    ("determine", "referred", {"reason_given": False}, "写明理由"),
    ("sign", "signing", {"actor_wrote": True}, "不能由您本人签发"),
    ("sign", "signing", {"actor_checked": True}, "不能再由您本人签发"),
    ("sign", "signing", {"to_be_public": False}, "不能签发上网"),
    ("sign", "signing", {"intact": False}, "签名失效"),
    ("sign_withholding", "signing", {"to_be_public": True}, "请使用“签发”"),
    ("sign_withholding", "signing", {"to_be_public": False, "public": True}, "请先撤下"),
    ("express", "drafting", {"actor_wrote": True}, "不能由您本人签发"),
    ("express", "drafting", {"findings_open": 2}, "个人信息"),
    ("publish", "scheduled", {"intact": False}, "签名失效"),
    ("publish", "scheduled", {"time_reached": False}, "定时发布"),
    ("publish", "scheduled", {"policy_public": False}, "政策文件还没有公开"),
    ("publish", "scheduled", {"interpretation_ready": False}, "解读稿还没有签发"),
    ("void", "scheduled", {"intact": True}, "签发仍然有效"),
    ("countersign", "published", {"express": False}, "不需要补签"),
    ("countersign", "published", {"express": True, "countersigned": True}, "已经补签"),
    ("countersign", "published", {"express": True, "actor_released": True}, "另一人补签"),
    ("begin_correction", "published", {"express": True, "public": True}, "还没有补签"),
    ("abandon_correction", "drafting", {"public": False}, "没有对外公开"),
    ("withdraw", "published", {"public": False}, "没有对外公开"),
    ("repeal", "published", {"repealed": True}, "已经宣布失效或废止"),
    ("discard", "drafting", {"public": True}, "请使用“撤下”"),
]


@pytest.mark.parametrize(("name", "state", "wanting", "sentence"), REFUSALS)
def test_step_is_refused_with_the_sentence_of_its_need(name, state, wanting, sentence):
    step = PROCEDURE.step(name)

    with pytest.raises(NotAllowed, match=sentence):
        PROCEDURE.take(name, state=state, roles=step.roles, facts=replace(GOOD, **wanting))


def test_every_need_has_a_refusal_tested():
    tested = {sentence for _, _, _, sentence in REFUSALS}
    said = {words for step in PROCEDURE.steps for _, words in (*step.only, *step.needs)}

    assert [s for s in sorted(said) if not any(part in s for part in tested)] == []


def test_nothing_is_published_without_checker_and_signer_but_by_express():
    """Every way from draft to public passes a check and a signature, or the emergency path."""
    inward = {"publish", "countersign", "repeal", "abandon_correction"}
    into = {step.name for step in PROCEDURE.steps if step.target == "published"}
    to_scheduled = {step.name for step in PROCEDURE.steps if step.target == "scheduled"}
    to_signing = {step.name for step in PROCEDURE.steps if step.target == "signing"}

    assert into == inward
    assert to_scheduled == {"sign", "express"}
    assert to_signing == {"pass_check"}


@pytest.mark.parametrize("on", [date(2010, 1, 1), date(2019, 5, 15), date(2026, 11, 23)])
def test_the_table_in_force_is_found(on):
    assert procedure(on) is PROCEDURE
