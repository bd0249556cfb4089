"""Setting up, revising and moving organs."""

from datetime import datetime
from typing import Any, TypedDict, Unpack

from django.db.models import Value
from django.db.models.functions import Concat, Substr

from gongkai.kernel.actor import Actor
from gongkai.law.identifiers import BadNumber, normalise_credit_code
from gongkai.law.kinds import OrganKind
from gongkai.law.roles import Role
from gongkai.organs.models import Organ
from gongkai.organs.operations.change import (
    ORGAN_BASIS,
    change,
    changed_fields,
    checked,
    note,
    one_act,
)
from gongkai.organs.operations.refusals import NotAdministrator, Unfit, WrongPlace

OFFICES = (OrganKind.COUNTY, OrganKind.TOWN, OrganKind.STREET)
MAY_STAND_UNDER: dict[OrganKind, tuple[OrganKind, ...]] = {
    OrganKind.COUNTY: (),
    OrganKind.TOWN: (OrganKind.COUNTY,),
    OrganKind.STREET: (OrganKind.COUNTY,),
    OrganKind.VILLAGE: (OrganKind.TOWN, OrganKind.STREET),
    OrganKind.COMMUNITY: (OrganKind.TOWN, OrganKind.STREET),
    OrganKind.DEPARTMENT: tuple(OrganKind),
}
"""Which kinds an organ's parent may have; the root of an installation has none."""


class OrganDetails(TypedDict, total=False):
    """What a public page says about an organ, and its place among its siblings."""

    order: int
    credit_code: str
    functions: str
    address: str
    office_hours: str
    phone: str
    fax: str
    email: str
    postcode: str


class OrganChanges(OrganDetails, total=False):
    """What may change; the address of the page (`slug`) stays for good."""

    kind: OrganKind
    name: str
    short_name: str


def set_up_organ(
    *,
    parent: Organ | None,
    kind: OrganKind | str,
    name: str,
    slug: str,
    short_name: str = "",
    by: Actor,
    at: datetime,
    **details: Unpack[OrganDetails],
) -> Organ:
    """Set up an organ under another, or the root of an installation that has none yet."""
    kind = OrganKind(kind)
    organ = Organ(
        parent=parent, kind=kind, name=name, short_name=short_name or name, slug=slug, **details
    )
    organ.credit_code = _credit_code(organ.credit_code)
    organ.path = f"~{slug}"  # takes its place in the tree below, once it has a key
    if parent is not None:
        with change(parent, by=by) as above:
            return _placed(organ, above, by, at)
    if not by.has(Role.ADMIN):
        raise NotAdministrator("只有管理员可以建立第一个机关")
    with one_act():
        return _placed(organ, None, by, at)


def _placed(organ: Organ, above: Organ | None, by: Actor, at: datetime) -> Organ:
    _must_fit(OrganKind(organ.kind), above)
    checked(organ)
    organ.save(force_insert=True)
    organ.path = f"{above.path if above else '/'}{organ.pk}/"
    organ.save(update_fields=["path"])
    details = {"kind": organ.kind, "name": organ.name, "parent": organ.parent_id}
    note(
        organ,
        "set_up_organ",
        "设立机关",
        organ=organ,
        by=by,
        at=at,
        basis=ORGAN_BASIS,
        detail=details,
    )
    return organ


def _must_fit(kind: OrganKind, above: Organ | None) -> None:
    if above is None:
        if kind not in OFFICES:
            raise WrongPlace(f"{kind.label}要选定上级机关")
    elif above.kind not in MAY_STAND_UNDER[kind]:
        raise WrongPlace(f"{kind.label}不能设在{OrganKind(above.kind).label}下面")


def _credit_code(text: str) -> str:
    try:
        return normalise_credit_code(text) if text.strip() else ""
    except BadNumber as bad:
        raise Unfit(str(bad)) from bad


def revise_organ(
    organ: Organ, *, by: Actor, at: datetime, **changes: Unpack[OrganChanges]
) -> Organ:
    """Change what is said about an organ; nothing is written when nothing differs."""
    with change(organ, by=by) as locked:
        wanted: dict[str, Any] = {**changes}
        if "credit_code" in changes:
            wanted["credit_code"] = _credit_code(changes["credit_code"])
        differing = changed_fields(locked, wanted)
        if "kind" in differing:
            _must_suit_neighbours(locked)
        if differing:
            checked(locked)
            locked.save(update_fields=list(differing))
            note(
                locked,
                "revise_organ",
                "修改机关信息",
                organ=locked,
                by=by,
                at=at,
                basis=ORGAN_BASIS,
                detail={"changed": differing},
            )
    return locked


def _must_suit_neighbours(organ: Organ) -> None:
    _must_fit(OrganKind(organ.kind), organ.parent)
    for child in organ.children.order_by("path"):
        _must_fit(OrganKind(child.kind), organ)


def move_organ(organ: Organ, *, parent: Organ, by: Actor, at: datetime) -> Organ:
    """Put an organ with everything below it under another; both must be the actor's to change."""
    with change(parent, by=by) as above, change(organ, by=by) as locked:
        if above.path.startswith(locked.path):
            raise WrongPlace(f"{above.name}在{locked.name}下面，不能反过来作它的上级")
        _must_fit(OrganKind(locked.kind), above)
        old, before = locked.path, locked.parent_id
        locked.parent, locked.path = above, f"{above.path}{locked.pk}/"
        checked(locked)
        Organ.objects.filter(path__startswith=old).update(
            path=Concat(Value(locked.path), Substr("path", len(old) + 1))
        )
        locked.save(update_fields=["parent", "path"])
        moved = {"from": before, "to": above.pk}
        note(
            locked,
            "move_organ",
            "变更隶属",
            organ=locked,
            by=by,
            at=at,
            basis=ORGAN_BASIS,
            detail=moved,
        )
    return locked
