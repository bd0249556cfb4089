"""Accounts, passwords and the second factor."""

from datetime import datetime

import pytest
import time_machine
from django.db import IntegrityError
from django_otp.oath import totp
from django_otp.plugins.otp_static.models import StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from gongkai.kernel.ledger_line import history
from gongkai.organs import access, operations, queries
from gongkai.organs.models import Account
from gongkai.organs.operations import refusals
from tests.people import CHINA, PASSWORD

AT = datetime(2024, 3, 1, 9, 0, tzinfo=CHINA)
NEW = "liuxi-xin-mima-88"


def last_line(account):
    return history(f"organs.account:{account.pk}")[-1]


@pytest.fixture
def newcomer(county):
    return operations.take_on(organ=county.liuxi, name="新来", by=county.founder, at=AT)


def open_for(county, person, username="newcomer", password=NEW, by=None):
    return operations.open_account(
        person, username=username, password=password, by=by or county.founder, at=AT
    )


def test_account_is_opened_with_a_hashed_password(county, newcomer):
    account = open_for(county, newcomer, username=" newcomer ", by=county.actor("韩管"))
    account.refresh_from_db()
    assert str(account) == "newcomer"
    assert account.check_password(NEW)
    assert NEW not in account.password
    line = last_line(account)
    assert (line.label, line.organ) == ("开通账号", county.liuxi.pk)
    assert NEW not in str(line.detail)


@pytest.mark.parametrize(
    ("username", "password", "sentence"),
    [
        ("li", NEW, "这个账号已经有人使用"),
        ("", NEW, "账号：.*"),
        ("newcomer", "short", ".*10.*"),
        ("newcomer", "123456789012", ".*数字.*"),
        ("newcomer", "newcomer-1", ".*"),
    ],
)
def test_unfit_account_is_refused(county, newcomer, username, password, sentence):
    with pytest.raises(refusals.NotAllowed, match=sentence):
        open_for(county, newcomer, username, password)
    assert not Account.objects.filter(person=newcomer).exists()


def test_one_person_has_one_account(county):
    with pytest.raises(refusals.AccountRefused, match="李办已经有账号"):
        open_for(county, county.people["李办"])


def test_administrator_of_another_office_opens_nothing(county, newcomer):
    with pytest.raises(refusals.NotAdministrator, match="您不是新来所在机关的管理员"):
        open_for(county, newcomer, by=county.actor("罗管"))


def test_administrator_rules_only_over_people_whose_every_office_is_his(county):
    """Else the administrator of a township could take over a leader of the county."""
    account = county.accounts["陈县长"]
    operations.appoint(
        county.posts["综合岗"],
        person=county.people["陈县长"],
        since=AT.date(),
        by=county.founder,
        at=AT,
    )
    with pytest.raises(refusals.NotAdministrator):
        operations.set_password(account, password=NEW, by=county.actor("韩管", AT.date()), at=AT)


def test_account_is_closed_and_opened_again(county):
    account, by = county.accounts["李办"], {"by": county.actor("韩管"), "at": AT}
    assert not operations.close_account(account, **by).is_active
    with pytest.raises(refusals.AccountRefused, match="账号已经停用"):
        operations.close_account(account, **by)
    assert operations.reopen_account(account, **by).check_password(PASSWORD)
    with pytest.raises(refusals.AccountRefused, match="账号没有停用"):
        operations.reopen_account(account, **by)
    labels = [line.label for line in history(f"organs.account:{account.pk}")]
    assert labels == ["开通账号", "停用账号", "恢复账号"]


@pytest.mark.parametrize(("who", "label"), [("李办", "修改密码"), ("韩管", "重设密码")])
def test_password_is_set_by_oneself_or_the_administrator(county, who, label):
    account = county.accounts["李办"]
    changed = operations.set_password(account, password=NEW, by=county.actor(who), at=AT)
    assert changed.check_password(NEW)
    assert last_line(account).label == label


def test_password_of_others_is_out_of_reach(county):
    with pytest.raises(refusals.NotAdministrator):
        operations.set_password(
            county.accounts["李办"], password=NEW, by=county.actor("冯综"), at=AT
        )


def test_weak_password_changes_nothing(county):
    account = county.accounts["李办"]
    with pytest.raises(refusals.AccountRefused):
        operations.set_password(account, password="1", by=county.actor("李办"), at=AT)
    account.refresh_from_db()
    assert account.check_password(PASSWORD)


# ── second factor ────────────────────────────────────────────────────────────────────────────


def code_of(device):
    return f"{totp(device.bin_key):06}"


def in_use(county, who="李办"):
    """Give somebody an authenticator; return it with the one-time codes."""
    account = county.accounts[who]
    device = operations.begin_second_factor(account)
    codes = operations.confirm_second_factor(
        account, code=code_of(device), by=county.actor(who), at=AT
    )
    device.refresh_from_db()
    return device, codes


def test_authenticator_is_the_same_until_confirmed(county):
    account = county.accounts["李办"]
    assert access.authenticator_being_set_up(account) is None
    device = operations.begin_second_factor(account)
    assert operations.begin_second_factor(account) == device
    assert access.authenticator_being_set_up(account) == device
    assert not access.has_second_factor(account)


def test_first_code_puts_it_into_use_and_gives_ten_codes(county):
    device, codes = in_use(county)
    account = county.accounts["李办"]
    assert device.confirmed
    assert access.has_second_factor(account)
    assert len(set(codes)) == access.one_time_codes_left(account) == 10
    assert last_line(account).label == "启用动态口令"
    with pytest.raises(refusals.AccountRefused, match="已经启用动态口令"):
        operations.begin_second_factor(account)


def test_wrong_first_code_counts_and_leaves_it_unused(county):
    account = county.accounts["李办"]
    device = operations.begin_second_factor(account)
    wrong = f"{(totp(device.bin_key) + 500_000) % 1_000_000:06}"
    with pytest.raises(refusals.WrongCode, match="动态口令不对"):
        operations.confirm_second_factor(account, code=wrong, by=county.actor("李办"), at=AT)
    device.refresh_from_db()
    assert (device.confirmed, device.throttling_failure_count) == (False, 1)


def test_confirming_what_was_not_begun_is_refused(county):
    with pytest.raises(refusals.WrongCode):
        operations.confirm_second_factor(
            county.accounts["李办"], code="000000", by=county.actor("李办"), at=AT
        )


def test_code_counts_once(county):
    with time_machine.travel(AT, tick=False) as clock:
        device, _ = in_use(county)
        account = county.accounts["李办"]
        assert operations.accept_code(account, code_of(device)) is None
        clock.shift(60)
        code = code_of(device)
        assert operations.accept_code(account, f"{code[:3]} {code[3:]}") == device
        assert operations.accept_code(account, code) is None


def test_one_time_code_counts_once_however_it_is_typed(county):
    _, codes = in_use(county)
    account = county.accounts["李办"]
    assert operations.accept_code(account, f" {codes[0][:4]}-{codes[0][4:].upper()} ") is not None
    assert access.one_time_codes_left(account) == 9
    assert operations.accept_code(account, codes[0]) is None


def test_wrong_paper_code_does_not_slow_the_authenticator(county):
    with time_machine.travel(AT, tick=False) as clock:
        device, _ = in_use(county)
        clock.shift(60)
        assert operations.accept_code(county.accounts["李办"], "abcdefgh") is None
        assert operations.accept_code(county.accounts["李办"], code_of(device)) == device


def test_code_without_a_second_factor_is_nothing(county):
    assert operations.accept_code(county.accounts["李办"], "123456") is None


def test_codes_on_paper_are_replaced(county):
    account, by = county.accounts["李办"], {"by": county.actor("李办"), "at": AT}
    with pytest.raises(refusals.AccountRefused, match="请先启用动态口令"):
        operations.renew_one_time_codes(account, **by)
    _, old = in_use(county)
    fresh = operations.renew_one_time_codes(account, **by)
    assert not set(old) & set(fresh)
    assert operations.accept_code(account, old[0]) is None
    assert last_line(account).label == "更换一次性代码"


def test_second_factor_is_removed_by_oneself(county):
    in_use(county)
    account = county.accounts["李办"]
    operations.remove_second_factor(account, by=county.actor("李办"), at=AT)
    assert not TOTPDevice.objects.filter(user=account).exists()
    assert not StaticToken.objects.exists()
    assert last_line(account).label == "停用动态口令"


def test_second_factor_is_reset_after_a_loss_with_a_reason(county):
    in_use(county)
    account, reason = county.accounts["李办"], "手机丢失"
    operations.reset_second_factor(account, reason=reason, by=county.actor("韩管"), at=AT)
    assert not TOTPDevice.objects.filter(user=account).exists()
    assert not StaticToken.objects.exists()
    line = last_line(account)
    assert (line.label, line.reason, line.person_name) == ("重置动态口令", reason, "韩管")
    assert queries.second_factor_reset(account) == line
    account.last_login = AT
    assert queries.second_factor_reset(account) is None


@pytest.mark.parametrize(
    ("who", "reason", "sentence"),
    [
        ("罗管", "手机丢失", "您不是李办所在机关的管理员"),
        ("冯综", "手机丢失", "您不是李办所在机关的管理员"),
        ("韩管", " ", "请写明重置的理由"),
        ("李办", "手机丢失", "请在“账号安全”里停用"),
    ],
)
def test_second_factor_is_not_reset_by_others_or_without_a_reason(county, who, reason, sentence):
    in_use(county)
    account = county.accounts["李办"]
    with pytest.raises(refusals.NotAllowed, match=sentence):
        operations.reset_second_factor(account, reason=reason, by=county.actor(who), at=AT)
    assert access.has_second_factor(account)


def test_nothing_to_reset_and_nothing_of_others_to_remove(county):
    account, boss = county.accounts["李办"], county.actor("韩管")
    with pytest.raises(refusals.AccountRefused, match="没有启用动态口令"):
        operations.reset_second_factor(account, reason="手机丢失", by=boss, at=AT)
    in_use(county)
    with pytest.raises(refusals.AccountRefused, match="只能停用自己的"):
        operations.remove_second_factor(account, by=boss, at=AT)
    assert access.has_second_factor(account)


def test_database_keeps_one_account_a_person(county):
    with pytest.raises(IntegrityError):
        Account.objects.create(person=county.people["李办"], username="zweiter")
