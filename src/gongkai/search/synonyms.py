"""Other ways of saying a word, from `data/synonyms.json`, applied to queries only."""

import json
from functools import cache
from importlib.resources import files

from gongkai.text import segment

MOST_WAYS = 6
"""Ways of one word that are looked for, the typed one included."""


def ways(word: str) -> tuple[str, ...]:
    """Return a word as typed, then with each known term in it said otherwise.

    A way that contains the typed word is left out: whoever has it has the word as well.
    """
    flat = segment.flat(word)
    found = {flat: None}
    for start, end in _known_in(flat):
        for other in _others(flat[start:end]):
            said = flat[:start] + other + flat[end:]
            if flat not in said:
                found[said] = None
    return (word, *list(found)[1:MOST_WAYS])


def related(word: str) -> tuple[str, ...]:
    """Return what else a known term in a word is called, for hints."""
    flat = segment.flat(word)
    others = [other for start, end in _known_in(flat) for other in _others(flat[start:end])]
    return tuple(dict.fromkeys(others))


def known(word: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the known terms in a word, and what stands around them."""
    flat = segment.flat(word)
    places = _known_in(flat)
    edges = [0, *(edge for place in places for edge in place), len(flat)]
    around = (flat[a:b] for a, b in zip(edges[::2], edges[1::2], strict=True))
    return tuple(flat[a:b] for a, b in places), tuple(part for part in around if part.strip())


def terms() -> tuple[str, ...]:
    """Return every term of the table."""
    return tuple(_table())


def _known_in(flat: str) -> list[tuple[int, int]]:
    """Return where known terms stand, the longest first at each place, not overlapping."""
    table, longest = _table(), _longest()
    found, start = [], 0
    while start < len(flat):
        ends = range(min(len(flat), start + longest), start + 1, -1)
        end = next((e for e in ends if flat[start:e] in table), None)
        if end:
            found.append((start, end))
        start = end or start + 1
    return found


def _others(term: str) -> tuple[str, ...]:
    return _table()[term]


@cache
def _longest() -> int:
    return max(map(len, _table()))


@cache
def _table() -> dict[str, tuple[str, ...]]:
    """Return every term with the others of its groups."""
    text = (files(__package__) / "data" / "synonyms.json").read_text(encoding="utf-8")
    table: dict[str, dict[str, None]] = {}
    for group in json.loads(text)["groups"]:
        flat = [segment.flat(term) for term in group]
        for term in flat:
            table.setdefault(term, {}).update(dict.fromkeys(t for t in flat if t != term))
    return {term: tuple(others) for term, others in table.items()}
