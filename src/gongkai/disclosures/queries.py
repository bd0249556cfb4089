"""Named questions about documents."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count, Q, QuerySet
from django.utils.timezone import localdate

from gongkai.disclosures.access import visible
from gongkai.disclosures.models import Document, Genre, Version
from gongkai.disclosures.models.document import DocumentQuerySet
from gongkai.kernel.actor import Actor
from gongkai.law.disclosure import COUNTERSIGN_HOURS
from gongkai.law.roles import Role
from gongkai.law.workdays import WorkCalendar
from gongkai.screening.models import Finding
from gongkai.text import html, reading

SOON_WORKDAYS = 3
MOST_TASKS = 200


@dataclass(frozen=True, slots=True)
class Task:
    """Something this actor should do about one document, and by when."""

    document: Document
    verb: str
    due_on: date | None
    provisional: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """Tasks that fall due in the same stretch of days."""

    key: str
    label: str
    tasks: tuple[Task, ...]


@dataclass(frozen=True, slots=True)
class Touches:
    """What a signer sees of a text at a glance."""

    characters: int
    attachments: int
    table_rows: int
    masked: int
    kept: int


def tasks(actor: Actor, at: datetime) -> list[Task]:
    """Return what waits for this actor, by the law's date; each list is one index read."""
    on = localdate(at)
    found = [*_waiting(actor), *_drafts(actor), *_countersigns(actor), *_expired(actor, on)]
    return sorted(found, key=lambda task: (task.due_on or date.max, task.document.pk))


def grouped(found: Iterable[Task], calendar: WorkCalendar, on: date) -> list[Group]:
    """Return tasks in the groups 已逾期, 今天, 三个工作日内, 以后; empty groups are left out."""
    soon = calendar.add_workdays(on, SOON_WORKDAYS)
    labels = {"late": "已逾期", "today": "今天", "soon": "三个工作日内", "later": "以后"}
    sorted_in: dict[str, list[Task]] = {key: [] for key in labels}
    for task in found:
        sorted_in[_group_of(task, on, soon)].append(task)
    return [Group(key, labels[key], tuple(rows)) for key, rows in sorted_in.items() if rows]


def _group_of(task: Task, on: date, soon: date) -> str:
    if task.due_on is None or task.due_on > soon:
        return "later"
    if task.due_on < on:
        return "late"
    return "today" if task.due_on == on else "soon"


def _waiting(actor: Actor) -> list[Task]:
    """Documents whose turn is at one of the actor's posts."""
    found = visible(actor).filter(waiting_post__in=actor.posts).order_by("due_on", "id")
    verbs = {"checking": "保密审查", "referred": "登记确定意见", "signing": "签发"}
    return [_task(each, verbs[each.state]) for each in found[:MOST_TASKS]]


def _drafts(actor: Actor) -> list[Task]:
    found = visible(actor).filter(state="drafting", drafter__in=actor.acts_for)
    rows = found.order_by("due_on", "id")[:MOST_TASKS]
    return [_task(each, "修改后送审" if each.returned_reason else "起草送审") for each in rows]


def _countersigns(actor: Actor) -> list[Task]:
    if not actor.roles & {Role.CHECKER, Role.SIGNER}:
        return []
    found = visible(actor).filter(express_at__isnull=False, countersigned_at=None)
    side = {True: Role.CHECKER, False: Role.SIGNER}
    rows = list(found.filter(state="published").order_by("express_at", "id"))
    return [
        Task(each, "补签", localdate(countersign_due(each)))
        for each in rows
        if side[each.signer_id is not None] in actor.roles
        and actor.person not in (each.drafter_id, each.checker_id, each.signer_id)
    ]


def countersign_due(document: Document) -> datetime:
    """Return when an express publication must have its second signature."""
    assert document.express_at is not None  # noqa: S101 (asked of express publications only)
    return document.express_at + timedelta(hours=COUNTERSIGN_HOURS)


def _expired(actor: Actor, on: date) -> list[Task]:
    """Notices whose posting period is over and that still stand in public."""
    if Role.CLERK not in actor.roles:
        return []
    found = visible(actor).filter(state="published", genre=Genre.LIST, live__display_until__lt=on)
    rows = found.order_by("live__display_until", "id")[:MOST_TASKS]
    return [Task(each, "公示到期，撤下", each.live.display_until) for each in rows if each.live]


def _task(document: Document, verb: str) -> Task:
    return Task(document, verb, document.due_on, document.due_provisional)


def mine(actor: Actor) -> DocumentQuerySet:
    """Return what the actor drafted, or carries for somebody, newest first."""
    return visible(actor).filter(drafter__in=actor.acts_for)


def counts(actor: Actor) -> dict[str, int]:
    """Return how many documents of the actor's organs are in each state."""
    found = visible(actor).order_by().values("state").annotate(n=Count("id"))
    return {row["state"]: row["n"] for row in found}


def due_between(actor: Actor, first: date, last: date) -> list[Document]:
    """Return unpublished documents whose date falls in a span, by date."""
    found = visible(actor).in_work().filter(published_at=None, due_on__range=(first, last))
    return list(found.order_by("due_on", "id"))


def named(rows: QuerySet[Document], words: str) -> QuerySet[Document]:
    """Return the documents whose title or 文号 holds these words."""
    title = Q(draft__title__icontains=words) | Q(live__title__icontains=words)
    return rows.filter(title | Q(doc_number__icontains=words))


def inside(actor: Actor, words: str) -> QuerySet[Document]:
    """Return what only the actor's offices see (drafts, withheld, withdrawn) of this name."""
    return named(visible(actor).filter(live__isnull=True), words)


def withheld(actor: Actor) -> DocumentQuerySet:
    """Return the documents a signer decided not to publish (row C15)."""
    return visible(actor).filter(state="withheld")


def compared_with(document: Document) -> Version | None:
    """Return the text a reviewer saw last: the one signed for last, else the public one."""
    if document.draft is None:
        return None
    earlier = document.signatures.exclude(version=document.draft).order_by("-id").first()
    return earlier.version if earlier else document.live if document.live_id else None


def changes(old: Version, new: Version) -> list[html.Change]:
    """Return the differences of two texts, paragraph by paragraph."""
    return html.diff(old.body, new.body)


def touches(document: Document) -> Touches:
    """Return what the current text touches."""
    version = document.current
    found = Finding.objects.filter(subject=document.reference)
    body = version.body if version else ""
    return Touches(
        characters=len(html.plain(body).replace("\n", "")),
        attachments=version.attachments.count() if version else 0,
        table_rows=body.count("<tr>"),
        masked=found.filter(answer=Finding.Answer.MASKED).count(),
        kept=found.filter(present=True, answer=Finding.Answer.KEPT).count(),
    )


def unread_attachments(document: Document) -> list[str]:
    """Return the attachments no machine has looked into: pictures, PDF, OFD, old Word."""
    version = document.current
    if version is None:
        return []
    files = version.attachments.select_related("file").order_by("order")
    return [each.name for each in files if each.file.kind not in reading.READ]


def interpretations_of(policy: Document) -> list[Document]:
    """Return the public interpretations of a policy."""
    found = policy.interpretations.public().select_related("live", "organ")
    return list(found.order_by("published_at", "seq"))
