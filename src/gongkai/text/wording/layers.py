"""Packs laid over each other: what stands above changes what stands below."""

import hashlib
from collections.abc import Iterable
from dataclasses import replace

from gongkai.text.wording.pack import Pack, Rule
from gongkai.text.wording.search import Wording

ENGINE = 1
"""Raised when the same packs would find something else."""


def compile_packs(packs: Iterable[Pack]) -> Wording:
    """The rules of ``packs``, the first lowest, ready to be looked for.

    A rule with the id of one below replaces it; a word found by two rules belongs to the upper.
    """
    laid = tuple(packs)
    rules: dict[str, tuple[str, Rule]] = {}
    allow: set[str] = set()
    for pack in laid:
        for name in pack.remove:
            _remove(rules, name)
        for name, severity in pack.severity.items():
            if name in rules:
                origin, rule = rules[name]
                rules[name] = (origin, replace(rule, severity=severity))
        for rule in pack.rules:
            rules.pop(rule.id, None)
            rules[rule.id] = (pack.id, rule)
        allow.update(pack.allow)
    return Wording(
        tuple(rules.values()),
        frozenset(allow),
        tuple((pack.id, pack.version, pack.on.isoformat()) for pack in laid),
        _digest(laid),
    )


def _remove(rules: dict[str, tuple[str, Rule]], name: str) -> None:
    whole, _, word = name.partition(":")
    if not word:
        rules.pop(whole, None)
    elif whole in rules:
        origin, rule = rules[whole]
        left = {wrong: right for wrong, right in rule.words.items() if wrong != word}
        rules[whole] = (origin, replace(rule, words=left))


def _digest(packs: tuple[Pack, ...]) -> str:
    """The SHA-256 (hex) of all that the packs say, by which a result tells what judged it."""
    return hashlib.sha256(repr((ENGINE, packs)).encode()).hexdigest()
