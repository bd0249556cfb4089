"""What the clock of a request depends on, a row for each event, append-only."""

from collections.abc import Callable
from dataclasses import fields
from datetime import date
from typing import Any, ClassVar

from django.db import models

from gongkai.foi.models.request import Request
from gongkai.law import request_events as law

KINDS: dict[str, type[law.Event]] = {
    "arrived": law.Arrived,
    "confirmed": law.Confirmed,
    "correction_asked": law.CorrectionAsked,
    "corrected": law.Corrected,
    "opinion_asked": law.OpinionAsked,
    "opinion_given": law.OpinionGiven,
    "reached": law.Reached,
    "extended": law.Extended,
    "fee_notified": law.FeeNotified,
    "paid": law.Paid,
    "reasons_asked": law.ReasonsAsked,
    "reasons_given": law.ReasonsGiven,
    "delayed": law.Delayed,
    "delivered": law.Delivered,
    "abandoned": law.Abandoned,
}
_NAMES = {kind: name for name, kind in KINDS.items()}
_READ: dict[str, Callable[[str], Any]] = {
    "channel": law.Channel,
    "party": law.Party,
    "opinion": law.Opinion,
    "approved_on": date.fromisoformat,
    "until": date.fromisoformat,
    "way": law.Way,
    "why": law.Abandonment,
}


class Event(models.Model):
    """One event of `law.request_events`. Append-only by trigger; a new reply starts a new `round`.

    An excuse is kept as the mere fact that there is one; its words stand in a Statement.
    """

    request = models.ForeignKey(Request, models.PROTECT, related_name="events")
    round = models.PositiveSmallIntegerField("第几次答复", default=1)
    number = models.PositiveSmallIntegerField("次序")
    kind = models.CharField("事项", max_length=20)
    on = models.DateField("日期")
    data = models.JSONField("内容", default=dict, blank=True)
    at = models.DateTimeField("登记时间")
    person = models.BigIntegerField("经办人编号", null=True)

    class Meta:
        ordering: ClassVar = ["request", "number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["request", "number"], name="event_number_once"),
            models.CheckConstraint(
                name="event_kind_known", condition=models.Q(kind__in=list(KINDS))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.on} {self.kind}"

    @property
    def event(self) -> law.Event:
        """The event as the clock reads it."""
        given = {
            name: _READ[name](value) if name in _READ else value
            for name, value in self.data.items()
        }
        return KINDS[self.kind](on=self.on, **given)


def kind_of(event: law.Event) -> str:
    """Return the name an event is kept under."""
    return _NAMES[type(event)]


def data_of(event: law.Event) -> dict[str, Any]:
    """Return what an event says beside its day, as JSON; what has its default is left out."""
    told = {}
    for field in fields(event):
        value = getattr(event, field.name)
        if field.name != "on" and value != field.default:
            told[field.name] = value.isoformat() if isinstance(value, date) else value
    return told
