"""Just enough of a stylesheet reader for the tests of the look."""

import re
from collections.abc import Iterator
from pathlib import Path

import gongkai.typeset

LOOK = Path(gongkai.typeset.__file__).parent / "look"


def without_comments(sheet: str) -> str:
    return re.sub(r"/\*.*?\*/", "", sheet, flags=re.DOTALL)


def _walk(sheet: str) -> Iterator[tuple[tuple[str, ...], str]]:
    path: list[str] = []
    text = ""
    for character in sheet:
        if character == "{":
            path.append(" ".join(text.rsplit(";", maxsplit=1)[-1].split()))
            text = ""
        elif character == "}":
            if text.strip():
                yield tuple(path), text
            path.pop()
            text = ""
        else:
            text += character
    assert not path, "a brace is missing"


def blocks(sheet: str) -> list[tuple[tuple[str, ...], str]]:
    """Return (at-rules and selector, declarations) of every rule, comments taken out before."""
    return list(_walk(sheet))
