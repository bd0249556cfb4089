"""One's own account: second factor, password, confirmation; and who may open which page."""

import re
from datetime import datetime, timedelta
from html import unescape

import pytest
import time_machine
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.test import RequestFactory
from django_otp.oath import totp

from gongkai.desk import access_rules
from gongkai.desk.account.confirm import NotConfirmed, confirm
from gongkai.kernel.ledger_line import history
from gongkai.law.roles import Role
from gongkai.organs import access, operations
from tests.people import CHINA, PASSWORD

AT = datetime(2024, 3, 1, 9, 0, tzinfo=CHINA)
SECURITY, AUTHENTICATOR = "/desk/security/", "/desk/security/authenticator/"
BEGIN, CODES, REMOVE = f"{AUTHENTICATOR}begin/", "/desk/security/codes/", f"{AUTHENTICATOR}remove/"
CHANGE = "/desk/password/"
NEW = "liuxi-xin-mima-88"


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(AT, tick=False) as travelling:
        yield travelling


@pytest.fixture
def li(client, county):
    """李办, signed in by password."""
    client.post("/desk/login/", {"username": "li", "password": PASSWORD})
    return county.accounts["李办"]


def said(answer):
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", answer.content.decode())))


def code_of(device):
    return f"{totp(device.bin_key):06}"


def set_up(client, account):
    """Set an authenticator up on the pages; return it and the codes shown."""
    assert client.post(BEGIN)["Location"] == AUTHENTICATOR
    device = access.authenticator_being_set_up(account)
    answer = client.post(AUTHENTICATOR, {"code": code_of(device)})
    return device, re.findall(r"<li>([a-z2-7]{8})</li>", answer.content.decode())


# ── setting up ───────────────────────────────────────────────────────────────────────────────


def test_page_says_what_protects_the_account(client, li):
    answer = client.get(SECURITY)
    assert "未启用" in said(answer)
    assert "签发岗位请务必启用" not in said(answer)


def test_signers_are_urged(client, county):
    client.force_login(county.accounts["王主任"])
    assert "签发岗位请务必启用" in said(client.get(SECURITY))


def test_secret_is_shown_as_picture_and_letters(client, li):
    client.post(BEGIN)
    answer = client.get(AUTHENTICATOR)
    assert '<svg class="qr"' in answer.content.decode()
    assert re.search(r"手工输入密钥： ([A-Z2-7]{4} ){7}[A-Z2-7]{4}", said(answer))
    assert "no-store" in answer["Cache-Control"]


def test_first_code_shows_ten_codes_once(client, li):
    _, codes = set_up(client, li)
    assert len(codes) == 10
    assert client.get(AUTHENTICATOR)["Location"] == SECURITY
    answer = client.get(SECURITY)
    assert "已启用" in said(answer)
    assert "还剩 10 个" in said(answer)
    assert not any(code in said(answer) for code in codes)


def test_session_counts_as_verified_from_then_on(client, li):
    device, _ = set_up(client, li)
    assert client.session["otp_device_id"] == device.persistent_id


def test_wrong_first_code_is_told(client, li):
    client.post(BEGIN)
    wrong = f"{(int(code_of(access.authenticator_being_set_up(li))) + 500_000) % 1_000_000:06}"
    assert "动态口令不对" in said(client.post(AUTHENTICATOR, {"code": wrong}))
    assert not access.has_second_factor(li)


def test_second_authenticator_is_refused(client, li):
    set_up(client, li)
    assert client.post(BEGIN)["Location"] == SECURITY
    assert "请先停用原来的验证器" in said(client.get(SECURITY))


def test_codes_are_replaced_after_the_password(client, li):
    _, old = set_up(client, li)
    assert "更换一次性代码" in said(client.get(CODES))
    assert "密码或者动态口令不对" in said(client.post(CODES, {"confirm": "wrong"}))
    answer = client.post(CODES, {"confirm": PASSWORD})
    fresh = re.findall(r"<li>([a-z2-7]{8})</li>", answer.content.decode())
    assert len(fresh) == 10
    assert not set(fresh) & set(old)


def test_codes_without_an_authenticator_are_refused(client, li):
    assert "请先启用动态口令" in said(client.post(CODES, {"confirm": PASSWORD}))


def test_second_factor_is_removed_after_the_password(client, li):
    set_up(client, li)
    assert "停用动态口令" in said(client.get(REMOVE))
    assert "密码或者动态口令不对" in said(client.post(REMOVE, {"confirm": "wrong"}))
    assert access.has_second_factor(li)
    assert client.post(REMOVE, {"confirm": PASSWORD})["Location"] == SECURITY
    assert not access.has_second_factor(li)
    assert "动态口令已经停用" in said(client.get(SECURITY))


def test_every_page_of_the_account_is_for_those_signed_in(client, county):
    for page in (SECURITY, AUTHENTICATOR, CODES, REMOVE, CHANGE):
        assert client.get(page)["Location"] == f"/desk/login/?next={page}"


# ── password ─────────────────────────────────────────────────────────────────────────────────


def change(client, old=PASSWORD, new=NEW, again=NEW):
    return client.post(CHANGE, {"old": old, "new": new, "again": again})


def test_password_is_changed_and_this_session_stays(client, li):
    other = type(client)()
    other.force_login(li)
    assert change(client)["Location"] == SECURITY
    assert "密码已经修改" in said(client.get(SECURITY))
    assert other.get(SECURITY).status_code == 302
    li.refresh_from_db()
    assert li.check_password(NEW)
    assert history(f"organs.account:{li.pk}")[-1].label == "修改密码"


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"old": "wrong"}, "密码或者动态口令不对"),
        ({"again": "another-one-88"}, "两次输入的新密码不一样"),
        ({"new": "short", "again": "short"}, "10"),
        ({"again": ""}, "请填写再输一次新密码"),
    ],
)
def test_password_stays_when_something_is_wrong(client, li, given, sentence):
    assert sentence in said(change(client, **given))
    li.refresh_from_db()
    assert li.check_password(PASSWORD)


# ── confirmation before signing ──────────────────────────────────────────────────────────────


def signing(account, **post):
    request = RequestFactory().post("/desk/", post)
    request.user = account
    return request


def test_password_confirms(county):
    assert confirm(signing(county.accounts["王主任"], confirm=PASSWORD))


def test_code_confirms_once(county):
    account = county.accounts["王主任"]
    device = operations.begin_second_factor(account)
    codes = operations.confirm_second_factor(
        account, code=code_of(device), by=county.actor("王主任"), at=AT
    )
    assert confirm(signing(account), codes[0])
    with pytest.raises(NotConfirmed, match="密码或者动态口令不对，没有办理"):
        confirm(signing(account), codes[0])


def test_nothing_confirms_nothing(county):
    with pytest.raises(NotConfirmed, match="请输入登录密码或者动态口令"):
        confirm(signing(county.accounts["王主任"]))


def test_guessing_the_password_at_the_confirmation_locks(client, li):
    set_up(client, li)
    answers = [client.post(CODES, {"confirm": "wrong"}) for _ in range(5)]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 200, 429]
    assert client.post(CODES, {"confirm": PASSWORD}).status_code == 429


def test_right_confirmation_forgets_earlier_slips(client, li):
    for _ in range(3):
        for _ in range(3):
            client.post(CODES, {"confirm": "wrong"})
        assert "请先启用动态口令" in said(client.post(CODES, {"confirm": PASSWORD}))


# ── who may open a page ──────────────────────────────────────────────────────────────────────


@access_rules.needs(Role.SIGNER, Role.CHECKER)
def page(request):
    return HttpResponse(f"{request.actor.name} {request.now:%Y-%m-%d}")


@access_rules.needs()
def any_page(request):
    return HttpResponse("ok")


@access_rules.public
def open_page(request):
    return HttpResponse("ok")


def asking(user, verified=False):
    request = RequestFactory().get("/desk/x/")
    request.user = user
    user.is_verified = lambda: verified
    request.session = {}
    return request


def test_views_say_whom_they_admit():
    assert page.access == "签发、保密审查"
    assert any_page.access == "staff"
    assert open_page.access == "public"
    assert access_rules.signed_in(any_page).access == "signed-in"


def test_one_of_the_roles_is_enough(county):
    assert page(asking(county.accounts["赵审"])).content.decode() == "赵审 2024-03-01"
    with pytest.raises(PermissionDenied):
        page(asking(county.accounts["李办"]))
    assert any_page(asking(county.accounts["李办"])).content == b"ok"


def test_strangers_are_asked_to_sign_in():
    for view in (page, any_page):
        assert view(asking(AnonymousUser()))["Location"] == "/desk/login/?next=/desk/x/"


def test_without_a_post_the_desk_is_closed(county):
    operations.end_appointment(
        county.posts["信息员"],
        person=county.people["李办"],
        until=AT.date() - timedelta(days=1),
        by=county.founder,
        at=AT,
    )
    with pytest.raises(PermissionDenied):
        any_page(asking(county.accounts["李办"]))


@pytest.fixture
def totp_demanded(settings):
    settings.GONGKAI = {**settings.GONGKAI, "totp_for_signers": True}


@pytest.mark.usefixtures("totp_demanded")
def test_signers_must_set_up_a_second_factor_where_demanded(county):
    assert page(asking(county.accounts["王主任"]))["Location"] == SECURITY
    assert page(asking(county.accounts["王主任"], verified=True)).status_code == 200
    assert page(asking(county.accounts["赵审"])).status_code == 200


@pytest.mark.usefixtures("totp_demanded")
def test_signer_with_an_authenticator_adds_the_code_to_his_session(client, county):
    account = county.accounts["王主任"]
    client.force_login(account)
    device = operations.begin_second_factor(account)
    codes = operations.confirm_second_factor(
        account, code=code_of(device), by=county.actor("王主任"), at=AT
    )
    code_page = page(asking(account))["Location"]
    assert code_page == "/desk/login/code/?next=/desk/x/"
    assert 'value="/desk/x/"' in client.get(code_page).content.decode()
    answer = client.post("/desk/login/code/", {"code": codes[0], "next": SECURITY})
    assert answer["Location"] == SECURITY
    assert client.session["otp_device_id"].startswith("otp_static.")
