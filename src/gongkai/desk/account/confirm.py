"""The second look at who is at the keyboard, before a signature or a change of the account."""

from typing import Any, cast

from axes.utils import reset
from django.contrib.auth import authenticate

from gongkai.desk.requests import DeskRequest
from gongkai.kernel.clients import client_address
from gongkai.law.procedure import NotAllowed
from gongkai.organs.operations import accept_code

FIELD = "confirm"
"""The name of the form field that takes the password or the code."""


class NotConfirmed(NotAllowed):
    """Neither the password nor a code of the second factor."""


def confirm(request: DeskRequest, given: str | None = None) -> bool:
    """True when the password or a code was given (in the form's field `confirm`).

    Raises NotConfirmed else. Wrong passwords count towards the lock-out, wrong codes slow down.
    """
    given = request.POST.get(FIELD, "") if given is None else given
    if not given:
        raise NotConfirmed("请输入登录密码或者动态口令")
    account = cast("Any", request.user)
    if accept_code(account, given):
        return True
    if authenticate(request, username=account.username, password=given) is None:
        raise NotConfirmed("密码或者动态口令不对，没有办理")
    reset(ip=client_address(request), username=account.username)
    return True
