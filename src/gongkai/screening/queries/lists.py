"""Questions about lists of persons: their kinds as set here, and their assessments."""

from gongkai.law import lists
from gongkai.law.lists import ListKind
from gongkai.screening.models import Assessment, ListRule


def list_kinds() -> list[ListKind]:
    """Return every kind of list with what this installation has set."""
    own = {rule.kind: rule for rule in ListRule.objects.order_by("kind")}
    return [_as_set(kind, own.get(kind.key)) for kind in lists.KINDS]


def list_kind(column: str) -> ListKind:
    """Return the kind of the lists that stand in a column, as set here."""
    kind = lists.kind_of(column)
    return _as_set(kind, ListRule.objects.filter(kind=kind.key).first())


def _as_set(kind: ListKind, own: ListRule | None) -> ListKind:
    return kind.with_own(own.period, own.unit, own.assessed) if own else kind


def assessment_of(subject: str) -> Assessment | None:
    """Return the last assessment of a list."""
    return Assessment.objects.filter(subject=subject).order_by("-id").first()


def last_assessment(organ: int, kind: str, but: str) -> Assessment | None:
    """Return the organ's last assessment of another list of this kind, to be taken over."""
    found = Assessment.objects.filter(organ=organ, list_kind=kind).exclude(subject=but)
    return found.select_related("person").order_by("-id").first()
