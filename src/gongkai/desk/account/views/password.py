"""Changing one's own password."""

from typing import Any, cast

from django.contrib.auth import update_session_auth_hash
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.debug import sensitive_post_parameters

from gongkai.desk import told
from gongkai.desk.access_rules import signed_in
from gongkai.desk.account.confirm import confirm
from gongkai.desk.account.forms import PasswordForm
from gongkai.desk.account.page import door_page
from gongkai.desk.requests import DeskRequest
from gongkai.law.procedure import NotAllowed
from gongkai.organs.operations import set_password


@sensitive_post_parameters("old", "new", "again")
@signed_in
def password(request: DeskRequest) -> HttpResponse:
    """Take the old password and a new one; other sessions of the account end."""
    form = PasswordForm(request.POST or None)
    if form.is_valid():
        given, account = form.cleaned_data, cast("Any", request.user)
        try:
            confirm(request, given["old"])
            changed = set_password(account, password=given["new"], by=request.actor, at=request.now)
        except NotAllowed as why:
            form.add_error(None, str(why))
        else:
            update_session_auth_hash(request, changed)
            told.done(request, "密码已经修改，别处的登录已经退出")
            return redirect("desk-security")
    return door_page(request, "desk/account/password.html", {"form": form})
