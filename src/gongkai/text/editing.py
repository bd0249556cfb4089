"""Places of a plain text changed or shown in the canonical document it comes from, across tags."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from gongkai.text.builder import Builder
from gongkai.text.outline import Stretch, stretches
from gongkai.text.tree import serialise


@dataclass(frozen=True, slots=True)
class Edit:
    """``text[start:end]`` becomes ``after``."""

    start: int
    end: int
    after: str


def apart(edits: Iterable[Edit]) -> list[Edit]:
    """The edits by place, without those that overlap one before them."""
    chosen: list[Edit] = []
    for edit in sorted(edits, key=lambda edit: edit.start):
        if not chosen or edit.start >= chosen[-1].end:
            chosen.append(edit)
    return chosen


def edited(text: str, edits: Iterable[Edit]) -> str:
    """``text`` with its edits; of two that overlap the first counts."""
    out, at = [], 0
    for edit in apart(edits):
        out += [text[at : edit.start], edit.after]
        at = edit.end
    return "".join([*out, text[at:]])


def edited_html(html: str, edits: Iterable[Edit]) -> str:
    """Canonical ``html`` whose plain text gets the edits; ends of paragraphs and cells stay."""
    blocks = Builder().build(html)
    parts = list(stretches(blocks))
    changed = {
        at: edit.after if at == edit.start else ""
        for edit in apart(edits)
        for at in range(edit.start, edit.end)
    }
    at = 0
    for part in parts:
        if part.piece and not part.piece.src:
            part.piece.text = "".join(
                changed.get(place, char) for place, char in enumerate(part.text, at)
            )
        at += len(part.text)
    return serialise(blocks)


OPEN, NAMED, SHUT = "\ufdd0", "\ufdd1", "\ufdd2"
"""Non-characters that no text may have; they stand for tags until the markup is written."""
_WRITTEN = re.compile(f"{OPEN}([^{NAMED}]*){NAMED}|{SHUT}")


def pointed(html: str, spans: Sequence[tuple[int, int, str]], shape: str) -> str:
    """Canonical ``html`` with each span (start, end, name) in a ``mark``; ``shape`` is its start tag.

    ``{name}`` in ``shape`` is the name, which holds letters and digits only. A span across tags is
    marked in pieces; of two that overlap the first is shown.
    """
    blocks = Builder().build(html)
    shown = apart(Edit(start, end, name) for start, end, name in spans)
    at = 0
    for part in list(stretches(blocks)):
        if part.piece and not part.piece.src:
            part.piece.text = _pointed(part, at, shown)
        at += len(part.text)
    return _WRITTEN.sub(
        lambda hit: "</mark>" if hit[0] == SHUT else shape.format(name=hit[1]), serialise(blocks)
    )


def _pointed(part: Stretch, at: int, shown: Sequence[Edit]) -> str:
    until = at + len(part.text)
    inside = [
        Edit(
            max(each.start - at, 0),
            min(each.end - at, len(part.text)),
            f"{OPEN}{each.after}{NAMED}"
            + part.text[max(each.start - at, 0) : min(each.end, until) - at]
            + SHUT,
        )
        for each in shown
        if each.start < until and each.end > at
    ]
    return edited(part.text, inside)
