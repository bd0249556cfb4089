"""Taking in a whole catalogue: all rows or none."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from gongkai.catalogue.models import Item
from gongkai.catalogue.operations import rows
from gongkai.catalogue.operations.content import ItemContent, content_of, faults, tidied
from gongkai.kernel.actor import Actor
from gongkai.kernel.ledger_line import record
from gongkai.law.procedure import NotAllowed
from gongkai.organs.models import Organ

MAX_ROWS = 5_000
MAX_TOLD = 20
"""Faults said in one message; the rest is counted."""


class RowsRefused(NotAllowed):
    """Rows are wrong; `sentences` holds one sentence for each fault."""

    def __init__(self, sentences: Sequence[str]) -> None:
        self.sentences = tuple(sentences)
        more = len(sentences) - MAX_TOLD
        tail = [f"另外还有 {more} 处需要改正"] if more > 0 else []
        super().__init__("\n".join([*sentences[:MAX_TOLD], *tail]))


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did: rows added, rows given a new wording, and how many stood already."""

    added: tuple[Item, ...]
    revised: tuple[Item, ...]
    unchanged: int


def import_items(
    organ: Organ,
    contents: Iterable[ItemContent],
    *,
    since: date | None = None,
    by: Actor,
    at: datetime,
) -> Imported:
    """Add new rows and revise changed ones, in force from `since`; one ledger line for all.

    Rows of the organ that the list does not name stay as they are.
    """
    rows.refuse_stranger(organ, by)
    kept = [tidied(content) for content in contents]
    if refused := list(_refusals(kept)):
        raise RowsRefused(refused)
    with transaction.atomic():
        rows.lock(organ)
        today = localdate(at)
        imported = _planned(organ, kept, since or today, today)
        done = Imported(
            tuple(change.row for change in imported.added),
            tuple(change.row for change in imported.changes),
            imported.unchanged,
        )
        _write(imported)
        _record(organ, done, by=by, at=at)
    return done


def _refusals(contents: Sequence[ItemContent]) -> Iterator[str]:
    if not contents:
        yield "表里没有可以导入的事项"
    if len(contents) > MAX_ROWS:
        yield f"一次最多导入 {MAX_ROWS} 项，这里有 {len(contents)} 项，请分开导入"
        return
    first: dict[tuple[str, str, str], int] = {}
    for place, content in enumerate(contents, start=1):
        yield from (f"第 {place} 项{fault}" for fault in faults(content))
        if (before := first.setdefault(content.key, place)) != place:
            yield f"第 {place} 项与第 {before} 项重复：{content.level1} / {content.level2}"


@dataclass(frozen=True, slots=True)
class _Plan:
    added: list[rows.Change]
    changes: list[rows.Change]
    unchanged: int


def _planned(organ: Organ, contents: list[ItemContent], begins: date, today: date) -> _Plan:
    known = rows.known_columns()
    there = {content_of(row).key: row for row in rows.standing(organ, begins)}
    number = rows.last_number(organ)
    plan = _Plan([], [], sum(1 for content in contents if _stands(content, there)))
    for content in contents:
        before = there.get(content.key)
        if before is None:
            number += 1
            numbered = replace(content, number=content.number or number)
            row = Item(organ=organ, valid_from=begins)
            plan.added.append(rows.Change(rows.fill(row, numbered, known)))
        elif not _stands(content, there):
            if before.valid_until:
                raise NotAllowed(f"“{before.level2}”已定于 {before.valid_until} 停用，不能再改")
            wording = rows.completed(content, before)
            plan.changes.append(
                rows.changed(before, wording, begins=begins, today=today, known=known)
            )
    return plan


def _stands(content: ItemContent, there: dict[tuple[str, str, str], Item]) -> bool:
    """The row is in the catalogue already, word for word."""
    before = there.get(content.key)
    return before is not None and content_of(before) == rows.completed(content, before)


def _write(plan: _Plan) -> None:
    """Close rows first, so that no two wordings of one row hold on the same day."""
    columns = [f.name for f in Item._meta.concrete_fields if not f.primary_key]
    closing = [change.closing for change in plan.changes if change.closing]
    Item.objects.bulk_update(closing, ["valid_until"])
    Item.objects.bulk_update([c.row for c in plan.changes if not c.closing], columns)
    Item.objects.bulk_create(c.row for c in (*plan.added, *plan.changes) if c.row.pk is None)


def _record(organ: Organ, done: Imported, *, by: Actor, at: datetime) -> None:
    number = len(done.added) + len(done.revised) + done.unchanged
    record(
        "catalogue.import_items",
        label=f"导入公开目录 {number} 项",
        subject=f"organs.organ:{organ.pk}",
        by=by,
        at=at,
        organ=organ.pk,
        basis=rows.BASIS,
        detail={
            "added": [row.pk for row in done.added],
            "revised": [row.pk for row in done.revised],
            "unchanged": done.unchanged,
        },
    )
