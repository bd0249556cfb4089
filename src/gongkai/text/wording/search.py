"""Finds the rules of a set of packs in a text: all words in one pass, patterns where they may be."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

import ahocorasick_rs
from ahocorasick_rs import MatchKind

from gongkai.text.severity import Severity
from gongkai.text.wording.pack import Rule
from gongkai.text.wording.structure import CHECKS


@dataclass(frozen=True, slots=True)
class Finding:
    """``text`` at ``[start:end]`` breaks a rule; ``proposal`` may stand there instead, if any.

    ``source`` is where the rule comes from, ``pack`` whose rule it is.
    """

    rule: str
    severity: Severity
    start: int
    end: int
    text: str
    proposal: str
    says: str
    source: str
    pack: str
    blocks: bool


class Wording:
    """Compiled rules. ``packs`` are (id, version, date); ``digest`` tells which set has judged."""

    def __init__(
        self,
        rules: tuple[tuple[str, Rule], ...],
        allow: frozenset[str],
        packs: tuple[tuple[str, str, str], ...],
        digest: str,
    ) -> None:
        self.packs = packs
        self.digest = digest
        self.rules = tuple(rule for _, rule in rules)
        right = allow.union(*(rule.unless for rule in self.rules))
        of: dict[str, tuple[str, Rule] | None] = {
            word: own for own in rules for word in own[1].words
        }
        of |= dict.fromkeys(right)
        self._owners = list(of.values())
        self._words = _automaton(list(of), MatchKind.LeftmostLongest)
        self._right = right
        patterns = [own for own in rules if own[1].pattern]
        self._patterns = [(own, re.compile(own[1].pattern, re.MULTILINE)) for own in patterns]
        self._near = [
            (at, word) for at, own in enumerate(patterns) for word in dict.fromkeys(own[1].near)
        ]
        near = list(dict.fromkeys(word for _, word in self._near))
        self._asked = [[at for at, word in self._near if word == each] for each in near]
        self._anchors = _automaton(near, MatchKind.Standard)
        self._checks = [own for own in rules if own[1].check]

    def find(self, text: str, *, is_table: bool = False) -> tuple[Finding, ...]:
        """All findings by place; of two rules that a place breaks both are told.

        The checks of structure are about prose, and are left out for a table.
        """
        found = [*self._of_words(text), *self._of_patterns(text)]
        found += [] if is_table else self._of_structure(text)
        return tuple(sorted(found, key=lambda f: (f.start, f.end, f.rule)))

    def _of_words(self, text: str) -> Iterator[Finding]:
        if not self._words:
            return
        for at, start, end in self._words.find_matches_as_indexes(text):
            own = self._owners[at]
            if own:
                word = text[start:end]
                yield _finding(own, start, end, word, own[1].words[word])

    def _of_patterns(self, text: str) -> Iterator[Finding]:
        if not self._anchors:
            return
        starts = [0, *(found.end() for found in _NEWLINE.finditer(text))]
        tried: set[tuple[int, int]] = set()
        for anchor, start, _ in self._anchors.find_matches_as_indexes(text, overlapping=True):
            line = bisect_right(starts, start) - 1
            end = starts[line + 1] - 1 if line + 1 < len(starts) else len(text)
            for at in self._asked[anchor]:
                if (at, line) not in tried:
                    tried.add((at, line))
                    yield from self._in_line(text, at, starts[line], end)

    def _in_line(self, text: str, at: int, start: int, end: int) -> Iterator[Finding]:
        own, pattern = self._patterns[at]
        for match in pattern.finditer(text, start, end):
            if not self._is_right(text, match.start(), match.end()):
                proposal = match.expand(own[1].use) if own[1].use else ""
                yield _finding(own, match.start(), match.end(), match[0], proposal)

    def _is_right(self, text: str, start: int, end: int) -> bool:
        """A word that is always right holds the place."""
        around = text[max(0, start - _LONGEST) : end + _LONGEST]
        inside = start - max(0, start - _LONGEST)
        return any(
            at <= inside and at + len(word) >= inside + end - start
            for word in self._right
            if (at := around.find(word)) >= 0
        )

    def _of_structure(self, text: str) -> Iterator[Finding]:
        for own in self._checks:
            for start, end, proposal in CHECKS[own[1].check](text):
                yield _finding(own, start, end, text[start:end], proposal)


_NEWLINE = re.compile("\n")
_LONGEST = 16
"""Characters round a place in which a word that is always right is looked for."""


def _automaton(words: list[str], kind: MatchKind) -> "ahocorasick_rs.AhoCorasick | None":
    return (
        ahocorasick_rs.AhoCorasick(
            words,
            matchkind=kind,
            implementation=ahocorasick_rs.Implementation.ContiguousNFA,
        )
        if words
        else None
    )


def _finding(own: tuple[str, Rule], start: int, end: int, text: str, use: str) -> Finding:
    pack, rule = own
    shown = text if len(text) <= 20 else f"{text[:20]}…"
    says = rule.says.format(text=" ".join(shown.split()), use=use)
    return Finding(
        rule.id, rule.severity, start, end, text, use, says, rule.source, pack, rule.blocks
    )
