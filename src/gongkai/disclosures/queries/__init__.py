"""Named questions about documents."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery
from django.utils.timezone import localdate

from gongkai.catalogue.models import Column
from gongkai.disclosures.access import visible
from gongkai.disclosures.models import Document, Genre, Verification, Version
from gongkai.disclosures.models.document import DocumentQuerySet
from gongkai.kernel.actor import Actor
from gongkai.law.disclosure import COUNTERSIGN_HOURS
from gongkai.law.roles import Role
from gongkai.law.workdays import WorkCalendar
from gongkai.screening.models import Finding
from gongkai.text import html

SOON_WORKDAYS = 3
MOST_TASKS = 200
IN_A_ROW = (
    *("state", "organ_id", "genre", "doc_number", "due_on", "due_provisional", "returned_reason"),
    *("drafter__name", "checker_id", "signer_id", "draft__title", "live__title"),
    *("display_until", "published_at", "express_at", "countersigned_at", "waiting_post_id"),
)
"""What is read of a document, and of the rows beside it, to show it in a list of tasks."""


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
    """Return what waits for this actor, by the law's date; each list is one index read.

    Every page of the desk counts them: a document in a task has what a row shows (`IN_A_ROW`).
    """
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


def _rows(actor: Actor) -> DocumentQuerySet:
    found = visible(actor).select_related(None).select_related("drafter", "draft", "live")
    return found.defer(None).only(*IN_A_ROW)


def _waiting(actor: Actor) -> list[Task]:
    """Documents whose turn is at one of the actor's posts."""
    found = _rows(actor).filter(waiting_post__in=actor.posts).order_by("due_on", "id")
    verbs = {"checking": "保密审查", "referred": "登记确定意见", "signing": "签发"}
    return [_task(each, verbs[each.state]) for each in found[:MOST_TASKS]]


def _drafts(actor: Actor) -> list[Task]:
    found = _rows(actor).filter(state="drafting", drafter__in=actor.acts_for)
    rows = found.order_by("due_on", "id")[:MOST_TASKS]
    return [_task(each, "修改后送审" if each.returned_reason else "起草送审") for each in rows]


def _countersigns(actor: Actor) -> list[Task]:
    if not actor.roles & {Role.CHECKER, Role.SIGNER}:
        return []
    side = {True: Role.CHECKER, False: Role.SIGNER}
    return [
        Task(each, "补签", localdate(countersign_due(each)))
        for each in _unsigned(_rows(actor))[:MOST_TASKS]
        if side[each.signer_id is not None] in actor.roles
        and actor.person not in (each.drafter_id, each.checker_id, each.signer_id)
    ]


def open_countersigns(actor: Actor) -> DocumentQuerySet:
    """Return the express publications that still wait for their second signature, oldest first."""
    return _unsigned(visible(actor))


def _unsigned(found: DocumentQuerySet) -> DocumentQuerySet:
    found = found.filter(state="published", express_at__isnull=False, countersigned_at=None)
    return found.order_by("express_at", "id")


def countersign_due(document: Document) -> datetime:
    """Return when an express publication must have its second signature."""
    assert document.express_at is not None  # noqa: S101 (asked of express publications only)
    return document.express_at + timedelta(hours=COUNTERSIGN_HOURS)


def _expired(actor: Actor, on: date) -> list[Task]:
    """Notices whose posting period is over and that still stand in public."""
    if Role.CLERK not in actor.roles:
        return []
    found = _rows(actor).filter(state="published", genre=Genre.LIST, display_until__lt=on)
    rows = found.order_by("display_until", "id")[:MOST_TASKS]
    return [Task(each, "公示到期，撤下", each.display_until) for each in rows]


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


def standing_in(column: Column) -> int:
    """Return how many documents are public in a column, or signed and about to be."""
    soon = Q(state="scheduled", draft__column=column)
    return Document.objects.filter(Q(live__isnull=False, column=column) | soon).count()


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


def interpretations_of(policy: Document) -> list[Document]:
    """Return the public interpretations of a policy."""
    found = policy.interpretations.public().select_related("live", "organ")
    return list(found.order_by("published_at", "seq"))


def verification(document: Document) -> Verification | None:
    """Return the last look at the document's public address, None before the first."""
    return Verification.objects.filter(document=document).order_by("-id").first()


def verification_told(document: Document) -> str:
    """Return 已核验 or 未核验 with what was seen, for the desk; empty for what has no address."""
    if document.seq is None:
        return ""
    last = verification(document)
    return last.told if last else "未核验：还没有核对"


def unverified(actor: Actor) -> list[Verification]:
    """Return the looks, last of their documents, that did not find what was written; newest first.

    Only documents of the actor's organs.
    """
    newest = Verification.objects.filter(document=OuterRef("document")).order_by("-id")
    found = Verification.objects.filter(
        document__organ_id__in=actor.organs, pk=Subquery(newest.values("pk")[:1])
    ).exclude(status=F("expected"), sha256=F("expected_sha256"))
    return list(found.select_related("document__live", "document__draft").order_by("-at", "-id"))
