"""A text as sentences, each with the heading it stands under."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_SENTENCE = re.compile(r"[^。！？\n]+[。！？]?")
_CHAPTER = re.compile(r"[\s\u3000]*([一二三四五六七八九十]{1,3})、[\s\u3000]*(\S[^。\n]{0,60})")
_SECTION = re.compile(r"[\s\u3000]*[（(]([一二三四五六七八九十]{1,3})[)）]")


@dataclass(frozen=True, slots=True)
class Sentence:
    """``text`` from ``start`` on; ``section`` such as 三（二）, empty before the first heading."""

    text: str
    start: int
    section: str


def sentences(text: str) -> Iterator[Sentence]:
    """The sentences in order; a line is never part of the sentence before."""
    chapter = section = ""
    for found in _SENTENCE.finditer(text):
        if not found.start() or text[found.start() - 1] == "\n":
            head = _CHAPTER.match(found[0])
            below = _SECTION.match(found[0])
            if head:
                chapter, section = head[1], ""
            elif below:
                section = f"（{below[1]}）"
        yield Sentence(found[0], found.start(), chapter + section)


def headings(text: str) -> tuple[str, ...]:
    """The words of the headings 一、 二、 …, as long as they count up from one."""
    found = [head for line in text.split("\n") if (head := _CHAPTER.match(line))]
    return tuple(head[2].strip() for head in found)
