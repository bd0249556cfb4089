"""In and out: password, second factor, lock-out."""

from datetime import timedelta
from typing import Any, cast

from axes.helpers import get_cool_off
from axes.models import AccessAttempt
from django.conf import settings
from django.contrib import auth
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from gongkai.desk import told
from gongkai.desk.access_rules import public, safe_next, signed_in
from gongkai.desk.account import halfway
from gongkai.desk.account.forms import CodeForm, SignInForm
from gongkai.desk.account.page import door_page
from gongkai.desk.requests import DeskRequest
from gongkai.desk.words import moment
from gongkai.kernel.clients import client_address
from gongkai.organs.access import has_second_factor
from gongkai.organs.operations import accept_code
from gongkai.organs.queries import second_factor_reset


@public
@sensitive_post_parameters("password")
def login(request: HttpRequest) -> HttpResponse:
    """Ask for account and password; with a second factor the code comes on a page of its own."""
    onward = safe_next(request, reverse(settings.LOGIN_REDIRECT_URL))
    if request.user.is_authenticated and request.method == "GET":
        return redirect(onward)
    form = SignInForm(request.POST or None)
    if form.is_valid():
        account = cast("Any", auth.authenticate(request, **form.cleaned_data))
        if account is None:
            form.add_error(None, _refusal(request))
        elif has_second_factor(account):
            halfway.remember(request, account, onward, timezone.now())
            return redirect("desk-login-code")
        else:
            _enter(request, account)
            return redirect(onward)
    return door_page(request, "desk/account/login.html", {"form": form, "next": onward})


def _enter(request: HttpRequest, account: Any, backend: str | None = None) -> None:
    """Begin the session; a second factor ended by an administrator meanwhile is told."""
    reset = second_factor_reset(account)
    auth.login(request, account, backend)
    if reset:
        told.warn(
            request,
            f"{reset.person_name}已在{moment(reset.at)} 重置您的动态口令，理由：{reset.reason}。"
            "请在“账号安全”里重新启用；如果不是您要求的，请马上告诉管理员",
        )


def _refusal(request: HttpRequest) -> str:
    failures = getattr(request, "axes_failures_since_start", None) or 0
    left = settings.AXES_FAILURE_LIMIT - failures
    return f"账号或密码不对，还可以再试 {left} 次"


@public
@sensitive_post_parameters("code")
def login_code(request: HttpRequest) -> HttpResponse:
    """Ask for the code of the second factor, after the password was right."""
    half = halfway.recall(request, timezone.now())
    if half is None:
        return redirect("desk-login")
    form = CodeForm(request.POST or None)
    if form.is_valid():
        device = accept_code(half.account, form.cleaned_data["code"])
        if device is not None:
            cast("Any", half.account).otp_device = device
            _enter(request, half.account, halfway.BACKEND)
            return redirect(half.onward)
        form.add_error("code", "口令不对或者已经用过，请等验证器显示下一组数字再试")
    return door_page(request, "desk/account/code.html", {"form": form, "next": half.onward})


@public
@require_POST
def logout(request: HttpRequest) -> HttpResponse:
    """End the session."""
    auth.logout(request)
    return redirect("desk-login")


@signed_in
def keep_alive(request: DeskRequest) -> HttpResponse:
    """Prolong the session of somebody who is still there."""
    return JsonResponse({"seconds": settings.GONGKAI["session_seconds"]})


def locked_out(request: HttpRequest, *told: Any, **kept: Any) -> HttpResponse:
    """Say that this account is locked for this address, and until when (429); called by axes."""
    username = request.POST.get("username") or request.user.get_username()
    tries = AccessAttempt.objects.filter(username=username, ip_address=client_address(request))
    last = tries.order_by("-attempt_time").first()
    now = timezone.now()
    wait = get_cool_off(request) or timedelta()
    until = (last.attempt_time if last else now) + wait
    answer = door_page(request, "desk/account/locked.html", {"until": until}, status=429)
    answer["Retry-After"] = str(max(1, int((until - now).total_seconds())))
    return answer
