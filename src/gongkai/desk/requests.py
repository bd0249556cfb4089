"""A request of a signed-in member of staff, as the decorator `needs` leaves it."""

from datetime import date, datetime

from django.http import HttpRequest
from django.utils.timezone import localdate

from gongkai.kernel.actor import Actor


class DeskRequest(HttpRequest):
    """Carries who acts and what time it is; views ask neither of anybody else."""

    actor: Actor
    now: datetime


def today(request: DeskRequest) -> date:
    """Return the day of the request in the office's time zone."""
    return localdate(request.now)
