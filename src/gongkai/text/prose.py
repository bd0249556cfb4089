"""From plain text to canonical HTML: headings by Chinese number, the signature at the end."""

import re

from gongkai.text.spacing import tidy
from gongkai.text.tree import Block, Piece, serialise

_DIGITS = "一二三四五六七八九十百"
_CHAPTER = re.compile(rf"[{_DIGITS}]{{1,5}}、\s*\S")
_SECTION = re.compile(rf"[（(][{_DIGITS}]{{1,5}}[）)]\s*\S")
_SENTENCE = re.compile(r"[。；;！!？?].")
_DATE = re.compile(
    r"(?:\d{4}|[〇○零一二三四五六七八九]{4})\s*年\s*(?:\d{1,2}|[一二三四五六七八九十]{1,3})\s*月"
    r"\s*(?:\d{1,2}|[一二三四五六七八九十廿卅]{1,4})\s*日"
)
_SIGNER = re.compile(r"[^。；;：:，,！!？?（）()]{2,40}")
MAX_HEADING = 60
"""Characters of a heading; a longer numbered paragraph is text."""
NEAR_THE_END = 12
"""Paragraphs from the end in which the signature is looked for (annexes may follow it)."""


def from_text(text: str) -> str:
    """Canonical HTML of plain ``text``: a paragraph a line, 一、 as h2, （一） as h3."""
    blocks: list[Block] = []
    for line in re.split(r"[\r\n\v\f\u0085\u2028\u2029]+", text):
        for pieces in tidy([Piece(line)], split=True):
            blocks.append(Block(_tag(pieces[0].text), pieces=pieces))
    _sign(blocks)
    return serialise(blocks)


def _tag(line: str) -> str:
    short = len(line) <= MAX_HEADING and not _SENTENCE.search(line) and line[-1] not in "；;，,："
    if short and _CHAPTER.match(line):
        return "h2"
    return "h3" if short and _SECTION.match(line) else "p"


def _sign(blocks: list[Block]) -> None:
    """Marks the date and the signers above it, if the text ends with them."""
    for at in range(len(blocks) - 1, max(0, len(blocks) - NEAR_THE_END), -1):
        if not _DATE.fullmatch(blocks[at].pieces[0].text):
            continue
        blocks[at].attrs["class"] = "sign"
        above = at - 1
        while above > 0 and blocks[above].tag == "p" and _is_signer(blocks[above]):
            blocks[above].attrs["class"] = "sign"
            above -= 1
        return


def _is_signer(block: Block) -> bool:
    text = block.pieces[0].text
    return bool(_SIGNER.fullmatch(text)) and not text[0].isdigit()
