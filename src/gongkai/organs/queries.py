"""Questions about offices: who holds a post, which chain signs, what is still missing."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import chain as one_after_another

from gongkai.kernel.ledger_line import history
from gongkai.kernel.models import Entry
from gongkai.law.kinds import OrganKind
from gongkai.organs.access import GOVERNMENTS, deputies, office_of, offices_of, stand_in
from gongkai.organs.models import (
    Absence,
    Account,
    Appointment,
    ChainLink,
    GroupSeat,
    Organ,
    Person,
    Post,
)

RESET = "reset_second_factor"
"""The act by which an administrator ends somebody else's second factor."""
OPEN_GOVERNMENT = ("政务公开", "信息公开")
"""How a leader's division of work names open government."""


@dataclass(frozen=True, slots=True)
class Link:
    """A post of a chain, what it does, and who can do it on the day asked about."""

    post: Post
    act: ChainLink.Act
    people: tuple[Person, ...]


@dataclass(frozen=True, slots=True)
class Chain:
    """The posts a document of an organ walks through: checks in order, then one signature."""

    checks: tuple[Link, ...]
    sign: Link | None
    organ: str = ""

    @property
    def links(self) -> tuple[Link, ...]:
        """Every link in order."""
        return (*self.checks, self.sign) if self.sign else self.checks

    @property
    def vacancy(self) -> str:
        """Why the chain cannot be walked that day, as a sentence; empty when it can."""
        return self.vacancy_for(None)

    def vacancy_for(self, drafter: int | None) -> str:
        """Why a text of this drafter (key of a person) cannot be checked and signed; or empty.

        Drafter, checker and signer must be three people (A08–A11).
        """
        if self.sign is None or not self.checks:
            return f"{self.organ}还没有设置签批流程，请管理员先设置"
        for link in self.links:
            where = f"{link.act.label}岗位“{link.post.name}”"
            if not link.people:
                return f"{where}目前空缺，请管理员先安排人员"
            if all(person.pk == drafter for person in link.people):
                return f"{where}目前只有拟稿人本人，请管理员先安排别的人员"
        return "" if self._can_differ(self.sign, drafter) else self._too_few()

    def _can_differ(self, sign: Link, drafter: int | None) -> bool:
        return any(
            all({p.pk for p in link.people} - {drafter, signer.pk} for link in self.checks)
            for signer in sign.people
            if signer.pk != drafter
        )

    def _too_few(self) -> str:
        names = "、".join(dict.fromkeys(p.name for link in self.links for p in link.people))
        return f"审查和签发须由不同的人办理，目前只有{names}，请管理员先安排人员"


def holders(post: Post, on: date) -> list[Person]:
    """Return who acts in a post that day: its holders, or the deputies of those away."""
    return _acting([post], on)[post.pk]


def _acting(posts: Iterable[Post], on: date) -> dict[int, list[Person]]:
    """Return who acts in each post (by key), in order of appointment."""
    named = deputies(on)
    places: dict[int, list[int]] = {post.pk: [] for post in posts}
    appointed = Appointment.objects.on(on).filter(post__in=places).select_related("person")
    known: dict[int, Person] = {}
    for row in appointed.order_by("since", "id"):
        known[row.person_id] = row.person
        actor = stand_in(row.person_id, named)
        if actor is not None and actor not in places[row.post_id]:
            places[row.post_id].append(actor)
    if others := {pk for people in places.values() for pk in people} - known.keys():
        known |= Person.objects.in_bulk(others)
    return {post: [known[pk] for pk in people] for post, people in places.items()}


def chain(organ: Organ, on: date) -> Chain:
    """Return the chain of an organ: its own, or that of the nearest organ above that has one."""
    found = ChainLink.objects.filter(organ__in=organ.ancestry).select_related("post", "organ")
    links = list(found.order_by("organ__path", "order"))
    own = [link for link in links if link.organ_id == links[-1].organ_id]
    people = _acting([link.post for link in own], on)
    done = [Link(row.post, ChainLink.Act(row.act), tuple(people[row.post_id])) for row in own]
    return Chain(
        checks=tuple(link for link in done if link.act == ChainLink.Act.CHECK),
        sign=next((link for link in done if link.act == ChainLink.Act.SIGN), None),
        organ=own[0].organ.name if own else organ.name,
    )


def check_posts(organ: Organ) -> list[int]:
    """Return the posts (keys) that check what an organ publishes, in order: those of its chain."""
    found = ChainLink.objects.filter(organ__in=organ.ancestry).order_by("organ__path", "order")
    links = list(found.values_list("organ_id", "post_id", "act"))
    return [post for of, post, act in links if of == links[-1][0] and act == ChainLink.Act.CHECK]


def posts(organ: Organ) -> list[Post]:
    """Return the posts of an office, its departments' included."""
    found = Post.objects.filter(organ__in=_of_office(organ)).select_related("organ")
    return list(found.order_by("organ__path", "order", "id"))


def departments(organ: Organ) -> list[Organ]:
    """Return the departments right below an organ."""
    return list(organ.children.filter(kind=OrganKind.DEPARTMENT).order_by("order", "path"))


def _of_office(organ: Organ) -> list[int]:
    """Return the organ and the departments below it that belong to the same office (keys)."""
    below = list(Organ.objects.within(organ).order_by("path"))
    office = office_of(organ)
    offices = offices_of(below)
    return [each.pk for each in below if offices[each.pk] == office]


def people(organ: Organ, on: date) -> list[Person]:
    """Return who holds a post of an office that day, departments included, in order of posts."""
    held = Appointment.objects.on(on).filter(post__organ__in=_of_office(organ))
    held = held.select_related("person").order_by("post__organ__path", "post__order", "id")
    return list(dict.fromkeys(row.person for row in held))


@dataclass(frozen=True, slots=True)
class Leader:
    """A leader of an organ with the division of work, as the public page shows it (A17)."""

    post: Post
    person: Person | None
    since: date | None

    @property
    def duties(self) -> str:
        """The division of work (分工)."""
        return self.post.duties


def leaders(organ: Organ, on: date) -> list[Leader]:
    """Return the leading posts of an organ, each holder's name beside it, vacant ones too."""
    led = list(organ.posts.filter(leader=True).order_by("order", "id"))
    held = Appointment.objects.on(on).filter(post__in=led).select_related("person")
    by_post = {row.post_id: row for row in held.order_by("-since", "-id")}
    return [
        Leader(post, row.person if row else None, row.since if row else None)
        for post, row in ((post, by_post.get(post.pk)) for post in led)
    ]


@dataclass(frozen=True, slots=True)
class Seat:
    """A seat of the leading group, the post it is bound to and who holds that post."""

    seat: GroupSeat.Seat
    post: Post
    people: tuple[Person, ...]
    since: date


def leading_group(organ: Organ, on: date) -> list[Seat]:
    """Return the leading group of an organ that day: chair, deputies, members, office (A01)."""
    rows = GroupSeat.objects.on(on).filter(organ=organ).select_related("post")
    seats = list(rows.order_by("post__order", "id"))
    held = Appointment.objects.on(on).filter(post__in=[row.post_id for row in seats])
    by_post: dict[int, list[Person]] = {}
    for row in held.select_related("person").order_by("since", "id"):
        by_post.setdefault(row.post_id, []).append(row.person)
    ranked = sorted(seats, key=lambda row: GroupSeat.Seat.values.index(row.seat))
    return [
        Seat(GroupSeat.Seat(row.seat), row.post, tuple(by_post.get(row.post_id, ())), row.since)
        for row in ranked
    ]


def completeness(organ: Organ, on: date) -> list[str]:
    """Return what an office still lacks before it can publish, each as a sentence."""
    signing = chain(organ, on)
    stopped = [signing.vacancy] if signing.vacancy else []
    return list(
        dict.fromkeys(one_after_another(stopped, _vacant(organ, on), _government(organ, on)))
    )


def _vacant(organ: Organ, on: date) -> list[str]:
    known = posts(organ)
    held = set(Appointment.objects.on(on).filter(post__in=known).values_list("post_id", flat=True))
    return [f"岗位“{post.name}”空缺，请安排人员" for post in known if post.pk not in held]


def _government(organ: Organ, on: date) -> list[str]:
    if organ.kind not in GOVERNMENTS:
        return []
    faults = []
    named = [leader for leader in leaders(organ, on) if leader.person]
    if not any(word in leader.duties for leader in named for word in OPEN_GOVERNMENT):
        faults.append("还没有明确分管政务公开工作的领导，请在领导分工中写明")
    if all(seat.seat != GroupSeat.Seat.CHAIR for seat in leading_group(organ, on)):
        faults.append("政务公开工作领导小组还没有组长")
    return faults


def absences(organ: Organ, on: date) -> list[Absence]:
    """Return the absences in an office that have not ended before the day, soonest first."""
    away = Absence.objects.filter(person__in=people(organ, on), until__gte=on)
    return list(away.select_related("person", "deputy").order_by("since", "id"))


def second_factor_reset(account: Account) -> Entry | None:
    """Return the last reset of the second factor since the person signed in last, if any."""
    lines = history(f"{account._meta.label_lower}:{account.pk}")
    resets = [line for line in lines if line.act == f"organs.{RESET}"]
    unseen = [line for line in resets if not account.last_login or line.at > account.last_login]
    return unseen[-1] if unseen else None
