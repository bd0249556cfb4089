"""Which stretches of a text have to go: what is detected, what is known by now, given words."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, MatchKind

from gongkai.text.masking.orders import Detect, Hit

MAX_CACHED = 200
"""Characters of a text whose edits are kept: tables repeat their cells, not their rows."""
MAX_CACHE = 20_000
SHORTEST_KNOWN = 9
"""Characters of a number or address that, once found, goes from every other place too."""

_BARE = str.maketrans(
    {code: chr(code - 0xFEE0).upper() for code in range(0xFF01, 0xFF5F)}
    | {code: chr(code).upper() for code in range(ord("a"), ord("z") + 1)}
)
_NUMBERS = re.compile("[0-9０-９]{9,}[XxＸｘ]?")
_TOKENS = re.compile("[0-9A-Za-z@._%+０-９Ａ-Ｚａ-ｚ＠．＿-]{9,}")
_TELLING = re.compile("[0-9@]")
_GAPS = re.compile("[ \t\u00a0\u2000-\u200d\u3000\ufeff]+")
_GAP = re.compile("[^0-9A-Za-z@._%+０-９Ａ-Ｚａ-ｚ]")
_ODD = re.compile("[^\x00-\x7f]|[@&%]|(?:[0-9][^0-9]{0,2}){7}")
_IDLE = re.compile(
    r"-?[0-9]{1,10}|[0-9A-Fa-f]{8}|\{?[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}\}?"
)
"""Numbers and keys by which the parts of an office file know each other."""


class Edit(NamedTuple):
    """``text[start:end]`` becomes ``new``."""

    start: int
    end: int
    new: str


class Screen:
    """Finds what has to go; what it has found once it knows again."""

    def __init__(self, detect: Detect, words: Mapping[str, str]) -> None:
        self.exact: dict[str, str] = {}
        """Texts that go where they stand alone: copies of cells that were replaced."""
        self.sheets: dict[str, str] = {}
        """Names of sheets that are masked, and what they are called then."""
        self.links = False
        """The workbook leads to others, and the copy must not."""
        self.clears = False
        """The copy loses what is hidden, too."""
        self.emptied: frozenset[str] | None = None
        """Hidden sheets that lose all their cells; formulas elsewhere are refused then."""
        self.numbers: dict[str, str] = {}
        self.known: dict[str, str] = {}
        """Bare numbers and addresses that were found, and their masks."""
        self._lengths: set[int] = set()
        self._detect = detect
        self._words = {
            _GAPS.sub("", word): new for word, new in words.items() if word.strip() and word != new
        }
        self._order = list(self._words)
        self._finder = (
            AhoCorasick(self._order, matchkind=MatchKind.LeftmostLongest) if self._order else None
        )
        self._latin = any(word.isascii() for word in self._order)
        self._cache: dict[str, tuple[Edit, ...]] = {}

    def forget(self) -> None:
        """Judge every text anew, by all that is known now."""
        self._cache.clear()

    def is_idle(self, text: str) -> bool:
        """No datum can be in ``text``, a value that only the machine reads."""
        if text in self.exact:
            return False
        return not (self._latin or _ODD.search(text)) or bool(_IDLE.fullmatch(text))

    def edits(self, text: str) -> tuple[Edit, ...]:
        """What has to go from ``text``, in order and without overlaps."""
        cached = self._cache.get(text)
        if cached is None:
            cached = merged(text, [*self._detected(text), *self._again(text), *self._worded(text)])
            if len(text) <= MAX_CACHED and len(self._cache) < MAX_CACHE and "\t" not in text:
                self._cache[text] = cached
        return cached

    def lines(self, text: str) -> tuple[Edit, ...]:
        """The same for a paragraph or cell, where a number may be broken to fit the width."""
        edits = self.edits(text)
        if "\n" not in text:
            return edits
        flat = self.edits(text.replace("\n", " "))
        return merged(text, [*edits, *(_broken(text, edit) for edit in flat)])

    def alone(self, text: str) -> tuple[Edit, ...]:
        """The same for a value that stands by itself, such as a copy of a cell."""
        new = self.exact.get(text.strip())
        return self.edits(text) if new is None else (Edit(0, len(text), new),)

    def knows(self, text: str) -> bool:
        """A number or address found before, or a given word, stands in ``text`` by itself."""
        return (
            any(_bare(found[0]) in self.numbers for found in _NUMBERS.finditer(text))
            or any(_bare(found[0]) in self.known for found in _TOKENS.finditer(text))
            or any(True for _ in self._worded(text))
        )

    def _detected(self, text: str) -> Iterable[Edit]:
        for hit in self._detect(text):
            if hit.mask == hit.text:
                continue
            bare = _bare(hit.normal)
            if len(bare) >= SHORTEST_KNOWN and bare.isascii() and _TELLING.search(bare):
                known = self.numbers if _NUMBERS.fullmatch(bare) else self.known
                known.setdefault(bare, _tight_mask(hit, len(bare)))
                if known is self.numbers:
                    self._lengths.add(len(bare))
            yield Edit(hit.start, hit.end, hit.mask)

    def _again(self, text: str) -> Iterator[Edit]:
        """Data found before, wherever they stand; of numbers, inside longer ones too."""
        for found in _NUMBERS.finditer(text) if self.numbers else ():
            bare = _bare(found[0])
            for at, length in self._inside(bare):
                start = found.start() + at
                yield Edit(start, start + length, self.numbers[bare[at : at + length]])
        for found in _TOKENS.finditer(text) if self.known else ():
            mask = self.known.get(_bare(found[0]))
            if mask is not None:
                yield Edit(found.start(), found.end(), mask)

    def _inside(self, bare: str) -> Iterator[tuple[int, int]]:
        if bare in self.numbers:
            yield 0, len(bare)
            return
        for length in self._lengths:
            for at in range(len(bare) - length + 1):
                if bare[at : at + length] in self.numbers:
                    yield at, length

    def _worded(self, text: str) -> Iterable[Edit]:
        if self._finder is None:
            return
        tight, ends, gone = text, [], [0]
        for gap in _GAPS.finditer(text):
            ends.append(gap.start() - gone[-1])
            gone.append(gone[-1] + gap.end() - gap.start())
        if ends:
            tight = _GAPS.sub("", text)
        for index, start, end in self._finder.find_matches_as_indexes(tight):
            first, last = (at + gone[bisect_right(ends, at)] for at in (start, end - 1))
            yield Edit(first, last + 1, self._words[self._order[index]])


def merged(text: str, edits: Sequence[Edit]) -> tuple[Edit, ...]:
    """``edits`` in order; those that overlap become one, in which each hides what it hides."""
    if len(edits) < 2 or len(edits := list(dict.fromkeys(edits))) < 2:
        return tuple(edits)
    out: list[Edit] = []
    group: list[Edit] = []
    end = 0
    for edit in sorted(edits, key=lambda edit: (edit.start, -edit.end)):
        if group and edit.start >= end:
            out.append(_joined(text, group, end))
            group = []
        group.append(edit)
        end = max(end, edit.end) if len(group) > 1 else edit.end
    return (*out, _joined(text, group, end))


def applied(text: str, edits: Iterable[Edit]) -> str:
    """``text`` with ``edits`` (in order, without overlaps) carried out."""
    out, at = [], 0
    for edit in edits:
        out += [text[at : edit.start], edit.new]
        at = edit.end
    return "".join([*out, text[at:]])


def _joined(text: str, group: list[Edit], end: int) -> Edit:
    if len(group) == 1:
        return group[0]
    start = group[0].start
    chars = list(text[start:end])
    for edit in group:
        whole = len(edit.new) != edit.end - edit.start
        for at in range(edit.start, edit.end):
            new = edit.new[at - edit.start] if not whole else edit.new if at == edit.start else ""
            if new != text[at] and chars[at - start] == text[at]:
                chars[at - start] = new
    return Edit(start, end, "".join(chars))


def _broken(text: str, edit: Edit) -> Edit:
    """An edit of a text read as one line, with the ends of its lines put back."""
    old = text[edit.start : edit.end]
    if len(old) != len(edit.new):
        return edit
    new = (o if o == "\n" else n for o, n in zip(old, edit.new, strict=True))
    return edit._replace(new="".join(new))


def _bare(text: str) -> str:
    """Half-width and in capitals, character by character."""
    return text.translate(_BARE)


def _tight_mask(hit: Hit, length: int) -> str:
    """The mask for the same datum written without gaps."""
    mask = hit.mask
    if len(mask) == len(hit.text):
        mask = "".join(m for m, char in zip(mask, hit.text, strict=True) if not _GAP.match(char))
    return mask if len(mask) == length else "*" * length
