"""The doors to what screening keeps; subjects of findings are judged by the package that owns them."""

from django.db.models import QuerySet

from gongkai.kernel.actor import Actor
from gongkai.screening.models import Assessment, Finding, Run, Stop, Withholding


def findings(subject: str) -> list[Finding]:
    """Return the findings still present in a subject, open ones first."""
    found = Finding.objects.filter(subject=subject, present=True)
    return sorted(found.order_by("id"), key=lambda finding: (finding.answer != "", finding.pk))


def get_finding(subject: str, pk: int) -> Finding:
    """Return one finding of a subject; Finding.DoesNotExist when it is not there."""
    return Finding.objects.get(subject=subject, pk=pk)


def register(actor: Actor) -> QuerySet[Withholding]:
    """Return the register of the actor's organs, newest first."""
    related = ("organ", "proposer", "reviewer", "decider", "assessed_by")
    found = Withholding.objects.filter(organ__in=actor.organs).select_related(*related)
    return found.order_by("-id")


def entry(actor: Actor, pk: int) -> Withholding:
    """Return one visible entry; Withholding.DoesNotExist if there is none."""
    return register(actor).get(pk=pk)


def run(subject: str, pk: int) -> Run:
    """Return a run over a subject; Run.DoesNotExist when it is not there."""
    return Run.objects.get(subject=subject, pk=pk)


def stops(actor: Actor) -> QuerySet[Stop]:
    """Return the texts of the actor's organs that were kept out, newest first."""
    found = Stop.objects.filter(organ__in=actor.organs).select_related("organ", "found_by")
    return found.order_by("-id")


def stop(actor: Actor, pk: int) -> Stop:
    """Return one visible stop; Stop.DoesNotExist if there is none."""
    return stops(actor).get(pk=pk)


def assessments(actor: Actor) -> QuerySet[Assessment]:
    """Return the assessments of the actor's organs, newest first."""
    found = Assessment.objects.filter(organ__in=actor.organs).select_related("organ", "person")
    return found.order_by("-id")


def assessment(actor: Actor, pk: int) -> Assessment:
    """Return one visible assessment; Assessment.DoesNotExist if there is none."""
    return assessments(actor).get(pk=pk)
