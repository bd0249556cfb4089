"""Counts what an announcement such as 以下三项 is followed by."""

import re
from collections.abc import Callable
from decimal import Decimal

from gongkai.text.claims.claim import Listed
from gongkai.text.claims.sentences import Sentence, headings
from gongkai.text.numbers import spelled

_UNITS = frozenset(["项", "个", "条", "点", "种", "类", "方面", "大类", "部分", "步骤", "环节"])
_MOST = 30
_FARTHEST = 20_000
"""Characters behind an announcement in which its list is looked for."""
_OPENS = re.compile(r"[^。！？；;，,\n]{0,24}[：:]\s*")
_FOLLOWS = re.compile(r"以下|如下|下列")
_COMPOSED = re.compile(r"由(?P<items>[^。]{4,400}?)等?$")
_MARKS: tuple[Callable[[int], str], ...] = (
    lambda n: f"{spelled(n)}是",
    lambda n: f"（{spelled(n)}）",
    lambda n: f"({spelled(n)})",
    lambda n: f"（{n}）",
    lambda n: f"({n})",
    lambda n: f"{n}.",
    lambda n: f"{n}、",
    lambda n: f"{n}．",
    lambda n: f"{spelled(n)}、",
    lambda n: f"第{spelled(n)}，",
    lambda n: chr(0x245F + n) if n <= 20 else "\0",
)
_CHAPTER = re.compile(r"\n[\s\u3000]*[一二三四五六七八九十]{1,3}、")


def may_announce(value: Decimal, unit: str) -> bool:
    """A number of things that somebody may list."""
    return unit in _UNITS and 2 <= value <= _MOST


def behind(text: str, sentence: Sentence, lead: str, end: int) -> Listed | None:
    """The list behind the announcement that ends at ``end``; None where there is none."""
    composed = _COMPOSED.search(lead)
    if composed and text[end : end + 2] in {"组成", "构成"}:
        items = _parted("[、；]", composed["items"])
        most = _parted("[、；和及与]", composed["items"])
        return Listed(len(items), False, len(most), items, headings(text))
    opened = _OPENS.match(text, end)
    if not opened:
        return None
    marked = _marked(text, opened.end())
    if marked:
        return Listed(marked, True, marked)
    stop = sentence.start + len(sentence.text)
    items = _parted("[；;]", text[opened.end() : stop].strip("。\n "))
    if len(items) > 1 and (_FOLLOWS.search(lead) or _FOLLOWS.search(opened[0])):
        return Listed(len(items), False, len(items), items)
    return None


def _parted(marks: str, words: str) -> tuple[str, ...]:
    return tuple(item.strip() for item in re.split(marks, words) if item.strip())


def _marked(text: str, start: int) -> int:
    """How many items count up from one, where the first begins at ``start``."""
    for mark in _MARKS:
        if text.startswith(mark(1), start):
            chapter = _CHAPTER.search(text, start)
            own = mark(1) == "一、"
            stop = chapter.start() if chapter and not own else start + _FARTHEST
            return _counted(text, mark, start + 1, stop)
    return 0


def _counted(text: str, mark: Callable[[int], str], at: int, stop: int) -> int:
    """How far the numbers go on from the first, which stands just before ``at``."""
    count = 1
    while True:
        following = text.find(mark(count + 1), at, stop)
        if following < 0 or text.find(mark(1), at, following) >= 0:
            return count
        count, at = count + 1, following + 1
