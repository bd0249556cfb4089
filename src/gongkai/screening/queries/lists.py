"""Questions about lists of persons: their kinds as set here, and their assessments."""

from datetime import date
from typing import Any

from gongkai.law.figures import Unit
from gongkai.law.public_lists import PublicList, PublicLists, Treatment, treated
from gongkai.screening.models import Assessment, ListRule


def _rules() -> PublicLists:
    return PublicLists({rule.kind: _fields(rule) for rule in ListRule.objects.order_by("kind")})


def _fields(rule: ListRule) -> dict[str, Any]:
    own: dict[str, Any] = {"days": rule.period, "unit": Unit(rule.unit)}
    own |= {"assessed": rule.assessed}
    if rule.longest is not None:
        own["withdraw_days"] = rule.longest
    if rule.treatments:
        own |= treated({kind: Treatment(how) for kind, how in rule.treatments.items()})
    return own


def list_kinds(on: date) -> list[PublicList]:
    """Return every kind of list in force on a day, with what this installation has set."""
    return list(_rules().on(on))


def list_kind(column: str, title: str, on: date, key: str = "") -> PublicList:
    """Return the kind under a key, else of a list with this title in a column, as set here."""
    rules = _rules()
    named = (kind for kind in rules.on(on) if kind.key == key)
    return next(named, None) or rules.standing_in(column, title, on)


def list_kind_of(key: str, on: date) -> PublicList:
    """Return the kind with a key, as set here. Raises law.public_lists.NoSuchList."""
    return _rules().get(key, on)


def assessment_of(subject: str) -> Assessment | None:
    """Return the last assessment of a list."""
    return Assessment.objects.filter(subject=subject).order_by("-id").first()


def last_assessment(organ: int, kind: str, but: str) -> Assessment | None:
    """Return the organ's last assessment of another list of this kind, to be taken over."""
    found = Assessment.objects.filter(organ=organ, list_kind=kind).exclude(subject=but)
    return found.select_related("person").order_by("-id").first()
