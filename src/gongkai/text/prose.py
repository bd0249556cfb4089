"""From plain text to canonical HTML: headings by Chinese number, the signature at the end."""

import re

from gongkai.text.builder import Builder
from gongkai.text.dates import DATE
from gongkai.text.outline import words
from gongkai.text.spacing import tidy
from gongkai.text.tree import Block, Piece, serialise

_DIGITS = "一二三四五六七八九十百"
_CHAPTER = re.compile(rf"[{_DIGITS}]{{1,5}}、\s*\S")
_SECTION = re.compile(rf"[（(][{_DIGITS}]{{1,5}}[）)]\s*\S")
_SENTENCE = re.compile(r"[。；;！!？?].")
_SIGNER = re.compile(
    r"[^。；;：:，,！!？?（）()\d]{1,40}(?:政府|委员会|局|厅|办公室|办事处|办|委|处|所|中心|站|队|院|会|科|部|"
    r"公司|集团|村|社区|组|学校|银行|联社|馆|园)"
)
MAX_HEADING = 60
"""Characters of a heading; a longer numbered paragraph is text."""
LONGEST_SIGNER = 40
NEAR_THE_END = 12
"""Paragraphs from the end in which the signature is looked for (annexes may follow it)."""


def from_text(text: str) -> str:
    """Canonical HTML of plain ``text``: a paragraph a line, 一、 as h2, （一） as h3."""
    blocks = [
        Block("p", pieces=pieces)
        for line in re.split(r"[\r\n\v\f\u0085\u2028\u2029]+", text)
        for pieces in tidy([Piece(line)], split=True)
    ]
    _name(blocks)
    return serialise(blocks)


def recognise(html: str) -> str:
    """Canonical ``html`` with headings and signature marked where they are plain paragraphs."""
    blocks = Builder().build(html)
    _name(blocks)
    return serialise(blocks)


def _name(blocks: list[Block]) -> None:
    texts = ["".join(words(piece) for piece in block.pieces) for block in blocks]
    for block, text in zip(blocks, texts, strict=True):
        if block.is_plain_paragraph and text:
            block.tag = _tag(text)
    _sign(blocks, texts)


def _tag(line: str) -> str:
    short = len(line) <= MAX_HEADING and not _SENTENCE.search(line) and line[-1] not in "；;，,：:"
    if short and _CHAPTER.match(line):
        return "h2"
    return "h3" if short and _SECTION.match(line) else "p"


def _sign(blocks: list[Block], texts: list[str]) -> None:
    """Marks the date and the signers above it, if the text ends with them."""
    for at in range(len(blocks) - 1, max(0, len(blocks) - NEAR_THE_END), -1):
        if not (_may_sign(blocks[at]) and DATE.fullmatch(texts[at])):
            continue
        blocks[at].attrs["class"] = "sign"
        above = at - 1
        while above > 0 and _is_signer(blocks[above], texts[above]):
            blocks[above].attrs["class"] = "sign"
            above -= 1
        return


def _may_sign(block: Block) -> bool:
    return block.tag == "p" and block.attrs.get("class", "r") == "r"


def _is_signer(block: Block, text: str) -> bool:
    """An organ's name, or a short line that the author put to the right."""
    if not _may_sign(block) or not text or len(text) > LONGEST_SIGNER:
        return False
    return bool(block.attrs) or bool(_SIGNER.fullmatch(text))
