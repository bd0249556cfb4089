"""The second factor of one's own account: set up, codes on paper, remove."""

from base64 import b32encode
from typing import Any, cast

import django_otp
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.safestring import SafeString
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from gongkai.desk import told
from gongkai.desk.access_rules import signed_in
from gongkai.desk.account.confirm import confirm
from gongkai.desk.account.forms import ConfirmForm, FirstCodeForm
from gongkai.desk.account.page import door_page
from gongkai.desk.requests import DeskRequest
from gongkai.law.procedure import NotAllowed
from gongkai.law.roles import Role
from gongkai.organs import access, operations
from gongkai.typeset import qr


@signed_in
def security(request: DeskRequest) -> HttpResponse:
    """Show what protects the account."""
    account = cast("Any", request.user)
    shown = {
        "account": account,
        "in_use": access.has_second_factor(account),
        "signs": request.actor.has(Role.SIGNER),
        "codes_left": access.one_time_codes_left(account),
    }
    return door_page(request, "desk/account/security.html", shown)


@require_POST
@signed_in
def begin(request: DeskRequest) -> HttpResponse:
    """Make the secret of an authenticator."""
    try:
        operations.begin_second_factor(cast("Any", request.user))
    except NotAllowed as why:
        told.refused(request, str(why))
        return redirect("desk-security")
    return redirect("desk-authenticator")


@sensitive_post_parameters("code")
@signed_in
def authenticator(request: DeskRequest) -> HttpResponse:
    """Show the secret as a QR code; its first code puts it into use and shows the paper codes."""
    account = cast("Any", request.user)
    device = access.authenticator_being_set_up(account)
    if device is None:
        return redirect("desk-security")
    form = FirstCodeForm(request.POST or None)
    if form.is_valid():
        try:
            fresh = operations.confirm_second_factor(
                account, code=form.cleaned_data["code"], by=request.actor, at=request.now
            )
        except NotAllowed as why:
            form.add_error("code", str(why))
        else:
            django_otp.login(request, device)
            return door_page(request, "desk/account/codes.html", {"codes": fresh})
    return door_page(request, "desk/account/authenticator.html", {"form": form, **_secret(device)})


def _secret(device: Any) -> dict[str, Any]:
    letters = b32encode(device.bin_key).decode().rstrip("=")
    groups = [letters[i : i + 4] for i in range(0, len(letters), 4)]
    return {"picture": SafeString(qr.svg(device.config_url)), "secret": " ".join(groups)}


@sensitive_post_parameters("confirm")
@signed_in
def codes(request: DeskRequest) -> HttpResponse:
    """Replace the codes on paper."""
    form = ConfirmForm(request.POST or None)
    if form.is_valid():
        try:
            confirm(request)
            fresh = operations.renew_one_time_codes(
                cast("Any", request.user), by=request.actor, at=request.now
            )
        except NotAllowed as why:
            form.add_error(None, str(why))
        else:
            return door_page(request, "desk/account/codes.html", {"codes": fresh})
    return door_page(
        request, "desk/account/confirm.html", {"form": form, "doing": "更换一次性代码"}
    )


@sensitive_post_parameters("confirm")
@signed_in
def remove(request: DeskRequest) -> HttpResponse:
    """Put the second factor out of use."""
    form = ConfirmForm(request.POST or None)
    if form.is_valid():
        try:
            confirm(request)
            operations.remove_second_factor(
                cast("Any", request.user), by=request.actor, at=request.now
            )
        except NotAllowed as why:
            form.add_error(None, str(why))
        else:
            told.done(request, "动态口令已经停用")
            return redirect("desk-security")
    return door_page(request, "desk/account/confirm.html", {"form": form, "doing": "停用动态口令"})
