"""Marks of secrecy: where a text says of itself that it is secret, not where it speaks of secrets.

A level with a star is a mark anywhere; a level alone on its line is one at the head of a text, and
further down something to look at. What follows from a mark is law (`law.secrecy`).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

HEAD_LINES = 12
"""Lines at the head of a text among which a bare mark is one; further down it is a word."""

_TERM = r"(?:[0-9０-９一二三四五六七八九十]{1,3}(?:年|个月)|长期|启用前)"
_STARRED = re.compile(
    rf"(绝\s?密|机\s?密|秘\s?密)\s{{0,3}}(?:[★☆]\s{{0,3}}{_TERM}?|[*＊]\s{{0,3}}{_TERM})"
)
_BARE = re.compile(
    r"[ \t\u3000]*(?:密\s?级[:：]\s*)?"
    r"(绝\s?密|机\s?密|秘\s?密|工作秘密|内\s?部(?:资料|文件|材料)?(?:[，,]?\s?注意保存)?)"
    r"(?:\s*(?:[★☆*]|特急|急件)?\s*[0-9０-９一二三四五六七八九十]{0,3}(?:年|个月|长期)?)?[ \t\u3000]*"
)


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark of secrecy at ``text[start:end]``: its level as the law names it."""

    level: str
    start: int
    end: int


def mark_in(text: str) -> Mark | None:
    """The first mark of secrecy; None where the text bears none."""
    return next(marks(text), None)


def marks(text: str) -> Iterator[Mark]:
    """All marks by place: with a star anywhere, bare ones at the head."""
    found = [Mark(_level(hit[1]), hit.start(), hit.end()) for hit in _STARRED.finditer(text)]
    taken = [range(mark.start, mark.end) for mark in found]
    bare = (mark for line, mark in _lines(text) if line < HEAD_LINES)
    found += [mark for mark in bare if not any(mark.start in stretch for stretch in taken)]
    yield from sorted(found, key=lambda mark: mark.start)


def lone(text: str) -> Iterator[Mark]:
    """Levels alone on a line below the head: a cell of a table, or the head of an enclosure."""
    for line, mark in _lines(text):
        if line >= HEAD_LINES and not _STARRED.match(text, mark.start):
            yield mark


def _lines(text: str) -> Iterator[tuple[int, Mark]]:
    """Lines that are nothing but a level, with their number."""
    if not _MAY.search(text):
        return
    at = 0
    for number, line in enumerate(text.split("\n")):
        if len(line) <= _LONGEST and (hit := _BARE.fullmatch(line)):
            yield number, Mark(_level(hit[1]), at + hit.start(1), at + hit.end(1))
        at += len(line) + 1


_MAY = re.compile("密|部")
_LONGEST = 60
"""Characters of a line that may be nothing but a mark."""


def _level(written: str) -> str:
    level = re.sub(r"\s", "", written)
    return "内部" if level.startswith("内部") else level
