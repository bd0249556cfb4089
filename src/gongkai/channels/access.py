"""The doors to carriers and places. Both are public once they are in use (条例第二十三条)."""

from datetime import date

from django.db.models import Q, QuerySet

from gongkai.channels.models import Carrier, Place
from gongkai.kernel.actor import Actor


def visible(actor: Actor) -> QuerySet[Carrier]:
    """Return the carriers of the organs the actor may see, in every state."""
    return Carrier.objects.filter(organ__in=actor.organs).select_related("organ", "place")


def get(actor: Actor, pk: int) -> Carrier:
    """Return one carrier the actor may see; Carrier.DoesNotExist otherwise."""
    return visible(actor).get(pk=pk)


def visible_places(actor: Actor) -> QuerySet[Place]:
    """Return the places of the organs the actor may see, closed ones too."""
    return Place.objects.filter(organ__in=actor.organs).select_related("organ")


def get_place(actor: Actor, pk: int) -> Place:
    """Return one place the actor may see; Place.DoesNotExist otherwise."""
    return visible_places(actor).get(pk=pk)


def public(on: date) -> QuerySet[Carrier]:
    """Return the carriers in use on a day, of every organ."""
    active = Carrier.objects.filter(status=Carrier.Status.ACTIVE, since__lte=on)
    return active.select_related("organ", "place")


def public_places(on: date) -> QuerySet[Place]:
    """Return the places open on a day, of every organ."""
    ends_later = Q(closed_on__isnull=True) | Q(closed_on__gte=on)
    return Place.objects.filter(ends_later, opened_on__lte=on).select_related("organ")
