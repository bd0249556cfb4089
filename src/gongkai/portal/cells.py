"""Tables as files: CSV that a spreadsheet opens rightly, JSON that a program reads."""

import csv
import io
import json
import re
from collections.abc import Iterable, Sequence
from typing import Any

_encoded = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
MARK = "\ufeff"
"""Tells spreadsheet programs that the file is UTF-8."""


_BREAK = "\x1f"
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_MAY_BE_FORMULA = re.compile(f"(?:^|{_BREAK})[=+\\-@\t\r]")
"""Looks at a whole row, whose cells are joined; a cell may hold the break itself."""


def harmless(cell: str) -> str:
    """A cell a spreadsheet program would take for a formula gets an apostrophe before it."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def _harmless(row: Sequence[Any]) -> list[str]:
    cells = list(map(str, row))
    if _MAY_BE_FORMULA.search(_BREAK.join(cells)):
        return list(map(harmless, cells))
    return cells


def csv_text(head: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    """Return rows as CSV with a mark and a head; no cell can be taken for a formula."""
    return MARK + csv_lines((head,)) + csv_lines(rows)


def csv_lines(rows: Iterable[Sequence[Any]]) -> str:
    """Return rows as CSV; no cell can be taken for a formula."""
    text = io.StringIO(newline="")
    csv.writer(text).writerows(map(_harmless, rows))
    return text.getvalue()


def json_text(keys: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    """Return rows as a JSON array of objects, one a line, ending in a line break."""
    lines = (_encoded(dict(zip(keys, row, strict=True))) for row in rows)
    # A browser that guesses types finds no markup in the file.
    return ("[\n" + ",\n".join(lines) + "\n]\n").replace("<", "\\u003c")
