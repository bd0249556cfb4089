"""Accounts: opened, closed, opened again, given another password."""

from datetime import datetime

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.timezone import localdate

from gongkai.kernel.actor import Actor
from gongkai.organs.models import Account, Person
from gongkai.organs.operations.change import change_of_person, checked, note, one_act
from gongkai.organs.operations.refusals import AccountRefused

WEAK = {
    "password_too_short": "密码至少要有 {min_length} 个字符",
    "password_too_common": "密码太常见，容易被猜到",
    "password_entirely_numeric": "密码不能全是数字",
    "password_too_similar": "密码与账号太相近",
}
"""What Django's validators find, in our words: not all of its own are translated."""


def open_account(
    person: Person, *, username: str, password: str, by: Actor, at: datetime
) -> Account:
    """Give a person a sign-in; one person has at most one."""
    with change_of_person(person, localdate(at), by=by) as locked:
        if Account.objects.filter(person=locked).exists():
            raise AccountRefused(f"{locked.name}已经有账号")
        account = Account(person=locked, username=Account.normalize_username(username.strip()))
        _give_password(account, password)
        checked(account)
        account.save(force_insert=True)
        note(account, "open_account", "开通账号", organ=locked.organ, by=by, at=at)
    return account


def close_account(account: Account, *, by: Actor, at: datetime) -> Account:
    """Shut a sign-in and every session of it; what the person signed stays signed."""
    return _switched(account, to=False, by=by, at=at)


def reopen_account(account: Account, *, by: Actor, at: datetime) -> Account:
    """Open a closed sign-in again, with the password it had."""
    return _switched(account, to=True, by=by, at=at)


def _switched(account: Account, *, to: bool, by: Actor, at: datetime) -> Account:
    act, label = ("reopen_account", "恢复账号") if to else ("close_account", "停用账号")
    with change_of_person(account.person, localdate(at), by=by) as person:
        locked = Account.objects.select_for_update().get(pk=account.pk)
        if locked.is_active == to:
            raise AccountRefused("账号没有停用" if to else "账号已经停用")
        locked.is_active = to
        locked.save(update_fields=["is_active"])
        note(locked, act, label, organ=person.organ, by=by, at=at)
    return locked


def set_password(account: Account, *, password: str, by: Actor, at: datetime) -> Account:
    """Set another password, by the person himself or by his administrator; old sessions end."""
    person = account.person
    own = by.person == person.pk
    with one_act() if own else change_of_person(person, localdate(at), by=by):
        locked = Account.objects.select_for_update().get(pk=account.pk)
        _give_password(locked, password)
        locked.save(update_fields=["password"])
        label = "修改密码" if own else "重设密码"
        note(locked, "set_password", label, organ=person.organ, by=by, at=at)
    return locked


def _give_password(account: Account, password: str) -> None:
    try:
        validate_password(password, account)
    except ValidationError as error:
        said = [WEAK[str(each.code)].format(**each.params or {}) for each in error.error_list]
        raise AccountRefused("；".join(said)) from error
    account.set_password(password)
