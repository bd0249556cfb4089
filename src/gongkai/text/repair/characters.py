"""Characters nobody sees, forms that only fonts tell apart, full-width digits and letters."""

import re
import unicodedata
from collections.abc import Iterator

from gongkai.text.repair.change import Edit

UNSEEN, COMPATIBLE, WIDE = "unseen", "compatible", "width"
_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\u00ad\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u2064"
    "\u2066-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff]+|\u200d(?<![\u2190-\u2bff\ufe0f\U0001f000-\U0001faff].)"
)
_COMPATIBLE = re.compile("[\u2e9f\u2ef3\u2f00-\u2fd5\uf900-\ufaff\U0002f800-\U0002fa1f]+")
_WIDE = re.compile("[０-９Ａ-Ｚａ-ｚ]+|．(?<=[0-9０-９].)(?=[0-9０-９])")
_NARROW = {0xFF01 + at: 0x21 + at for at in range(94)}


def unseen(text: str) -> Iterator[Edit]:
    """Zero-width and control characters, marks of writing direction: without a trace."""
    for found in _UNSEEN.finditer(text):
        yield Edit(UNSEEN, found.start(), found.end(), "")


def compatible(text: str) -> Iterator[Edit]:
    """Radicals and doublets that PDF fonts put in place of the character (⽂ for 文)."""
    for found in _COMPATIBLE.finditer(text):
        usual = unicodedata.normalize("NFKC", found[0])
        if usual != found[0]:
            yield Edit(COMPATIBLE, found.start(), found.end(), usual)


def wide(text: str) -> Iterator[Edit]:
    """Full-width digits and letters, and the point between digits."""
    for found in _WIDE.finditer(text):
        yield Edit(WIDE, found.start(), found.end(), found[0].translate(_NARROW))
