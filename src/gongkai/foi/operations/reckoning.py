"""A changed holiday notice or setting: every open last day is reckoned again, and logged."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from gongkai.foi.models import Bureau, Reckoned, Request
from gongkai.foi.models.clock import clock_of
from gongkai.foi.models.request import RequestQuerySet
from gongkai.foi.operations.stepping import NO_DUTY, last_days, noted, store
from gongkai.kernel import calendars
from gongkai.kernel.actor import Actor
from gongkai.kernel.ledger_line import record
from gongkai.law import foi as law
from gongkai.law.choices import Choices, NoChoice
from gongkai.law.procedure import NotAllowed
from gongkai.law.roles import Role
from gongkai.law.workdays import WorkCalendar
from gongkai.organs.models import Organ, Post


def recompute_due(*, by: Actor, at: datetime) -> list[Request]:
    """Reckon every open request again if the calendar has changed; return those that moved.

    A duty of the clock: one small query when nothing has changed.
    """
    now = calendars.mark()
    if Reckoned.objects.filter(calendar=now).exists():
        return []
    with transaction.atomic():
        moved = _recomputed(Request.objects.open(), calendars.current(), by, at)
        Reckoned.objects.update_or_create(pk=1, defaults={"calendar": now})
    return moved


def _recomputed(
    rows: RequestQuerySet, calendar: WorkCalendar, by: Actor, at: datetime
) -> list[Request]:
    moved = []
    for request in rows.select_for_update().order_by("id"):
        old = (request.due_on, request.waits_until, request.due_provisional)
        clock = clock_of(request, calendar=calendar)
        new = last_days(clock)
        if old == (new["due_on"], new["waits_until"], new["due_provisional"]):
            continue
        store(request, clock)
        noted(
            request, "recompute", "期限重算", basis=law.TERM, by=by, at=at,
            detail={
                "from": str(old[0]), "to": str(request.due_on),
                "waits_from": str(old[1]), "waits_to": str(request.waits_until),
                "provisional": request.due_provisional,
            },
        )  # fmt: skip
        moved.append(request)
    return moved


def set_bureau(
    organ: Organ,
    *,
    name: str,
    word: str,
    contact: str,
    reconsideration_organ: str,
    court: str,
    by: Actor,
    at: datetime,
    head: Post | None = None,
    online_filing: str = "",
    account: str = "",
    choices: Mapping[str, str] | None = None,
    retention_years: int = 10,
) -> Bureau:
    """Say who does the work in an office and how; changed ways reckon its open requests again."""
    if organ.pk not in by.organs or Role.ADMIN not in by.roles:
        raise NotAllowed(NO_DUTY)
    given = (name, word, contact, reconsideration_organ, court)
    if not all(part.strip() for part in given):
        raise NotAllowed("请填写机构名称、文书代字、联系方式、复议机关和管辖法院")
    if retention_years < 1:
        raise NotAllowed("个人信息至少保留1年")
    try:
        ways = Choices(choices or {})
    except NoChoice as why:
        raise NotAllowed(str(why)) from None
    with transaction.atomic():
        bureau, _ = Bureau.objects.update_or_create(
            organ=organ,
            defaults={
                "name": name, "word": word, "contact": contact, "head": head, "court": court,
                "reconsideration_organ": reconsideration_organ, "online_filing": online_filing,
                "account": account, "choices": dict(ways.overrides),
                "retention_years": retention_years,
            },
        )  # fmt: skip
        record(
            "foi.set_bureau",
            label="设置公开工作机构",
            subject=f"foi.bureau:{bureau.pk}",
            by=by,
            at=at,
            organ=organ.pk,
            basis="《政府信息公开条例》第四条",
            detail={"choices": dict(ways.overrides), "retention_years": retention_years},
        )
        open_here = Request.objects.open().filter(organ=organ)
        _recomputed(open_here, calendars.current(), by, at)
    return bureau
