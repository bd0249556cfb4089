"""The secrecy check: who may, what it needs, where it leads."""

import pytest

from gongkai.disclosures import operations
from gongkai.disclosures.models import Document
from gongkai.disclosures.operations.content import content_of
from gongkai.kernel.case import ChangedMeanwhile
from gongkai.law.procedure import NotAllowed
from gongkai.law.roles import Role
from gongkai.organs import operations as organs
from tests.disclosures.walks import AT, HOUR

pytestmark = pytest.mark.django_db


def test_pass_goes_to_the_signing_post_with_the_checkers_signature(office):
    document = office.checked()

    assert document.state == "signing"
    assert document.checker.name == "赵审"
    assert document.waiting_post == office.county.posts["镇长"]
    signature = document.signatures.get(act="check")
    assert (signature.post_name, signature.digest) == ("分管副镇长", document.draft.digest)


@pytest.mark.parametrize(
    "over",
    [
        {"answers": {}},
        {"content": ""},
        {"conclusion": ""},
    ],
)
def test_pass_wants_the_whole_review(office, over):
    document = office.reviewed(office.submitted(), **over)

    with pytest.raises(NotAllowed, match="三项研判还没有填完"):
        operations.pass_check(document, by=office.checker, at=AT)


@pytest.mark.parametrize(
    "over",
    [{"conclusion": "unsure"}, {"conclusion": "secret"}, {"timing": "unfit"}],
)
def test_pass_wants_a_review_that_speaks_for_publication(office, over):
    document = office.reviewed(office.submitted(), **over)

    with pytest.raises(NotAllowed, match="审查结论不是“可以公开”"):
        operations.pass_check(document, by=office.checker, at=AT)


def test_problem_in_one_answer_blocks(office):
    document = office.submitted()
    office.reviewed(document)
    answers = {"secret": "problem", "commerce": "ok", "privacy": "ok", "stability": "ok"}
    office.reviewed(document, answers=answers | {"consulted": "ok", "attribute": "ok"})

    with pytest.raises(NotAllowed, match="审查结论"):
        operations.pass_check(document, by=office.checker, at=AT)


def test_who_changed_the_text_cannot_check_it(office):
    """综合岗 冯综 gets the checker's post too; he wrote a version, so he may not check it."""
    document = office.drafted()
    document = operations.write(
        document, content=office.content(title="改过"), seen=1, by=office.actor("冯综"), at=AT
    )
    organs.appoint(
        office.county.posts["分管副镇长"],
        person=office.county.people["冯综"],
        since=AT.date(),
        by=office.actor("韩管"),
        at=AT,
    )
    document = operations.submit(document, by=office.clerk, at=AT)
    feng = office.actor("冯综")
    office.reviewed(document, by=feng)

    with pytest.raises(NotAllowed, match="不能由您本人审查"):
        operations.pass_check(document, by=feng, at=AT)


def test_only_the_post_of_the_chain_checks(office):
    document = office.submitted()
    other = office.actor("刘县")

    with pytest.raises(NotAllowed, match="没有轮到您"):
        operations.return_from_check(document, reason="退", by=other, at=AT)


def test_return_needs_a_reason_and_shows_it_to_the_drafter(office):
    document = office.submitted()
    with pytest.raises(NotAllowed, match="写明理由"):
        operations.return_from_check(document, reason="  ", by=office.checker, at=AT)

    document = operations.return_from_check(document, reason="缺附件", by=office.checker, at=AT)
    assert (document.state, document.returned_reason) == ("drafting", "缺附件")

    document = operations.submit(document, by=office.clerk, at=AT)
    assert document.returned_reason == ""


def test_doubt_is_referred_and_determined(office):
    document = operations.refer(
        office.submitted(), reason="两个部门意见不一", by=office.checker, at=AT
    )
    assert document.state == "referred"
    with pytest.raises(NotAllowed):
        operations.pass_check(document, by=office.checker, at=AT)

    document = operations.determine(document, reason="可以公开", by=office.checker, at=AT)
    assert document.state == "checking"


def test_several_checks_are_walked_in_order_by_different_people(office):
    second = organs.create_post(
        office.county.liuxi,
        name="法制审核",
        roles=[Role.CHECKER],
        by=office.county.founder,
        at=AT,
    )
    organs.appoint(
        second,
        person=office.county.people["许财"],
        since=AT.date(),
        by=office.county.founder,
        at=AT,
    )
    first = office.county.posts["分管副镇长"]
    organs.set_chain(
        office.county.liuxi,
        checks=[first, second],
        sign=office.county.posts["镇长"],
        by=office.county.founder,
        at=AT,
    )
    document = office.reviewed(office.submitted())
    with pytest.raises(NotAllowed, match="会审岗位"):
        operations.pass_check(document, by=office.checker, at=AT)

    document = operations.concur(document, by=office.checker, at=AT)
    assert (document.state, document.waiting_post) == ("checking", second)
    with pytest.raises(NotAllowed, match="最后一道审查"):
        operations.concur(document, by=office.checker, at=AT)
    with pytest.raises(NotAllowed, match="另一人会审"):
        operations.pass_check(document, by=office.checker, at=AT)

    xu = office.actor("许财")
    document = operations.pass_check(office.reviewed(document, by=xu), by=xu, at=AT)
    assert document.checker.name == "许财"
    assert [s.act for s in document.signatures.order_by("id")] == ["draft", "concur", "check"]


def test_chain_changed_under_way_leaves_the_waiting_post_in_turn(office):
    """A post that left the chain still finishes what already waits for it."""
    document = office.submitted()
    replacement = organs.create_post(
        office.county.liuxi, name="人大主席", roles=[Role.CHECKER], by=office.county.founder, at=AT
    )
    organs.set_chain(
        office.county.liuxi,
        checks=[replacement],
        sign=office.county.posts["镇长"],
        by=office.county.founder,
        at=AT,
    )

    assert office.pass_on(document).state == "signing"


def test_two_checkers_at_once_the_second_is_told_by_whom(office):
    document = office.reviewed(office.submitted())
    stale = Document.objects.get(pk=document.pk)
    operations.pass_check(document, by=office.checker, at=AT + HOUR)

    with pytest.raises(ChangedMeanwhile, match="赵审已在11月20日 10:00 办理“通过审查”"):
        operations.return_from_check(stale, reason="退", by=office.checker, at=AT + HOUR)


def test_passed_check_is_void_for_a_changed_text(office):
    """A recalled and rewritten text has to be reviewed again: reviews hang on the digest."""
    document = operations.recall(office.checked(), by=office.clerk, at=AT)
    document = operations.write(
        document,
        content=content_of(document.draft).__class__(
            **{**_as_dict(content_of(document.draft)), "title": "另一个标题"}
        ),
        seen=1,
        by=office.clerk,
        at=AT,
    )
    document = operations.submit(document, by=office.clerk, at=AT)

    with pytest.raises(NotAllowed, match="三项研判还没有填完"):
        operations.pass_check(document, by=office.checker, at=AT)


def _as_dict(content):
    return {name: getattr(content, name) for name in content.__dataclass_fields__}
