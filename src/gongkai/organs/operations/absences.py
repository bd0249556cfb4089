"""Absence: while somebody is away his deputy has his posts and his open tasks."""

from contextlib import AbstractContextManager
from datetime import date, datetime, timedelta

from django.utils.timezone import localdate

from gongkai.kernel.actor import Actor
from gongkai.organs.access import offices_of
from gongkai.organs.models import Absence, Appointment, Organ, Person
from gongkai.organs.operations.change import change_of_person, checked, note, one_act
from gongkai.organs.operations.refusals import WrongDates, WrongPlace


def note_absence(
    person: Person,
    *,
    deputy: Person,
    since: date,
    until: date,
    reason: str = "",
    by: Actor,
    at: datetime,
) -> Absence:
    """Note that somebody is away (both days inclusive) and who acts for him.

    The person himself or his administrator may; the deputy works in the same office that day.
    """
    absence = Absence(person=person, deputy=deputy, since=since, until=until, reason=reason)
    checked(absence)
    with _change(person, by, at):
        away = Absence.objects.filter(since__lte=until, until__gte=since)
        if away.filter(person=person).exists():
            raise WrongDates(f"{person.name}在这段时间已经登记了外出")
        if away.filter(person=deputy, deputy=person).exists():
            raise WrongDates(f"{deputy.name}在这段时间也外出，正由{person.name}代办")
        if not _offices(person, since) & _offices(deputy, since):
            raise WrongPlace(f"{deputy.name}届时不在{person.name}的机关任职，不能代办")
        absence.save(force_insert=True)
        days = {"deputy": deputy.pk, "since": since.isoformat(), "until": until.isoformat()}
        note(person, "note_absence", "登记外出代办", organ=person.organ, by=by, at=at, detail=days)
    return absence


def end_absence(absence: Absence, *, back_on: date, by: Actor, at: datetime) -> Absence | None:
    """Let an absence end the day before somebody is back; None when it never came to be."""
    with _change(absence.person, by, at):
        locked = Absence.objects.select_for_update().get(pk=absence.pk)
        if back_on > locked.until:
            raise WrongDates("外出在这一天之前已经结束")
        kept: Absence | None = None
        if back_on > locked.since:
            locked.until, kept = back_on - timedelta(days=1), locked
            locked.save(update_fields=["until"])
        else:
            locked.delete()
        person = locked.person
        detail = {"deputy": locked.deputy_id, "back_on": back_on.isoformat()}
        note(person, "end_absence", "结束外出代办", organ=person.organ, by=by, at=at, detail=detail)
    return kept


def _change(person: Person, by: Actor, at: datetime) -> AbstractContextManager[Person | None]:
    if by.person == person.pk:
        return one_act()
    return change_of_person(person, localdate(at), by=by)


def _offices(person: Person, on: date) -> set[Organ]:
    held = Appointment.objects.on(on).filter(person=person).select_related("post__organ")
    return set(offices_of(row.post.organ for row in held.order_by("id")).values())
