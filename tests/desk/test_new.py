"""A new document: from a colleague's file or blank, and what is wrong with files."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from gongkai.disclosures.importers import Imported
from gongkai.disclosures.models import Document
from gongkai.disclosures.operations.content import Content
from gongkai.law.roles import Role
from gongkai.organs import operations as organs
from gongkai.organs.models import Post
from tests.disclosures.walks import AT
from tests.text.documents import docx, p, run

pytestmark = pytest.mark.django_db
URL = "/desk/new/notice/"


def word(text: str) -> SimpleUploadedFile:
    parts = [p(run(line)) for line in text.splitlines()]
    return SimpleUploadedFile("来文.docx", docx("".join(parts)).getvalue())


def start(office, client, url: str = URL, **given: object):
    return client.post(url, {"organ": office.county.liuxi.pk, "title": ""} | given, follow=True)


def test_blank_page_opens_the_editor(office, at_desk):
    answer = start(office, at_desk("李办"), title="新公告")
    made = Document.objects.get()
    assert answer.redirect_chain[-1][0] == f"/desk/documents/{made.pk}/edit/"
    assert (made.title, made.genre, made.drafter.name) == ("新公告", "notice", "李办")


def test_department_is_ones_own_unless_another_is_chosen(office, at_desk):
    client, liuxi = at_desk("李办"), office.county.liuxi
    form = client.get(URL).context["form"]
    named = dict(form.fields["department"].choices)
    own, other = office.county.party_office, office.county.finance_office
    assert set(named) == {"", str(own.pk), str(other.pk)}
    assert form["department"].value() == str(own.pk)
    assert str(own.pk) not in dict(form.fields["organ"].choices)
    start(office, client, title="公告", department=other.pk)
    made = Document.objects.get()
    assert (made.organ, made.department) == (liuxi, other)
    assert "（财政所承办）" in client.get(f"/desk/documents/{made.pk}/").content.decode()


def test_department_belongs_to_the_office(office, at_desk):
    given = {"organ": office.county.taoxi.pk, "department": office.county.finance_office.pk}
    page = start(office, at_desk("李办"), **given).content.decode()
    assert "“财政所”不是桃溪村村民委员会的内设机构，请重新选择承办机构" in page
    assert not Document.objects.exists()


def test_office_without_departments_asks_for_none(office, at_desk):
    assert "department" not in at_desk("钱").get(URL).context["form"].fields
    start(office, at_desk("钱"), organ=office.county.wanghu.pk, title="公告")
    assert Document.objects.get().department is None


def test_departments_of_several_offices_are_told_apart(office, at_desk):
    organs.create_post(
        office.county.county_office,
        name="文秘",
        roles=[Role.CLERK],
        by=office.county.founder,
        at=AT,
    )
    post = Post.objects.get(name="文秘")
    xu = office.county.people["许财"]
    organs.appoint(post, person=xu, since=AT.date(), by=office.county.founder, at=AT)
    form = at_desk("许财").get(URL).context["form"]
    names = set(dict(form.fields["department"].choices).values())
    assert {"财政所（柳溪镇）", "县政府办公室（青禾县）"} < names
    assert not form["department"].value()


def test_word_file_becomes_the_text(office, at_desk):
    answer = start(office, at_desk("李办"), file=word("关于供水检修的公告\n定于下周一检修。"))
    made = Document.objects.get()
    assert "定于下周一检修" in made.draft.body
    assert made.draft.note == "从文件导入"
    assert "已建稿" in answer.content.decode()


def imported(monkeypatch, **over: object) -> None:
    """Let the importer find this in whatever file comes."""
    content = Content(title="来文", body="<p>正文</p>", **over)
    found = Imported(content, ("有 1 个文本框没有导入",))
    monkeypatch.setattr("gongkai.desk.documents.new_form.from_file", lambda *a, **k: found)


def test_number_taken_by_another_is_left_out_and_said(office, at_desk, monkeypatch):
    office.drafted(title="先用的公告", doc_number="柳政发〔2026〕3号")
    imported(monkeypatch, doc_number="柳政发〔2026〕3号")
    page = start(office, at_desk("李办"), file=word("来文")).content.decode()

    assert "已用于《先用的公告》" in page
    assert "这一项先空着" in page
    assert "有 1 个文本框没有导入" in page
    made = Document.objects.order_by("-id")[0]
    assert (made.doc_number, made.draft.body) == ("", "<p>正文</p>")


def test_text_that_cannot_be_kept_opens_nothing(office, at_desk, monkeypatch):
    imported(monkeypatch, summary="长" * 600)
    page = start(office, at_desk("李办"), file=word("来文")).content.decode()
    assert "内容概述最多 500 个字" in page
    assert Document.objects.count() == 0


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("坏.docx", b"PK\x03\x04broken"),
        ("空.docx", b""),
        ("不是.docx", b"%PDF-1.4 nothing"),
        ("宏.exe", b"MZ\x90"),
    ],
)
def test_file_that_cannot_be_read_says_why_and_opens_nothing(office, at_desk, name, data):
    answer = start(office, at_desk("李办"), file=SimpleUploadedFile(name, data))
    assert "还差一点" in answer.content.decode()
    assert Document.objects.count() == 0


def test_interpretation_needs_its_policy(office, at_desk):
    policy = office.published("policy", title="供水办法")
    url = f"/desk/new/interpretation/?policy={policy.pk}"
    client = at_desk("李办")

    assert client.get(url).context["form"]["policy"].value() == str(policy.pk)
    assert "请选择解读哪一份政策" in start(office, client, url).content.decode()
    start(office, client, url, policy=policy.pk, title="供水办法解读")
    assert Document.objects.get(genre="interpretation").interprets == policy


def test_unknown_type_is_not_found(office, at_desk):
    assert at_desk("李办").get("/desk/new/novel/").status_code == 404


def test_other_office_cannot_be_chosen(office, at_desk):
    answer = start(office, at_desk("钱"), title="越界")
    assert Document.objects.count() == 0
    assert answer.status_code == 200
