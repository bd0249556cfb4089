"""When a document must be public (条例第二十六条), and what a new holiday notice changes."""

from datetime import date, datetime
from typing import Any

from django.db import transaction

from gongkai.disclosures.models import Document
from gongkai.kernel import calendars
from gongkai.kernel.actor import Actor
from gongkai.kernel.ledger_line import record
from gongkai.law import disclosure as law
from gongkai.law.clocks import Due, due
from gongkai.law.workdays import WorkCalendar, YearNotice


def deadline(formed_on: date | None, calendar: WorkCalendar | None = None) -> Due | None:
    """Return the explained deadline of something formed on a day, by the calendar now in use."""
    if formed_on is None:
        return None
    return due("gi.active", formed_on, calendar or calendars.current())


def term(document: Document, formed_on: date | None) -> dict[str, Any]:
    """Return the columns of the term of a document whose text was formed on a day.

    Once a document has been public its term is that of its correction, which stands.
    """
    if document.published_at is not None:
        return {}
    due_on = deadline(formed_on)
    return {
        "due_on": due_on.due_on if due_on else None,
        "due_provisional": bool(due_on and due_on.provisional),
    }


def adopt_holiday_notice(notice: YearNotice, *, by: Actor, at: datetime) -> list[Document]:
    """Import a year's notice and recompute every open deadline; return the documents that moved."""
    with transaction.atomic():
        calendars.adopt(notice, by=by, at=at)
        moved = []
        waiting = Document.objects.filter(published_at=None, due_on__isnull=False).in_work()
        for document in waiting.select_related("draft").order_by("id"):
            if _recompute(document, by, at):
                moved.append(document)
    return moved


def _recompute(document: Document, by: Actor, at: datetime) -> bool:
    new = deadline(document.draft.formed_on if document.draft else None)
    old = (document.due_on, document.due_provisional)
    if new is None or old == (new.due_on, new.provisional):
        return False
    document.due_on, document.due_provisional = new.due_on, new.provisional
    document.save(update_fields=["due_on", "due_provisional"])
    record(
        "disclosures.document.recompute",
        label="期限重算",
        subject=document.reference,
        by=by,
        at=at,
        organ=document.organ_id,
        basis=law.TERM,
        detail={"from": str(old[0]), "to": str(new.due_on), "provisional": new.provisional},
    )
    return True
