"""Table and code agree: every step has its operation, every fact its source."""

import inspect
from dataclasses import fields, replace

import pytest

from gongkai.foi import operations
from gongkai.foi.models.facts import StoredFacts
from gongkai.kernel.case import ChangedMeanwhile
from gongkai.kernel.models import Entry
from gongkai.law.foi import PROCEDURE, RequestFacts
from gongkai.law.procedure import NotAllowed
from gongkai.law.roles import Role
from tests.foi.walks import AT, CORRECTION, PROOF, REASONS, WAY, Asked

pytestmark = pytest.mark.django_db

CALLS = {
    "register": {},
    "confirm": {},
    "ask_correction": {"text": CORRECTION},
    "correct": {"description": "2025年的名单"},
    "close_uncorrected": {},
    "withdraw": {"reason": "不需要了"},
    "ask_reasons": {"text": REASONS},
    "take_reasons": {"words": "研究用", "accepted": True},
    "delay": {"until": AT.date()},
    "extend": {"reason": "数量大"},
    "extend_consulting": {"reason": "数量大"},
    "charge": {"method": "by_page", "count": 200},
    "pay": {"receipt": "01234567"},
    "close_unpaid": {},
    "consult": {"asked": Asked(party="third_party", name="商行", contact="街口", parts="报价")},
    "take_opinion": {"mark": "c1", "opinion": "consents"},
    "end_consultation": {},
    "search": {"places": "档案室", "words": "补助", "period": "2025年", "found": "有"},
    "propose": {},
    "answer_on_spot": {"proof": "签收"},
    "pass_review": {},
    "return_from_review": {"reason": "理由不足"},
    "refer": {"text": {"item": "名单", "doubt": "是否涉密", "proposal": "公开"}, "addressee": "局"},
    "determine": {"reason": "可以公开"},
    "sign": {},
    "return_from_sign": {"reason": "重写"},
    "serve": {"way": WAY, "proof": PROOF},
    "file": {},
    "answer_again": {},
}


def test_every_step_has_the_operation_of_its_name():
    assert set(CALLS) == {step.name for step in PROCEDURE.steps}
    for name in CALLS:
        parameters = inspect.signature(getattr(operations, name)).parameters
        assert {"by", "at"} <= parameters.keys()


def test_stored_facts_know_every_fact_of_the_table():
    asked = {field.name for field in fields(RequestFacts)}
    assert asked == {name for name in vars(StoredFacts) if not name.startswith("_")}


def places(office):
    """A request in every state of the table."""
    done = office.served()
    filed = operations.file(office.served(), by=office.clerk, at=AT)
    return {
        "arrived": office.taken_in().request,
        "handling": office.handled(),
        "correcting": office.correcting(),
        "explaining": office.explaining(),
        "paying": operations.charge(
            office.excessive(), method="by_page", count=200, by=office.clerk, at=AT
        ),
        "consulting": office.consulting(),
        "reviewing": office.proposed(),
        "referred": operations.refer(
            office.proposed(), CALLS["refer"]["text"], addressee="局", by=office.checker, at=AT
        ),
        "signing": office.reviewed(),
        "signed": office.signed(),
        "served": done,
        "closed": operations.withdraw(office.handled(), reason="撤回", by=office.clerk, at=AT),
        "filed": filed,
    }


def elsewhere(step, role, cases):
    """The requests this step is not meant for, whoever asks; its own for roles it is not for.

    `law` asks every triple of the table; here every operation meets every state and every role.
    """
    if role not in step.roles:
        return [cases[step.sources[0]]]
    if role is not min(step.roles):
        return []
    both = ("handling", "consulting") if step.name.startswith("extend") else step.sources
    return [request for state, request in cases.items() if state not in both]


def test_no_operation_works_in_another_state_or_for_another_role(office):
    cases = places(office)
    assert set(cases) == set(PROCEDURE.states)
    before = Entry.objects.count()
    for step in PROCEDURE.steps:
        for role in Role:
            by = replace(office.signer, roles=frozenset({role}))
            for request in elsewhere(step, role, cases):
                with pytest.raises(NotAllowed):
                    getattr(operations, step.name)(request, by=by, at=AT, **CALLS[step.name])
    assert Entry.objects.count() == before


def test_the_second_of_two_who_act_is_told_by_whom_it_was_done(office):
    request = office.handled()
    operations.withdraw(request, reason="撤回", by=office.window, at=AT)
    with pytest.raises(ChangedMeanwhile, match="冯综已在3月2日 09:00 办理“申请人撤回”"):
        operations.search(request, **CALLS["search"], by=office.clerk, at=AT)
