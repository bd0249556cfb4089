"""Signing in and out, lock-out, second factor at the door."""

import re
from datetime import datetime, timedelta
from html import unescape

import pytest
import time_machine
from axes.models import AccessAttempt
from django.urls import reverse
from django_otp.oath import totp

from gongkai.organs import operations
from tests.people import CHINA, PASSWORD

AT = datetime(2024, 3, 1, 9, 0, tzinfo=CHINA)
LOGIN, CODE, SECURITY = "/desk/login/", "/desk/login/code/", "/desk/security/"
HOME = "/desk/"


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(AT, tick=False) as travelling:
        yield travelling


def sign_in(client, username="li", password=PASSWORD, **more):
    meta = {key: more.pop(key) for key in ("REMOTE_ADDR", "HTTP_X_FORWARDED_FOR") if key in more}
    return client.post(LOGIN, {"username": username, "password": password, **more}, **meta)


def said(answer):
    return unescape(re.sub(r"<[^>]+>", " ", answer.content.decode()))


def with_authenticator(county, who):
    account = county.accounts[who]
    device = operations.begin_second_factor(account)
    codes = operations.confirm_second_factor(
        account, code=code_of(device), by=county.actor(who), at=AT
    )
    return device, codes


def code_of(device):
    return f"{totp(device.bin_key):06}"


# ── password ─────────────────────────────────────────────────────────────────────────────────


def test_page_asks_for_account_and_password(client, county):
    answer = client.get(LOGIN)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "青禾县" in page
    assert "电话 0500-6000000" in page
    assert 'autocomplete="username"' in page
    assert 'autocomplete="current-password"' in page
    assert "no-store" in answer["Cache-Control"]


def test_page_stands_before_any_organ_does(client, db):
    assert client.get(LOGIN).status_code == 200


def test_password_lets_in(client, county):
    answer = sign_in(client)
    assert (answer.status_code, answer["Location"]) == (302, HOME)
    assert client.session["_auth_user_id"] == str(county.accounts["李办"].pk)


def test_signed_in_people_need_not_sign_in_again(client, county):
    client.force_login(county.accounts["李办"])
    assert client.get(LOGIN)["Location"] == HOME


@pytest.mark.parametrize(("username", "password"), [("li", "wrong"), ("nobody", PASSWORD)])
def test_wrong_password_and_unknown_account_sound_the_same(client, county, username, password):
    answer = sign_in(client, username, password)
    assert answer.status_code == 200
    assert "没有登录成功" in said(answer)
    assert "账号或密码不对，还可以再试 4 次" in said(answer)
    assert "_auth_user_id" not in client.session


def test_empty_fields_are_named(client, county):
    answer = client.post(LOGIN, {})
    assert "账号或密码不对" not in said(answer)
    answer = sign_in(client, password="")
    assert "密码：请填写密码" in said(answer)


def test_closed_account_stays_out(client, county):
    operations.close_account(county.accounts["李办"], by=county.founder, at=AT)
    assert "账号或密码不对" in said(sign_in(client))


def test_closing_an_account_ends_its_session(client, county):
    sign_in(client)
    operations.close_account(county.accounts["李办"], by=county.founder, at=AT)
    assert client.get(SECURITY)["Location"] == f"{LOGIN}?next={SECURITY}"


def test_logging_out_takes_a_post(client, county):
    sign_in(client)
    assert client.get("/desk/logout/").status_code == 405
    assert client.post("/desk/logout/")["Location"] == LOGIN
    assert client.get(SECURITY).status_code == 302


def test_keep_alive_answers_those_signed_in(client, county):
    assert client.get("/desk/keep-alive/").status_code == 302
    sign_in(client)
    assert client.get("/desk/keep-alive/").json() == {"seconds": 1800}


# ── where to go on ───────────────────────────────────────────────────────────────────────────


def test_after_sign_in_one_is_back_where_one_was(client, county):
    answer = client.get(f"{SECURITY}?from=desk")
    page = client.get(answer["Location"]).content.decode()
    onward = unescape(re.search(r'name="next" value="([^"]*)"', page)[1])
    assert onward == f"{SECURITY}?from=desk"
    assert sign_in(client, next=onward)["Location"] == onward


@pytest.mark.parametrize(
    "elsewhere",
    ["https://example.org/desk/", "//example.org", "javascript:alert(1)", "\\\\example.org"],
)
def test_nobody_is_sent_to_another_site(client, county, elsewhere):
    assert sign_in(client, next=elsewhere)["Location"] == HOME


def test_form_sent_too_late_comes_back_to_its_page(client, county):
    codes = reverse("desk-codes")
    answer = client.post(codes, {}, headers={"Referer": f"http://testserver{SECURITY}?a=1"})
    assert answer["Location"] == f"{LOGIN}?next=/desk/security/%3Fa%3D1"
    answer = client.post(codes, {}, headers={"Referer": "http://example.org/x"})
    assert answer["Location"] == f"{LOGIN}?next="


def test_fragment_asked_too_late_sends_the_whole_page(client, county):
    headers = {"HX-Request": "true", "HX-Current-URL": f"http://testserver{SECURITY}"}
    answer = client.get(reverse("desk-codes"), headers=headers)
    assert answer.status_code == 200
    assert answer["HX-Redirect"] == f"{LOGIN}?next={SECURITY}"


# ── lock-out ─────────────────────────────────────────────────────────────────────────────────


def fail(client, times=5, **more):
    for _ in range(times):
        answer = sign_in(client, password="wrong", **more)
    return answer


def test_five_wrong_passwords_lock_and_say_until_when(client, county):
    assert "还可以再试 1 次" in said(fail(client, 4))
    answer = fail(client, 1)
    assert answer.status_code == 429
    assert "请在 2024年3月1日 09:15 以后再试" in re.sub(r"\s+", " ", said(answer))
    assert answer["Retry-After"] == "900"
    assert sign_in(client).status_code == 429


def test_lock_opens_by_itself(client, county, clock):
    fail(client)
    clock.shift(timedelta(minutes=16))
    assert sign_in(client)["Location"] == HOME


def test_success_forgets_earlier_slips(client, county):
    fail(client, 4)
    sign_in(client)
    client.post("/desk/logout/")
    assert "还可以再试 4 次" in said(fail(client, 1))


def test_behind_a_proxy_one_clerk_does_not_lock_out_the_office(client, county, settings):
    settings.TRUSTED_PROXIES = ["127.0.0.1"]
    fail(client, HTTP_X_FORWARDED_FOR="192.0.2.7")
    assert sign_in(client, HTTP_X_FORWARDED_FOR="192.0.2.7").status_code == 429
    other_person = sign_in(client, "zhao", HTTP_X_FORWARDED_FOR="192.0.2.7")
    assert other_person["Location"] == HOME
    client.post("/desk/logout/")
    assert sign_in(client, HTTP_X_FORWARDED_FOR="192.0.2.8")["Location"] == HOME


def test_made_up_addresses_do_not_open_the_lock(client, county, settings):
    settings.TRUSTED_PROXIES = ["127.0.0.1"]
    for number in range(5):
        answer = sign_in(
            client, password="wrong", HTTP_X_FORWARDED_FOR=f"203.0.113.{number}, 192.0.2.7"
        )
    assert answer.status_code == 429
    settings.TRUSTED_PROXIES = []
    for number in range(5):
        answer = sign_in(client, "zhao", "wrong", HTTP_X_FORWARDED_FOR=f"203.0.113.{number}")
    assert answer.status_code == 429


def test_passwords_are_not_kept_with_the_attempts(client, county):
    fail(client, 1, username="li")
    (attempt,) = AccessAttempt.objects.all()
    assert "wrong" not in attempt.post_data


# ── second factor ────────────────────────────────────────────────────────────────────────────


def test_password_alone_is_half_the_way(client, county, clock):
    device, _ = with_authenticator(county, "王主任")
    answer = sign_in(client, "wang", next=SECURITY)
    assert answer["Location"] == CODE
    assert "_auth_user_id" not in client.session
    assert client.get(SECURITY).status_code == 302
    assert 'autocomplete="one-time-code"' in client.get(CODE).content.decode()
    clock.shift(60)
    assert client.post(CODE, {"code": code_of(device)})["Location"] == SECURITY
    assert client.session["otp_device_id"] == device.persistent_id


def test_one_time_code_lets_in_once(client, county):
    _, codes = with_authenticator(county, "王主任")
    sign_in(client, "wang")
    assert client.post(CODE, {"code": codes[3]})["Location"] == HOME
    client.post("/desk/logout/")
    sign_in(client, "wang")
    assert "口令不对或者已经用过" in said(client.post(CODE, {"code": codes[3]}))


def test_wrong_code_stays_out_and_slows_down(client, county, clock):
    device, _ = with_authenticator(county, "王主任")
    sign_in(client, "wang")
    clock.shift(60)
    right = code_of(device)
    wrong = f"{(int(right) + 500_000) % 1_000_000:06}"
    assert "口令不对" in said(client.post(CODE, {"code": wrong}))
    assert "口令不对" in said(client.post(CODE, {"code": right}))
    clock.shift(5)
    assert client.post(CODE, {"code": right}).status_code == 302


def test_code_page_leads_nowhere_without_a_password(client, county):
    with_authenticator(county, "王主任")
    assert client.get(CODE)["Location"] == LOGIN


def test_code_comes_within_five_minutes(client, county, clock):
    _, codes = with_authenticator(county, "王主任")
    sign_in(client, "wang")
    clock.shift(timedelta(minutes=6))
    assert client.post(CODE, {"code": codes[0]})["Location"] == LOGIN


@pytest.mark.parametrize("meanwhile", ["closed", "password"])
def test_code_counts_only_with_the_password_that_was_given(client, county, meanwhile):
    _, codes = with_authenticator(county, "王主任")
    sign_in(client, "wang")
    account = county.accounts["王主任"]
    if meanwhile == "closed":
        operations.close_account(account, by=county.founder, at=AT)
    else:
        operations.set_password(account, password="xin-mima-2024", by=county.founder, at=AT)
    assert client.post(CODE, {"code": codes[0]})["Location"] == LOGIN


@pytest.mark.parametrize("again", [False, True])
def test_reset_by_an_administrator_is_told_once_at_the_next_sign_in(client, county, clock, again):
    with_authenticator(county, "李办")
    operations.reset_second_factor(
        county.accounts["李办"], reason="手机丢失", by=county.actor("韩管"), at=AT
    )
    clock.shift(timedelta(minutes=1))
    if again:  # somebody still signed in may have set up another before signing in anew
        _, codes = with_authenticator(county, "李办")
        sign_in(client)
        page = said(client.post(CODE, {"code": codes[0]}, follow=True))
    else:
        page = said(client.post(LOGIN, {"username": "li", "password": PASSWORD}, follow=True))
    assert "韩管已在" in page
    assert "重置您的动态口令，理由：手机丢失" in page

    client.post("/desk/logout/")
    clock.shift(timedelta(minutes=1))
    sign_in(client)
    assert "重置您的动态口令" not in said(client.get(HOME))
