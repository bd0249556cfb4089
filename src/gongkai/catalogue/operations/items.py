"""One row of a catalogue: every change is dated, and the row before it is kept."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from gongkai.catalogue.models import Item
from gongkai.catalogue.operations import rows
from gongkai.catalogue.operations.content import ItemContent
from gongkai.kernel.actor import Actor
from gongkai.kernel.ledger_line import record
from gongkai.law.procedure import NotAllowed
from gongkai.organs.models import Organ


def add_item(
    organ: Organ, content: ItemContent, *, since: date | None = None, by: Actor, at: datetime
) -> Item:
    """Add a row to an organ's catalogue, in force from `since` (the day of the act)."""
    rows.refuse_stranger(organ, by)
    content = rows.approved(content)
    with transaction.atomic():
        rows.lock(organ)
        begins = since or localdate(at)
        _refuse_double(organ, content, begins)
        item = Item(organ=organ, valid_from=begins)
        rows.fill(item, content, rows.known_columns())
        item.number = content.number or rows.last_number(organ) + 1
        item.save()
        _record("add_item", f"增加目录事项：{item.level2}", item, {}, by=by, at=at)
    return item


def revise_item(
    item: Item, content: ItemContent, *, since: date | None = None, by: Actor, at: datetime
) -> Item:
    """Give a row a new wording from `since` on; the old row ends the day before.

    A row that has not been in force for a day is changed in place. Returns the row that holds.
    """
    rows.refuse_stranger(item.organ, by)
    content = rows.approved(content)
    with transaction.atomic():
        rows.lock(item.organ)
        before = rows.open_row(item)
        content = rows.completed(content, before)
        begins, today = since or max(localdate(at), before.valid_from), localdate(at)
        _refuse_double(before.organ, content, begins, but=before)
        differences = rows.differences(before, content)
        if not differences:
            raise NotAllowed("内容没有变化，不需要修改")
        change = rows.changed(
            before, content, begins=begins, today=today, known=rows.known_columns()
        )
        if change.closing:
            change.closing.save()
        change.row.save()
        detail = {"changed": differences, "replaces": change.row.replaces_id}
        _record("revise_item", f"修改目录事项：{item.level2}", change.row, detail, by=by, at=at)
    return change.row


def retire_item(
    item: Item, *, reason: str, until: date | None = None, by: Actor, at: datetime
) -> Item:
    """End a row; `until` is its last day in force (the day of the act)."""
    rows.refuse_stranger(item.organ, by)
    if not reason.strip():
        raise NotAllowed("请写明停用的理由")
    with transaction.atomic():
        rows.lock(item.organ)
        row = rows.open_row(item)
        row.valid_until = until or max(localdate(at), row.valid_from)
        if row.valid_until < row.valid_from:
            raise NotAllowed(f"停用日期不能早于启用日期 {row.valid_from}")
        row.save()
        label, detail = f"停用目录事项：{row.level2}", {"until": f"{row.valid_until}"}
        _record("retire_item", label, row, detail, reason=reason, by=by, at=at)
    return row


def _refuse_double(
    organ: Organ, content: ItemContent, begins: date, but: Item | None = None
) -> None:
    same = rows.standing(organ, begins).filter(
        field=content.field, level1=content.level1, level2=content.level2
    )
    if same.exclude(pk=but.pk if but else 0).exists():
        raise NotAllowed(f"目录里已有“{content.level1} / {content.level2}”，不能重复")


def _record(
    act: str,
    label: str,
    item: Item,
    detail: dict[str, Any],
    *,
    reason: str = "",
    by: Actor,
    at: datetime,
) -> None:
    record(
        f"catalogue.{act}",
        label=label[:32],
        subject=item.reference,
        by=by,
        at=at,
        organ=item.organ_id,
        basis=rows.BASIS,
        reason=reason,
        detail=detail | {"since": f"{item.valid_from}"},
    )
