"""Intake: what is taken in, what is refused, and what is told of it."""

from datetime import date, timedelta
from unittest import mock

import pytest
from django.db import IntegrityError

from gongkai.foi import operations, queries
from gongkai.foi.models import Applicant, Limit, Request
from gongkai.kernel.models import SealedFile
from gongkai.law.procedure import NotAllowed
from gongkai.text.refusal import BadFile
from tests.foi.walks import AT, DAY, HOME_ADDRESS, TOKEN, WANTED, paper

pytestmark = pytest.mark.django_db


def test_a_double_click_gives_one_request_and_one_code(office):
    first, second = office.submitted(), office.submitted()

    assert (first.again, second.again) == (False, True)
    assert (first.request, first.code) == (second.request, second.code)
    assert Request.objects.count() == 1
    assert office.submitted(token=TOKEN + "2").code != first.code


def test_a_double_click_at_the_same_moment_gives_one_request(office):
    first = office.submitted()
    unseen = Request.objects.none()
    found = Request.objects.filter(pk=first.request.pk)
    with mock.patch.object(Request.objects, "filter", side_effect=[unseen, found]):
        second = office.submitted()
    assert (second.again, second.request, second.code) == (True, first.request, first.code)


def test_another_fault_of_the_database_is_not_hidden(office):
    broken = "gongkai.foi.operations.intake.next_number"
    with mock.patch(broken, side_effect=IntegrityError), pytest.raises(IntegrityError):
        office.submitted()


@pytest.mark.parametrize(
    ("over", "sentence"),
    [
        ({"kind": "alien"}, "请选择申请人类型"),
        ({"channel": "pigeon"}, "怎样提交"),
        ({"form": "song"}, "想要的形式"),
        ({"pickup": "pigeon"}, "获取信息的途径"),
        ({"description": "  "}, "请写明需要的政府信息"),
        ({"description": "长" * 5001}, "最多5000字"),
        ({"applicant": {"address": "长" * 201}}, "最多200字"),
        ({"applicant": {"document_number": "110101199003074259"}}, "身份证号码不正确"),
        ({"arrived_on": date(2026, 3, 3)}, "不能晚于今天"),
        ({"arrived_on": date(2019, 5, 14)}, "2008年的条例"),
    ],
)
def test_what_nobody_could_work_with_is_refused(office, over, sentence):
    with pytest.raises(NotAllowed, match=sentence):
        office.taken_in(**over)
    assert not Request.objects.exists()


def test_online_needs_identity_and_contact(office):
    nobody = {"document": "护照", "document_number": ""}
    with pytest.raises(NotAllowed, match="第二十九条"):
        office.submitted(applicant=nobody)
    with pytest.raises(NotAllowed, match="重新打开申请页面"):
        office.submitted(token="short")
    with pytest.raises(NotAllowed, match="只能是网上提交"):
        operations.submit(office.county.liuxi, office.application(), token=TOKEN, address="", at=AT)


def test_at_the_window_what_is_missing_is_amended(office):
    nobody = dict.fromkeys(("name", "document", "document_number", "phone", "address"), "")
    request = office.taken_in(applicant=nobody).request
    assert (request.identified, request.applicant_mark) == (False, "")
    with pytest.raises(NotAllowed, match="姓名或者名称"):
        operations.register(request, by=office.clerk, at=AT)
    known = office.application(applicant={"document": "", "document_number": ""}).applicant
    request = operations.amend_applicant(request, known, by=office.window, at=AT)
    assert request.identified
    assert len(request.applicant_mark) == 32
    assert operations.register(request, by=office.clerk, at=AT).state == "handling"
    with pytest.raises(NotAllowed, match="没有办理"):
        operations.amend_applicant(request, known, by=office.checker, at=AT)


@pytest.mark.parametrize("organ", ["taoxi", "party_office"])
def test_villages_and_departments_take_in_nothing(office, organ):
    with pytest.raises(NotAllowed, match="请选择受理申请的机关"):
        operations.take_in(
            getattr(office.county, organ), office.application(), by=office.window, at=AT
        )


def test_only_the_desk_of_the_office_takes_in(office):
    for name in ("钱", "赵审"):
        with pytest.raises(NotAllowed, match="没有办理这件申请的职责"):
            operations.take_in(
                office.county.liuxi, office.application(), by=office.actor(name), at=AT
            )


@pytest.mark.parametrize(
    ("channel", "received"),
    [("in_person", True), ("oral", True), ("post_signed", True), ("post_plain", False),
     ("online", False), ("fax", False), ("email", False)],
)  # fmt: skip
def test_the_channel_decides_the_day_of_receipt(office, channel, received):
    came = AT.date() - 3 * DAY
    request = office.taken_in(channel=channel, arrived_on=came).request
    assert request.received_on == (came if received else None)
    if received:
        assert operations.register(request, by=office.clerk, at=AT).due_on == date(2026, 3, 26)
        return
    with pytest.raises(NotAllowed, match="确认之日才是收到之日"):
        operations.register(request, by=office.clerk, at=AT)
    person = office.county.people["李办"]
    request = operations.confirm(request, on=AT.date(), handler=person, by=office.window, at=AT)
    assert (request.received_on, request.handler) == (AT.date(), person)


def test_what_went_astray_is_confirmed(office):
    request = office.taken_in(channel="post_signed", astray=True).request
    assert request.received_on is None
    assert operations.confirm(request, by=office.clerk, at=AT).received_on == AT.date()


def test_work_is_given_to_a_colleague(office):
    person = office.county.people["许财"]
    request = office.handled()
    request = operations.assign(request, person, by=office.signer, at=AT)
    assert request.handler == person
    with pytest.raises(NotAllowed, match="已答复"):
        operations.assign(office.served(), person, by=office.signer, at=AT)
    handled = office.taken_in().request
    assert operations.register(handled, handler=person, by=office.clerk, at=AT).handler == person


def test_papers_are_sealed_and_limited(office, settings):
    papers = [paper(kind="identity"), paper(b"%PDF-1.4\n%%EOF", "a.pdf", "authorisation")]
    request = operations.take_in(
        office.county.liuxi, office.application(), papers=papers, by=office.window, at=AT
    ).request
    assert [row.kind for row in request.attachments.all()] == ["identity", "authorisation"]

    def refused(*papers):
        operations.take_in(
            office.county.liuxi, office.application(), papers=papers, by=office.window, at=AT
        )

    settings.GONGKAI = {**settings.GONGKAI, "max_paper_bytes": 1024}
    with pytest.raises(BadFile, match="超过上限"):
        refused(paper(b"a" * 2000, "a.txt"))
    with pytest.raises(BadFile, match="这里不收"):
        refused(paper(b"GIF89a" + b"\0" * 20, "a.gif"))
    with pytest.raises(NotAllowed, match="最多5个"):
        refused(*(paper() for _ in range(6)))
    with pytest.raises(NotAllowed, match="请选择附件"):
        refused(paper(kind="song"))
    assert Request.objects.count() == 1
    assert SealedFile.objects.count() == 2


def test_a_thousand_from_one_address_are_stopped(office, settings):
    settings.GONGKAI = {**settings.GONGKAI, "requests_an_hour": 3}
    for number in range(3):
        office.submitted(token=f"{TOKEN}{number}")
    with pytest.raises(operations.TooMany, match="太多"):
        office.submitted(token=f"{TOKEN}x")
    assert Request.objects.count() == 3
    assert not Limit.objects.filter(mark__contains="203").exists()
    office.submitted(when=AT + timedelta(hours=1), token=f"{TOKEN}x")
    assert operations.forget_limits(before=AT + timedelta(hours=1)) == 1


def test_a_code_opens_the_progress_and_forged_ones_are_limited(office, settings):
    settings.GONGKAI = {**settings.GONGKAI, "wrong_codes_an_hour": 2}
    made = office.submitted()
    typed = f" {made.code.lower().replace('-', ' ')} "
    found = operations.find_by_code(typed, address=HOME_ADDRESS, at=AT)
    assert found == made.request
    told = queries.progress(found)
    assert (told.state, told.due_on, told.result) == ("待确认收到", None, "")
    assert "周先生" not in str(told)
    for _ in range(2):
        with pytest.raises(NotAllowed, match="没有这个查询码"):
            operations.find_by_code("AAAAA-AAAAA-AAAAA-AAAAA", address=HOME_ADDRESS, at=AT)
    with pytest.raises(operations.TooMany, match="查询码错误"):
        operations.find_by_code(made.code, address=HOME_ADDRESS, at=AT)


def test_progress_tells_the_letters_sent(office):
    request = office.served(operations.confirm(office.submitted().request, by=office.clerk, at=AT))
    told = queries.progress(request)
    assert [stage.label for stage in told.stages] == [
        "申请到达", "收到申请", "政府信息予以公开告知书",
    ]  # fmt: skip
    assert told.result == "予以公开"


def test_who_applies_is_sealed(office):
    request = office.handled()
    row = Applicant.objects.get(request=request)
    assert "周先生".encode() not in bytes(row.sealed)
    assert WANTED.encode() not in bytes(request.wanted.get().sealed)
    assert str(row) == f"foi.applicant:{request.pk}"
