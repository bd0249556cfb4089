"""Columns of the public site: opening, rewording and closing them."""

import re
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.timezone import localdate

from gongkai.catalogue.models import Column, ColumnType, Item, Section
from gongkai.catalogue.operations.column_rights import BASIS, refuse_stranger
from gongkai.catalogue.operations.wording import tidy_line
from gongkai.kernel.actor import Actor
from gongkai.kernel.ledger_line import record
from gongkai.law.procedure import NotAllowed

REVISABLE = frozenset({"name", "order", "column_type", "description", "keywords", "empty_note"})
_TITLES = {"name": "栏目名称", "description": "栏目描述", "keywords": "关键词"}


def add_column(
    *,
    section: str,
    slug: str,
    name: str,
    column_type: str,
    description: str,
    keywords: str,
    parent: Column | None = None,
    empty_note: str = "",
    by: Actor,
    at: datetime,
) -> Column:
    """Open a column behind its sisters; `slug` is its address and never changes."""
    refuse_stranger(by)
    column = Column(
        section=section,
        slug=slug,
        name=tidy_line(name),
        column_type=column_type,
        description=tidy_line(description),
        keywords=tidy_line(keywords),
        parent=parent,
        empty_note=tidy_line(empty_note),
    )
    if section not in Section.values:
        raise NotAllowed("请从政府信息公开专栏的四个部分中选择")
    if parent and (parent.section != section or parent.closed_on):
        raise NotAllowed("上级栏目已经停用，或者不在同一部分")
    with transaction.atomic():
        _refuse_unfit(column)
        sisters = Column.objects.filter(section=section, parent=parent)
        column.order = (sisters.aggregate(last=Max("order"))["last"] or 0) + 10
        column.save()
        _record("add_column", f"增加栏目：{column.name}", column, {"slug": slug}, by=by, at=at)
    return column


def revise_column(column: Column, *, by: Actor, at: datetime, **changes: Any) -> Column:
    """Change wording, type or order of a column; TypeError for anything else."""
    if unknown := changes.keys() - REVISABLE:
        raise TypeError(f"cannot revise {sorted(unknown)}")
    refuse_stranger(by)
    with transaction.atomic():
        row = _open(column)
        changed = {}
        for key, value in changes.items():
            new = tidy_line(value) if isinstance(value, str) else value
            if getattr(row, key) != new:
                changed[key] = [getattr(row, key), new]
                setattr(row, key, new)
        if not changed:
            raise NotAllowed("内容没有变化，不需要修改")
        _refuse_unfit(row)
        row.save()
        _record("revise_column", f"修改栏目：{row.name}", row, changed, by=by, at=at)
    return row


def close_column(column: Column, *, public_documents: int, by: Actor, at: datetime) -> Column:
    """Close a column; the caller counts its documents, public or about to be, which this floor cannot see."""
    refuse_stranger(by)
    with transaction.atomic():
        row = _open(column)
        on = localdate(at)
        if below := Column.objects.filter(parent=row, closed_on__isnull=True).count():
            raise NotAllowed(f"“{row.name}”下面还有 {below} 个栏目，请先停用下级栏目")
        lasting = Item.objects.filter(column=row).exclude(valid_until__lt=on)
        if items := lasting.count():
            raise NotAllowed(f"还有 {items} 项目录事项对应“{row.name}”，请先改到别的栏目")
        if public_documents:
            raise NotAllowed(
                f"“{row.name}”里还有 {public_documents} 篇公开或者待公开的文件，不能停用"
            )
        row.closed_on = on
        row.save()
        _record("close_column", f"停用栏目：{row.name}", row, {}, by=by, at=at)
    return row


def _open(column: Column) -> Column:
    row = Column.objects.select_for_update().get(pk=column.pk)
    if row.closed_on:
        raise NotAllowed(f"“{row.name}”已于 {row.closed_on} 停用")
    return row


def _refuse_unfit(column: Column) -> None:
    for key, title in _TITLES.items():
        if not getattr(column, key):
            raise NotAllowed(f"“{title}”没有填写")
    for field in Column._meta.concrete_fields:
        value = getattr(column, field.attname)
        if isinstance(value, str) and field.max_length and len(value) > field.max_length:
            raise NotAllowed(f"“{field.verbose_name}”不能超过 {field.max_length} 个字")
    if column.column_type not in ColumnType.values:
        raise NotAllowed("请从列出的栏目类别中选择")
    if not re.fullmatch("[a-z0-9]+(-[a-z0-9]+)*", column.slug):
        raise NotAllowed("网址名只能用小写英文字母、数字和短横")
    others = Column.objects.exclude(pk=column.pk)
    if others.filter(slug=column.slug).exists():
        raise NotAllowed(f"网址名“{column.slug}”已经有栏目使用")
    if others.filter(parent=column.parent_id, name=column.name, section=column.section).exists():
        raise NotAllowed(f"同一级已有名为“{column.name}”的栏目")


def _record(
    act: str, label: str, column: Column, detail: dict[str, Any], *, by: Actor, at: datetime
) -> None:
    record(
        f"catalogue.{act}",
        label=label[:32],
        subject=column.reference,
        by=by,
        at=at,
        basis=BASIS,
        detail=detail,
    )
