"""The doors to cases and complaints."""

from django.db.models import QuerySet

from gongkai.kernel.actor import Actor
from gongkai.remedies.models import Complaint, Dispute


def disputes(actor: Actor) -> QuerySet[Dispute]:
    """Return the cases of the actor's organs, newest first."""
    found = Dispute.objects.filter(organ__in=actor.organs).select_related("organ", "handler")
    return found.order_by("-id")


def dispute(actor: Actor, pk: int) -> Dispute:
    """Return one visible case; Dispute.DoesNotExist if there is none."""
    return disputes(actor).get(pk=pk)


def complaints(actor: Actor) -> QuerySet[Complaint]:
    """Return the complaints handled by the actor's organs, newest first."""
    found = Complaint.objects.filter(organ__in=actor.organs)
    return found.select_related("organ", "against", "handler").order_by("-id")


def complaint(actor: Actor, pk: int) -> Complaint:
    """Return one visible complaint; Complaint.DoesNotExist if there is none."""
    return complaints(actor).get(pk=pk)
