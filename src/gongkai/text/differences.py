"""Differences of two texts: paragraphs first, characters inside a changed paragraph.

Paragraphs that occur once on both sides anchor the comparison (patience), so that the time
grows with the length of the text and not with its square.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

GAP_PRODUCT = 40_000
"""Old times new paragraphs between two anchors that are still aligned one by one."""
PAIR_PRODUCT = 1_000_000
"""Old times new characters of one paragraph that are still compared."""
BUDGET = 10_000_000
"""The same, over the whole text."""

Kind = Literal["same", "added", "removed", "changed"]


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a changed paragraph."""

    kind: Literal["same", "added", "removed"]
    text: str


@dataclass(frozen=True, slots=True)
class Change:
    """A paragraph of both texts (same, changed), of the new one (added) or the old (removed)."""

    kind: Kind
    old: str
    new: str
    parts: tuple[Part, ...] = ()


def compare(old: list[str], new: list[str]) -> list[Change]:
    """Every paragraph in order, the unchanged included: the old and the new text can be re-read."""
    changes: list[Change] = []
    budget = BUDGET
    for same, left, right in _aligned(old, new):
        if same:
            changes += [Change("same", text, text) for text in left]
            continue
        paired = min(len(left), len(right))
        for before, after in zip(left[:paired], right[:paired], strict=True):
            cost = len(before) * len(after)
            if cost <= PAIR_PRODUCT and cost <= budget:
                budget -= cost
                changes += _pair(before, after)
            else:
                changes += [Change("removed", before, ""), Change("added", "", after)]
        changes += [Change("removed", text, "") for text in left[paired:]]
        changes += [Change("added", "", text) for text in right[paired:]]
    return changes


def _pair(before: str, after: str) -> list[Change]:
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    if matcher.ratio() < 0.3:
        return [Change("removed", before, ""), Change("added", "", after)]
    parts: list[Part] = []
    for tag, i, j, k, m in matcher.get_opcodes():
        if tag == "equal":
            parts.append(Part("same", before[i:j]))
            continue
        if i < j:
            parts.append(Part("removed", before[i:j]))
        if k < m:
            parts.append(Part("added", after[k:m]))
    return [Change("changed", before, after, tuple(parts))]


def _aligned(old: list[str], new: list[str]) -> Iterator[tuple[bool, list[str], list[str]]]:
    """Stretches in order: (alike?, old paragraphs, new paragraphs)."""
    i = k = 0
    for at_old, at_new in [*_anchors(old, new), (len(old), len(new))]:
        yield from _gap(old[i:at_old], new[k:at_new])
        if at_old < len(old):
            yield True, old[at_old : at_old + 1], new[at_new : at_new + 1]
        i, k = at_old + 1, at_new + 1


def _gap(old: list[str], new: list[str]) -> Iterator[tuple[bool, list[str], list[str]]]:
    if len(old) * len(new) > GAP_PRODUCT:
        yield False, old, new
        return
    for tag, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        yield tag == "equal", old[i:j], new[k:m]


def _anchors(old: list[str], new: list[str]) -> list[tuple[int, int]]:
    """The longest rising chain of paragraphs that occur once on either side."""
    once_old = {text for text, times in Counter(old).items() if times == 1}
    once_new = {text for text, times in Counter(new).items() if times == 1}
    place = {text: at for at, text in enumerate(new) if text in once_new}
    common = once_old & place.keys()
    pairs = [(at, place[text]) for at, text in enumerate(old) if text in common]
    tails: list[int] = []
    ends: list[int] = []
    previous: list[int] = []
    for index, (_, at_new) in enumerate(pairs):
        length = bisect_left(tails, at_new)
        previous.append(ends[length - 1] if length else -1)
        tails[length : length + 1] = [at_new]
        ends[length : length + 1] = [index]
    chain: list[tuple[int, int]] = []
    index = ends[-1] if ends else -1
    while index >= 0:
        chain.append(pairs[index])
        index = previous[index]
    return chain[::-1]
