"""Chunk plans: a template rendered once for each shape of a page, then filled by joining bytes.

A page is told by *words*, a tuple of strings, and a *shape*, everything else that its template
looks at. The first page of a shape is rendered with a mark in the place of each word that is not
empty. The marks are found again in the text: between them stand constant bytes, and a mark shows
by what became of its probe `<&` how the template writes a word there: escaped for HTML, escaped
inside the JSON of a script, or as it is. All further pages of the shape are the constant bytes
and the written words, joined.

The one condition: a template (and the code that prepares it) may join words to other text and ask
whether they are empty, but not look into them. `tests/portal/test_plan.py` proves for pages of
every kind that plan and template give the same bytes.
"""

import json
import re
from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Sequence
from operator import itemgetter
from typing import Any, Final

from markupsafe import escape

Words = tuple[str, ...]
Render = Callable[[Hashable, Words], str]
_MARK: Final = re.compile("\ue000(\\d+)(<&|&lt;&amp;|\\\\u003c\\\\u0026)\ue001|/~(\\d+)~/~/~/~")
_BREAK: Final = "\x1f"
_IN_MARKUP: Final = re.compile("[&<>'\"]")
_NOT_PLAIN: Final = re.compile("[\x00-\x1f\"\\\\<>&']")
_IN_SCRIPT: Final = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "'": "\\u0027"})
_encoded: Final = json.JSONEncoder(ensure_ascii=False).encode
MOST_PLANS = 1000
"""Shapes remembered at once; a plan holds about as many bytes as a page."""


def _html(words: Sequence[str]) -> list[bytes]:
    """Escape many words at once: one call costs as much as one word."""
    text = _BREAK.join(words)
    if _IN_MARKUP.search(text):
        text = escape(text)
    written = text.encode().split(b"\x1f")
    if len(written) == len(words):
        return written
    return [escape(word).encode() for word in words]


def _json(words: Sequence[str]) -> list[bytes]:
    text = _BREAK.join(words)
    if len(_NOT_PLAIN.findall(text)) == len(words) - 1:  # nothing but the breaks
        return text.encode().split(b"\x1f")
    return [_encoded(word)[1:-1].translate(_IN_SCRIPT).encode() for word in words]


def _raw(words: Sequence[str]) -> list[bytes]:
    return [word.encode() for word in words]


_WRITERS: Final[dict[str | None, Callable[[Sequence[str]], list[bytes]]]] = {
    "<&": _raw,
    "&lt;&amp;": _html,
    "\\u003c\\u0026": _json,
    None: _raw,  # an address inside the site: the same everywhere
}


def marks(words: Words, addresses: Collection[int]) -> Words:
    """Return marks in the place of all words that are not empty.

    The words at `addresses` are paths of four parts below the site: templates may quote them and
    count their slashes.
    """
    return tuple(
        word and (f"/~{place}~/~/~/~" if place in addresses else f"\ue000{place}<&\ue001")
        for place, word in enumerate(words)
    )


class Plan:
    """Constant bytes with slots between them."""

    __slots__ = ("_order", "_parts", "_places", "_writers")

    def __init__(self, text: str) -> None:
        """Take apart a text that was rendered with `marks`."""
        self._parts: list[bytes] = []
        slots: list[tuple[Callable[[Sequence[str]], list[bytes]], int]] = []
        end = 0
        for mark in _MARK.finditer(text):
            slots.append((_WRITERS[mark[2]], int(mark[1] or mark[3])))
            self._parts += [text[end : mark.start()].encode(), b""]
            end = mark.end()
        self._parts.append(text[end:].encode())
        distinct = list(dict.fromkeys(slots))
        kinds = list(dict.fromkeys(write for write, _ in distinct))
        distinct.sort(key=lambda slot: kinds.index(slot[0]))
        self._writers = [
            (write, _picker([place for kind, place in distinct if kind is write]))
            for write in kinds
        ]
        self._order = _picker([distinct.index(slot) for slot in slots])
        self._places = [
            (*slot, [2 * at + 1 for at, other in enumerate(slots) if other == slot])
            for slot in distinct
        ]

    def fill(self, words: Words) -> bytes:
        """Return the page of these words."""
        written: list[bytes] = []
        for write, pick in self._writers:
            written += write(pick(words))
        parts = self._parts.copy()
        parts[1::2] = self._order(written)
        return b"".join(parts)

    def fill_each(self, rows: Sequence[Words]) -> list[bytes]:
        """Return the pages of many words: those of one slot are written together."""
        width, parts = len(self._parts), self._parts * len(rows)
        for write, place, found in self._places:
            written = write([words[place] for words in rows])
            for at in found:
                parts[at::width] = written
        return [b"".join(parts[at : at + width]) for at in range(0, len(parts), width)]


def _picker(places: Sequence[int]) -> Callable[[Sequence[Any]], Sequence[Any]]:
    """Return what picks these places out of a sequence, always as a sequence."""
    if len(places) > 1:
        return itemgetter(*places)
    return lambda found: [found[place] for place in places]


class Plans:
    """The plans of one kind of page; `render` is its template, given a shape and words."""

    __slots__ = ("_addresses", "_plans", "_render")

    def __init__(self, render: Render, addresses: Collection[int] = ()) -> None:
        self._render = render
        self._addresses = frozenset(addresses)
        self._plans: dict[tuple[Hashable, tuple[bool, ...]], Plan] = {}

    def fill(self, shape: Hashable, words: Words) -> bytes:
        """Return the page of a shape and words, rendering it only if the shape is new."""
        return self._plan(shape, words).fill(words)

    def fill_each(self, told: Sequence[tuple[Hashable, Words]]) -> list[bytes]:
        """Return the pages of many shapes and words, in their order."""
        places: defaultdict[Plan, list[int]] = defaultdict(list)
        for place, (shape, words) in enumerate(told):
            places[self._plan(shape, words)].append(place)
        if len(places) == 1:
            return next(iter(places)).fill_each([words for _, words in told])
        made = [b""] * len(told)
        for plan, found in places.items():
            for place, page in zip(found, plan.fill_each([told[n][1] for n in found]), strict=True):
                made[place] = page
        return made

    def _plan(self, shape: Hashable, words: Words) -> Plan:
        key = (shape, tuple(map(bool, words)))
        plan = self._plans.get(key)
        if plan is None:
            if len(self._plans) >= MOST_PLANS:
                self._plans.clear()
            plan = self._plans[key] = Plan(self._render(shape, marks(words, self._addresses)))
        return plan
