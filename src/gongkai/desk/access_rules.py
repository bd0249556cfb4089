"""Who may open a desk page. Every view says it in its first line; a test refuses one that does not.

`public` — everybody; `signed_in` — every account, for its own pages; `needs(…)` — people who hold
a post, or one of the roles named.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar, cast
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme

from gongkai.desk.requests import DeskRequest
from gongkai.kernel.actor import Actor
from gongkai.law.roles import Role
from gongkai.organs import access

STAY_SECONDS = 60
"""How far apart the writes are; a session lives that much longer than its page says."""

P = ParamSpec("P")
ViewT = TypeVar("ViewT", bound=Callable[..., HttpResponse])
DeskView = Callable[Concatenate[DeskRequest, P], HttpResponse]
View = Callable[..., HttpResponse]

__all__ = ["DeskRequest", "needs", "public", "safe_next", "signed_in"]


def public(view: ViewT) -> ViewT:
    """Mark a view that everybody may open."""
    cast("Any", view).access = "public"
    return view


def signed_in(view: DeskView[P]) -> View:
    """Admit every active account, with `actor` and `now` set: its own password, second factor."""

    @wraps(view)
    def admitted(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not request.user.is_authenticated:
            return to_sign_in(request)
        return view(entered(request), *args, **kwargs)

    cast("Any", admitted).access = "signed-in"
    return admitted


def needs(*roles: Role) -> Callable[[DeskView[P]], View]:
    """Admit who holds a post today and, when roles are given, at least one of them (else 403).

    A signer must have signed in with a second factor where the installation demands it.
    """

    def decorate(view: DeskView[P]) -> View:
        @wraps(view)
        def admitted(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            if not request.user.is_authenticated:
                return to_sign_in(request)
            desk = entered(request)
            if not desk.actor.posts or (roles and not desk.actor.roles & set(roles)):
                raise PermissionDenied
            if _lacks_second_factor(desk):
                return _to_second_factor(desk)
            return view(desk, *args, **kwargs)

        cast("Any", admitted).access = "、".join(role.label for role in roles) or "staff"
        return admitted

    return decorate


def entered(request: HttpRequest) -> DeskRequest:
    """Return the request with who acts and what time it is: here the clock enters the desk."""
    desk = cast("DeskRequest", request)
    desk.now = timezone.now()
    desk.actor = _actor(request, desk)
    _stay(desk)
    return desk


def _stay(request: DeskRequest) -> None:
    """Put off the end of the session; written once a minute, for a write waits for the disk."""
    seen, now = request.session.get("seen", 0), int(request.now.timestamp())
    if not 0 <= now - seen < STAY_SECONDS:
        request.session["seen"] = now


def _actor(request: HttpRequest, desk: DeskRequest) -> Actor:
    return access.actor(cast("Any", request.user), timezone.localdate(desk.now))


def _lacks_second_factor(request: DeskRequest) -> bool:
    demanded = settings.GONGKAI["totp_for_signers"] and request.actor.has(Role.SIGNER)
    return bool(demanded) and not cast("Any", request.user).is_verified()


def _to_second_factor(request: DeskRequest) -> HttpResponse:
    """Send to the code when there is an authenticator, else to setting one up."""
    if access.has_second_factor(cast("Any", request.user)):
        return redirect_to_login(_page(request), "desk-login-code")
    return redirect("desk-security")


def to_sign_in(request: HttpRequest) -> HttpResponse:
    """Send to the sign-in and back afterwards; a fragment of a page sends the whole page."""
    answer = redirect_to_login(_page(request))
    if request.headers.get("HX-Request"):
        return HttpResponse(headers={"HX-Redirect": answer["Location"]})
    return answer


def _page(request: HttpRequest) -> str:
    """The page to come back to: the one asked for, or the one whose form was sent."""
    if request.method == "GET" and not request.headers.get("HX-Request"):
        return request.get_full_path()
    before = urlsplit(request.headers.get("HX-Current-URL") or request.headers.get("Referer", ""))
    path = before._replace(scheme="", netloc="").geturl()
    same = before.netloc == request.get_host()
    return path if same else ""


def safe_next(request: HttpRequest, default: str) -> str:
    """Return the page asked for after sign-in when it is one of ours, else the default."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    secure = request.is_secure()
    hosts = {request.get_host()}
    if url_has_allowed_host_and_scheme(wanted, allowed_hosts=hosts, require_https=secure):
        return wanted
    return default
