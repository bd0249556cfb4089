"""Tables as files: CSV that a spreadsheet opens rightly, JSON that a program reads."""

import csv
import io
import json
from collections.abc import Callable, Iterable, Sequence
from typing import Any

_string = json.encoder.encode_basestring
_encoded = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
MARK = "\ufeff"
"""Tells spreadsheet programs that the file is UTF-8."""


_BREAK = "\x1f"
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_FORMULAS = tuple(_BREAK + begun for begun in _FORMULA)
"""Looked for in whole rows, whose cells are joined; a cell may hold the break itself."""


def harmless(cell: str) -> str:
    """A cell a spreadsheet program would take for a formula gets an apostrophe before it."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def _harmless(rows: Iterable[Sequence[Any]]) -> list[list[str]]:
    cells = [list(map(str, row)) for row in rows]
    joined = "".join([_BREAK + _BREAK.join(row) for row in cells])
    if any(begun in joined for begun in _FORMULAS):
        return [list(map(harmless, row)) for row in cells]
    return cells


def csv_text(head: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    """Return rows as CSV with a mark and a head; no cell can be taken for a formula."""
    return MARK + csv_lines((head,)) + csv_lines(rows)


def csv_lines(rows: Iterable[Sequence[Any]]) -> str:
    """Return rows as CSV; no cell can be taken for a formula."""
    text = io.StringIO(newline="")
    csv.writer(text).writerows(_harmless(rows))
    return text.getvalue()


def csv_each(rows: Iterable[Sequence[Any]]) -> list[bytes]:
    """Return each row as CSV of its own."""
    written: list[str] = []
    writer = csv.writer(_Taking(written.append))
    writer.writerows(_harmless(rows))
    return [line.encode() for line in written]


class _Taking:
    """A file as `csv` needs it: every row it writes is handed on."""

    def __init__(self, write: Callable[[str], None]) -> None:
        self.write = write


def json_text(keys: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    """Return rows as a JSON array of objects, one a line, ending in a line break."""
    heads = [_encoded(key).replace("%", "%%") for key in keys]
    filled = "{" + ",".join([f"{head}:%s" for head in heads]) + "}"
    lines = [filled % tuple(map(_value, row)) for row in rows]
    # A browser that guesses types finds no markup in the file.
    return ("[\n" + ",\n".join(lines) + "\n]\n").replace("<", "\\u003c")


def _value(cell: Any) -> str:
    return _string(cell) if type(cell) is str else _encoded(cell)
