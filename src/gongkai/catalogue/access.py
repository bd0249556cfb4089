"""The doors to items and columns. The catalogue itself is public (条例第十二条)."""

from datetime import date

from django.db.models import QuerySet

from gongkai.catalogue.models import Column, Item, ItemQuerySet
from gongkai.kernel.actor import Actor
from gongkai.law.roles import Role
from gongkai.organs.access import administers
from gongkai.organs.models import Organ


def may_shape_columns(actor: Actor) -> bool:
    """True for an administrator of an organ at the top: columns are shared by everybody."""
    tops = Organ.objects.filter(parent__isnull=True).order_by("path")
    return any(administers(actor, top) for top in tops)


def may_keep(actor: Actor, organ: Organ) -> bool:
    """True for an administrator of the organ and for a clerk of this office."""
    return administers(actor, organ) or (actor.has(Role.CLERK) and actor.organ == organ.pk)


def visible(actor: Actor) -> ItemQuerySet:
    """Return the items of the actor's organs and of the organs above, whose list they may use."""
    paths = Organ.objects.filter(pk__in=actor.organs).values_list("path", flat=True)
    lines = {int(key) for path in paths.order_by("path") for key in path.strip("/").split("/")}
    return Item.objects.filter(organ__in=lines).select_related("organ", "column")


def get(actor: Actor, pk: int) -> Item:
    """Return one item the actor may see; Item.DoesNotExist otherwise."""
    return visible(actor).get(pk=pk)


def public(on: date) -> ItemQuerySet:
    """Return the items in force on a day, of every organ."""
    return Item.objects.on(on).select_related("organ", "column")


def columns() -> QuerySet[Column]:
    """Return the open columns in the order of the site."""
    return Column.objects.filter(closed_on__isnull=True).select_related("parent")


def all_columns() -> dict[int, Column]:
    """Return every column by key, closed ones included."""
    return Column.objects.order_by("pk").in_bulk()


def column(slug: str) -> Column:
    """Return the open column with this address; Column.DoesNotExist otherwise."""
    return columns().get(slug=slug)
