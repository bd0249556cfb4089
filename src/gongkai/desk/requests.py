"""A request of a signed-in member of staff, as the decorator `needs` leaves it."""

from datetime import date, datetime

from django.http import HttpRequest
from django.utils.timezone import localdate

from gongkai.kernel import calendars
from gongkai.kernel.actor import Actor
from gongkai.law.workdays import WorkCalendar


class DeskRequest(HttpRequest):
    """Carries who acts and what time it is; views ask neither of anybody else."""

    actor: Actor
    now: datetime
    calendar_read: WorkCalendar


def today(request: DeskRequest) -> date:
    """Return the day of the request in the office's time zone."""
    return localdate(request.now)


def calendar_of(request: DeskRequest) -> WorkCalendar:
    """Return the working calendar, read once a request."""
    if not hasattr(request, "calendar_read"):
        request.calendar_read = calendars.current()
    return request.calendar_read
