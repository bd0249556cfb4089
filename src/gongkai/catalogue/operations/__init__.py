"""Everything that can be done about columns and catalogue rows: one act, one ledger line."""

from gongkai.catalogue.operations.columns import add_column, close_column, revise_column
from gongkai.catalogue.operations.content import (
    TITLES,
    Fault,
    ItemContent,
    content_of,
    faults,
    tidied,
)
from gongkai.catalogue.operations.intake import MAX_ROWS, Imported, RowsRefused, import_items
from gongkai.catalogue.operations.items import add_item, retire_item, revise_item
from gongkai.catalogue.operations.limits import read_limit
from gongkai.catalogue.operations.standard import FIELD_COLUMNS, lay_columns

__all__ = [
    "FIELD_COLUMNS",
    "MAX_ROWS",
    "TITLES",
    "Fault",
    "Imported",
    "ItemContent",
    "RowsRefused",
    "add_column",
    "add_item",
    "close_column",
    "content_of",
    "faults",
    "import_items",
    "lay_columns",
    "read_limit",
    "retire_item",
    "revise_column",
    "revise_item",
    "tidied",
]
