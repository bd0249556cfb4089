"""Looks at what is sealed: by role, on record, and gone after disposal."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from gongkai.foi import access, operations, queries
from gongkai.foi.models import Look, Request, Statement
from gongkai.kernel import sealed_files
from gongkai.kernel.models import Entry
from gongkai.law.procedure import NotAllowed
from tests.foi.walks import AT, WANTED, at, paper

pytestmark = pytest.mark.django_db


def test_a_look_is_recorded_without_its_content(office):
    request = office.consulting()
    told = operations.look_at_applicant(request, by=office.clerk, at=AT)
    assert (told.name, told.phone) == ("周先生", "13900000001")
    row = access.consultation(office.clerk, request.pk, "c1")
    assert operations.look_at_third_party(row, by=office.checker, at=AT)["name"] == "某某建材商行"
    letter = access.letter(office.clerk, request.pk, 1)
    told = operations.look_at_letter(letter, by=office.clerk, at=AT)
    assert (told.code, told.text["addressee"], told.answer) == ("L6", "某某建材商行", "")
    assert (told.applicant, told.organisation, told.on) == ("周先生", False, AT.date())
    page = queries.page(request, by=office.clerk, at=AT, on=AT.date())
    assert [str(look) for look in page.looks] == [
        "李办 申请人信息 2026-03-02 01:00",
        "赵审 第三方信息 2026-03-02 01:00",
        "李办 文书 2026-03-02 01:00",
    ]


def test_papers_are_looked_at_on_record(office):
    made = operations.take_in(
        office.county.liuxi, office.application(), papers=[paper(kind="identity")],
        by=office.window, at=AT,
    )  # fmt: skip
    row = access.attachment(office.clerk, made.request.pk, made.request.attachments.get().pk)
    assert operations.look_at_attachment(row, by=office.clerk, at=AT) == ("a.csv", b"a,b\n1,2\n")
    assert str(row).startswith("身份证明")
    assert Look.objects.get().what == "attachment"


def test_a_supervisor_sees_the_case_without_its_words(office):
    request = office.served()
    supervisor = office.actor("孙监")
    assert access.get(supervisor, request.pk) == request
    with pytest.raises(NotAllowed, match="没有办理这件申请的职责"):
        operations.look_at_applicant(request, by=supervisor, at=AT)
    page = queries.page(request, by=supervisor, at=AT, on=AT.date())
    assert (page.wanted, page.said, page.searches, page.reply_text) == ((), (), (), {})
    assert page.standing == "ended"
    assert not Look.objects.exists()


def test_an_administrator_sees_no_requests(office):
    office.handled()
    assert not access.visible(office.actor("韩管")).exists()


@pytest.mark.parametrize("change", ["update", "delete"])
def test_looks_and_events_cannot_be_changed(office, change):
    request = office.handled()
    operations.look_at_applicant(request, by=office.clerk, at=AT)
    for rows in (request.looks.all(), request.events.all()):
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.update(at=AT) if change == "update" else rows._raw_delete(rows.db)


def test_disposal_needs_two_and_leaves_the_figures(office, django_capture_on_commit_callbacks):
    request = operations.take_in(
        office.county.liuxi, office.application(), papers=[paper()], by=office.window, at=AT
    ).request
    request = operations.register(request, by=office.clerk, at=AT)
    request = office.served(operations.search(
        request, places="档案室", words="名单", period="", found="有", by=office.clerk, at=AT
    ))  # fmt: skip
    request = operations.file(request, by=office.clerk, at=AT)
    file = request.attachments.get().file
    early, late = at(date(2035, 3, 1)), at(date(2036, 3, 3))
    clerk, signer = office.actor("李办", late.date()), office.actor("王主任", late.date())
    with pytest.raises(NotAllowed, match="没有保留期满"):
        operations.list_for_disposal(office.county.liuxi, by=clerk, at=early)
    with pytest.raises(NotAllowed, match="没有办理"):
        operations.list_for_disposal(office.county.liuxi, by=signer, at=late)
    made = operations.list_for_disposal(office.county.liuxi, by=clerk, at=late)
    assert [row.pk for row in access.disposals(clerk)] == [made.pk]
    made = access.disposal(clerk, made.pk)
    both = type(clerk)(
        person=clerk.person, name=clerk.name, roles=signer.roles, organs=clerk.organs
    )
    with pytest.raises(NotAllowed, match="须由另一人确认"):
        operations.dispose(made, by=both, at=late)
    with django_capture_on_commit_callbacks(execute=True):
        assert operations.dispose(made, by=signer, at=late) == 1
    with pytest.raises(NotAllowed, match="已经处置"):
        operations.dispose(made, by=signer, at=late)
    request.refresh_from_db()
    assert (request.erased_at, request.applicant_mark, request.counted_as) == (late, "", "A2")
    assert not sealed_files.path_of(file.token).exists()
    for row in (request.applicant, request.wanted.get(), request.reply, *Statement.objects.all()):
        assert row.opened() == {}
    with pytest.raises(NotAllowed, match="已经销毁"):
        operations.look_at_applicant(request, by=clerk, at=late)
    page = queries.page(request, by=clerk, at=late, on=late.date())
    assert (page.wanted, page.said) == ((), ())
    assert WANTED not in str(list(Entry.objects.values_list("detail", flat=True)))


def test_what_many_ask_for_is_proposed(office):
    rows = [office.handled(), office.handled(applicant={"document_number": "", "document": ""})]
    alike = queries.similar(rows[0])
    assert [(row.request, row.same, row.share) for row in alike] == [(rows[1], False, 1.0)]
    for given, title, sentence in (([], "名单", "同一个机关"), (rows, " ", "信息名称")):
        with pytest.raises(NotAllowed, match=sentence):
            operations.propose_disclosure(given, title=title, by=office.clerk, at=AT)
    with pytest.raises(NotAllowed, match="没有办理"):
        operations.propose_disclosure(rows, title="名单", by=office.signer, at=AT)
    made = operations.propose_disclosure(rows, title="名单", by=office.clerk, at=AT)
    assert [str(row) for row in access.proposals(office.clerk)] == ["名单"]
    made = access.proposal(office.clerk, made.pk)
    alone = type(office.clerk)(
        person=office.clerk.person, name="李办", roles=office.signer.roles,
        organs=office.clerk.organs,
    )  # fmt: skip
    with pytest.raises(NotAllowed, match="不能由您本人决定"):
        operations.decide_disclosure(made, accepted=True, by=alone, at=AT)
    made = operations.decide_disclosure(made, accepted=True, by=office.signer, at=AT)
    assert made.accepted
    with pytest.raises(NotAllowed, match="已经决定"):
        operations.decide_disclosure(made, accepted=False, by=office.signer, at=AT)


def test_the_same_applicant_is_known_without_a_name(office):
    first, second = office.handled(), office.handled(description="另一份文件")
    other = office.handled(applicant={"document_number": "", "document": "", "name": "别人"})
    assert queries.by_same_applicant(second) == [first]
    assert queries.by_same_applicant(other) == []
    assert queries.asked_in_month(second) == 1
    Request.objects.filter(pk=second.pk).update(applicant_mark="")
    second.refresh_from_db()
    assert (queries.by_same_applicant(second), queries.asked_in_month(second)) == ([], 0)
    assert queries.similar(second) == []
