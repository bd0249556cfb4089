"""What a page says about one document: the next step, the date of law, the checks, the history."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.utils.safestring import SafeString

from gongkai.desk.documents.offers import next_step
from gongkai.desk.documents.readiness import readiness
from gongkai.desk.requests import DeskRequest, calendar_of, today
from gongkai.disclosures.operations.deadlines import deadline
from gongkai.kernel.ledger_line import history
from gongkai.law.clocks import Due, Explained
from gongkai.law.workdays import WorkCalendar
from gongkai.typeset.ruler import ruler_html

if TYPE_CHECKING:
    from gongkai.disclosures.models import Document


MOST_LATE_DAYS = 60
TO_BE_PUBLIC = frozenset({"drafting", "checking", "referred", "signing", "scheduled"})


@dataclass(frozen=True, slots=True)
class NumberedDay:
    """A day of a term with its place among the counted ones."""

    on: date
    counted: bool
    why: str
    number: int


def matter(document: "Document", request: DeskRequest) -> dict[str, Any]:
    """Return the context of a document's page and of the pane beside the list."""
    facts = document.facts_to_show(request.actor, request.now, "-")
    return {
        "document": document,
        "version": document.current,
        "step": next_step(document, facts, request),
        "ready": readiness(facts, document.state) if document.state in TO_BE_PUBLIC else [],
        "ruler": ruler(document, request),
        "log": history(document.reference)[::-1],
    }


def term(document: "Document", calendar: WorkCalendar) -> Due | None:
    """Return the explained date of law of a document that has a date of forming."""
    version = document.current
    return deadline(version.formed_on, calendar) if version else None


def ruler(document: "Document", request: DeskRequest) -> SafeString:
    """Return the deadline ruler; nothing once the document is public or withheld."""
    if document.due_on is None or document.published_at is not None:
        return SafeString("")
    calendar = calendar_of(request)
    due = term(document, calendar)
    if due is None:
        return SafeString("")
    days = [day for day in due.days if day.counted or day.on != due.days[0].on]
    days += _overdue(due.due_on, today(request), calendar)
    drawn = ruler_html(days, today(request), due.due_on, provisional=due.provisional)
    return SafeString(drawn)


def _overdue(due_on: date, on: date, calendar: WorkCalendar) -> list[Explained]:
    """Return the days since a date of law has passed, as far as a ruler can show them."""
    late = (on - due_on).days
    if not 0 < late <= MOST_LATE_DAYS:
        return []
    days = [calendar.day(due_on + timedelta(days=n)) for n in range(1, late + 1)]
    return [Explained(day.on, day.is_workday, day.why) for day in days]


def numbered(days: Iterable[Explained]) -> list[NumberedDay]:
    """Return the days with the count reached on each."""
    rows: list[NumberedDay] = []
    count = 0
    for day in days:
        count += day.counted
        rows.append(NumberedDay(day.on, day.counted, day.why, count))
    return rows
