"""A step is taken whole, with its ledger line, or not at all."""

import pytest
from django.db import connection

from gongkai.kernel.actor import CLOCK, Actor
from gongkai.kernel.case import Case, ChangedMeanwhile, carry_out
from gongkai.kernel.ledger_line import history
from gongkai.kernel.models import Entry
from gongkai.law.procedure import NotAllowed, UnknownStep
from gongkai.law.roles import Role
from tests.kernel.papers import AT, BASIS, CLERK, PROCEDURE, SIGNER, TABLE, Paper


@pytest.fixture
def paper(db):
    with connection.cursor() as cursor:
        cursor.execute(TABLE)
    return Paper.objects.create(id=7, title="关于做好防汛工作的通知", state="drafting")


def stored(paper):
    return Paper.objects.values("state", "revision", "title").get(pk=paper.pk)


def test_step_changes_the_case_and_writes_one_line(paper):
    changed, step = carry_out(
        paper, "submit", by=CLERK, at=AT, reason="已核对", detail={"pages": 3}, title="通知"
    )

    assert step is PROCEDURE.step("submit")
    assert (changed.state, changed.revision, changed.title) == ("signing", 1, "通知")
    assert stored(paper) == {"state": "signing", "revision": 1, "title": "通知"}
    [line] = Entry.objects.values()
    del line["id"]
    assert line == {
        "at": AT,
        "act": "papers.paper.submit",
        "label": "送审",
        "subject": "papers.paper:7",
        "organ": 1,
        "person": 11,
        "person_name": "李办",
        "basis": BASIS,
        "reason": "已核对",
        "detail": {"from": "drafting", "to": "signing", "pages": 3},
    }


def test_case_given_stays_as_it_was(paper):
    carry_out(paper, "submit", by=CLERK, at=AT)
    assert (paper.state, paper.revision) == ("drafting", 0)


def test_case_goes_through_its_procedure_with_one_line_a_step(paper):
    case, _ = carry_out(paper, "submit", by=CLERK, at=AT)
    case, _ = carry_out(case, "return", by=SIGNER, at=AT, reason="附件缺页")
    case, _ = carry_out(case, "submit", by=CLERK, at=AT)
    case, _ = carry_out(case, "sign", by=SIGNER, at=AT)

    assert (case.state, case.state_label, case.revision) == ("done", "已办结", 4)
    lines = [(line.label, line.person_name, line.reason) for line in history(case.reference)]
    assert lines == [
        ("送审", "李办", ""),
        ("退回修改", "王主任", "附件缺页"),
        ("送审", "李办", ""),
        ("签发", "王主任", ""),
    ]


def test_line_belongs_to_the_organ_of_the_case(paper):
    Paper.objects.update(keeper=42)
    carry_out(paper, "submit", by=CLERK, at=AT)
    assert Entry.objects.get().organ == 42


@pytest.mark.parametrize(
    ("name", "by", "state", "title", "reason", "sentence"),
    [
        ("sign", SIGNER, "drafting", "通知", "", "“起草中”状态下不能签发"),
        ("submit", SIGNER, "drafting", "通知", "", "您的岗位没有“送审”的职责"),
        ("submit", CLERK, "drafting", "", "", "请先填写标题"),
        ("return", SIGNER, "signing", "通知", "", "请写明理由"),
    ],
)
def test_refusal_changes_nothing(paper, name, by, state, title, reason, sentence):
    Paper.objects.update(state=state, title=title)
    paper.refresh_from_db()

    with pytest.raises(NotAllowed) as refused:
        carry_out(paper, name, by=by, at=AT, reason=reason, title="改过的标题")

    assert str(refused.value) == sentence
    assert stored(paper) == {"state": state, "revision": 0, "title": title}
    assert not Entry.objects.exists()


def test_facts_are_read_afresh(paper):
    """The page was opened before somebody emptied the title."""
    Paper.objects.update(title="")
    with pytest.raises(NotAllowed, match="请先填写标题"):
        carry_out(paper, "submit", by=CLERK, at=AT)


def test_step_unknown_to_the_procedure_is_a_fault(paper):
    with pytest.raises(UnknownStep):
        carry_out(paper, "burn", by=CLERK, at=AT)
    assert stored(paper)["revision"] == 0


def test_failing_ledger_line_takes_the_change_back(paper, monkeypatch):
    def fail(*args, **line):
        raise RuntimeError("no line")

    monkeypatch.setattr("gongkai.kernel.case.record", fail)
    with pytest.raises(RuntimeError, match="no line"):
        carry_out(paper, "submit", by=CLERK, at=AT)
    assert stored(paper)["state"] == "drafting"


def test_second_of_two_is_told_who_and_when(paper):
    also = Paper.objects.get(pk=paper.pk)
    carry_out(paper, "submit", by=CLERK, at=AT)

    with pytest.raises(ChangedMeanwhile) as refused:
        carry_out(also, "note", by=CLERK, at=AT)

    assert str(refused.value) == "李办已在3月2日 09:05 办理“送审”，请刷新页面再看"
    assert Entry.objects.count() == 1


def test_change_without_a_line_is_told_without_a_name(paper):
    Paper.objects.update(state="signing")
    with pytest.raises(ChangedMeanwhile, match="别人刚刚办理了这件事，请刷新页面再看"):
        carry_out(paper, "submit", by=CLERK, at=AT)


def test_write_is_compared_with_the_revision_that_was_judged(paper, monkeypatch):
    """Where a database does not lock rows, the write itself finds that it came second."""
    judge = Paper.facts

    def overtaken(self, *args, **options):
        Paper.objects.filter(pk=self.pk).update(revision=5)
        return judge(self, *args, **options)

    monkeypatch.setattr(Paper, "facts", overtaken)
    with pytest.raises(ChangedMeanwhile):
        carry_out(paper, "submit", by=CLERK, at=AT)
    assert stored(paper)["state"] == "drafting"
    assert not Entry.objects.exists()


def test_offers_are_the_steps_of_this_person_here(paper):
    def names(by, **options):
        return [(o.step.name, o.refusal) for o in paper.offers(by, AT, **options)]

    assert names(CLERK) == [("submit", None), ("note", None)]
    assert names(SIGNER) == []
    paper.state = "signing"
    assert names(SIGNER) == [("return", None), ("sign", None)]
    assert names(SIGNER, reason="") == [("return", "请写明理由"), ("sign", None)]


def test_case_knows_its_reference_and_leaves_the_organ_open(paper):
    assert paper.reference == "papers.paper:7"
    assert Case.ledger_organ.fget(paper) is None


def test_actor_has_the_roles_given():
    person = Actor(person=3, name="赵审", roles=frozenset({Role.CHECKER}))
    assert person.has(Role.CHECKER)
    assert not person.has(Role.SIGNER)
    assert CLOCK.has(Role.CLOCK)
    assert CLOCK.person is None
    assert person.someone == 3
    with pytest.raises(NotAllowed, match="须由工作人员本人办理"):
        assert CLOCK.someone
