"""Pinyin in brackets behind traditional characters: a converter's leavings."""

import re
from collections.abc import Iterator

from gongkai.text.repair.change import Edit
from gongkai.text.script import is_traditional, to_simplified

PINYIN, SCRIPT = "pinyin", "script"
ENOUGH_MARKS = 3
"""Traditional characters with pinyin that prove a text garbled; fewer may be meant."""

_PINYIN = re.compile(
    r"[（(](?<=[\u3400-\u9fff].)[a-zāáǎàēéěèīíǐìōóǒòūúǔùüǖǘǚǜńňǹḿ]{1,6}[)）]"
)  # fmt: skip


def edits(text: str) -> Iterator[Edit]:
    """The marks, where there are enough of them, and all characters they made traditional."""
    marks = [mark for mark in _PINYIN.finditer(text) if is_traditional(text[mark.start() - 1])]
    if len(marks) < ENOUGH_MARKS:
        return
    at = 0
    simple = iter(to_simplified(_without(text, marks)))
    for mark in marks:
        yield from _script(text, at, mark.start(), simple)
        yield Edit(PINYIN, mark.start(), mark.end(), "")
        at = mark.end()
    yield from _script(text, at, len(text), simple)


def _without(text: str, marks: list[re.Match[str]]) -> str:
    ends = [0, *(mark.end() for mark in marks)]
    starts = [*(mark.start() for mark in marks), len(text)]
    return "".join(text[a:b] for a, b in zip(ends, starts, strict=True))


def _script(text: str, start: int, end: int, simple: Iterator[str]) -> Iterator[Edit]:
    """The runs of ``text[start:end]`` that are written otherwise in simplified script."""
    run = ""
    for at in range(start, end):
        after = next(simple)
        if after != text[at]:
            run += after
        elif run:
            yield Edit(SCRIPT, at - len(run), at, run)
            run = ""
    if run:
        yield Edit(SCRIPT, end - len(run), end, run)
