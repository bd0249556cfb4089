"""Attachments: read as documents, looked at by people where no machine can, masked, cleared."""

from io import BytesIO
from zipfile import ZipFile

import docx
import openpyxl
import pytest
from openpyxl.comments import Comment

from gongkai.disclosures import operations
from gongkai.disclosures.operations import findings, masked_files, parts
from gongkai.kernel import files, kept
from gongkai.kernel.actor import CLOCK
from gongkai.kernel.models import Entry
from gongkai.law.procedure import NotAllowed
from gongkai.screening import access, queries
from gongkai.screening import operations as screening
from gongkai.screening.models import Finding, Withholding
from gongkai.screening.queries import open_findings
from gongkai.text.document import Document, Hidden, Paragraph, Place
from gongkai.text.refusal import BadFile
from gongkai.text.signature import Kind
from tests.disclosures.walks import AT
from tests.disclosures.walks import kept as kept_file
from tests.text.documents import PNG, ole

pytestmark = pytest.mark.django_db
IDENTITY, OTHER, MOBILE = "11010519491231002X", "110105194912310038", "13900001111"


def saved(book) -> BytesIO:
    out = BytesIO()
    book.save(out)
    out.seek(0)
    return out


def workbook(comment: str = "", hidden: str = "", author: str = "openpyxl") -> BytesIO:
    book = openpyxl.Workbook()
    book.properties.creator = author
    sheet = book.active
    sheet.title = "名单"
    sheet.append(["序号", "姓名", "身份证号", "金额"])
    sheet.append([1, "周先生", IDENTITY, 300])
    sheet.append([2, "吴女士", OTHER, 200])
    if comment:
        sheet["D2"].comment = Comment(comment, "李办事")
    if hidden:
        other = book.create_sheet("底稿")
        other.sheet_state = "hidden"
        other.append(["联系电话", hidden])
        other.append(["合计", 12345])
    return saved(book)


def word() -> BytesIO:
    made = docx.Document()
    made.core_properties.author = "李办事"
    paragraph = made.add_paragraph(f"联系人手机{MOBILE}。")
    paragraph.add_run("内部底价八十万").font.hidden = True
    made.add_comment(paragraph.runs[0], "这个数字待核", "周审", "周")
    return saved(made)


def attached(office, name, data, **over):
    stored = files.keep(data, name=name, at=AT)
    return office.drafted(attachments=((name, stored),), **over)


def open_by_kind(document):
    return {(f.kind, f.hidden): f for f in open_findings(document.reference)}


def answered(document, kind):
    return Finding.objects.filter(subject=document.reference, kind=kind).order_by("id")


def mask(office, document, rows=None):
    rows = list(open_findings(document.reference)) if rows is None else rows
    seen = document.draft.number
    return operations.mask_findings(document, rows, seen=seen, by=office.clerk, at=AT)


def content_of_first(document) -> bytes:
    with kept.open_file(document.draft.attachments.get().file) as stream:
        return stream.read()


def test_data_in_a_workbook_are_found_by_column_with_the_words_around_them(office):
    document = attached(office, "名单.xlsx", workbook(hidden=MOBILE))
    groups = {(g.label, g.group, g.number) for g in queries.alike(document.reference)}
    sheet = "附件“名单.xlsx” · 工作表"
    assert ("身份证号", f"{sheet}“名单” · 列“身份证号”", 2) in groups
    assert ("看不见的内容", "附件“名单.xlsx” · 看不见的内容", 1) in groups
    first = open_findings(document.reference).get(text=IDENTITY)
    assert first.place == "附件“名单.xlsx”工作表“名单” C2单元格"
    assert (first.before, first.after, first.file) == ("1 周*生", "300", "名单.xlsx")
    mobile = open_findings(document.reference).get(kind="mobile")
    assert (mobile.hidden, mobile.mask) == ("隐藏的工作表", "139****1111")


def test_data_in_a_remark_on_a_cell_stand_in_the_remark(office):
    document = attached(office, "名单.xlsx", workbook(f"打{MOBILE}再核"))
    mobile = open_findings(document.reference).get(kind="mobile")
    assert (mobile.before, mobile.after) == ("打", "再核")
    assert mobile.group == "附件“名单.xlsx” · 批注"
    assert mobile.place == "附件“名单.xlsx”批注 工作表“名单” D2单元格（批注）"


def test_a_column_without_a_head_is_called_by_its_number(office):
    document = attached(office, "号.csv", BytesIO(f"甲,{MOBILE}\n乙,13900002222\n".encode()))
    (group,) = queries.alike(document.reference)
    assert group.group == "附件“号.csv” · 列“第2列”"


def test_repeated_data_of_one_line_have_their_own_words_around_them(office):
    text = f"先打{MOBILE}再打13900002222，还可打{MOBILE}。\n另有一行。\n"
    document = attached(office, "说.txt", BytesIO(text.encode()))
    found = {f.text: f for f in open_findings(document.reference)}
    assert (found[MOBILE].before, found[MOBILE].after) == (
        "先打",
        "再打139****2222，还可打139****",
    )
    assert (found[MOBILE].count, found[MOBILE].group) == (2, "附件“说.txt” · 文字")


def test_masking_replaces_the_attachment_by_a_copy_no_reader_finds_the_data_in(office):
    document = attached(office, "名单.xlsx", workbook("电话" + MOBILE, author="李办事"))
    assert {hidden for kind, hidden in open_by_kind(document) if kind == "hidden"} == {
        "批注",
        "文件属性里的作者",
    }
    masked = mask(office, document)

    assert masked.draft.number == 2
    assert masked.draft.note == (
        "遮盖 4 处个人信息；清除 2 处看不见的内容；附件换成遮盖副本：名单.xlsx"
    )
    assert not open_findings(document.reference).exists()
    data = content_of_first(masked)
    with ZipFile(BytesIO(data)) as archive:
        raw = b"".join(archive.read(name) for name in archive.namelist())
    for gone in (IDENTITY, OTHER, MOBILE, "李办事"):
        assert gone.encode() not in raw
    rows = list(openpyxl.load_workbook(BytesIO(data)).active.values)
    assert rows[1] == (1, "周先生", "110105************", 300)
    assert Withholding.objects.get(kind="identity_number").number == 2
    assert not Withholding.objects.filter(kind="hidden").exists()
    original = document.versions.get(number=1).attachments.get().file
    assert kept.verify(original)


def test_masking_is_undone_by_the_original_file(office):
    document = attached(office, "名单.xlsx", workbook())
    original = document.draft.attachments.get().file
    masked = mask(office, document)
    line = Entry.objects.filter(act="screening.answer").last()
    back = operations.undo_answers(masked, line.pk, by=office.clerk, at=AT)
    assert back.draft.attachments.get().file == original
    assert open_findings(document.reference).count() == 2
    assert Withholding.objects.get().state == "ended"


def test_what_was_not_chosen_stays(office):
    document = attached(office, "名单.xlsx", workbook())
    keep = open_findings(document.reference).get(text=OTHER)
    operations.keep_finding(document, keep, ground="consent", note="", by=office.clerk, at=AT)
    masked = mask(office, document)
    rows = list(openpyxl.load_workbook(BytesIO(content_of_first(masked))).active.values)
    assert [row[2] for row in rows[1:]] == ["110105************", OTHER]
    assert {f.answer for f in access.findings(document.reference)} == {"kept"}


def test_hidden_sheet_is_emptied_with_one_answer(office):
    document = attached(office, "名单.xlsx", workbook(hidden="说明文字"))
    hidden = open_findings(document.reference).get(kind="hidden")
    assert (hidden.hidden, hidden.count, hidden.text) == (
        "隐藏的工作表", 4, "联系电话 说明文字 合计 12345",
    )  # fmt: skip
    masked = mask(office, document, [hidden])
    assert masked.draft.note == "清除 1 处看不见的内容；附件换成遮盖副本：名单.xlsx"
    left = openpyxl.load_workbook(BytesIO(content_of_first(masked)))["底稿"]
    assert [value for row in left.values for value in row if value] == []
    assert open_findings(document.reference).count() == 2


def test_hidden_sheet_that_formulas_count_on_is_not_emptied(office):
    book = openpyxl.load_workbook(workbook(hidden="说明文字"))
    book["名单"]["D4"] = "=底稿!B2*2"
    document = attached(office, "名单.xlsx", saved(book))
    hidden = open_findings(document.reference).get(kind="hidden")
    with pytest.raises(NotAllowed, match="选择性粘贴为数值"):
        mask(office, document, [hidden])


def test_word_file_loses_comment_hidden_run_and_author(office):
    document = attached(office, "函.docx", word())
    assert {hidden for kind, hidden in open_by_kind(document) if kind == "hidden"} == {
        "批注",
        "隐藏文字",
        "文件属性里的作者",
    }
    masked = mask(office, document)
    read = docx.Document(BytesIO(content_of_first(masked)))
    assert [p.text for p in read.paragraphs] == ["联系人手机139****1111。"]
    assert read.core_properties.author == ""
    assert not open_findings(document.reference).exists()


def test_hidden_text_no_machine_can_clear_is_refused_with_what_to_do(office):
    made = docx.Document()
    run = made.add_paragraph("正文").add_run("看不清的话")
    run.font.color.rgb = docx.shared.RGBColor(255, 255, 255)
    document = attached(office, "函.docx", saved(made))
    hidden = open_findings(document.reference).get()
    assert hidden.hidden == Hidden.PALE.value
    with pytest.raises(NotAllowed, match="不能自动清除。请在 Word"):
        mask(office, document, [hidden])
    operations.dismiss_finding(document, hidden, note="底纹文字", by=office.clerk, at=AT)
    assert not open_findings(document.reference).exists()


def test_charts_and_other_properties_are_nothing_to_decide_about(office):
    book = openpyxl.load_workbook(workbook())
    chart = openpyxl.chart.BarChart()
    chart.add_data(openpyxl.chart.Reference(book.active, min_col=4, min_row=1, max_row=3))
    book.active.add_chart(chart, "G1")
    document = attached(office, "名单.xlsx", saved(book))
    assert {f.kind for f in open_findings(document.reference)} == {"identity_number"}


PDF = b"%PDF-1.7\n%%EOF\n"


def test_file_no_machine_can_read_waits_for_somebody_who_has_looked(office):
    document = attached(office, "图纸.pdf", BytesIO(PDF))
    finding = open_findings(document.reference).get()
    assert (finding.kind, finding.source, finding.place) == ("unread", "files", "附件“图纸.pdf”")
    assert finding.text
    submitted = operations.submit(document, by=office.clerk, at=AT)
    with pytest.raises(NotAllowed, match="提示没有处理"):
        office.pass_on(submitted)
    with pytest.raises(NotAllowed, match="再选“已人工查看”"):
        operations.dismiss_finding(document, finding, note="x", by=office.checker, at=AT)
    with pytest.raises(NotAllowed, match="不能凭公开依据处理"):
        operations.keep_finding(
            document, finding, ground="consent", note="", by=office.checker, at=AT
        )
    who = {"by": office.checker, "at": AT}
    (seen,) = operations.see_findings(document, [finding], note="逐页看过", **who)
    assert (seen.answer, seen.answered_by_id, seen.note) == (
        "seen",
        office.checker.person,
        "逐页看过",
    )
    assert office.pass_on(submitted).state == "signing"


def test_the_same_bytes_need_not_be_looked_at_twice(office):
    document = attached(office, "图纸.pdf", BytesIO(PDF))
    finding = open_findings(document.reference).get()
    operations.see_findings(document, [finding], note="", by=office.clerk, at=AT)
    content = findings.content_of(document.draft)
    operations.write(document, content=content, seen=1, by=office.clerk, at=AT)
    assert not open_findings(document.reference).exists()


def test_only_what_was_not_read_can_be_seen_and_it_cannot_be_masked(office):
    document = attached(office, "图纸.pdf", BytesIO(PDF), body=f"<p>电话{MOBILE}</p>")
    rows = {f.kind: f for f in open_findings(document.reference)}
    with pytest.raises(NotAllowed, match="只用于机器没有读到"):
        operations.see_findings(document, [rows["mobile"]], note="", by=office.clerk, at=AT)
    with pytest.raises(NotAllowed, match="不能自动遮盖。请打开看过"):
        mask(office, document, [rows["unread"]])


def test_pictures_inside_a_file_are_looked_at_by_a_person(office):
    made = docx.Document()
    made.add_picture(BytesIO(PNG))
    document = attached(office, "函.docx", saved(made))
    assert "有 1 张图片" in open_findings(document.reference).get(kind="unread").text


def test_data_in_a_kind_that_cannot_be_masked_are_refused_with_what_to_do(office, monkeypatch):
    monkeypatch.setattr(
        parts, "read_document", lambda file, kind, name: paragraphs(f"手机{MOBILE}")
    )
    monkeypatch.setattr(
        masked_files, "read_document", lambda file, kind, name: paragraphs(f"手机{MOBILE}")
    )
    document = attached(office, "图.pdf", BytesIO(PDF))
    with pytest.raises(NotAllowed, match=r"附件“图\.pdf”：PDF 不能直接遮盖.*重新导出 PDF"):
        mask(office, document)


def paragraphs(*texts):
    return Document(Kind.PDF, tuple(Paragraph(t, Place(paragraph=1)) for t in texts))


def test_copy_that_still_tells_is_not_kept(office, monkeypatch):
    document = attached(office, "名单.xlsx", workbook())

    def same(file, kind, out, masking):
        file.seek(0)
        out.write(file.read())

    monkeypatch.setattr(masked_files, "masked_copy", same)
    with pytest.raises(NotAllowed, match="仍然看得到"):
        mask(office, document)
    document.refresh_from_db()
    assert document.draft.number == 1


def test_fields_that_still_tell_are_not_kept(office, monkeypatch):
    document = office.drafted(body=f"<p>电话{MOBILE}</p>")
    monkeypatch.setattr(findings, "_masked_html", lambda body, chosen: body)
    with pytest.raises(NotAllowed, match="正文里的内容不能自动遮盖"):
        mask(office, document)
    document.refresh_from_db()
    assert document.draft.number == 1


def test_mask_that_is_cut_off_half_way_leaves_everything_as_it_was(office, monkeypatch):
    document = attached(office, "名单.xlsx", workbook())

    def killed(*given, **more):
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(screening, "masked", killed)
        with pytest.raises(KeyboardInterrupt):
            mask(office, document)
    document.refresh_from_db()
    assert (document.draft.number, document.versions.count()) == (1, 1)
    assert open_findings(document.reference).count() == 2
    assert not Withholding.objects.exists()
    with monkeypatch.context() as patched:
        patched.setattr(masked_files.files, "keep", killed)
        with pytest.raises(KeyboardInterrupt):
            mask(office, document)
    assert not list(files._incoming().glob("*"))

    document.refresh_from_db()
    assert mask(office, document).draft.number == 2


def test_big_attachment_is_masked_once_it_is_looked_through(office, monkeypatch):
    monkeypatch.setattr("gongkai.disclosures.operations.parts.AT_ONCE_BYTES", 0)
    document = attached(office, "名单.xlsx", workbook())
    operations.screen_next(by=CLOCK, at=AT)
    rows = list(open_findings(document.reference))
    masked = mask(office, document, rows)
    assert not open_findings(document.reference).exists()
    assert queries.open_run(document.reference).state == "waiting"
    with pytest.raises(NotAllowed, match="还没有查完"):
        mask(office, masked, rows)
    operations.screen_next(by=CLOCK, at=AT)
    assert not Finding.objects.filter(present=True).exists()
    assert {f.answer for f in answered(document, "identity_number")} == {"masked"}


def test_old_word_waits_for_the_clock_because_it_has_to_be_converted(office, monkeypatch):
    def missing(file, kind, name):
        raise BadFile("这是旧版 Word 文件，系统读不出内容。")

    monkeypatch.setattr("gongkai.disclosures.operations.parts.read_document", missing)
    document = attached(office, "函.doc", ole("WordDocument"))
    assert queries.open_run(document.reference).state == "waiting"
    operations.screen_next(by=CLOCK, at=AT)
    assert open_findings(document.reference).get().text == "这是旧版 Word 文件，系统读不出内容。"


def test_more_data_than_anybody_can_answer_for_are_refused(office, monkeypatch):
    monkeypatch.setattr("gongkai.screening.queries.attached.MOST_FOUND", 1)
    with pytest.raises(NotAllowed, match=r"附件“名单\.xlsx”：附件里的个人信息超过"):
        attached(office, "名单.xlsx", workbook())


def test_number_that_runs_over_the_end_of_its_line_has_no_words_around_it(office):
    document = attached(office, "说.txt", BytesIO(f"手机\n{MOBILE[:7]}\n{MOBILE[7:]}\n".encode()))
    for finding in open_findings(document.reference):
        assert (finding.before, finding.after) == ("", "")


def test_data_in_several_files_name_them_all_and_are_masked_in_all(office):
    both = (
        ("甲.csv", kept_file(f"电话\n{MOBILE}\n".encode(), "甲.csv")),
        ("乙.txt", kept_file(f"打{MOBILE}。".encode(), "乙.txt")),
    )
    document = office.drafted(attachments=both)
    assert open_findings(document.reference).get().files == ["甲.csv", "乙.txt"]
    masked = mask(office, document)
    for row in masked.draft.attachments.all():
        with kept.open_file(row.file) as stream:
            assert MOBILE.encode() not in stream.read()
