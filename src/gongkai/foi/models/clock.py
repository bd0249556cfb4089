"""The clock of a stored request: its events, the office's ways and the calendar now in use."""

from typing import TYPE_CHECKING

from gongkai.foi.models.bureau import Bureau
from gongkai.kernel import calendars
from gongkai.law.choices import DEFAULTS, Choices
from gongkai.law.request_clock import RequestClock, read
from gongkai.law.request_events import Event
from gongkai.law.workdays import WorkCalendar

if TYPE_CHECKING:
    from gongkai.foi.models.request import Request


def events_of(request: "Request") -> list[Event]:
    """Return the events of the reply in work, in order."""
    rows = list(request.events.order_by("number"))
    return [row.event for row in rows if row.round == rows[-1].round]


def clock_of(
    request: "Request", more: tuple[Event, ...] = (), calendar: WorkCalendar | None = None
) -> RequestClock:
    """Return the clock after what is recorded and `more`. Raises UnlawfulEvent for those."""
    known = events_of(request)
    return read(
        [*known, *more],
        calendar or calendars.current(),
        choices=choices_of(request.organ_id),
        recorded=len(known),
    )


def choices_of(organ: int) -> Choices:
    """Return the ways an office has chosen where the law leaves a rule open."""
    chosen = Bureau.objects.filter(organ=organ).values_list("choices", flat=True).first()
    return Choices(chosen) if chosen else DEFAULTS
