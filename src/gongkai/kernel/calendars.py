"""The working calendar of this installation: the built-in years and the imported notices."""

import hashlib
from datetime import datetime
from functools import lru_cache

from django.db import transaction

from gongkai.kernel.actor import Actor
from gongkai.kernel.ledger_line import record
from gongkai.kernel.models import HolidayNotice
from gongkai.law.notices import BadNotice
from gongkai.law.procedure import NotAllowed
from gongkai.law.roles import Role
from gongkai.law.workdays import WorkCalendar, YearNotice, official


def current() -> WorkCalendar:
    """Return the calendar every deadline is computed with now."""
    return _built(_kept())


def mark() -> str:
    """Return a text that differs whenever an imported notice has changed."""
    return hashlib.sha256(repr(_kept()).encode()).hexdigest()


def _kept() -> tuple[tuple[str, str], ...]:
    return tuple(HolidayNotice.objects.order_by("year").values_list("days", "source"))


@lru_cache(maxsize=4)
def _built(kept: tuple[tuple[str, str], ...]) -> WorkCalendar:
    """Return the calendar of these notices (days as JSON, source); they are read and checked."""
    calendar = official()
    for days, source in kept:
        calendar = calendar.with_notice(YearNotice.from_json(days, source=source))
    return calendar


def adopt(notice: YearNotice, *, by: Actor, at: datetime) -> HolidayNotice:
    """Keep a year's notice; a later one for the same year replaces it (the State Council may).

    Raises NotAllowed for others than the administrator, and BadNotice for one that contradicts
    the statute: kept, it would stop every reading of the calendar.
    """
    if Role.ADMIN not in by.roles:
        raise NotAllowed("只有管理员可以导入放假安排")
    if problems := notice.problems():
        raise BadNotice(problems)
    with transaction.atomic():
        kept, _ = HolidayNotice.objects.update_or_create(
            year=notice.year,
            defaults={"days": notice.to_json(), "source": notice.source, "imported_at": at},
        )
        record(
            "kernel.adopt_holiday_notice",
            label=f"导入{notice.year}年放假安排",
            subject=f"kernel.holidaynotice:{kept.pk}",
            by=by,
            at=at,
            basis="《全国年节及纪念日放假办法》第七条",
        )
    return kept
