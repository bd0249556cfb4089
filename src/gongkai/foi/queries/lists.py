"""The desk's lists of requests: filtered, soonest due first, and how many wait in each state."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count

from gongkai.foi.models import Form, Pickup, Request, Wanted
from gongkai.foi.models.request import RequestQuerySet

DUE_SOON = timedelta(days=7)
FORMS, PICKUPS = Form.choices, Pickup.choices
"""In what form, and by which way, information may be wished."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """What a list shows; empty parts do not narrow it."""

    state: str = ""
    channel: str = ""
    kind: str = ""
    handler: int | None = None
    year: int | None = None
    number: int | None = None
    overdue_on: date | None = None
    due_by: date | None = None


def narrowed(found: RequestQuerySet, by: Filter) -> RequestQuerySet:
    """Return what of `found` a filter leaves; only open requests have days that can be over."""
    given = {
        "state": by.state,
        "channel": by.channel,
        "applicant_kind": by.kind,
        "handler": by.handler,
        "year": by.year,
        "seq": by.number,
    }
    found = found.filter(**{name: value for name, value in given.items() if value})
    if by.overdue_on:
        found = found.filter(due_on__lt=by.overdue_on)
    if by.due_by:
        found = found.filter(due_on__lte=by.due_by).order_by("due_on", "id")
    return found


def due_soon(found: RequestQuerySet, on: date, within: timedelta = DUE_SOON) -> RequestQuerySet:
    """Return the open requests whose period ends within some days, overdue ones first."""
    return found.filter(due_on__lte=on + within).order_by("due_on", "id")


def lapsed_waits(found: RequestQuerySet, on: date) -> RequestQuerySet:
    """Return the open requests whose applicant or consulted party let its period pass."""
    return found.filter(waits_until__lt=on).order_by("waits_until", "id")


def waiting_for(found: RequestQuerySet, posts: Collection[int]) -> RequestQuerySet:
    """Return what waits for these posts to review or sign, soonest due first."""
    return found.filter(waiting_post__in=list(posts)).order_by("due_on", "id")


def states(found: RequestQuerySet) -> dict[str, int]:
    """Return how many open requests stand in each state."""
    rows = found.open().order_by().values_list("state").annotate(n=Count("pk"))
    return dict(rows)


def descriptions(requests: Iterable[Request]) -> dict[int, str]:
    """Return what each request asks for, as last corrected; only for roles that may read it."""
    keys = [request.pk for request in requests]
    rows = Wanted.objects.filter(request__in=keys).order_by("request_id", "number")
    return {row.request_id: row.opened().get("description", "") for row in rows}
