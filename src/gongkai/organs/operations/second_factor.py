"""The second factor of a sign-in: a TOTP authenticator and ten one-time codes."""

from datetime import datetime

from django.utils.timezone import localdate
from django_otp import devices_for_user
from django_otp.models import Device
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from gongkai.kernel.actor import Actor
from gongkai.organs.access import has_second_factor
from gongkai.organs.models import Account
from gongkai.organs.operations.change import change_of_person, note, one_act
from gongkai.organs.operations.refusals import AccountRefused, WrongCode
from gongkai.organs.queries import RESET

ONE_TIME_CODES = 10
AUTHENTICATOR = "验证器"
ON_PAPER = "一次性代码"


def begin_second_factor(account: Account) -> TOTPDevice:
    """Return the authenticator being set up, the same one until it is confirmed; no ledger line."""
    with one_act():
        Account.objects.select_for_update().get(pk=account.pk)
        if has_second_factor(account):
            raise AccountRefused("已经启用动态口令，请先停用原来的验证器")
        device, _ = TOTPDevice.objects.get_or_create(
            user=account, confirmed=False, defaults={"name": AUTHENTICATOR}
        )
    return device


def confirm_second_factor(account: Account, *, code: str, by: Actor, at: datetime) -> list[str]:
    """Put the authenticator into use by its first code; return ten one-time codes to show once."""
    with one_act():
        device = TOTPDevice.objects.select_for_update().filter(user=account, confirmed=False)
        begun = device.order_by("id").first()
        fits = begun is not None and begun.verify_token(squeezed(code))
        if begun is not None and fits:
            begun.confirmed = True
            begun.save()
            codes = _new_codes(account)
            person = account.person
            note(account, "confirm_second_factor", "启用动态口令", organ=person.organ, by=by, at=at)
            return codes
    # Raised outside, so that the failed attempt stays counted.
    raise WrongCode("动态口令不对，请核对手机时间，输入验证器当前显示的6位数字")


def renew_one_time_codes(account: Account, *, by: Actor, at: datetime) -> list[str]:
    """Replace the one-time codes; the old ones are void. Return the new ones to show once."""
    with one_act():
        if not has_second_factor(account):
            raise AccountRefused("请先启用动态口令")
        codes = _new_codes(account)
        organ = account.person.organ
        note(account, "renew_one_time_codes", "更换一次性代码", organ=organ, by=by, at=at)
    return codes


def remove_second_factor(account: Account, *, by: Actor, at: datetime) -> None:
    """Put one's own authenticator and codes out of use."""
    person = account.person
    if by.person != person.pk:
        raise AccountRefused("只能停用自己的动态口令")
    with one_act():
        _forget_devices(account)
        note(account, "remove_second_factor", "停用动态口令", organ=person.organ, by=by, at=at)


def reset_second_factor(account: Account, *, reason: str, by: Actor, at: datetime) -> None:
    """End somebody else's authenticator and codes after a loss, as his administrator, with a reason.

    He is told when he signs in next (`queries.second_factor_reset`).
    """
    if by.person == account.person_id:
        raise AccountRefused("自己的动态口令请在“账号安全”里停用")
    if not reason.strip():
        raise AccountRefused("请写明重置的理由")
    with change_of_person(account.person, localdate(at), by=by) as person:
        if not has_second_factor(account):
            raise AccountRefused(f"{person.name}没有启用动态口令")
        _forget_devices(account)
        act, label = RESET, "重置动态口令"
        note(account, act, label, organ=person.organ, by=by, at=at, reason=reason.strip())


def _forget_devices(account: Account) -> None:
    TOTPDevice.objects.filter(user=account).delete()
    StaticDevice.objects.filter(user=account).delete()


def accept_code(account: Account, code: str) -> Device | None:
    """Return the device that accepts a code of the authenticator or a one-time code; else None.

    A code counts once. After a wrong one the device waits, longer each time.
    """
    with one_act():
        if not has_second_factor(account):
            return None
        for device in devices_for_user(account, for_verify=True):
            if _is_for(device, squeezed(code)) and device.verify_token(squeezed(code)):
                return device
    return None


def _is_for(device: Device, code: str) -> bool:
    """Digits are the authenticator's, letters are on paper: a slip does not slow the other."""
    return isinstance(device, TOTPDevice) == code.isdecimal()


def _new_codes(account: Account) -> list[str]:
    paper, _ = StaticDevice.objects.get_or_create(user=account, defaults={"name": ON_PAPER})
    paper.token_set.all().delete()
    codes = [StaticToken.random_token() for _ in range(ONE_TIME_CODES)]
    StaticToken.objects.bulk_create(StaticToken(device=paper, token=code) for code in codes)
    return codes


def squeezed(code: str) -> str:
    """Return a typed or pasted code without spaces and hyphens, in small letters."""
    return "".join(code.split()).replace("-", "").lower()
