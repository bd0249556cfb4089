"""From an office's file to a draft that says only what the public may read."""

import io
import re
import zipfile
from datetime import date, timedelta
from html import unescape

import pytest

from gongkai.catalogue.models import Column
from gongkai.clock.tick import tick
from gongkai.disclosures import access, operations
from gongkai.disclosures.models import Document, ListDraft, SealedOriginal
from gongkai.disclosures.operations import public_list, public_text
from gongkai.disclosures.operations.content import Unfit
from gongkai.disclosures.queries import public_list as queries
from gongkai.kernel import files, kept
from gongkai.kernel.models import Entry, StoredFile
from gongkai.law.procedure import NotAllowed
from gongkai.law.secrecy import SecretFound
from gongkai.screening import queries as screening
from gongkai.screening.models import Finding, Stop, Withholding
from gongkai.text.refusal import BadFile
from tests.disclosures.leak import PERSONS, SECRETS, leak
from tests.disclosures.walks import AT

pytestmark = pytest.mark.django_db
ON = AT.date()


@pytest.fixture
def aid(office) -> Column:
    office.column.slug = "social-assistance"
    office.column.save()
    return office.column


def uploaded(office, data=None, name="leak.xlsx", **over) -> ListDraft:
    given = {"organ": office.county.liuxi, "list_kind": "subsistence", "column": office.column}
    given |= {"by": office.clerk, "at": AT} | over
    return operations.upload_list(io.BytesIO(data or leak()), name=name, **given)


def told(**over) -> public_list.Told:
    given = {
        "title": "柳溪镇2026年第四季度低保对象公示",
        "purpose": "根据《最低生活保障审核确认办法》，现予公示。\n\n请群众监督。",
        "formed_on": ON,
        "display_until": date(2026, 11, 30),
        "objection_channel": "柳溪镇民政办",
    }
    return public_list.Told(**given | over)


def started(office, draft=None, by=None, **over) -> Document:
    draft = draft or uploaded(office)
    return operations.start_list(draft, told=told(**over), by=by or office.clerk, at=AT)


def at_of(draft, heading) -> int:
    found = queries.plan(draft, ON).columns
    return next(each.column.at for each in found if each.column.heading == heading)


def test_the_draft_says_what_the_public_may_read_and_screening_finds_nothing(office, aid):
    document = started(office)
    version = document.draft
    assert (document.genre, document.state) == ("list", "drafting")
    assert version.display_until == date(2026, 11, 30)
    assert "<td>张建国</td><td>桃溪村1组</td>" in version.body
    assert "共 3 人，家庭人数合计 6，保障金额合计 2,670.5。" in version.body
    assert "公示到2026年11月30日为止" in version.body
    attachment = version.attachments.get()
    assert attachment.name == "柳溪镇2026年第四季度低保对象公示.xlsx"
    with kept.open_file(attachment.file) as stream, zipfile.ZipFile(stream) as archive:
        book = unescape(b"".join(map(archive.read, archive.namelist())).decode())
    assert "张建国" in book
    assert not [each for each in SECRETS if each in version.body + book]
    assert not screening.open_findings(document.reference).exists()
    assert screening.run_of(document.reference, version.digest).state == "done"


def test_the_original_is_sealed_and_what_was_left_out_registered(office, aid):
    document = started(office)
    original = queries.originals(document)[0]
    assert (str(original), original.persons, original.list_kind) == ("leak.xlsx", 3, "subsistence")
    assert not ListDraft.objects.exists()
    rows = Withholding.objects.order_by("id").values_list("extent", "kind", "number", "ground")
    assert list(rows) == [
        ("part", heading, number, "N15")
        for heading, number in (
            ("身份证号", 3), ("银行卡号", 3), ("联系电话", 3), ("致贫原因", 3), ("备注", 2),
        )
    ]  # fmt: skip
    line = Entry.objects.get(act="disclosures.list.seal")
    assert line.detail["columns"]["户主姓名"] == "shown"
    assert line.detail["columns"]["银行卡号"] == "forbidden"


def test_kind_of_the_list_is_the_one_it_was_made_by(office, aid):
    document = started(office, uploaded(office, list_kind="temporary_aid"), title="一批名单")
    assert queries.list_kind(document, ON).key == "temporary_aid"
    assert queries.list_kind(Document(genre="list"), ON).key == "other"


def test_names_that_look_like_those_of_children_are_answered_by_the_rule(office):
    rows = [
        ["李小明", "13", "柳溪一小", "语文教师", 88],
        ["王芳芳", "14", "柳溪一小", "数学教师", 90],
    ]
    head = ["姓名", "准考证号", "报考学校", "岗位", "成绩"]

    def teachers(sheet):
        sheet.unmerge_cells("A1:K1")
        sheet.delete_rows(1, 20)
        for row in (head, *rows):
            sheet.append(row)

    draft = uploaded(office, leak(change=teachers), list_kind="recruitment")
    document = started(office, draft, display_until=date(2026, 12, 31))
    assert not screening.open_findings(document.reference).exists()
    assert set(Finding.objects.values_list("answer", "kind")) <= {("dismissed", "minor")}


def test_names_found_are_kept_on_the_ground_of_the_list(office, aid, monkeypatch):
    monkeypatch.setattr("gongkai.text.personal.ASKED", 0.3)
    document = started(office)
    found = Finding.objects.filter(subject=document.reference)
    assert set(found.values_list("answer", "ground")) == {("kept", "aid_list")}
    assert not screening.open_findings(document.reference).exists()


def test_columns_are_tightened_freely_and_loosened_on_a_ground(office, aid):
    draft = uploaded(office)
    who = {"by": office.clerk, "at": AT}
    name, number = at_of(draft, "户主姓名"), at_of(draft, "身份证号")
    operations.choose_columns(draft, choices={name: "masked"}, **who)
    assert public_list.choices_of(draft)[name] == "masked"
    with pytest.raises(NotAllowed, match="身份证号属于个人信息"):
        operations.choose_columns(draft, choices={number: "shown"}, **who)
    document = started(office, draft)
    assert "张*国" in document.draft.body
    assert Withholding.objects.get(extent="masked").kind == "户主姓名"


def test_what_is_not_needed_is_shown_on_a_ground_only(office, aid):
    def source(sheet):
        sheet.cell(2, 12, "来源")
        sheet.cell(3, 12, "网格上报")

    draft = uploaded(office, leak(change=source))
    at = at_of(draft, "来源")
    who = {"choices": {at: "shown"}, "by": office.clerk, "at": AT}
    with pytest.raises(NotAllowed, match="要公示“来源”，请写明依据"):
        operations.choose_columns(draft, **who)
    operations.choose_columns(draft, ground="县民政局通知要求", **who)
    document = started(office, draft)
    assert "网格上报" in document.draft.body
    assert Entry.objects.get(act="disclosures.list.seal").reason == "县民政局通知要求"


def test_another_sheet_begins_with_the_usual_treatment(office, aid):
    def second(sheet):
        sheet.parent.create_sheet("特困").append(["姓名", "村组"])
        sheet.parent["特困"].append(["李小明", "桃溪村"])

    draft = uploaded(office, leak(change=second))
    assert queries.sheets(queries.read_file(draft)) == ["低保", "特困"]
    operations.choose_columns(draft, choices={9: "shown"}, sheet="特困", by=office.clerk, at=AT)
    assert (draft.sheet, public_list.choices_of(draft)) == ("特困", {0: "shown", 1: "shown"})


def test_a_list_of_which_nothing_is_left_is_refused(office, aid):
    draft = uploaded(office)
    shown = [each.column.at for each in queries.plan(draft, ON).columns if each.usual == "shown"]
    choices = dict.fromkeys(shown, "forbidden")
    operations.choose_columns(draft, choices=choices, by=office.clerk, at=AT)
    with pytest.raises(NotAllowed, match="名单是空的"):
        started(office, draft)


@pytest.mark.parametrize(
    ("over", "name", "words"),
    [
        ({"title": " "}, "title", "请填写标题"),
        ({"display_until": None}, "display_until", "请填写公示到哪一天"),
        ({"display_until": date(2026, 11, 22)}, "display_until", "至少公示到2026年11月27日"),
        ({"display_until": date(2028, 1, 1)}, "display_until", "最多展示到2027年11月20日"),
    ],
)
def test_what_is_told_must_fit_the_rule(office, aid, over, name, words):
    with pytest.raises(Unfit) as why:
        started(office, **over)
    assert words in why.value.fields[name]


def test_a_draft_that_fails_leaves_nothing_and_may_be_tried_again(office, aid):
    draft = uploaded(office)
    before = set(StoredFile.objects.values_list("pk", flat=True))
    with pytest.raises(Unfit):
        started(office, draft, formed_on=ON + timedelta(days=9))
    assert (Document.objects.count(), SealedOriginal.objects.count()) == (0, 0)
    assert set(StoredFile.objects.values_list("pk", flat=True)) == before
    again = access.list_draft(office.clerk, draft.pk)
    assert started(office, draft).state == "drafting"
    with pytest.raises(NotAllowed, match="已经生成了稿件"):
        started(office, again)
    assert Document.objects.count() == 1


def test_a_mark_of_secrecy_leaves_only_the_record(office, aid):
    def secret(sheet):
        sheet["A1"] = "机密★5年"

    with pytest.raises(SecretFound):
        uploaded(office, leak(change=secret))
    assert (ListDraft.objects.count(), StoredFile.objects.count(), Stop.objects.count()) == (
        0,
        0,
        1,
    )
    with pytest.raises(SecretFound):
        started(office, uploaded(office), purpose="秘密★1年")
    assert (Document.objects.count(), Stop.objects.count()) == (0, 2)


@pytest.mark.parametrize(
    ("data", "name", "words"),
    [
        (b"%PDF-1.4\n%x\n", "a.pdf", "这不是表格文件"),
        (b"a,b\n1,2\n", "a.csv", "没有找到表头"),
        (b"PK\x03\x04", "a.xlsx", "文件"),
    ],
)
def test_what_is_no_list_is_refused_and_not_kept(office, data, name, words):
    with pytest.raises(BadFile, match=words):
        uploaded(office, data, name)
    assert not StoredFile.objects.exists()
    assert not ListDraft.objects.exists()


def test_another_file_replaces_the_first(office, aid):
    draft = uploaded(office)
    first = draft.file
    again = uploaded(office, leak(PERSONS[:2]), draft=draft)
    assert (again.pk, ListDraft.objects.count()) == (draft.pk, 1)
    assert not kept.path_of(first.sha256).exists()
    same = uploaded(office, leak(PERSONS[:2]), draft=again)
    assert kept.path_of(same.file.sha256).exists()


def test_given_up_and_left_lists_are_forgotten(office, aid):
    draft = uploaded(office)
    assert list(map(str, access.list_drafts(office.clerk))) == ["leak.xlsx"]
    assert access.list_draft(office.clerk, draft.pk) == draft
    assert access.list_drafts(office.checker) == []
    operations.give_up_list(draft, by=office.clerk, at=AT)
    left = uploaded(office)
    assert tick(AT + timedelta(days=7)) == []
    assert ListDraft.objects.exists()
    assert tick(AT + timedelta(days=8)) == []
    assert not ListDraft.objects.exists()
    assert not kept.path_of(left.file.sha256).exists()


def test_long_lists_stand_in_the_attachment_alone(office, aid, monkeypatch):
    monkeypatch.setattr(public_text, "MOST_IN_TEXT", 2)
    document = started(office)
    assert "<table>" not in document.draft.body
    assert "名单见附件。" in document.draft.body
    assert document.draft.attachments.count() == 1


def test_a_list_without_posting_period_asks_for_an_end_of_its_own(office):
    document = started(office, uploaded(office, list_kind="other"), display_until=ON)
    assert document.draft.display_until == ON
    assert "公示到" not in public_text.body_of(
        public_list.public_table(queries.plan(uploaded(office), ON), {}), purpose="", until=None
    )


def test_only_clerks_of_the_office_make_lists(office, aid):
    draft = uploaded(office)
    for by in (office.checker, office.actor("钱")):
        with pytest.raises(NotAllowed, match="起草名单的职责"):
            uploaded(office, by=by)
        with pytest.raises(NotAllowed, match="起草名单的职责"):
            operations.choose_columns(draft, choices={}, by=by, at=AT)
    with pytest.raises(NotAllowed, match="名单种类"):
        uploaded(office, list_kind="x")


def test_the_original_is_opened_on_record_and_destroyed_when_the_list_is_over(office, aid):
    document = started(office)
    original = access.original(office.checker, document.pk, queries.originals(document)[0].pk)
    look = {"reason": "核对异议", "by": office.checker, "at": AT}
    assert operations.open_original(original, **look).sha256 == original.file.sha256
    line = Entry.objects.get(act="disclosures.original.open")
    assert (line.person_name, line.reason) == ("赵审", "核对异议")
    for by, reason, words in (
        (office.actor("钱"), "x", "不能看"),
        (office.actor("韩管"), "x", "不能看"),
        (office.clerk, " ", "为什么要看"),
    ):
        with pytest.raises(NotAllowed, match=words):
            operations.open_original(original, reason=reason, by=by, at=AT)
    who = {"by": office.clerk, "at": AT}
    with pytest.raises(NotAllowed, match="撤下以后才能销毁"):
        operations.destroy_original(original, reason="x", **who)

    operations.discard(document, **who)
    original = access.original(office.clerk, document.pk, original.pk)
    with pytest.raises(NotAllowed, match="销毁的理由"):
        operations.destroy_original(original, reason=" ", **who)
    path = kept.path_of(original.file.sha256)
    operations.destroy_original(original, reason="名单作废", **who)
    assert not path.exists()
    original.refresh_from_db()
    assert (original.file, original.destroyed_by.name) == (None, "李办")
    for act in (operations.open_original, operations.destroy_original):
        with pytest.raises(NotAllowed, match="已经销毁"):
            act(original, reason="x", **who)


def test_the_original_cannot_be_attached(office, aid):
    document = started(office)
    sealed = queries.originals(document)[0].file
    content = office.content(attachments=(("名单.xlsx", sealed),))
    with pytest.raises(Unfit, match=r"名单\.xlsx是封存的名单原件"):
        operations.write(document, content=content, seen=1, by=office.clerk, at=AT)


def test_numbers_of_the_file_stand_nowhere_but_in_the_sealed_file(office, aid):
    started(office)
    sealed = SealedOriginal.objects.get().file
    others = StoredFile.objects.exclude(pk=sealed.pk)
    assert [file.kind for file in others] == ["xlsx"]
    rows = [
        *Entry.objects.values_list("detail", "reason"),
        *Finding.objects.values_list("text", "mask"),
        *Withholding.objects.values_list("title", "fact", "kind"),
    ]
    assert not re.search("|".join(SECRETS), str(rows))
    assert files.forget(sealed) is False
