"""Writing and reading lines of the ledger."""

from datetime import datetime
from typing import Any

from gongkai.kernel.actor import Actor
from gongkai.kernel.compiled import Compiled
from gongkai.kernel.models import Entry


def record(
    act: str,
    *,
    label: str,
    subject: str,
    by: Actor,
    at: datetime,
    organ: int | None = None,
    basis: str = "",
    reason: str = "",
    detail: dict[str, Any] | None = None,
) -> Entry:
    """Write one line; call it inside the transaction of the act it records."""
    return Entry.objects.create(
        at=at,
        act=act,
        label=label,
        subject=subject,
        organ=organ if organ is not None else by.organ,
        person=by.person,
        person_name=by.name,
        basis=basis,
        reason=reason,
        detail=detail or {},
    )


def history(subject: str) -> list[Entry]:
    """Return every line about one subject, oldest first."""
    return list(Entry.objects.filter(subject=subject).order_by("id"))


def last_line() -> int:
    """Return the number of the last line, 0 when there is none."""
    rows = _LAST()
    return int(rows[0][0]) if rows else 0


_LAST = Compiled(lambda: Entry.objects.order_by("-id").values_list("id")[:1])
