"""The policy library: public policy documents in the order of publication, narrowed down."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q
from django.db.models.functions import ExtractYear

from gongkai.disclosures import access
from gongkai.disclosures.models import Document, Genre
from gongkai.disclosures.models.document import DocumentQuerySet

HEAVY = ("live__body", "live__ground_reason", "replaced_by__live__body")
"""Fields the library does not need."""
AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Sieve:
    """What a list of the library holds: everything, one state, one year or one office."""

    state: str = ""
    year: int = 0
    organ: int = 0


ALL = Sieve()


@dataclass(frozen=True, slots=True)
class Told:
    """A public interpretation of a policy."""

    title: str
    path: str


@dataclass(frozen=True, slots=True)
class Sizes:
    """How many policies there are by state, year and office (key); only states may be empty."""

    states: dict[str, int]
    years: dict[int, int]
    organs: dict[int, int]

    @property
    def whole(self) -> int:
        """All of them."""
        return sum(self.years.values())


def sieves_of(policy: Document, year: int, on: date) -> tuple[Sieve, ...]:
    """Return every list a public policy that was published in ``year`` stands in that day."""
    state = Sieve(state=policy.validity(on))
    return (ALL, state, Sieve(year=year), Sieve(organ=policy.organ_id))


def _policies(sieve: Sieve, on: date) -> DocumentQuerySet:
    """Return the public policies of a list as of a day, oldest first."""
    found = _public().order_by("seq")
    if sieve.state:
        found = found.filter(_in_state(sieve.state, on))
    if sieve.year:
        found = found.filter(published_at__year=sieve.year)
    return found.filter(organ=sieve.organ) if sieve.organ else found


def among(documents: Collection[int]) -> list[Document]:
    """Return the public policies among these documents (keys), oldest first."""
    return list(_light(_public()).filter(pk__in=documents).order_by("seq"))


def every(on: date) -> Iterator[Document]:
    """Read all policies, oldest first."""
    return _light(_policies(ALL, on)).iterator(chunk_size=AT_ONCE)


def stretch(sieve: Sieve, on: date, first: int, last: int) -> list[Document]:
    """Return the policies from one place to another in a list; the oldest has place 1."""
    return list(_light(_policies(sieve, on))[first - 1 : last])


def place(sieve: Sieve, on: date, seq: int) -> int:
    """Return the place in a list of the policy with this number."""
    return _policies(sieve, on).filter(seq__lte=seq).count()


def sizes(on: date) -> Sizes:
    """Count the policies of every list."""
    found = _public().order_by()
    years = found.annotate(year=ExtractYear("published_at")).values_list("year")
    states = {state: _policies(Sieve(state=state), on).count() for state in STATES}
    return Sizes(
        states=states,
        years=dict(years.annotate(n=Count("pk")).order_by("year")),
        organs=dict(found.values_list("organ").annotate(n=Count("pk")).order_by("organ")),
    )


def interpretations(of: Collection[int] | None = None) -> dict[int, list[Told]]:
    """Return the public interpretations of these policies (keys), of all if None, oldest first."""
    found = access.public().filter(genre=Genre.INTERPRETATION, interprets__isnull=False)
    if of is not None:
        found = found.filter(interprets__in=of)
    by_policy: dict[int, list[Told]] = defaultdict(list)
    for each in found.defer(*HEAVY[:2]).order_by("seq").iterator(chunk_size=AT_ONCE):
        if each.live is not None and each.interprets_id is not None:
            told = Told(each.live.title, each.address)
            by_policy[each.interprets_id].append(told)
    return by_policy


def _public() -> DocumentQuerySet:
    return Document.objects.public().filter(genre=Genre.POLICY)


def _light(found: DocumentQuerySet) -> DocumentQuerySet:
    return found.select_related("organ", "live", "replaced_by__live").defer(*HEAVY)


STATES = ("有效", "尚未生效", "失效", "废止")
"""What `disclosures.models.document.validity_of` may say of a policy."""


def _in_state(state: str, on: date) -> Q:
    """The same as `validity_of`, asked of the database."""
    repealed = Q(repealed_on__lte=on)
    expired = Q(live__expires_on__lt=on)
    early = Q(live__effective_on__gt=on)
    standing = _not(repealed, "repealed_on")
    running = standing & _not(expired, "live__expires_on")
    if state == "尚未生效":
        return running & early
    if state == "有效":
        return running & _not(early, "live__effective_on")
    ended = repealed & Q(repealed_as=state)
    return ended | (standing & expired) if state == "失效" else ended


def _not(condition: Q, name: str) -> Q:
    return Q(**{f"{name}__isnull": True}) | ~condition
