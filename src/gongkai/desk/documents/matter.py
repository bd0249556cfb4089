"""What a page says about one document: the next step, the date of law, the checks, the history."""

from typing import TYPE_CHECKING, Any

from django.utils.safestring import SafeString

from gongkai.desk.documents.offers import next_step
from gongkai.desk.documents.readiness import readiness
from gongkai.desk.requests import DeskRequest, calendar_of, today
from gongkai.desk.terms import drawn
from gongkai.disclosures.operations.deadlines import deadline
from gongkai.kernel.ledger_line import history
from gongkai.law.clocks import Due
from gongkai.law.workdays import WorkCalendar

if TYPE_CHECKING:
    from gongkai.disclosures.models import Document


TO_BE_PUBLIC = frozenset({"drafting", "checking", "referred", "signing", "scheduled"})


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
    return drawn(due, today(request), calendar) if due else SafeString("")
