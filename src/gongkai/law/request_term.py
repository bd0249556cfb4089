"""What is known of one request, and the reply period that follows from it (条例第三十三条).

The period runs from receipt, afresh from the corrected request (第三十条) or from payment; the
time of consultations is not counted (第三十三条第三款). `request_clock` decides what may be
added; here is only arithmetic.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from gongkai.law.choices import DEFAULTS, Choices
from gongkai.law.clocks import Due, Explained, Limit, Stop, due, reckon
from gongkai.law.figures import STATUTORY, Figures, Unit
from gongkai.law.request_events import Abandoned, Arrived, Delivered, Opinion, Party
from gongkai.law.workdays import WorkCalendar

CORRECTION_NOTICE, REPLY, EXTENSION = "gi.correction", "gi.reply", "gi.extension"
CORRECTION_PERIOD, PAYMENT = "gi.correction_period", "gi.fee_payment"


@dataclass(frozen=True, slots=True)
class Books:
    """What a term is reckoned with: the calendar, the figures, the open rules' ways.

    Without `strict` no event is refused for its day: it was lawful when it was recorded.
    """

    calendar: WorkCalendar
    figures: Figures = STATUTORY
    choices: Choices = DEFAULTS
    strict: bool = True


class Awaited(StrEnum):
    """What the office waits for while no reply period runs."""

    NOTHING = ""
    CORRECTION = "correction"
    PAYMENT = "payment"

    @property
    def label(self) -> str:
        """The Chinese name users see."""
        return {"": "", "correction": "等待申请人补正", "payment": "等待申请人缴费"}[self]


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter that gives its receiver a period; it runs once the letter has `reached_on`."""

    sent_on: date
    days: int | None = None
    reached_on: date | None = None
    back_on: date | None = None

    def by(self, rule: str, books: Books) -> Due:
        """Return when the period ends; counted from sending while the arrival is unknown."""
        start = self.reached_on or self.sent_on
        if self.days is None:
            return due(rule, start, books.calendar, figures=books.figures)
        figure = books.figures.figure(rule, start)
        own = Limit(self.days, figure.unit, figure.roll)
        return reckon(
            own, start, books.calendar, rule=rule, basis=figure.article, title=figure.title
        )


@dataclass(frozen=True, slots=True)
class Consultation:
    """One party asked for its opinion."""

    key: str
    party: Party
    letter: Letter
    opinion: Opinion | None = None

    def by(self, books: Books) -> Due:
        """Return when the party's period ends."""
        return self.letter.by(self.party.rule, books)

    def stop(self, books: Books) -> Stop:
        """Return the time not counted: from sending to the opinion, at most to the term's end."""
        end = self.by(books).due_on
        back = min(end, self.letter.back_on or end)
        return Stop(self.letter.sent_on, back, f"征求{self.party.label}意见的时间不计入")

    def consents(self, on: date, books: Books) -> bool | None:
        """Whether the party agrees as of `on`: by its opinion, or by a co-maker's silence.

        None: nothing follows yet, or the office has to decide itself (arts. 32, 34).
        """
        end = self.by(books).due_on
        in_time = self.letter.back_on is not None and self.letter.back_on <= end
        if self.opinion is not None and (in_time or not self.party.silence_consents):
            return {Opinion.CONSENTS: True, Opinion.OBJECTS: False}.get(self.opinion)
        silent = on > end and self.letter.reached_on is not None
        return True if silent and self.party.silence_consents else None


@dataclass(frozen=True, slots=True)
class Spent:
    """A stretch of time that is no longer counted because the period began afresh."""

    first: date
    until: date
    why: str


@dataclass(frozen=True, slots=True)
class History:
    """All that matters of what happened so far; `start` is the day 0 of the running period."""

    last_on: date | None = None
    arrived: Arrived | None = None
    received_on: date | None = None
    start: date | None = None
    awaited: Awaited = Awaited.NOTHING
    correction: Letter | None = None
    consultations: tuple[Consultation, ...] = ()
    fee: Letter | None = None
    pauses: tuple[Stop, ...] = ()
    extended: bool = False
    extension_days: int = 0
    reasons_asked: bool = False
    reasons_given: bool = False
    delayed_until: date | None = None
    spent: tuple[Spent, ...] = ()
    end: Delivered | Abandoned | None = None

    def stops(self, books: Books) -> tuple[Stop, ...]:
        """Return every stretch that is not counted."""
        return (*(c.stop(books) for c in self.consultations), *self.pauses)


def term(history: History, start: date, books: Books) -> Due:
    """Return the reply period that runs from `start`, with its extension or fixed delay."""
    stops = history.stops(books)
    base = due(REPLY, start, books.calendar, stops=stops, figures=books.figures)
    if history.extension_days:
        limit = Limit(history.extension_days, Unit.WD)
        more = reckon(limit, base.due_on, books.calendar, stops=stops)
        days = (*base.days, *(_extended(day) for day in more.days[1:]))
        provisional = base.provisional or more.provisional
        base = replace(base, due_on=more.due_on, provisional=provisional, days=days)
    if history.delayed_until is None:
        return base
    until = history.delayed_until
    kept = tuple(day for day in base.days if day.on <= until)
    days = (*kept, *_delayed(kept[-1].on, until, books.calendar))
    return replace(base, due_on=until, provisional=False, days=days)


def _extended(day: Explained) -> Explained:
    return replace(day, why=f"延长期限{day.why}") if day.counted else day


def _delayed(after: date, until: date, calendar: WorkCalendar) -> Iterator[Explained]:
    for on in span(after + timedelta(days=1), until + timedelta(days=1)):
        day = calendar.day(on)
        why = "延迟答复期间" if day.is_workday else day.why
        yield Explained(on, day.is_workday, f"{why}{'（暂定）' * day.provisional}")


def span(first: date, until: date) -> Iterator[date]:
    """Yield every day from `first` up to but not including `until`."""
    return (first + timedelta(days=n) for n in range((until - first).days))
