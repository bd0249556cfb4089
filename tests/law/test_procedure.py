"""A procedure is a table that refuses to be built wrong, and then only says what it holds."""

from dataclasses import replace

import pytest

from gongkai.law.procedure import NotAllowed, Offer, Procedure, Step, UnknownStep
from gongkai.law.roles import Role

CLERK, SIGNER = frozenset({Role.CLERK}), frozenset({Role.SIGNER})
BASIS = "《政府信息公开条例》第十七条"
SUBMIT = Step("submit", "送审", ("drafting",), "checking", CLERK, BASIS)
RETURN = Step("return", "退回修改", ("checking",), "drafting", SIGNER, BASIS)
SIGN = Step(
    "sign",
    "签发",
    ("checking",),
    "published",
    SIGNER,
    BASIS,
    clock="end",
    needs=(
        (lambda facts: facts["titled"], "请先填写标题"),
        (lambda facts: facts["screened"], "还没有审查"),
    ),
)
STATES = {"drafting": "起草中", "checking": "待签发", "published": "已公开"}
READY = {"titled": True, "screened": True}


def procedure(*steps, **changes):
    parts = {"initial": "drafting", "final": frozenset({"published"}), "states": STATES}
    return Procedure(name="test", title="试验", steps=steps, **parts | changes)


SOUND = procedure(SUBMIT, RETURN, SIGN)


@pytest.mark.parametrize(
    ("steps", "changes", "fault"),
    [
        ((SUBMIT, SUBMIT, SIGN), {}, "two steps share a name"),
        ((SUBMIT, SIGN), {"initial": "asked"}, "initial state asked is unknown"),
        ((SUBMIT, SIGN), {"final": frozenset({"lost"})}, "final state lost is unknown"),
        ((replace(SUBMIT, target="lost"), SIGN), {}, "submit names unknown state lost"),
        ((SUBMIT, replace(SIGN, sources=("lost",))), {}, "sign names unknown state lost"),
        (
            (SUBMIT, SIGN, Step("reopen", "重开", ("published",), "drafting", CLERK, BASIS)),
            {},
            "reopen leaves a final state",
        ),
        ((SUBMIT, replace(SIGN, basis="")), {}, "sign has no legal basis"),
        ((SUBMIT, replace(SIGN, roles=frozenset())), {}, "sign is open to nobody"),
        ((SUBMIT, SIGN), {"states": STATES | {"asleep": "搁置"}}, "asleep cannot be reached"),
        ((SUBMIT, SIGN), {"final": frozenset()}, "published is a dead end"),
    ],
)
def test_faulty_table_cannot_be_built(steps, changes, fault):
    with pytest.raises(ValueError, match=fault):
        procedure(*steps, **changes)


def test_all_faults_are_told_at_once():
    with pytest.raises(ValueError, match=r"^test: .*no legal basis; .*open to nobody"):
        procedure(SUBMIT, replace(SIGN, basis="", roles=frozenset()))


def test_step_is_found_by_name():
    assert SOUND.step("sign") is SIGN


def test_unknown_step_is_a_fault_of_the_program():
    with pytest.raises(UnknownStep, match="test: burn"):
        SOUND.step("burn")


def test_take_returns_the_allowed_step():
    assert SOUND.take("sign", state="checking", roles={Role.SIGNER}, facts=READY) is SIGN


@pytest.mark.parametrize(
    ("state", "roles", "facts", "sentence"),
    [
        ("drafting", SIGNER, READY, "“起草中”状态下不能签发"),
        ("checking", CLERK, READY, "您的岗位没有“签发”的职责"),
        ("checking", SIGNER, {"titled": False, "screened": False}, "请先填写标题"),
        ("checking", SIGNER, {"titled": True, "screened": False}, "还没有审查"),
    ],
)
def test_take_refuses_with_the_first_reason(state, roles, facts, sentence):
    with pytest.raises(NotAllowed) as refused:
        SOUND.take("sign", state=state, roles=roles, facts=facts)
    assert str(refused.value) == sentence


def test_offered_are_the_steps_of_this_state_and_these_roles():
    facts = {"titled": True, "screened": False}
    assert SOUND.offered("checking", SIGNER, facts) == [
        Offer(RETURN, None),
        Offer(SIGN, "还没有审查"),
    ]
    assert SOUND.offered("checking", CLERK, facts) == []
    assert SOUND.offered("published", SIGNER, facts) == []


EXPRESS = Step(
    "countersign",
    "补签",
    ("drafting",),
    "published",
    CLERK,
    BASIS,
    only=((lambda facts: facts["express"], "不是紧急公开，不需要补签"),),
    needs=((lambda facts: facts["titled"], "请先填写标题"),),
)


@pytest.mark.parametrize(
    ("express", "titled", "offers", "sentence"),
    [
        (False, True, [], "不是紧急公开，不需要补签"),
        (False, False, [], "不是紧急公开，不需要补签"),
        (True, False, [Offer(EXPRESS, "请先填写标题")], "请先填写标题"),
    ],
)
def test_step_not_meant_for_the_case_is_not_offered(express, titled, offers, sentence):
    table = procedure(SUBMIT, SIGN, EXPRESS)
    facts = {"express": express, "titled": titled}
    shown = [o for o in table.offered("drafting", CLERK, facts) if o.step is EXPRESS]
    assert shown == offers
    with pytest.raises(NotAllowed) as refused:
        table.take("countersign", state="drafting", roles=CLERK, facts=facts)
    assert str(refused.value) == sentence


def test_offer_is_possible_without_a_refusal():
    assert Offer(SIGN, None).possible
    assert not Offer(SIGN, "还没有审查").possible


def test_every_role_has_a_chinese_name():
    assert [role.label for role in (Role.CLERK, Role.CLOCK)] == ["信息员", "时钟"]
    assert all(role.label for role in Role)
