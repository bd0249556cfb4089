"""How often the public may try something from one address: counted under a blind mark."""

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.db.models import F

from gongkai.foi.models import Limit
from gongkai.kernel.sealing import blind
from gongkai.law.procedure import NotAllowed

SUBMIT, FORGED = "submit", "forged"
_SETTINGS = {SUBMIT: "requests_an_hour", FORGED: "wrong_codes_an_hour"}
_SENTENCES = {
    SUBMIT: "这个网络地址一小时内提交的申请太多，没有收下。请稍后再提交，或者当面、邮寄提交",
    FORGED: "查询码错误的次数太多，请一小时后再试，或者致电受理机构查询",
}


class TooMany(NotAllowed):
    """More tries from one address than are let in within an hour."""


def refuse_beyond(purpose: str, address: str, *, at: datetime) -> None:
    """Raise TooMany when an address has used up its tries of this hour."""
    found = Limit.objects.filter(**_row(purpose, address, at)).values_list("count", flat=True)
    if (found.first() or 0) >= settings.GONGKAI[_SETTINGS[purpose]]:
        raise TooMany(_SENTENCES[purpose])


def count(purpose: str, address: str, *, at: datetime) -> None:
    """Count a try; in a transaction of its own, so that it stays counted when the act fails."""
    with transaction.atomic():
        row = _row(purpose, address, at)
        Limit.objects.bulk_create([Limit(**row)], ignore_conflicts=True)
        Limit.objects.filter(**row).update(count=F("count") + 1)


def forget_limits(*, before: datetime) -> int:
    """Remove the counts of hours that are over; return how many."""
    over = Limit.objects.filter(window__lt=before)
    return over.delete()[0] if over.exists() else 0


def _row(purpose: str, address: str, at: datetime) -> dict[str, object]:
    window = at.replace(minute=0, second=0, microsecond=0)
    return {"purpose": purpose, "mark": blind(f"foi.{purpose}", address), "window": window}
