"""What every act on catalogue rows needs: who may, which rows stand, how one follows another."""

from dataclasses import asdict, dataclass, replace
from datetime import date, timedelta
from typing import Any

from django.db.models import Max, Q

from gongkai.catalogue.access import columns, may_keep
from gongkai.catalogue.models import Column, Item, ItemQuerySet
from gongkai.catalogue.operations.content import TITLES, ItemContent, content_of, faults, tidied
from gongkai.catalogue.operations.limits import read_limit
from gongkai.catalogue.operations.standard import FIELD_COLUMNS
from gongkai.kernel.actor import Actor
from gongkai.law.procedure import NotAllowed
from gongkai.organs.models import Organ

BASIS = "《国务院办公厅关于全面推进基层政务公开标准化规范化工作的指导意见》（国办发〔2019〕54号）"


@dataclass(frozen=True, slots=True)
class Change:
    """A new wording of a row; `closing` ends the day before it, None when changed in place."""

    row: Item
    closing: Item | None = None


def refuse_stranger(organ: Organ, by: Actor) -> None:
    """Raise NotAllowed unless the actor administers the organ or is a clerk of this office."""
    if not may_keep(by, organ):
        raise NotAllowed("只有本机关的信息员和管理员可以维护公开目录")


def lock(organ: Organ) -> None:
    """Let one writer at a time change an organ's catalogue."""
    Organ.objects.select_for_update().get(pk=organ.pk)


def approved(content: ItemContent) -> ItemContent:
    """Return the content as it is kept; NotAllowed names the first fault."""
    kept = tidied(content)
    for fault in faults(kept):
        raise NotAllowed(f"{fault}")
    return kept


def standing(organ: Organ, since: date) -> ItemQuerySet:
    """Return the rows in force on that day or later."""
    ends_later = Q(valid_until__isnull=True) | Q(valid_until__gte=since)
    return Item.objects.filter(ends_later, organ=organ).select_related("organ", "column")


def open_row(item: Item) -> Item:
    """Return the row as it stands now; NotAllowed when it has been ended."""
    row = Item.objects.select_related("organ", "column").get(pk=item.pk)
    if row.valid_until:
        raise NotAllowed(f"“{row.level2}”已定于 {row.valid_until} 停用，不能再改")
    return row


def last_number(organ: Organ) -> int:
    """Return the highest number in an organ's catalogue, 0 for none."""
    return Item.objects.filter(organ=organ).aggregate(last=Max("number"))["last"] or 0


def known_columns() -> dict[str, Column]:
    """Return the open columns by address."""
    return {column.slug: column for column in columns()}


def completed(content: ItemContent, before: Item) -> ItemContent:
    """Return the content with the number and column of the row before where it names none."""
    column = content.column or (before.column.slug if before.column else "")
    return replace(content, number=content.number or before.number, column=column)


def differences(before: Item, content: ItemContent) -> dict[str, list[Any]]:
    """Return what changed, each with the words before and after, by the title of the form."""
    old, new = asdict(content_of(before)), asdict(content)
    return {title: [old[key], new[key]] for key, title in TITLES.items() if old[key] != new[key]}


def changed(
    before: Item, content: ItemContent, *, begins: date, today: date, known: dict[str, Column]
) -> Change:
    """Return the rows to write for a new wording; one not in force for a day changes in place."""
    if begins > before.valid_from:
        before.valid_until = begins - timedelta(days=1)
        row = Item(organ=before.organ, valid_from=begins, replaces=before)
        return Change(fill(row, content, known), closing=before)
    if before.valid_from < today:
        raise NotAllowed(
            f"“{before.level2}”自 {before.valid_from} 起执行，新内容要从以后的日期起执行"
        )
    return Change(fill(before, content, known))


def fill(item: Item, content: ItemContent, known: dict[str, Column]) -> Item:
    """Write an approved content into a row."""
    limit = read_limit(content.limit_text)
    if limit is None:
        raise ValueError(content.limit_text)
    for key in ("number", "field", "level1", "level2", "basis", "limit_text", "body"):
        setattr(item, key, getattr(content, key))
    item.audience, item.mode, item.levels = content.audience, content.mode, list(content.levels)
    item.elements, item.channels = list(content.elements), list(content.channels)
    item.limit_n, item.limit_unit = limit.n, limit.unit or ""
    item.limit_anchor = limit.anchor
    item.column = column_of(content, known)
    return item


def column_of(content: ItemContent, known: dict[str, Column]) -> Column | None:
    """Return the column a content names, else the usual one of its field."""
    if not content.column:
        return known.get(FIELD_COLUMNS.get(content.field, ""))
    if content.column not in known:
        raise NotAllowed(f"没有网址名为“{content.column}”的栏目")
    return known[content.column]
