"""Marking what was found: pieces of a title and of the stretch of text around the words."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from gongkai.text import segment

SNIPPET_CHARACTERS = 110
BEFORE = 24
"""Characters shown before the first word that was found."""
MOST_MARKS = 60
MOST_PLACES = 8
"""Places of one word that are weighed for the best stretch."""


class Piece(NamedTuple):
    """A stretch of shown text; plain text, escaped by whoever prints it."""

    text: str
    marked: bool = False


Span = tuple[int, int]


def needles(words: Iterable[str], *, loose: bool = False) -> tuple[str, ...]:
    """Return the folded strings to mark: whole words, or for a loose question their pairs."""
    if loose:
        found = [term for word in words for term in segment.terms(word)]
    else:
        found = [segment.flat(word) for word in words]
    return tuple(sorted({f for f in found if f}, key=lambda f: (-len(f), f)))


def title(text: str, wanted: Sequence[str]) -> tuple[Piece, ...]:
    """Return an aligned title (`segment.aligned`) with every word in it marked."""
    return _cut(text, _spans(segment.fold(text), wanted), 0, len(text))


def snippet(text: str, wanted: Sequence[str]) -> tuple[Piece, ...]:
    """Return the stretch of an aligned text that holds most of the words, marked."""
    flat = segment.fold(text)
    start = max(0, _best(flat, wanted) - BEFORE)
    end = min(len(text), start + SNIPPET_CHARACTERS)
    start = max(0, min(start, end - SNIPPET_CHARACTERS))
    inside = [(a + start, b + start) for a, b in _spans(flat[start:end], wanted)]
    pieces = _cut(text, inside, start, end)
    return (
        *((Piece("…"),) if start else ()),
        *pieces,
        *((Piece("…"),) if end < len(text) else ()),
    )


def _best(flat: str, wanted: Sequence[str]) -> int:
    """Return the place from which the most different words are near, the first of equals."""
    found = [places for word in wanted if (places := _places(flat, word, MOST_PLACES))]
    if len(found) < 2:
        return found[0][0] if found else 0
    best = nearest = 0
    for at in sorted({at for places in found for at in places}):
        reach = at - BEFORE + SNIPPET_CHARACTERS
        near = sum([bisect_left(places, at) < bisect_left(places, reach) for places in found])
        if near > nearest:
            best, nearest = at, near
            if near == len(found):
                break
    return best


def _places(flat: str, word: str, most: int) -> list[int]:
    at = flat.find(word)
    if at < 0:
        return []
    found: list[int] = []
    is_wide = segment.is_wide(word)
    while at >= 0 and len(found) < most:
        if is_wide or _stands_alone(flat, at, at + len(word)):
            found.append(at)
        at = flat.find(word, at + 1)
    return found


def _stands_alone(flat: str, start: int, end: int) -> bool:
    """A Latin word or number is not marked inside a longer one."""
    around = (flat[start - 1] if start else " ", flat[end] if end < len(flat) else " ")
    return all(char == " " or segment.is_wide(char) for char in around)


def _spans(flat: str, wanted: Sequence[str]) -> list[Span]:
    """Return where the words stand, neighbours joined."""
    found = [(at, at + len(word)) for word in wanted for at in _places(flat, word, MOST_MARKS)]
    found.sort()
    joined: list[Span] = []
    for start, end in found[:MOST_MARKS]:
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _cut(text: str, spans: Sequence[Span], start: int, end: int) -> tuple[Piece, ...]:
    pieces, at = [], start
    for first, last in spans:
        if first > at:
            pieces.append(Piece(text[at:first]))
        pieces.append(Piece(text[first:last], True))
        at = last
    if at < end:
        pieces.append(Piece(text[at:end]))
    return tuple(pieces)
