"""Punctuation: the same mark twice, a pair of brackets of two widths."""

import re
from collections.abc import Iterator

from gongkai.text.repair.change import Edit

DOUBLED, BRACKETS = "doubled", "brackets"
_DOUBLED = re.compile(r"([，。、；：])(?<![，。、；：].)\1(?![，。、；：])")
_MIXED = re.compile(r"（([^（）()\n]{1,40})\)|\(([^（）()\n]{1,40})）")
_HAN = re.compile("[\u4e00-\u9fff]")


def edits(text: str) -> Iterator[Edit]:
    """One mark for two; both brackets full where Chinese stands between them, else both half."""
    found = [
        Edit(DOUBLED, double.start(), double.end(), double[1]) for double in _DOUBLED.finditer(text)
    ]
    for pair in _MIXED.finditer(text):
        if not any(_DOUBLED.finditer(pair[0])):
            inner = pair[1] or pair[2]
            whole = f"（{inner}）" if _HAN.search(inner) else f"({inner})"
            at = pair.start() if whole[0] != pair[0][0] else pair.end() - 1
            found.append(Edit(BRACKETS, at, at + 1, whole[at - pair.start()]))
    yield from sorted(found, key=lambda edit: edit.start)
