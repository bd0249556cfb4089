"""Questions about runs of the machine and about texts kept out."""

from django.db.models import Q, QuerySet

from gongkai.law.screening_run import OPEN_STATES
from gongkai.law.secrecy import OPEN_STATES as STOPPED
from gongkai.screening.models import Run, Stop


def run_of(subject: str, digest: str) -> Run | None:
    """Return the last run over this exact text; None where there was none yet."""
    return Run.objects.filter(subject=subject, digest=digest).order_by("-id").first()


def open_run(subject: str) -> Run | None:
    """Return the run because of which nobody may sign now."""
    return Run.objects.filter(subject=subject, state__in=OPEN_STATES).order_by("id").first()


def waiting_stops(rows: QuerySet[Stop]) -> QuerySet[Stop]:
    """Return the stops somebody has to do something about, leaks to report first."""
    leaks = Q(leak_found_at__isnull=False, leak_reported_at=None)
    found = rows.filter(leaks | Q(state__in=STOPPED))
    return found.order_by("leak_due_at", "due_on", "id")


def stopped_texts(subject: str) -> int:
    """Return how many stops of a text still wait for a word of the competent office."""
    return Stop.objects.filter(subject=subject, state__in=STOPPED).count()
