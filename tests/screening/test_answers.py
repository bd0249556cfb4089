"""Answers to many findings at once, two people at once, and taking an answer back."""

import pytest

from gongkai.disclosures import operations
from gongkai.kernel.case import ChangedMeanwhile
from gongkai.kernel.models import Entry
from gongkai.law.procedure import NotAllowed
from gongkai.screening import access, queries
from gongkai.screening import operations as screening
from gongkai.screening.models import Finding, Withholding
from tests.disclosures.walks import AT

pytestmark = pytest.mark.django_db
NUMBERS = [f"1390000{n:04}" for n in range(5)]
BODY = "<p>" + "，".join(NUMBERS) + "。身份证11010519491231002X。</p>"


@pytest.fixture
def document(office):
    return office.drafted(body=BODY)


def mobiles(document):
    return [f for f in access.findings(document.reference) if f.kind == "mobile"]


def last_line(document):
    return Entry.objects.filter(subject=document.reference, act="screening.answer").last()


def test_alike_findings_are_grouped_by_kind_and_place(document):
    groups = queries.alike(document.reference)
    assert [(g.label, g.group, g.number, g.open, g.places) for g in groups] == [
        ("手机号码", "正文", 5, 5, 5),
        ("身份证号", "正文", 1, 1, 1),
    ]
    assert queries.in_group(document.reference, "mobile", "正文").count() == 5
    assert queries.kind_label("unheard") == "unheard"


def test_many_are_kept_on_one_ground_with_one_line_and_taken_back(office, document):
    who = {"by": office.checker, "at": AT}
    kept = operations.keep_findings(
        document, mobiles(document), ground="consent", note="同意书在卷", **who
    )
    assert len(kept) == 5
    line = last_line(document)
    assert line.label == "手机号码 5 处：依法公开"
    assert len(line.detail["findings"]) == 5

    operations.undo_answers(document, line.pk, **who)
    assert {f.answer for f in mobiles(document)} == {""}
    with pytest.raises(NotAllowed, match="后来又处理过"):
        operations.undo_answers(document, line.pk, **who)
    with pytest.raises(NotAllowed, match="没有找到"):
        operations.undo_answers(document, line.pk + 1000, **who)


def test_ground_must_cover_every_kind(office, document):
    with pytest.raises(screening.GroundMissing, match="不能作为公开"):
        operations.keep_findings(
            document, access.findings(document.reference), ground="official_contact", note="",
            by=office.checker, at=AT,
        )  # fmt: skip
    assert {f.answer for f in access.findings(document.reference)} == {""}


def test_second_of_two_reviewers_is_told_and_overwrites_nothing(office, document):
    first = mobiles(document)[0]
    same = Finding.objects.get(pk=first.pk)
    operations.dismiss_finding(document, first, note="总机", by=office.checker, at=AT)
    with pytest.raises(ChangedMeanwhile, match="赵审已在11月20日 09:00 处理为“不是个人信息”"):
        operations.keep_finding(document, same, ground="consent", note="", by=office.clerk, at=AT)
    assert Finding.objects.get(pk=first.pk).answer == "dismissed"


def test_bulk_answer_leaves_what_others_answered(office, document):
    found = mobiles(document)
    operations.dismiss_finding(document, found[0], note="总机", by=office.checker, at=AT)
    done = operations.dismiss_findings(document, found, note="样例", by=office.clerk, at=AT)
    assert len(done) == 4
    assert Finding.objects.get(pk=found[0].pk).note == "总机"


def test_opening_what_is_open_is_refused(office, document):
    with pytest.raises(ChangedMeanwhile, match="已经变了"):
        operations.reopen_finding(document, mobiles(document)[0], by=office.clerk, at=AT)


def test_masking_is_undone_by_the_text_before(office, document):
    found = mobiles(document)
    masked = operations.mask_findings(document, found, seen=1, by=office.clerk, at=AT)
    assert NUMBERS[0] not in masked.draft.body
    line = last_line(document)
    back = operations.undo_answers(masked, line.pk, by=office.clerk, at=AT)

    assert back.draft.number == 3
    assert NUMBERS[0] in back.draft.body
    assert {f.answer for f in mobiles(document)} == {""}
    assert Withholding.objects.get(kind="mobile").state == "ended"


def test_masking_is_not_undone_after_another_change(office, document):
    masked = operations.mask_findings(document, mobiles(document), seen=1, by=office.clerk, at=AT)
    line = last_line(document)
    submitted = operations.submit(masked, by=office.clerk, at=AT)
    with pytest.raises(NotAllowed, match="不能撤销"):
        operations.undo_answers(submitted, line.pk, by=office.clerk, at=AT)
    recalled = operations.recall(submitted, by=office.clerk, at=AT)
    content = office.content(title="又改了")
    later = AT.replace(hour=10)
    changed = operations.write(recalled, content=content, seen=2, by=office.clerk, at=later)
    with pytest.raises(NotAllowed, match="又改过"):
        operations.undo_answers(changed, line.pk, by=office.clerk, at=later)


def test_masked_answer_reopened_by_hand_leaves_the_register(office, document):
    masked = operations.mask_findings(document, mobiles(document), seen=1, by=office.clerk, at=AT)
    rows = list(Finding.objects.filter(subject=masked.reference, kind="mobile").order_by("id"))
    for row in rows:
        screening.reopen(row, organ=office.county.liuxi.pk, by=office.clerk, at=AT)
    entry = Withholding.objects.get(kind="mobile")
    assert (entry.state, entry.places.count()) == ("ended", 0)


def test_answers_without_a_place_in_the_register_are_simply_opened(office, document):
    finding = operations.dismiss_finding(
        document, mobiles(document)[0], note="x", by=office.clerk, at=AT
    )
    Finding.objects.filter(pk=finding.pk).update(answer="masked", withholding=None)
    finding.refresh_from_db()
    content = office.content(body=BODY)
    operations.write(document, content=content, seen=1, by=office.clerk, at=AT)
    assert Finding.objects.get(pk=finding.pk).answer == ""
