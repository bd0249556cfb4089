"""One change of an office: allowed or not, locked, checked, written down."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import IntegrityError, models, transaction

from gongkai.kernel.actor import Actor
from gongkai.kernel.ledger_line import record
from gongkai.organs.access import administers
from gongkai.organs.models import Appointment, Organ, Person
from gongkai.organs.operations.refusals import NotAdministrator, Overtaken, Unfit

INSTITUTION_BASIS = "《政府信息公开条例》第四条"
"""Every administrative organ sets up the system and names who does the daily work."""
ORGAN_BASIS = "《政府信息公开条例》第二十条第二项"
"""Functions, organisation, address, hours, telephone and leaders are public."""
CHECK_BASIS = "《政府信息公开条例》第十七条"
"""Information is checked for secrets before it is made public, with procedure and duties."""


@contextmanager
def one_act() -> Iterator[None]:
    """A transaction in which a clash with somebody else's change becomes a sentence."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as clash:
        raise Overtaken("别人刚刚作了相抵触的修改，请刷新页面再看") from clash


@contextmanager
def change(organ: Organ, *, by: Actor) -> Iterator[Organ]:
    """Lock an organ for a change by its administrator; NotAdministrator for anybody else."""
    with one_act():
        locked = Organ.objects.select_for_update().get(pk=organ.pk)
        if not administers(by, locked):
            raise NotAdministrator(f"您不是{locked.name}的管理员，不能修改这里的机构和人员")
        yield locked


@contextmanager
def change_of_person(person: Person, on: date, *, by: Actor) -> Iterator[Person]:
    """Lock a person for a change by somebody who administers every office he works in."""
    with one_act():
        locked = Person.objects.select_for_update().get(pk=person.pk)
        held = Appointment.objects.on(on).filter(person=locked).select_related("post__organ")
        works_in = [row.post.organ for row in held.order_by("id")] or [locked.organ]
        if not all(administers(by, organ) for organ in works_in):
            raise NotAdministrator(f"您不是{locked.name}所在机关的管理员")
        yield locked


def checked(row: models.Model) -> None:
    """Raise Unfit with every fault of a row that is about to be saved."""
    try:
        row.full_clean()
    except ValidationError as error:
        faults = [_sentence(row, name, words) for name, words in error.message_dict.items()]
        raise Unfit("；".join(faults)) from error


def _sentence(row: models.Model, name: str, words: list[str]) -> str:
    said = "，".join(word.rstrip("。") for word in words)
    label = "" if name == NON_FIELD_ERRORS else str(_label(row, name))
    return said if label in said else f"{label}：{said}"


def _label(row: models.Model, name: str) -> object:
    return getattr(row._meta.get_field(name), "verbose_name", name)


def changed_fields(row: models.Model, changes: dict[str, Any]) -> dict[str, list[Any]]:
    """Set the new values and return those that differ as `{field: [old, new]}`."""
    differing = {
        name: [getattr(row, name), value]
        for name, value in changes.items()
        if getattr(row, name) != value
    }
    for name, (_, value) in differing.items():
        setattr(row, name, value)
    return differing


def note(
    row: models.Model,
    act: str,
    label: str,
    *,
    organ: Organ,
    by: Actor,
    at: datetime,
    basis: str = INSTITUTION_BASIS,
    reason: str = "",
    detail: dict[str, Any] | None = None,
) -> None:
    """Write the ledger line of a change, under the opaque reference of its subject."""
    record(
        f"organs.{act}",
        label=label,
        subject=f"{row._meta.label_lower}:{row.pk}",
        by=by,
        at=at,
        organ=organ.pk,
        basis=basis,
        reason=reason,
        detail=detail,
    )
