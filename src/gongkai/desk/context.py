"""What every desk template may use."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from gongkai.desk.requests import today
from gongkai.disclosures import queries
from gongkai.disclosures.queries import Task
from gongkai.kernel.actor import Actor
from gongkai.law.roles import Role


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the side navigation."""

    url: str
    icon: str
    word: str
    count: int = 0
    hot: bool = False


@dataclass(frozen=True, slots=True)
class Menu:
    """A group of entries under a heading."""

    name: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Counts:
    """How much waits, by what there is to do."""

    tasks: int = 0
    late: int = 0
    checks: int = 0
    signs: int = 0
    drafts: int = 0


def tasks_of(request: Any) -> list[Task]:
    """Return the tasks of the request's actor, asked once a request."""
    if not hasattr(request, "desk_tasks"):
        request.desk_tasks = queries.tasks(request.actor, request.now)
    found: list[Task] = request.desk_tasks
    return found


def _counts(request: Any) -> Counts:
    found = tasks_of(request)
    states = [task.document.state for task in found]
    on = today(request)
    return Counts(
        tasks=len(found),
        late=sum(task.due_on is not None and task.due_on < on for task in found),
        checks=states.count("checking") + states.count("referred"),
        signs=states.count("signing"),
        drafts=states.count("drafting"),
    )


def menus(actor: Actor, counts: Counts) -> list[Menu]:
    """Return the navigation for the roles of an actor."""
    own = [Entry(reverse("desk-todo"), "inbox", "待办", counts.tasks, counts.late > 0)]
    if actor.has(Role.CHECKER):
        own.append(Entry(reverse("desk-checks"), "shield-check", "待我审查", counts.checks))
    if actor.has(Role.SIGNER):
        own.append(Entry(reverse("desk-signing"), "stamp", "待我签发", counts.signs))
    if actor.has(Role.CLERK):
        own.append(Entry(reverse("desk-mine"), "pen-line", "我起草的", counts.drafts))
    own.append(Entry(reverse("desk-calendar"), "calendar-days", "期限日历"))
    work = (
        Entry(reverse("desk-documents"), "megaphone", "信息公开"),
        Entry(reverse("desk-withheld"), "eye-off", "不予公开登记"),
        Entry(reverse("desk-assessments"), "shield-check", "影响评估"),
        Entry(reverse("desk-clean-ups"), "list-checks", "文件清理"),
        Entry(reverse("desk-catalogue"), "layout-list", "标准目录"),
        Entry(reverse("desk-cases"), "gavel", "复议和诉讼"),
    )
    found = [Menu("我的工作", tuple(own)), Menu("业务", work)]
    over = [
        Entry(reverse("desk-rate"), "scale", "主动公开率"),
        Entry(reverse("desk-secrecy"), "lock", "涉密拦截"),
    ]
    if actor.roles & {Role.SUPERVISOR, Role.ADMIN}:
        over.insert(0, Entry(reverse("desk-supervision"), "chart-column", "按期公开"))
    if actor.has(Role.SUPERVISOR):
        over.append(Entry(reverse("desk-complaints"), "inbox", "举报"))
    found.append(Menu("监督", tuple(over)))
    if actor.has(Role.ADMIN):
        found.append(Menu("管理", (Entry(reverse("desk-settings"), "settings", "设置"),)))
    return found


def desk(request: HttpRequest) -> dict[str, Any]:
    """Return the context every desk page shares; nothing before sign-in."""
    actor: Actor | None = getattr(request, "actor", None)
    if actor is None:
        return {}
    counts = _counts(request)
    return {
        "actor": actor,
        "office": actor.office,
        "role_labels": [role.label for role in Role if role in actor.roles],
        "menus": menus(actor, counts),
        "counts": counts,
        "may_draft": actor.has(Role.CLERK),
        "session_seconds": settings.GONGKAI["session_seconds"],
    }
