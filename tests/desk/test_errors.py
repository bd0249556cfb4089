"""What went wrong is said calmly, in Chinese, with a way on."""

import pytest
from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.core.files.uploadhandler import SkipFile
from django.test import Client, RequestFactory

from gongkai.desk import errors, uploads
from gongkai.desk.documents.seen import ChangedSinceShown, digest_of, refuse_changed

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("answer", "status", "words"),
    [
        (lambda r: errors.bad_request(r, RequestDataTooBig()), 413, "改为附件上传"),
        (lambda r: errors.bad_request(r, SuspiciousOperation()), 400, "没有保存"),
        (lambda r: errors.forbidden(r, Exception()), 403, "不归您的岗位"),
        (lambda r: errors.not_found(r, Exception()), 404, "没有找到这一页"),
        (errors.server_error, 500, "之前保存的内容都还在"),
        (errors.csrf_failure, 403, "页面过期"),
    ],
)
def test_error_page_says_what_to_do(answer, status, words):
    page = answer(RequestFactory().get("/desk/nowhere/"))
    assert page.status_code == status
    text = page.content.decode()
    assert words in text
    assert "回到待办" in text
    assert "系统异常" not in text


def test_error_on_the_public_site_leads_to_its_home():
    page = errors.not_found(RequestFactory().get("/xxgk/1.html"), Exception())
    assert "回到首页" in page.content.decode()


def test_missing_page_of_the_desk(at_desk):
    answer = at_desk("李办").get("/desk/nowhere/")
    assert answer.status_code == 404
    assert "没有找到这一页" in answer.content.decode()


def test_signed_out_reader_is_sent_to_the_door(county):
    answer = Client().get("/desk/documents/")
    assert answer.status_code == 302
    assert answer["Location"].startswith("/desk/login/?next=/desk/documents/")


def test_file_above_the_limit_is_dropped_while_it_arrives(settings):
    settings.GONGKAI = {**settings.GONGKAI, "max_upload_bytes": 2 * 1024 * 1024}
    request = RequestFactory().post("/")
    handler = uploads.LimitedUpload(request)
    piece = b"x" * 1024 * 1024

    handler.new_file("attach", "大.zip", "application/zip", None)
    assert handler.receive_data_chunk(piece, 0) == piece
    assert handler.receive_data_chunk(piece, len(piece)) == piece
    with pytest.raises(SkipFile):
        handler.receive_data_chunk(b"x", 2 * len(piece))
    assert handler.file_complete(0) is None
    assert uploads.refusals(request) == [
        "“大.zip”超过 2 MB，没有上传。请压缩或拆分后再传，其他内容都已保留。"
    ]


def test_other_fields_survive_a_dropped_file(settings, office, at_desk):
    settings.GONGKAI = {**settings.GONGKAI, "max_upload_bytes": 1000}
    settings.FILE_UPLOAD_HANDLERS = [
        "gongkai.desk.uploads.LimitedUpload",
        "django.core.files.uploadhandler.TemporaryFileUploadHandler",
    ]
    from django.core.files.uploadedfile import SimpleUploadedFile

    document = office.drafted()
    given = {
        "seen": 1,
        "title": "没有丢的标题",
        "attribute": "active",
        "attach": SimpleUploadedFile("大.csv", b"a,b\n" * 1000),
    }
    page = at_desk("李办").post(f"/desk/documents/{document.pk}/edit/", given).content.decode()
    assert "“大.csv”超过" in page
    assert "没有丢的标题" in page


def test_signature_binds_what_was_shown(office):
    document = office.checked()
    refuse_changed(document, digest_of(document))
    with pytest.raises(ChangedSinceShown, match="请重新看过再签"):
        refuse_changed(document, "")
