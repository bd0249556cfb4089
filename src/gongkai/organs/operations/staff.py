"""People: taken on, appointed to posts, handing posts over."""

from datetime import date, datetime, timedelta

from gongkai.kernel.actor import Actor
from gongkai.organs.models import Appointment, HandOver, Organ, Person, Post
from gongkai.organs.operations.change import INSTITUTION_BASIS, ORGAN_BASIS, change, checked, note
from gongkai.organs.operations.refusals import WrongDates, WrongPlace

ONE_DAY = timedelta(days=1)


def take_on(*, organ: Organ, name: str, phone: str = "", by: Actor, at: datetime) -> Person:
    """Enter somebody who works for an organ from now on; rights come with posts only."""
    with change(organ, by=by) as locked:
        person = Person(organ=locked, name=name.strip(), phone=phone)
        checked(person)
        person.save(force_insert=True)
        note(person, "take_on", "登记人员", organ=locked, by=by, at=at)
    return person


def appoint(post: Post, *, person: Person, since: date, by: Actor, at: datetime) -> Appointment:
    """Give a person a post from a day on."""
    with change(post.organ, by=by) as organ:
        appointed = _appointed(post, person, since)
        detail = {"person": person.pk, "since": since.isoformat()}
        note(post, "appoint", "任职", organ=organ, by=by, at=at, basis=_basis(post), detail=detail)
    return appointed


def end_appointment(
    post: Post, *, person: Person, until: date, by: Actor, at: datetime
) -> Appointment:
    """Let a person's time in a post end with a day (inclusive); what he signed stays signed."""
    with change(post.organ, by=by) as organ:
        ended = _ended(post, person, until)
        detail = {"person": person.pk, "until": until.isoformat()}
        note(
            post,
            "end_appointment",
            "离任",
            organ=organ,
            by=by,
            at=at,
            basis=_basis(post),
            detail=detail,
        )
    return ended


def hand_over(
    post: Post, *, person: Person, successor: Person, since: date, by: Actor, at: datetime
) -> HandOver:
    """Pass a post on from a day on: open tasks move to the successor, old signatures stay (A05)."""
    with change(post.organ, by=by) as organ:
        if person == successor:
            raise WrongPlace("接手人不能是本人")
        _ended(post, person, since - ONE_DAY)
        if not Appointment.objects.on(since).filter(post=post, person=successor).exists():
            _appointed(post, successor, since)
        handed = HandOver(post=post, person=person, successor=successor, since=since)
        checked(handed)
        handed.save(force_insert=True)
        detail = {"from": person.pk, "to": successor.pk, "since": since.isoformat()}
        note(
            post,
            "hand_over",
            "工作交接",
            organ=organ,
            by=by,
            at=at,
            basis=_basis(post),
            detail=detail,
        )
    return handed


def _appointed(post: Post, person: Person, since: date) -> Appointment:
    held = post.appointments.filter(person=person)
    if held.filter(until__isnull=True).exists() or held.filter(until__gte=since).exists():
        raise WrongDates(f"{person.name}在这段时间已经任“{post.name}”")
    appointed = Appointment(post=post, person=person, since=since)
    checked(appointed)
    appointed.save(force_insert=True)
    return appointed


def _ended(post: Post, person: Person, until: date) -> Appointment:
    held = post.appointments.filter(person=person, until__isnull=True).order_by("id").first()
    if held is None:
        raise WrongPlace(f"{person.name}现在不在“{post.name}”岗位上")
    if until < held.since:
        start = held.since
        raise WrongDates(
            f"{person.name}从{start.year}年{start.month}月{start.day}日起任“{post.name}”，"
            "离任不能早于这一天"
        )
    held.until = until
    held.save(update_fields=["until"])
    return held


def _basis(post: Post) -> str:
    """Leaders are public by article 20; everybody else does the work that article 4 asks for."""
    return ORGAN_BASIS if post.leader else INSTITUTION_BASIS
