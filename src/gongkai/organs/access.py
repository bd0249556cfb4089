"""The doors to offices: who a signed-in person is today, and which offices he may see.

A person acts for himself, for colleagues who are away and named him deputy, and for colleagues
who handed a post over to him; rights come from the posts held that day, never from the account.
"""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q
from django_otp.plugins.otp_static.models import StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from gongkai.kernel.actor import Actor
from gongkai.law.kinds import OrganKind
from gongkai.law.roles import Role
from gongkai.organs.models import Absence, Account, Appointment, HandOver, Organ, Person, Post
from gongkai.organs.models.organ import OrganQuerySet

GOVERNMENTS = (OrganKind.COUNTY, OrganKind.TOWN, OrganKind.STREET)
"""Kinds of organs that are governments or their agencies, each with affairs of its own."""
FAR_SIGHTED = {Role.SUPERVISOR, Role.ADMIN}
"""Roles that reach into the governments below one's own."""
HELD = (
    *("post_id", "person_id", "since", "post__roles", "post__organ__path"),
    *("post__organ__kind", "post__organ__short_name"),
)
"""What is read of a post to know who acts: an organ's page is long."""


def actor(account: Account, on: date) -> Actor:
    """Return who acts when this account acts on that day."""
    person = account.person
    carried = standing_in_for(person.pk, on)
    held = Appointment.objects.on(on).filter(person__in=carried)
    held = held.select_related("post__organ").only(*HELD).order_by("since", "id")
    posts = {row.post_id: row.post for row in sorted(held, key=lambda r: r.person_id != person.pk)}
    offices = offices_of(post.organ for post in posts.values())
    own = [offices[post.organ_id] for post in posts.values()]
    return Actor(
        person=person.pk,
        name=person.name,
        roles=frozenset(role for post in posts.values() for role in post.role_set),
        organ=own[0].pk if own else None,
        office=own[0].short_name if own else "",
        organs=_in_sight(posts.values(), offices),
        posts=frozenset(posts),
        acts_for=carried | _handed_over_to(carried, on),
    )


def deputies(on: date) -> dict[int, int]:
    """Return for everybody who is away that day the deputy he named (keys of persons)."""
    away = Absence.objects.on(on).order_by("id")
    return dict(away.values_list("person_id", "deputy_id"))


def stand_in(person: int, named: dict[int, int]) -> int | None:
    """Return who acts in a person's place: himself, or his deputy's deputy; None in a circle."""
    seen = {person}
    while person in named:
        person = named[person]
        if person in seen:
            return None
        seen.add(person)
    return person


def standing_in_for(person: int, on: date) -> frozenset[int]:
    """Return the person himself and everybody whose deputy he is that day, deputies' too."""
    named = deputies(on)
    carried = {person}
    while more := {who for who, deputy in named.items() if deputy in carried} - carried:
        carried |= more
    return frozenset(carried)


def _handed_over_to(persons: frozenset[int], on: date) -> frozenset[int]:
    """Return the persons whose posts came down to these; a post handed on again moves on."""
    posts = HandOver.objects.filter(successor__in=persons, since__lte=on).values("post")
    done = HandOver.objects.filter(post__in=posts, since__lte=on).order_by("post_id", "since", "id")
    rows = list(done.values_list("post_id", "person_id", "successor_id"))
    found = set()
    for place, (post, person, successor) in enumerate(rows):
        carrier = successor
        for later_post, giver, taker in rows[place + 1 :]:
            if later_post == post and giver == carrier:
                carrier = taker
        if carrier in persons and carrier != person:
            found.add(person)
    return frozenset(found)


def offices_of(organs: Iterable[Organ]) -> dict[int, Organ]:
    """Return for each organ its office: itself, or for a department the nearest other above."""
    asked = {organ.pk: organ for organ in organs}
    inner = [organ for organ in asked.values() if organ.kind == OrganKind.DEPARTMENT]
    above = {key for organ in inner for key in organ.ancestry}
    known = Organ.objects.in_bulk(above - asked.keys()) | asked
    return {
        key: next(
            known[pk] for pk in reversed(organ.ancestry) if known[pk].kind != OrganKind.DEPARTMENT
        )
        for key, organ in asked.items()
    }


def office_of(organ: Organ) -> Organ:
    """Return the office an organ belongs to: itself, or for a department the nearest above."""
    return offices_of([organ])[organ.pk]


def _in_sight(posts: Iterable[Post], offices: dict[int, Organ]) -> frozenset[int]:
    """Return what the posts let one see: the office with its departments and villages.

    Supervisors and administrators see the governments below theirs as well; a county's clerk
    does not see the drafts of its townships.
    """
    far = {offices[post.organ_id].path for post in posts if post.role_set & FAR_SIGHTED}
    near = {offices[post.organ_id].path for post in posts}
    within = Q(pk__in=[])
    for path in near:
        within |= Q(path__startswith=path)
    rows = list(Organ.objects.filter(within).order_by("path").values_list("pk", "path", "kind"))
    governments = {pk for pk, _, kind in rows if kind in GOVERNMENTS}

    def seen(path: str) -> bool:
        if any(path.startswith(office) for office in far):
            return True
        below = [path[len(office) :] for office in near if path.startswith(office)]
        return any(not governments & {int(k) for k in rest.split("/") if k} for rest in below)

    return frozenset(pk for pk, path, _ in rows if seen(path))


def administers(actor: Actor, organ: Organ) -> bool:
    """True when the actor is an administrator of this organ or of one above it.

    Somebody who administers one office and only works in another does not administer the other.
    An actor without posts (the installation being set up) is taken at his word: `organs`.
    """
    if not actor.has(Role.ADMIN):
        return False
    if not actor.posts:
        return bool(actor.organs & set(organ.ancestry))
    posts = Post.objects.filter(pk__in=actor.posts).select_related("organ").order_by("id")
    offices = offices_of(post.organ for post in posts if Role.ADMIN in post.role_set)
    return any(organ.path.startswith(office.path) for office in offices.values())


def visible(actor: Actor) -> OrganQuerySet:
    """Return the organs whose affairs the actor may see."""
    return Organ.objects.filter(pk__in=actor.organs).order_by("path")


def departments(actor: Actor) -> list[tuple[Organ, Organ]]:
    """Return the departments the actor may see, each with the office it belongs to."""
    found = list(visible(actor).filter(kind=OrganKind.DEPARTMENT))
    offices = offices_of(found)
    return [(department, offices[department.pk]) for department in found]


def own_department(actor: Actor) -> Organ | None:
    """Return the department the actor works in; None when it is none, or not one alone."""
    posts = Organ.objects.filter(posts__in=actor.posts, kind=OrganKind.DEPARTMENT)
    held = list(posts.distinct().order_by("path"))
    return held[0] if len(held) == 1 else None


def get(actor: Actor, slug: str) -> Organ:
    """Return one visible organ; Organ.DoesNotExist if there is none."""
    return visible(actor).get(slug=slug)


def get_post(actor: Actor, pk: int) -> Post:
    """Return a post of a visible organ; Post.DoesNotExist if there is none."""
    return Post.objects.select_related("organ").get(pk=pk, organ__in=actor.organs)


def get_person(actor: Actor, pk: int) -> Person:
    """Return somebody who works in a visible organ; Person.DoesNotExist if there is nobody."""
    works = Q(organ__in=actor.organs) | Q(appointments__post__organ__in=actor.organs)
    return Person.objects.filter(works).distinct().get(pk=pk)


def active_account(pk: int) -> Account | None:
    """Return the account of this key, unless it is closed."""
    return Account.objects.filter(pk=pk, is_active=True).first()


def has_second_factor(account: Account) -> bool:
    """True when the account has an authenticator in use."""
    return bool(TOTPDevice.objects.filter(user=account, confirmed=True).exists())


def authenticator_being_set_up(account: Account) -> TOTPDevice | None:
    """Return the authenticator that still waits for its first code."""
    return TOTPDevice.objects.filter(user=account, confirmed=False).order_by("id").first()


def one_time_codes_left(account: Account) -> int:
    """Return how many one-time codes are unused."""
    return int(StaticToken.objects.filter(device__user=account).count())


def public() -> OrganQuerySet:
    """Return the organs with a public page, the whole tree in order."""
    return Organ.objects.publishing().order_by("path")


def every() -> dict[int, Organ]:
    """Return every organ by key, departments included; their names are public."""
    return Organ.objects.order_by("path").in_bulk()


def public_organ(slug: str) -> Organ:
    """Return the organ of a public page; Organ.DoesNotExist if there is none."""
    return public().get(slug=slug)
