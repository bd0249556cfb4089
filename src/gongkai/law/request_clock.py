"""The clock of a request for information: from the list of events to the last day, explained.

`read` is a pure function: the same events, calendar, figures and ways give the same answer. An
event that the law forbids where it stands raises UnlawfulEvent with the sentence of the law.
Source: 政府信息公开条例 arts. 30-36; 国办函〔2020〕109号 arts. 6, 7; 国办公开办函〔2016〕235号.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from functools import cached_property

from gongkai.law.choices import DEFAULTS, Choices
from gongkai.law.clocks import Due, Explained
from gongkai.law.figures import STATUTORY, Figures
from gongkai.law.request_events import Channel, Delivered, Event
from gongkai.law.request_sequence import UnlawfulEvent, followed_by
from gongkai.law.request_term import (
    CORRECTION_NOTICE,
    CORRECTION_PERIOD,
    PAYMENT,
    Awaited,
    Books,
    Consultation,
    History,
    Letter,
    span,
    term,
)
from gongkai.law.workdays import WorkCalendar

__all__ = ["RequestClock", "Standing", "UnlawfulEvent", "Wait", "read"]


class Standing(StrEnum):
    """How the clock of a request stands on a day."""

    UNCONFIRMED = "unconfirmed"
    RUNNING = "running"
    STOPPED = "stopped"
    CORRECTING = "correcting"
    PAYING = "paying"
    OVERDUE = "overdue"
    ENDED = "ended"

    @property
    def label(self) -> str:
        """The Chinese name users see."""
        return {
            "unconfirmed": "待确认收到",
            "running": "计算中",
            "stopped": "征求意见，不计入期限",
            "correcting": "等待补正，收到补正后重新计算",
            "paying": "等待缴费",
            "overdue": "逾期未答复",
            "ended": "已办结",
        }[self]


@dataclass(frozen=True, slots=True)
class Wait:
    """A period inside a request that ends on a day: whose, and whether its start is certain."""

    key: str
    ends: Due
    certain: bool


@dataclass(frozen=True)
class RequestClock:
    """What follows from the events of one request."""

    history: History
    books: Books
    overtaken: tuple[str, ...] = ()

    @property
    def received_on(self) -> date | None:
        """The day of receipt (art. 31); None until it is confirmed."""
        return self.history.received_on

    @cached_property
    def due(self) -> Due | None:
        """The reply period; None before receipt and while correction or payment is awaited.

        While an opinion is awaited it is reckoned as if the party used its whole time.
        """
        if self.history.start is None or self.history.awaited:
            return None
        return term(self.history, self.history.start, self.books)

    @cached_property
    def correction_until(self) -> Due | None:
        """Until when a correction may be asked for; None before receipt and once it was."""
        received, asked = self.history.received_on, self.history.correction
        return (
            Letter(received).by(CORRECTION_NOTICE, self.books) if received and not asked else None
        )

    @cached_property
    def days(self) -> tuple[Explained, ...]:
        """Every day from arrival to the last day of the period, counted or not, and why."""
        return (*self._before(), *self._waiting(), *(self.due.days if self.due else ()))

    def _before(self) -> Iterator[Explained]:
        arrived, received = self.history.arrived, self.history.received_on
        if arrived:
            for on in span(arrived.on, received or arrived.on + timedelta(days=1)):
                yield Explained(on, False, "等待与申请人确认收到申请")
        for spent in self.history.spent:
            for on in span(spent.first, spent.until):
                yield Explained(on, False, spent.why)

    def _waiting(self) -> Iterator[Explained]:
        start, last = self.history.start, self.history.last_on
        if self.history.awaited and start and last:
            until = max(last, *(wait.ends.due_on for wait in self._waits()))
            for on in span(start, until + timedelta(days=1)):
                yield Explained(on, False, self.history.awaited.label)

    @cached_property
    def waits(self) -> tuple[Wait, ...]:
        """The periods that others have now: to correct, to pay, to give an opinion."""
        return () if self.history.end else tuple(self._waits())

    def _waits(self) -> Iterator[Wait]:
        history = self.history
        if history.awaited is Awaited.CORRECTION and history.correction:
            yield _wait(history.awaited, history.correction, CORRECTION_PERIOD, self.books)
        if history.awaited is Awaited.PAYMENT and history.fee:
            yield _wait(history.awaited, history.fee, PAYMENT, self.books)
        for asked in history.consultations:
            if asked.opinion is None:
                yield _wait(asked.key, asked.letter, asked.party.rule, self.books)

    def consultation(self, key: str) -> Consultation:
        """Return what was asked under `key`. Raises KeyError."""
        return {asked.key: asked for asked in self.history.consultations}[key]

    def consents(self, key: str, on: date) -> bool | None:
        """Whether the party asked under `key` agrees as of `on`; None where the office decides."""
        return self.consultation(key).consents(on, self.books)

    def standing(self, on: date) -> Standing:
        """Return how the clock stands on `on`, a day not before the last event."""
        history, ends = self.history, self.due
        if history.end:
            return Standing.ENDED
        if history.awaited is Awaited.CORRECTION:
            return Standing.CORRECTING
        if history.awaited is Awaited.PAYMENT:
            return Standing.PAYING
        if ends is None:
            return Standing.UNCONFIRMED
        if on > ends.due_on:
            return Standing.OVERDUE
        stopped = any(stop.covers(on) for stop in history.stops(self.books))
        return Standing.STOPPED if stopped else Standing.RUNNING

    def left(self, on: date) -> int | None:
        """Return how many counted days remain after `on`; None while no period runs."""
        if self.due is None:
            return None
        return sum(day.counted and day.on > on for day in self.due.days)

    @property
    def late_by(self) -> int:
        """By how many working days the reply was served late; 0 in time or not served."""
        end, ends = self.history.end, self.due
        if not isinstance(end, Delivered) or ends is None:
            return 0
        return max(0, self.books.calendar.workdays_between(ends.due_on, end.on))

    @property
    def faults(self) -> tuple[str, ...]:
        """What was done against the law and cannot be undone, as sentences."""
        return (*self._faults(), *self.overtaken)

    def _faults(self) -> Iterator[str]:
        arrived, end, ends = self.history.arrived, self.history.end, self.due
        if (
            arrived
            and arrived.channel is Channel.POST_PLAIN
            and self.received_on
            and self.received_on > arrived.on
        ):
            yield "平常信函应当在收到当日与申请人确认，实际确认晚于当日"
        if isinstance(end, Delivered) and ends and end.on > ends.due_on:
            yield f"答复送达时已超过法定期限（{ends.due_on:%Y-%m-%d}）"


def _wait(key: str, letter: Letter, rule: str, books: Books) -> Wait:
    return Wait(key, letter.by(rule, books), letter.reached_on is not None)


def read(
    events: Iterable[Event],
    calendar: WorkCalendar,
    *,
    figures: Figures = STATUTORY,
    choices: Choices = DEFAULTS,
    recorded: int = 0,
) -> RequestClock:
    """Return the clock after `events`, given in the order in which they happened.

    The first `recorded` events were lawful when they were recorded: where a new holiday notice
    or setting moved a last day past them, they stand and the sentence becomes a fault.
    Raises UnlawfulEvent for the first event that may not stand where it stands, OutOfCalendar.
    """
    books = Books(calendar, figures, choices)
    kept = replace(books, strict=False)
    history, overtaken = History(), []
    for position, event in enumerate(events):
        try:
            history = followed_by(history, event, position, books)
        except UnlawfulEvent as refusal:
            if position >= recorded:
                raise
            history = followed_by(history, event, position, kept)
            overtaken.append(str(refusal))
    return RequestClock(history, books, tuple(overtaken))
