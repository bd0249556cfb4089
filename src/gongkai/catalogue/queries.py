"""Questions about the catalogue."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from gongkai.catalogue.access import columns
from gongkai.catalogue.models import (
    LEVELS,
    Column,
    Item,
    ItemQuerySet,
    LimitAnchor,
    LimitUnit,
    Mode,
    Section,
)
from gongkai.law.figures import figure
from gongkai.law.kinds import FIELDS, OrganKind, applicable, content_kind
from gongkai.organs.access import office_of
from gongkai.organs.models import Organ

FIELD_ORDER = {field.title: field.number for field in FIELDS}
LEVEL_NAMES = LEVELS
MODES: list[tuple[str, str]] = [(mode.value, mode.label) for mode in Mode]
"""公开层级 and 公开方式, for those who ask for a row's words."""
_NO_DUE_DAY = {LimitAnchor.NOTICE, LimitAnchor.PERIODIC}


@dataclass(frozen=True, slots=True)
class ColumnNode:
    """A part of the section, or a column in it with what stands below."""

    section: Section
    column: Column | None
    children: tuple["ColumnNode", ...] = ()

    @property
    def name(self) -> str:
        """What the reader sees."""
        return self.column.name if self.column else self.section.label

    @property
    def slug(self) -> str:
        """The column's address; of a part, the name of the part."""
        return self.column.slug if self.column else self.section.value


@dataclass(frozen=True, slots=True)
class FieldGroup:
    """The items of one field."""

    field: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Limit:
    """A time limit: `n` units from the anchor; `n` is None where only 及时 and the like is said."""

    n: int | None
    unit: LimitUnit | None
    anchor: LimitAnchor
    basis: str = ""

    @property
    def text(self) -> str:
        """The limit as a catalogue says it."""
        if self.n is None or self.unit is None:
            return f"{self.anchor.label}公开"
        count = f"{self.n}{self.unit.label}"
        if self.anchor is LimitAnchor.NOTICE:
            return f"公示{count}"
        if self.anchor is LimitAnchor.PERIODIC:
            return f"每{count}公开一次"
        return f"{self.anchor.label}起{count}内"


def tree(organ_kind: OrganKind | None = None) -> list[ColumnNode]:
    """Return the four parts with their nested columns.

    With a kind of organ, columns of art. 21 that such an organ does not owe are left out.
    """
    below: dict[int | Section, list[Column]] = defaultdict(list)
    for column in columns():
        if _concerns(column, organ_kind):
            below[column.parent_id or Section(column.section)].append(column)

    def nodes(key: int | Section) -> tuple[ColumnNode, ...]:
        return tuple(ColumnNode(Section(c.section), c, nodes(c.pk)) for c in below.get(key, ()))

    return [ColumnNode(section, None, nodes(section)) for section in Section]


def tree_for(organ: Organ) -> list[ColumnNode]:
    """Return the columns in which an organ publishes: those of its office's kind."""
    return tree(OrganKind(office_of(organ).kind))


def _concerns(column: Column, organ_kind: OrganKind | None) -> bool:
    if organ_kind is None or not column.kind_code.startswith("21"):
        return True
    owed = {kind.column for kind in applicable(organ_kind)}
    return content_kind(column.kind_code).column in owed


def items_for(organ_id: int, on: date) -> ItemQuerySet:
    """Return an organ's own items, else those of its nearest ancestor that has a catalogue."""
    line = Organ.objects.get(pk=organ_id).ancestry
    having = set(
        Item.objects.on(on).filter(organ__in=line).order_by().values_list("organ", flat=True)
    )
    nearest = next((pk for pk in reversed(line) if pk in having), organ_id)
    return Item.objects.on(on).filter(organ=nearest).select_related("column", "organ")


def by_field(organ_id: int, on: date) -> list[FieldGroup]:
    """Return the items that apply to an organ, the 26 fields in their order, others behind."""
    groups: dict[str, list[Item]] = defaultdict(list)
    for item in items_for(organ_id, on):
        groups[item.field].append(item)
    last = len(FIELD_ORDER) + 1
    fields = sorted(groups, key=lambda field: (FIELD_ORDER.get(field, last), field))
    return [FieldGroup(field, tuple(groups[field])) for field in fields]


def fields_not_involved(organ_id: int, on: date) -> list[str]:
    """Return those of the 26 fields without an item, for the note 未涉及领域事项说明."""
    involved = {group.field for group in by_field(organ_id, on)}
    return [field for field in FIELD_ORDER if field not in involved]


def stated_limit(item: Item) -> Limit:
    """Return the limit as the row states it."""
    unit = LimitUnit(item.limit_unit) if item.limit_unit else None
    return Limit(item.limit_n, unit, LimitAnchor(item.limit_anchor))


def due_limit(item: Item) -> Limit:
    """Return within what time information of this item is due.

    A row that states no term (及时, 长期) or a time of display (公示7个工作日) leaves the
    statutory one of the day the row came into force (条例第二十六条: from forming or changing).
    """
    limit = stated_limit(item)
    if limit.n is None or limit.anchor in _NO_DUE_DAY:
        statutory = figure("gi.active", item.valid_from)
        return Limit(
            statutory.value, LimitUnit.WORKDAY, LimitAnchor.FORMED, basis=statutory.article
        )
    return Limit(limit.n, limit.unit, limit.anchor, basis=item.basis)
