"""公示名单 at the desk: four steps from an office's file to a draft, without a script."""

import re
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from gongkai.disclosures import operations
from gongkai.disclosures.models import Document, ListDraft, SealedOriginal
from gongkai.kernel.models import Entry, StoredFile
from tests.desk.markup import faults
from tests.disclosures.leak import SECRETS, leak

pytestmark = pytest.mark.django_db
NEW = "/desk/lists/new/"


def sent(client, url, **given):
    answer = client.post(url, given, follow=True)
    assert answer.status_code == 200
    text = answer.content.decode()
    assert faults(text) == []
    return text


def book(data=None, name="leak.xlsx"):
    return SimpleUploadedFile(name, data or leak())


@pytest.fixture
def given(office):
    return {"list_kind": "subsistence", "organ": office.county.liuxi.pk, "column": "aid"}


@pytest.fixture
def begun(at_desk, given):
    """李办 has uploaded the file: her client and the address of the columns."""
    client = at_desk("李办")
    sent(client, NEW, file=book(), **given)
    return client, f"/desk/lists/{ListDraft.objects.get().pk}/"


def read(client, url):
    text = client.get(url).content.decode()
    assert faults(text) == []
    return text


def test_doors_lead_to_the_first_step(at_desk):
    client = at_desk("李办")
    for url in ("/desk/new/", "/desk/new/list/"):
        assert f'href="{NEW}"' in read(client, url)
    assert "上传办公室的原表" in read(client, NEW)
    assert at_desk("赵审").get(NEW).status_code == 403
    assert '<input type="hidden" name="organ"' in read(at_desk("林会"), NEW)


def test_four_steps_make_a_draft_that_says_nothing_it_must_not(office, begun):
    client, base = begun
    text = read(client, f"{base}columns/")
    for words in (
        "身份证号属于个人信息，不得公示",
        "原表里有批注",
        "隐藏的工作表（底册）",
        "11010119900307001X",
    ):
        assert words in text
    assert "no-store" in client.get(f"{base}columns/").headers["Cache-Control"]
    masked = dict.fromkeys(re.findall(r'name="(column-\d+)"', text), "shown")
    masked |= {"column-1": "masked"}
    assert "张*国" in sent(client, f"{base}columns/", **masked)
    text = sent(client, f"{base}columns/", **masked, then="finish")
    assert "2,670.5" in text
    assert "签发以前要做个人信息保护影响评估" in text
    assert not [each for each in SECRETS if each in text]
    told = {
        "title": "低保公示", "purpose": "现予公示。", "formed_on": "2026-11-20",
        "display_until": "2026-11-30", "objection_channel": "柳溪镇民政办",
    }  # fmt: skip
    text = sent(client, f"{base}finish/", **told)
    document = Document.objects.get()
    assert (document.title, document.draft.display_until) == ("低保公示", date(2026, 11, 30))
    assert "原件已经封存" in text
    assert "张*国" in text
    assert not [each for each in SECRETS if each in text]
    assert not ListDraft.objects.exists()


def test_proposed_words_come_from_the_file_or_the_kind(begun, office):
    client, base = begun
    short = SimpleUploadedFile("a.csv", "名单\n姓名,村组\n张建国,桃溪村\n".encode())
    sent(client, NEW, file=short, list_kind="other", organ=office.county.taoxi.pk, column="aid")
    text = read(client, f"/desk/lists/{ListDraft.objects.latest('id').pk}/finish/")
    assert 'value="桃溪村其他名单公示"' in text
    assert 'value="桃溪村村民委员会"' in text
    assert "过后自动撤下" in text
    text = read(client, f"{base}finish/")
    assert 'value="柳溪镇2026年第四季度低保对象公示"' in text
    assert "最低生活保障审核确认办法" in text
    assert 'value="2026-12-04"' in text


def test_what_is_wrong_is_said_beside_its_field(office, begun):
    client, base = begun
    text = sent(client, f"{base}finish/", title="x", purpose="x", formed_on="2026-11-20",
                display_until="2026-11-21", objection_channel="x")  # fmt: skip
    assert "这类名单至少公示到2026年11月27日" in text
    ListDraft.objects.update(choices={str(at): "forbidden" for at in range(11)})
    assert "名单是空的" in read(client, f"{base}columns/")
    text = sent(client, f"{base}finish/", title="x", purpose="x", formed_on="2026-11-20",
                display_until="2026-12-01", objection_channel="x")  # fmt: skip
    assert "请回到上一步" in text


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("a.csv", b"1,2\n3,4\n", "没有找到表头"),
        ("a.csv", "姓名,金额\n".encode(), "没有名单"),
        ("a.pdf", b"%PDF-1.4\n%x\n", "这不是表格文件"),
        ("a.xlsx", b"PK\x03\x04" + b"x" * 99, "文件"),
        ("a.csv", "姓名,金额\n机密★,1\n".encode(), "密"),
    ],
)
def test_bad_files_are_refused_with_a_sentence_and_forgotten(at_desk, given, name, data, words):
    text = sent(at_desk("李办"), NEW, file=book(data, name), **given)
    assert words in text
    assert 'id="id_file_error"' in text
    assert not StoredFile.objects.exists()


def test_a_file_too_large_and_a_kind_without_column_are_refused(at_desk, given, settings):
    client = at_desk("李办")
    assert "请选择公开栏目" in sent(client, NEW, file=book(), **given | {"column": ""})
    settings.GONGKAI = settings.GONGKAI | {"max_upload_bytes": 10}
    assert "没有上传" in sent(client, NEW, file=book(), **given)


def test_a_list_stands_in_the_column_of_its_kind(office, at_desk, given):
    office.column.slug = "social-assistance"
    office.column.save()
    sent(at_desk("李办"), NEW, file=book(), **given | {"column": ""})
    assert ListDraft.objects.get().column == office.column


def test_another_file_replaces_the_first_and_giving_up_deletes_it(begun, given):
    client, base = begun
    assert "重新上传会替换“leak.xlsx”" in read(client, f"{base}file/")
    sent(client, f"{base}file/", file=book(leak(), "二.xlsx"), **given)
    assert ListDraft.objects.get().name == "二.xlsx"
    assert "二.xlsx" in read(client, NEW)
    assert "已经删除" in sent(client, f"{base}give-up/")
    assert not StoredFile.objects.exists()
    assert client.get(f"{base}columns/").status_code == 404


def test_another_sheet_is_taken(at_desk, given):
    def second(sheet):
        sheet.parent.create_sheet("特困").append(["姓名", "村组", "来源"])
        sheet.parent["特困"].append(["李小明", "桃溪村", "网格"])

    client = at_desk("李办")
    text = sent(client, NEW, file=book(leak(change=second)), **given)
    assert "用哪一张工作表" in text
    base = f"/desk/lists/{ListDraft.objects.get().pk}/"
    assert "工作表“特困”" in sent(client, f"{base}sheet/", sheet="特困")
    text = sent(
        client, f"{base}columns/", **{"column-0": "shown", "column-1": "shown", "column-2": "shown"}
    )
    assert "要公示“来源”，请写明依据" in text
    text = sent(client, f"{base}columns/", ground="县里通知", then="finish",
                **{"column-0": "shown", "column-1": "shown", "column-2": "shown"})  # fmt: skip
    assert "姓名、村组、来源" in text


def test_a_file_that_can_no_longer_be_read_is_asked_for_again(begun, monkeypatch):
    client, base = begun
    ListDraft.objects.update(list_kind="gone")
    for step in ("columns", "finish"):
        answer = client.get(f"{base}{step}/", follow=True)
        assert answer.redirect_chain[-1][0] == f"{base}file/"
    answer = client.post(f"{base}sheet/", {"sheet": "x"}, follow=True)
    assert "没有名为“gone”的名单种类" in answer.content.decode()


def test_sealed_original_is_opened_with_a_reason_and_destroyed_at_the_end(office, at_desk, begun):
    client, base = begun
    told = {
        "title": "低保公示", "purpose": "现予公示。", "formed_on": "2026-11-20",
        "display_until": "2026-11-30", "objection_channel": "柳溪镇民政办",
    }  # fmt: skip
    sent(client, f"{base}finish/", **told)
    document, original = Document.objects.get(), SealedOriginal.objects.get()
    page = f"/desk/documents/{document.pk}/"
    url = f"{page}original/{original.pk}/"
    assert "打开原件" in read(client, page)
    assert "不公示：身份证号、银行卡号、联系电话、致贫原因、备注；公示到2026年11月30日" in read(
        client, f"{page}assessment/"
    )
    assert "请写明为什么要看原件" in sent(client, url, reason="")
    answer = at_desk("赵审").post(url, {"reason": "核对异议"})
    assert b"".join(answer.streaming_content)[:2] == b"PK"
    assert "no-store" in answer.headers["Cache-Control"]
    assert Entry.objects.get(act="disclosures.original.open").person_name == "赵审"
    assert at_desk("钱").post(url, {"reason": "x"}).status_code == 404
    assert "撤下以后才能销毁" in sent(client, f"{url}destroy/", reason="x")
    operations.discard(document, by=office.clerk, at=Entry.objects.latest("id").at)
    assert f'formaction="{url}destroy/"' in read(client, page)
    assert "已销毁封存的原件" in sent(client, f"{url}destroy/", reason="作废")
    assert "李办于2026年11月20日 09:00销毁" in read(client, page)
