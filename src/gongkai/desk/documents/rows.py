"""Documents as rows of a list: icon, title, a line of context, stage, date of law, person."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from gongkai.desk.documents.genres import BY_KEY
from gongkai.desk.words import distance, short_day, urgency
from gongkai.disclosures.queries import Task
from gongkai.law.workdays import WorkCalendar

if TYPE_CHECKING:
    from gongkai.disclosures.models import Document

TAGS = {
    "drafting": "",
    "checking": "info",
    "referred": "warn",
    "signing": "info",
    "scheduled": "ok",
    "published": "ok",
    "withheld": "",
    "withdrawn": "seal",
    "discarded": "",
}


@dataclass(frozen=True, slots=True)
class Row:
    """One row."""

    document: "Document"
    icon: str
    line: str
    tag: str
    tag_kind: str
    due: str
    due_small: str
    due_kind: str
    person: str


def task_row(task: Task, on: date, calendar: WorkCalendar) -> Row:
    """Return the row of something to do."""
    document = task.document
    return Row(
        document,
        BY_KEY[document.genre].icon,
        _line(document, task.verb),
        document.state_label,
        TAGS[document.state],
        *_due(task.due_on, task.provisional, on, calendar),
        person=document.drafter.name,
    )


def document_row(document: "Document", on: date, calendar: WorkCalendar) -> Row:
    """Return the row of a document in a list; the date of law only while it is open."""
    open_due = document.due_on if document.published_at is None else None
    if document.state in ("withheld", "discarded", "withdrawn"):
        open_due = None
    due = _due(open_due, document.due_provisional, on, calendar)
    if document.published_at is not None:
        due = ("已公开", short_day(document.published_at.date()), "")
    return Row(
        document,
        BY_KEY[document.genre].icon,
        _line(document, ""),
        document.state_label,
        TAGS[document.state],
        *due,
        person=document.drafter.name,
    )


def _line(document: "Document", verb: str) -> str:
    parts = [verb, BY_KEY[document.genre].label, document.doc_number]
    if not verb:
        parts.append(document.organ.short_name)
    if document.countersign_open and document.is_public:
        parts.append("等补签")
    return " · ".join(part for part in parts if part)


def _due(
    due_on: date | None, provisional: bool, on: date, calendar: WorkCalendar
) -> tuple[str, str, str]:
    if due_on is None:
        return ("", "", "")
    mark = "（暂定）" if provisional else ""
    return (distance(due_on, on, calendar), f"{short_day(due_on)}{mark}", urgency(due_on, on))
