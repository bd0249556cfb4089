"""Everything that can be done about carriers and places: one act, one ledger line."""

from datetime import date, datetime
from typing import Any

from django.db import models, transaction
from django.utils.timezone import localdate

from gongkai.channels.models import Carrier, CarrierKind, Place, PlaceKind
from gongkai.kernel.actor import Actor
from gongkai.kernel.ledger_line import record
from gongkai.law.procedure import NotAllowed
from gongkai.law.roles import Role
from gongkai.organs.access import administers
from gongkai.organs.models import Organ

CARRIER_BASIS = "《政府信息公开条例》第二十三条"
PLACE_BASIS = "《政府信息公开条例》第二十五条"
CARRIER_WORDS = frozenset({"name", "address", "filing_number", "place"})
PLACE_WORDS = frozenset({"name", "address", "keeper", "equipment"})
NEXT: dict[str, frozenset[str]] = {
    Carrier.Status.APPLIED: frozenset({Carrier.Status.ACTIVE, Carrier.Status.CLOSED}),
    Carrier.Status.ACTIVE: frozenset({Carrier.Status.CLOSED}),
    Carrier.Status.CLOSED: frozenset(),
}
"""A carrier is applied for, used and closed; what is closed is registered anew."""


def register_carrier(
    organ: Organ,
    *,
    kind: str,
    name: str,
    address: str = "",
    filing_number: str = "",
    place: Place | None = None,
    status: str = Carrier.Status.APPLIED,
    since: date | None = None,
    by: Actor,
    at: datetime,
) -> Carrier:
    """Enter a carrier, applied for or already in use `since` a day (the day of the act)."""
    _refuse_stranger(organ, by)
    if kind not in CarrierKind.values:
        raise NotAllowed("请从列出的载体类别中选择")
    if status not in {Carrier.Status.APPLIED, Carrier.Status.ACTIVE}:
        raise NotAllowed("登记的载体只能是“申请中”或“正常使用”")
    carrier = Carrier(
        organ=organ,
        kind=kind,
        name=name.strip(),
        address=address.strip(),
        filing_number=filing_number.strip(),
        place=place,
        status=status,
        since=_not_later(since, at),
    )
    with transaction.atomic():
        _refuse_unfit_carrier(carrier)
        carrier.save()
        _record("register_carrier", f"登记载体：{carrier.name}", carrier, by=by, at=at)
    return carrier


def revise_carrier(carrier: Carrier, *, by: Actor, at: datetime, **changes: Any) -> Carrier:
    """Change name, address, filing number or place; TypeError for anything else."""
    _refuse_stranger(carrier.organ, by)
    with transaction.atomic():
        row = Carrier.objects.select_for_update().get(pk=carrier.pk)
        if row.status == Carrier.Status.CLOSED:
            raise NotAllowed(f"“{row.name}”已关停，不能再改")
        detail = _change(row, CARRIER_WORDS, changes)
        _refuse_unfit_carrier(row)
        row.save()
        _record("revise_carrier", f"修改载体：{row.name}", row, detail, by=by, at=at)
    return row


def change_status(
    carrier: Carrier,
    status: str,
    *,
    since: date | None = None,
    reason: str = "",
    by: Actor,
    at: datetime,
) -> Carrier:
    """Take a carrier into use or close it, with a reason; closing is final."""
    _refuse_stranger(carrier.organ, by)
    with transaction.atomic():
        row = Carrier.objects.select_for_update().get(pk=carrier.pk)
        if status not in NEXT[row.status]:
            raise NotAllowed(f"“{row.name}”现在是“{row.get_status_display()}”，不能这样变更")
        if status == Carrier.Status.CLOSED and not reason.strip():
            raise NotAllowed("请写明关停的理由")
        begins = _not_later(since, at)
        if begins < row.since:
            raise NotAllowed(f"日期不能早于上一次变更的日期 {row.since}")
        if status == Carrier.Status.ACTIVE:
            _refuse_closed_place(row)
        detail = {"status": [row.status, status], "since": f"{begins}"}
        row.status, row.since = status, begins
        row.save()
        label = f"{row.get_status_display()}：{row.name}"
        _record("change_status", label, row, detail, reason=reason, by=by, at=at)
    return row


def open_place(
    organ: Organ,
    *,
    kind: str,
    name: str,
    address: str,
    keeper: str = "",
    equipment: str = "",
    opened_on: date | None = None,
    by: Actor,
    at: datetime,
) -> Place:
    """Enter a place where people can read what is public, open from `opened_on` (the day of the act)."""
    _refuse_stranger(organ, by)
    if kind not in PlaceKind.values:
        raise NotAllowed("请从列出的场所类别中选择")
    place = Place(
        organ=organ,
        kind=kind,
        name=name.strip(),
        address=address.strip(),
        keeper=keeper.strip(),
        equipment=equipment.strip(),
        opened_on=_not_later(opened_on, at),
    )
    with transaction.atomic():
        _refuse_unfit_place(place)
        place.save()
        _record("open_place", f"启用场所：{place.name}", place, by=by, at=at)
    return place


def revise_place(place: Place, *, by: Actor, at: datetime, **changes: Any) -> Place:
    """Change name, address, keeper or equipment; TypeError for anything else."""
    _refuse_stranger(place.organ, by)
    with transaction.atomic():
        row = _open(place)
        detail = _change(row, PLACE_WORDS, changes)
        _refuse_unfit_place(row)
        row.save()
        _record("revise_place", f"修改场所：{row.name}", row, detail, by=by, at=at)
    return row


def close_place(
    place: Place, *, reason: str, until: date | None = None, by: Actor, at: datetime
) -> Place:
    """Close a place; `until` is its last day. Refused while carriers in use stand there."""
    _refuse_stranger(place.organ, by)
    if not reason.strip():
        raise NotAllowed("请写明停用的理由")
    with transaction.atomic():
        row = _open(place)
        standing = Carrier.objects.filter(place=row, status=Carrier.Status.ACTIVE)
        if names := "、".join(standing.order_by("id").values_list("name", flat=True)):
            raise NotAllowed(f"“{row.name}”还有正在使用的载体：{names}，请先关停或者移走")
        row.closed_on = _not_later(until, at)
        if row.closed_on < row.opened_on:
            raise NotAllowed(f"停用日期不能早于启用日期 {row.opened_on}")
        row.save()
        detail = {"until": f"{row.closed_on}"}
        _record("close_place", f"停用场所：{row.name}", row, detail, reason=reason, by=by, at=at)
    return row


def _refuse_stranger(organ: Organ, by: Actor) -> None:
    if not (administers(by, organ) or (by.has(Role.CLERK) and by.organ == organ.pk)):
        raise NotAllowed("只有本机关的信息员和管理员可以维护公开渠道")


def _not_later(on: date | None, at: datetime) -> date:
    """The day named, else the day of the act; what has not happened is not registered."""
    today = localdate(at)
    if on and on > today:
        raise NotAllowed("日期不能晚于今天")
    return on or today


def _open(place: Place) -> Place:
    row = Place.objects.select_for_update().get(pk=place.pk)
    if row.closed_on:
        raise NotAllowed(f"“{row.name}”已于 {row.closed_on} 停用，不能再改")
    return row


def _change(row: models.Model, allowed: frozenset[str], changes: dict[str, Any]) -> dict[str, Any]:
    """Write the changes into the row; return the words before and after."""
    if unknown := changes.keys() - allowed:
        raise TypeError(f"cannot revise {sorted(unknown)}")
    detail = {}
    for key, value in changes.items():
        before, after = getattr(row, key), value.strip() if isinstance(value, str) else value
        if before != after:
            setattr(row, key, after)
            detail[key] = [f"{before or ''}", f"{after or ''}"]
    if not detail:
        raise NotAllowed("内容没有变化，不需要修改")
    return detail


def _refuse_unfit_carrier(carrier: Carrier) -> None:
    _refuse_words(carrier, ("name",))
    if carrier.kind == CarrierKind.WEBSITE and not carrier.address.startswith(
        ("http://", "https://", "/")
    ):
        raise NotAllowed("政府网站要填写网址，以 https://、http:// 或者本站的 / 开头")
    if carrier.place and carrier.place.organ_id != carrier.organ_id:
        raise NotAllowed("载体只能设在本机关的场所")
    _refuse_closed_place(carrier)
    same = Carrier.objects.filter(organ=carrier.organ, kind=carrier.kind, name=carrier.name)
    if same.exclude(pk=carrier.pk).exists():
        raise NotAllowed(f"本机关已登记过名为“{carrier.name}”的{carrier.get_kind_display()}")


def _refuse_closed_place(carrier: Carrier) -> None:
    if carrier.place and carrier.place.closed_on:
        raise NotAllowed(f"“{carrier.place.name}”已经停用，请另选场所")


def _refuse_unfit_place(place: Place) -> None:
    _refuse_words(place, ("name", "address"))
    same = Place.objects.filter(organ=place.organ, name=place.name)
    if same.exclude(pk=place.pk).exists():
        raise NotAllowed(f"本机关已有名为“{place.name}”的场所")


def _refuse_words(row: models.Model, required: tuple[str, ...]) -> None:
    for field in row._meta.concrete_fields:
        value = getattr(row, field.attname)
        if field.name in required and not value:
            raise NotAllowed(f"“{field.verbose_name}”没有填写")
        if isinstance(value, str) and field.max_length and len(value) > field.max_length:
            raise NotAllowed(f"“{field.verbose_name}”不能超过 {field.max_length} 个字")


def _record(
    act: str,
    label: str,
    row: Carrier | Place,
    detail: dict[str, Any] | None = None,
    *,
    reason: str = "",
    by: Actor,
    at: datetime,
) -> None:
    record(
        f"channels.{act}",
        label=label[:32],
        subject=row.reference,
        by=by,
        at=at,
        organ=row.organ_id,
        basis=CARRIER_BASIS if isinstance(row, Carrier) else PLACE_BASIS,
        reason=reason,
        detail=detail,
    )
