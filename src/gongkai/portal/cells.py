"""Tables as files: CSV that a spreadsheet opens rightly, JSON that a program reads."""

import csv
import io
import json
from collections.abc import Iterable, Sequence
from typing import Any

MARK = "\ufeff"
"""Tells spreadsheet programs that the file is UTF-8."""


def harmless(cell: str) -> str:
    """A cell a spreadsheet program would take for a formula gets an apostrophe before it."""
    return f"'{cell}" if cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell


def csv_text(head: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    """Return rows as CSV with a mark and a head; no cell can be taken for a formula."""
    text = io.StringIO(newline="")
    write = csv.writer(text)
    write.writerow(head)
    write.writerows([harmless(str(cell)) for cell in row] for row in rows)
    return MARK + text.getvalue()


def json_text(keys: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    """Return rows as a JSON array of objects, one a line, ending in a line break."""
    lines = (
        json.dumps(dict(zip(keys, row, strict=True)), ensure_ascii=False, separators=(",", ":"))
        for row in rows
    )
    # A browser that guesses types finds no markup in the file.
    return ("[\n" + ",\n".join(lines) + "\n]\n").replace("<", "\\u003c")
