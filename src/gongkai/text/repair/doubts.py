"""What looks damaged and cannot be mended for certain."""

import re
from collections.abc import Iterator

from gongkai.text.repair import dates, misread
from gongkai.text.repair.change import Doubt

ENCODING, PRIVATE, HALF, ELLIPSIS = "encoding", "private", "half", "ellipsis"
_LOST = re.compile(
    f"\ufffd+|(?:锟斤拷)+|锟斤|烫{{2,}}|屯{{2,}}|ï»¿|(?:[\u00c2-\u00ef][\u0080-\u00bf{misread.WESTERN}]{{1,2}}){{2,}}"
)
_PRIVATE = re.compile("[\ue000-\uf8ff]+")
_HALF = re.compile("[,;:?!](?<=[\u4e00-\u9fff].)(?=[\u4e00-\u9fff])")
_FULL = re.compile("[，；：？！](?<=[\u4e00-\u9fff].)(?=[\u4e00-\u9fff])")
_DOTS = re.compile("。{3,}")
_TO_FULL = str.maketrans(",;:?!", "，；：？！")
_SELDOM = 10
"""Full-width marks for each half-width one, from which on the half-width is a slip."""


def find(text: str) -> tuple[Doubt, ...]:
    """All doubts about a mended text, by place."""
    found = [
        *(Doubt(ENCODING, m.start(), m.end(), m[0]) for m in _LOST.finditer(text)),
        *misread.doubts(text),
        *dates.doubts(text),
        *(Doubt(ELLIPSIS, m.start(), m.end(), m[0], ("……",)) for m in _DOTS.finditer(text)),
        *_half(text),
    ]
    if not any(doubt.rule == ENCODING for doubt in found):
        found += [Doubt(PRIVATE, m.start(), m.end(), m[0]) for m in _PRIVATE.finditer(text)]
    return tuple(sorted(found, key=lambda doubt: (doubt.start, doubt.end)))


def _half(text: str) -> Iterator[Doubt]:
    """Half-width marks in a text that else has full-width ones; a text of its own style has not."""
    slips = list(_HALF.finditer(text))
    if slips and len(slips) * _SELDOM <= len(_FULL.findall(text)):
        for slip in slips:
            yield Doubt(HALF, slip.start(), slip.end(), slip[0], (slip[0].translate(_TO_FULL),))
