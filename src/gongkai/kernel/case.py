"""Carry out a step of a procedure on a stored case: lock, judge, write, record."""

from datetime import datetime
from typing import Any, ClassVar, TypeVar

from django.db import models, transaction
from django.utils.timezone import localtime

from gongkai.kernel.actor import Actor
from gongkai.kernel.ledger_line import record
from gongkai.kernel.models import Entry
from gongkai.law.procedure import NotAllowed, Offer, Procedure, Step


class ChangedMeanwhile(NotAllowed):
    """Somebody else acted on the case after the page was opened."""


class Case(models.Model):
    """A thing that runs through a procedure. Only `carry_out` writes `state` and `revision`."""

    procedure: ClassVar[Procedure]

    state = models.CharField("状态", max_length=32, editable=False)
    revision = models.PositiveIntegerField("办理次数", default=0, editable=False)

    class Meta:
        abstract = True

    def facts(self, by: Actor, at: datetime, reason: str = "") -> Any:
        """Return what the procedure asks about this case, this actor and this moment."""
        raise NotImplementedError

    def facts_to_show(self, by: Actor, at: datetime, reason: str = "") -> Any:
        """Return the facts for a page; what is dear to find out may be known from before."""
        return self.facts(by, at, reason)

    @property
    def reference(self) -> str:
        """The opaque name other packages and the ledger know the case by."""
        return f"{self._meta.label_lower}:{self.pk}"

    @property
    def state_label(self) -> str:
        """The state in the words of the procedure."""
        return self.procedure.states[self.state]

    @property
    def ledger_organ(self) -> int | None:
        """The organ whose ledger records the case; None leaves it to the actor's."""
        return None

    def offers(self, by: Actor, at: datetime, reason: str = "-") -> list[Offer]:
        """Return the steps this actor sees now; a reason is taken as still to be written."""
        return self.procedure.offered(self.state, by.roles, self.facts_to_show(by, at, reason))


CaseT = TypeVar("CaseT", bound=Case)


def carry_out(
    case: CaseT,
    name: str,
    *,
    by: Actor,
    at: datetime,
    reason: str = "",
    said: str | None = None,
    detail: dict[str, Any] | None = None,
    **changes: Any,
) -> tuple[CaseT, Step]:
    """Take one step in one transaction, or raise NotAllowed and change nothing.

    `said` is what the ledger says in place of a reason that may hold personal data.

    The row is locked, the facts are read afresh, and the write is a compare-and-set on state and
    revision, so that of two people acting at once the second is refused and told by whom.
    """
    manager = type(case)._default_manager
    with transaction.atomic():
        locked = manager.select_for_update().get(pk=case.pk)
        if locked.state != case.state:
            raise ChangedMeanwhile(_overtaken(locked))
        facts = locked.facts(by, at, reason)
        step = locked.procedure.take(name, state=locked.state, roles=by.roles, facts=facts)
        written = manager.filter(pk=case.pk, revision=locked.revision).update(
            state=step.target, revision=locked.revision + 1, **changes
        )
        if not written:
            raise ChangedMeanwhile(_overtaken(locked))
        record(
            f"{locked.procedure.name}.{step.name}",
            label=step.label,
            subject=locked.reference,
            by=by,
            at=at,
            organ=locked.ledger_organ,
            basis=step.basis,
            reason=reason if said is None else said,
            detail={"from": locked.state, "to": step.target, **(detail or {})},
        )
        locked.state, locked.revision = step.target, locked.revision + 1
        for attribute, value in changes.items():
            setattr(locked, attribute, value)
    return locked, step


def _overtaken(case: Case) -> str:
    last = Entry.objects.filter(subject=case.reference).order_by("-id").first()
    if last is None:
        return "别人刚刚办理了这件事，请刷新页面再看"
    at = localtime(last.at)
    when = f"{at.month}月{at.day}日 {at:%H:%M}"
    return f"{last.person_name}已在{when} 办理“{last.label}”，请刷新页面再看"
