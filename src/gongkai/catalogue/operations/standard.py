"""The standard column tree: arts. 20 and 21 of 条例 in the four parts of the section.

`data/columns.json` holds it: a column with a `kind` carries the name and the words of the law,
and `fields` are those of the 26 fields whose items usually stand there (国办公开办函〔2019〕61号).
"""

import json
from collections.abc import Iterator
from datetime import datetime
from importlib import resources
from typing import Any

from django.db import transaction

from gongkai.catalogue.models import Column, Section
from gongkai.catalogue.operations.column_rights import BASIS, refuse_stranger
from gongkai.kernel.actor import Actor
from gongkai.kernel.ledger_line import record
from gongkai.law.kinds import content_kind

STANDARD: dict[str, list[dict[str, Any]]] = json.loads(
    resources.files("gongkai.catalogue").joinpath("data", "columns.json").read_text("utf-8")
)


def _all(columns: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for column in columns:
        yield column
        yield from _all(column.get("children", []))


FIELD_COLUMNS: dict[str, str] = {
    field: column["slug"]
    for columns in STANDARD.values()
    for column in _all(columns)
    for field in column.get("fields", [])
}
"""Under which column the items of a field usually stand."""


def lay_columns(*, by: Actor, at: datetime) -> list[Column]:
    """Create the standard columns that are not there yet; return the new ones."""
    refuse_stranger(by)
    with transaction.atomic():
        made = [new for section in Section for new in _lay(section, STANDARD[section], None)]
        if made:
            record(
                "catalogue.lay_columns",
                label=f"建立标准栏目 {len(made)} 个",
                subject=f"organs.organ:{by.organ}",
                by=by,
                at=at,
                basis=BASIS,
                detail={"columns": [column.slug for column in made]},
            )
    return made


def _lay(
    section: Section, columns: list[dict[str, Any]], parent: Column | None
) -> Iterator[Column]:
    for order, column in enumerate(columns, start=1):
        code = column.get("kind", "")
        laid, is_new = Column.objects.get_or_create(
            slug=column["slug"],
            defaults={
                "section": section,
                "parent": parent,
                "order": order * 10,
                "name": content_kind(code).column if code else column["name"],
                "column_type": column["type"],
                "description": content_kind(code).title if code else column["description"],
                "keywords": column["keywords"],
                "kind_code": code,
            },
        )
        if is_new:
            yield laid
        yield from _lay(section, column.get("children", []), laid)
