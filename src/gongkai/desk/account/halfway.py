"""Somebody who gave the right password and still owes the code of the second factor."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.crypto import constant_time_compare

from gongkai.desk.access_rules import safe_next
from gongkai.organs.access import active_account

if TYPE_CHECKING:
    from gongkai.organs.models import Account

KEY = "desk-halfway"
PATIENCE = timedelta(minutes=5)
BACKEND = "django.contrib.auth.backends.ModelBackend"


@dataclass(frozen=True, slots=True)
class Half:
    """Whose code is awaited and where he wanted to go."""

    account: "Account"
    onward: str


def remember(request: HttpRequest, account: "Account", onward: str, at: datetime) -> None:
    """Note in a fresh session that the password was right."""
    request.session.flush()
    request.session[KEY] = {
        "account": account.pk,
        "proof": account.get_session_auth_hash(),
        "onward": onward,
        "until": (at + PATIENCE).isoformat(),
    }


def recall(request: HttpRequest, at: datetime) -> Half | None:
    """Return whose code is awaited; None when nobody's, too late, or the password has changed.

    Somebody signed in by password alone may add the code to the session he has.
    """
    if request.user.is_authenticated:
        return Half(request.user, safe_next(request, reverse(settings.LOGIN_REDIRECT_URL)))
    kept = request.session.get(KEY)
    if kept is None or at > datetime.fromisoformat(kept["until"]):
        return None
    account = active_account(kept["account"])
    if account is None or not constant_time_compare(kept["proof"], account.get_session_auth_hash()):
        return None
    return Half(account, kept["onward"])
