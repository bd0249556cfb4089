"""A month of the calendar of dates of law."""

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from gongkai.desk.words import WEEKDAYS, urgency
from gongkai.law.workdays import WorkCalendar

if TYPE_CHECKING:
    from gongkai.disclosures.models import Document


@dataclass(frozen=True, slots=True)
class DueHere:
    """A document on the day it falls due."""

    document: "Document"
    kind: str


@dataclass(frozen=True, slots=True)
class MonthDay:
    """A day of the calendar."""

    on: date
    css: str
    weekday: str
    why: str
    due: tuple[DueHere, ...]


@dataclass(frozen=True, slots=True)
class Month:
    """A month."""

    first: date

    @classmethod
    def read(cls, text: str, on: date) -> "Month":
        """Read 2026-11; empty text is the month of a day. Raises ValueError."""
        if not text:
            return cls(on.replace(day=1))
        year, _, month = text.partition("-")
        return cls(date(int(year), int(month), 1))

    @property
    def last(self) -> date:
        """The last day."""
        return self.first.replace(day=monthrange(self.first.year, self.first.month)[1])

    @property
    def label(self) -> str:
        """The month in words."""
        return f"{self.first.year}年{self.first.month}月"

    @property
    def before(self) -> str:
        """The month before, as an address has it."""
        return f"{self.first - timedelta(days=1):%Y-%m}"

    @property
    def after(self) -> str:
        """The month after, as an address has it."""
        return f"{self.last + timedelta(days=1):%Y-%m}"

    def days(self, found: "Iterable[Document]", on: date, calendar: WorkCalendar) -> list[MonthDay]:
        """Return every day with what falls due on it."""
        due: dict[date | None, list[DueHere]] = {}
        for document in found:
            kind = urgency(document.due_on, on) if document.due_on else ""
            due.setdefault(document.due_on, []).append(DueHere(document, kind))
        span = (self.last - self.first).days + 1
        days = (self.first + timedelta(days=n) for n in range(span))
        return [self._day(day, tuple(due.get(day, ())), on, calendar) for day in days]

    def _day(
        self, day: date, due: tuple[DueHere, ...], on: date, calendar: WorkCalendar
    ) -> MonthDay:
        known = calendar.day(day)
        marks = {
            "off": not known.is_workday,
            "now": day == on,
            "is-empty": not due and day != on,
            f"from-{day.weekday() + 1}": day == self.first,
        }
        css = " ".join(mark for mark, holds in marks.items() if holds)
        why = "" if known.why in ("工作日", "周六", "周日") else known.why
        return MonthDay(day, css, WEEKDAYS[day.weekday()], why, due)
