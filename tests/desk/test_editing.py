"""Writing at the desk: versions, what is wrong with a field, attachments, two people at once."""

from dataclasses import replace
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from gongkai.catalogue.models import Column
from gongkai.disclosures import access, operations
from gongkai.disclosures.models import Document
from gongkai.disclosures.operations.content import content_of
from gongkai.law.kinds import content_kind
from tests.disclosures.walks import AT

pytestmark = pytest.mark.django_db


def png() -> bytes:
    drawn = BytesIO()
    Image.new("RGB", (2, 2), "white").save(drawn, "PNG")
    return drawn.getvalue()


def url(document: Document, tail: str = "edit") -> str:
    return f"/desk/documents/{document.pk}/{tail}/"


def typed(document: Document, **over: object) -> dict[str, object]:
    """What the form sends when nothing but `over` was changed."""
    given = {
        "seen": document.draft.number,
        "title": document.draft.title,
        "body": document.draft.body,
        "formed_on": "2026-11-18",
        "column": "aid",
        "item": "",
        "attribute": "active",
        "then": "save",
    }
    return given | over


def csv(name: str = "名单.csv", data: bytes = "甲,乙\n1,2\n".encode()) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data, "text/csv")


def fresh(document: Document) -> Document:
    return Document.objects.get(pk=document.pk)


def test_only_the_page_with_the_editor_allows_inline_styles(office, at_desk):
    document = office.drafted()
    client = at_desk("李办")
    pages = (url(document), f"/desk/documents/{document.pk}/", "/desk/", "/desk/new/notice/")
    loose = ["unsafe" in client.get(page).headers["Content-Security-Policy"] for page in pages]
    assert loose == [True, False, False, False]


def test_saving_makes_a_version_and_stays_at_the_form(office, at_desk):
    document = office.drafted()
    answer = at_desk("李办").post(url(document), typed(document, title="新标题"))

    assert answer["Location"] == url(document)
    assert (fresh(document).draft.number, fresh(document).draft.title) == (2, "新标题")


@pytest.mark.parametrize(
    ("then", "tail"), [("submit", "step/submit"), ("check", "findings"), ("save", "edit")]
)
def test_button_says_where_to_go_on(office, at_desk, then, tail):
    document = office.drafted()
    answer = at_desk("李办").post(url(document), typed(document, then=then))
    assert answer["Location"] == url(document, tail)


@pytest.mark.parametrize(
    ("over", "words"),
    [
        ({"formed_on": "2027-01-01"}, "成文日期不能晚于今天"),
        ({"formed_on": "18.11.2026"}, "请按 2026-11-20 的格式填写日期"),
        ({"doc_number": "柳政发3号"}, "文号"),
        ({"body": "字" * 2_000_000}, "请拆成几份"),
        ({"title": "长" * 201}, "200"),
        ({"attribute": "secret"}, "公开属性"),
        ({"column": "nowhere"}, "公开栏目"),
    ],
)
def test_fault_is_said_at_its_field_and_the_text_stays(office, at_desk, over, words):
    document = office.drafted()
    given = typed(document, objection_channel="拨打值班电话") | over
    page = at_desk("李办").post(url(document), given).content.decode()

    assert words in page
    assert "还差一点" in page
    assert "拨打值班电话" in page
    assert fresh(document).draft.number == 1


def test_taken_number_names_the_other_document(office, at_desk):
    office.drafted(title="先用的公告", doc_number="柳政发〔2026〕3号")
    document = office.drafted()
    given = typed(document, doc_number="柳政发[2026]3号")
    page = at_desk("李办").post(url(document), given).content.decode()
    assert "已用于《先用的公告》" in page


def test_script_in_pasted_text_does_not_survive(office, at_desk):
    document = office.drafted()
    body = '<p onclick="x()">正文<script>alert(1)</script></p>'
    at_desk("李办").post(url(document), typed(document, body=body))
    assert fresh(document).draft.body == "<p>正文</p>"


def test_attachments_are_added_kept_and_taken_away(office, at_desk):
    document, client = office.drafted(), at_desk("李办")
    client.post(url(document), typed(document, attach=[csv(), csv("乙.csv", b"x,y\n3,4\n")]))
    document = fresh(document)
    assert [a.name for a in document.draft.attachments.all()] == ["名单.csv", "乙.csv"]

    form = client.get(url(document)).context["form"]
    tokens = [token for token, _ in form.fields["keep"].choices]
    client.post(url(document), typed(document, keep=tokens[1:]))
    document = fresh(document)
    assert [a.name for a in document.draft.attachments.all()] == ["乙.csv"]

    answer = client.get(f"/desk/documents/{document.pk}/versions/3/files/1/")
    assert b"".join(answer.streaming_content) == b"x,y\n3,4\n"
    assert client.get(f"/desk/documents/{document.pk}/versions/3/files/9/").status_code == 404
    stranger = at_desk("钱").get(f"/desk/documents/{document.pk}/versions/3/files/1/")
    assert stranger.status_code == 404


def test_upload_survives_a_fault_elsewhere(office, at_desk):
    document, client = office.drafted(), at_desk("李办")
    wrong = client.post(url(document), typed(document, formed_on="x", attach=[csv()]))
    token = wrong.context["form"].data.getlist("keep")[0]

    client.post(url(document), typed(document, keep=[token]))
    assert [a.name for a in fresh(document).draft.attachments.all()] == ["名单.csv"]


def test_token_of_another_document_counts_for_nothing(office, at_desk):
    document, client = office.drafted(), at_desk("李办")
    wrong = client.post(url(document), typed(document, formed_on="x", attach=[csv()]))
    token = wrong.context["form"].data.getlist("keep")[0]

    other = office.drafted(title="另一份")
    client.post(url(other), typed(other, keep=[token]))
    assert fresh(other).draft.attachments.count() == 0


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("病毒.exe", b"MZ\x90\x00", "不能上传程序或脚本文件"),
        ("空.pdf", b"", "没有上传"),
        ("不是.pdf", b"hello", "没有上传"),
        ("怪.bin", b"\x00\x01\x02\x03" * 50, "没有上传"),
    ],
)
def test_bad_upload_is_refused_with_a_sentence(office, at_desk, name, data, words):
    document = office.drafted()
    upload = SimpleUploadedFile(name, data)
    page = at_desk("李办").post(url(document), typed(document, attach=[upload])).content.decode()

    assert words in page or "空" in page
    assert fresh(document).draft.number == 1


def test_file_above_the_limit_says_the_limit(office, at_desk, settings):
    settings.GONGKAI = {**settings.GONGKAI, "max_upload_bytes": 1024 * 1024}
    document = office.drafted()
    large = csv("大.csv", b"a,b\n" * 300_000)
    page = at_desk("李办").post(url(document), typed(document, attach=[large])).content.decode()
    assert "1 MB" in page
    assert "大.csv" in page


def test_picture_joins_the_text_and_is_shown_to_the_office_only(office, at_desk):
    document, client = office.drafted(), at_desk("李办")
    picture = SimpleUploadedFile("图.png", png(), "image/png")
    client.post(url(document), typed(document, pictures=[picture]))
    body = fresh(document).draft.body

    assert 'src="files/' in body
    name = body.partition('src="files/')[2].partition('"')[0]
    shown = client.get(f"/desk/documents/{document.pk}/files/{name}")
    assert b"".join(shown.streaming_content).startswith(b"\x89PNG")
    assert shown["Content-Type"] == "image/png"
    assert (
        f"/desk/documents/{document.pk}/files/{name}" in client.get(url(document)).content.decode()
    )
    assert at_desk("钱").get(f"/desk/documents/{document.pk}/files/{name}").status_code == 404
    assert client.get(f"/desk/documents/{document.pk}/files/{'0' * 64}.png").status_code == 404

    again = typed(
        fresh(document), body=f'<figure><img src="{shown.request["PATH_INFO"]}"></figure>'
    )
    client.post(url(document), again)
    assert name in fresh(document).draft.body


def is_picture(answer) -> bool:
    return b"".join(answer.streaming_content).startswith(b"\x89PNG")


def test_picture_goes_up_at_once_and_is_shown_before_it_is_saved(office, at_desk):
    document, client = office.drafted(), at_desk("李办")
    up = url(document, "pictures")
    picture = SimpleUploadedFile("图.png", png(), "image/png")
    src = client.post(up, {"picture": picture}).json()["src"]

    assert src.startswith(f"/desk/documents/{document.pk}/files/")
    assert is_picture(client.get(src))
    colleague = at_desk("冯综")
    assert colleague.get(src).status_code == 404
    assert at_desk("钱").get(src).status_code == 404
    body = f'<p>前</p><figure><img src="{src}"></figure><p>后</p>'
    client.post(url(document, "autosave"), typed(document, body=body))
    assert is_picture(at_desk("李办").get(src))
    client.post(url(document), typed(document, body=body))
    kept = fresh(document).draft.body
    assert kept.index("前") < kept.index('src="files/') < kept.index("后")
    assert is_picture(colleague.get(src))


def test_what_is_no_picture_or_too_late_or_too_large_is_said(office, at_desk, settings):
    document, client = office.drafted(), at_desk("李办")
    up = url(document, "pictures")
    answer = client.post(up, {"picture": csv()})
    assert answer.status_code == 422
    assert "“名单.csv”没有插入：这不是图片" in answer.json()["message"]
    assert client.post(up).status_code == 422
    assert client.get(up).status_code == 405
    assert at_desk("赵审").post(up).status_code == 403
    assert at_desk("钱").post(up).status_code == 404

    settings.GONGKAI = {**settings.GONGKAI, "max_upload_bytes": 1024 * 1024}
    large = SimpleUploadedFile("大.png", png() + b"0" * 1_200_000)
    assert "1 MB" in client.post(up, {"picture": large}).json()["message"]
    operations.submit(document, by=office.clerk, at=AT)
    late = client.post(up, {"picture": SimpleUploadedFile("图.png", png())})
    assert late.json() == {"message": "现在不能插入图片，请刷新页面再看"}


def test_other_file_is_no_picture(office, at_desk):
    document = office.drafted()
    page = at_desk("李办").post(url(document), typed(document, pictures=[csv()])).content.decode()
    assert "这不是图片" in page


def test_two_people_at_once_both_texts_are_shown(office, at_desk):
    document = office.drafted(body="<p>原来的一段。</p>")
    other = office.actor("冯综")
    theirs = replace(content_of(document.draft), body="<p>冯综写的。</p>")
    operations.write(document, content=theirs, seen=1, by=other, at=AT)

    client = at_desk("李办")
    answer = client.post(url(document), typed(document, body="<p>李办写的。</p>", seen=1))
    page = answer.content.decode()
    assert "两个人同时改了这份稿件" in page
    assert "<del>冯综</del><ins>李办</ins>写的。" in page
    assert "&lt;p&gt;李办写的。&lt;/p&gt;" in page
    assert fresh(document).draft.number == 2

    merged = typed(
        fresh(document),
        body="<p>李办写的。冯综写的。</p>",
        seen=answer.context["form"].data["seen"],
    )
    client.post(url(document), merged)
    assert fresh(document).draft.number == 3


def test_text_sent_after_the_draft_went_on_is_not_lost(office, at_desk):
    document = office.submitted()
    page = (
        at_desk("李办")
        .post(url(document), typed(document, body="<p>最后一句</p>"))
        .content.decode()
    )
    assert "最后一句" in page
    assert "状态下不能" in page


def test_form_of_a_submitted_draft_leads_to_the_document(office, at_desk):
    document = office.submitted()
    answer = at_desk("李办").get(url(document), follow=True)
    assert "请先撤回修改" in answer.content.decode()


def test_autosave_is_kept_offered_and_dropped(office, at_desk):
    document, client = office.drafted(), at_desk("李办")
    answer = client.post(url(document, "autosave"), typed(document, title="写到一半"))
    assert answer.json() == {"message": "已自动保存 09:00"}
    assert fresh(document).draft.number == 1

    assert "自动保存过一份内容" in client.get(url(document)).content.decode()
    restored = client.get(url(document) + "?restore=1")
    assert restored.context["form"]["title"].value() == "写到一半"

    client.post(url(document, "forget"))
    assert access.autosave(office.clerk, document) is None


def test_autosave_never_covers_a_newer_version(office, at_desk):
    document = office.drafted()
    answer = at_desk("李办").post(url(document, "autosave"), typed(document, seen="7"))
    assert answer.status_code == 409


def test_autosave_of_a_submitted_draft_says_why_not(office, at_desk):
    document = office.submitted()
    answer = at_desk("李办").post(url(document, "autosave"), typed(document))
    assert answer.status_code == 422
    assert "请先撤回修改" in answer.json()["message"]


def test_item_gives_its_column(office, at_desk):
    form = at_desk("李办").get(url(office.drafted())).context["form"]
    assert form["item"].value() == ""
    assert ("aid", "社会救助") in form.fields["column"].choices[1][1]


def test_columns_are_those_of_the_kind_of_office_and_the_one_chosen(office, at_desk):
    about = {"column_type": "数据发布", "description": "说明", "keywords": "词"}
    levies, works = (
        Column.objects.create(
            section="statutory", slug=slug, name=content_kind(code).column, kind_code=code, **about
        )
        for slug, code in (("levies", "21t.7"), ("works", "21c.1"))
    )

    def offered(document: Document) -> set[str]:
        form = at_desk("李办").get(url(document)).context["form"]
        choices = form.fields["column"].choices
        return {slug for _, rows in choices[1:] for slug, _ in rows}

    assert offered(office.drafted()) == {"aid", levies.slug}
    assert offered(office.drafted(column=works)) == {"aid", levies.slug, works.slug}
    Column.objects.filter(pk=works.pk).update(closed_on=AT.date())
    assert offered(Document.objects.latest("id")) == {"aid", levies.slug}


def test_fields_follow_the_type(office, at_desk):
    policy = at_desk("李办").get(url(office.drafted("policy"))).context["form"]
    notice = at_desk("李办").get(url(office.drafted("list"))).context["form"]

    assert {"doc_number", "effective_on", "expires_on"} <= set(policy.fields)
    assert {"display_until", "objection_channel"} <= set(notice.fields)
    assert "doc_number" not in notice.fields


def test_who_does_not_draft_may_not_edit(office, at_desk):
    assert at_desk("赵审").get(url(office.drafted())).status_code == 403
