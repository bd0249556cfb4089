"""Counts what an announcement such as 以下三项 is followed by."""

import re
from decimal import Decimal

from gongkai.text.claims.claim import Listed
from gongkai.text.claims.sentences import Sentence, headings
from gongkai.text.numbers import parse

_UNITS = frozenset(["项", "个", "条", "点", "种", "类", "方面", "大类", "部分", "步骤", "环节"])
_MOST = 30
_FARTHEST = 20_000
"""Characters behind an announcement in which its list is looked for."""
_OPENS = re.compile(r"[^。！？；;，,\n]{0,24}[：:]\s*")
_FOLLOWS = re.compile(r"以下|如下|下列")
_COMPOSED = re.compile(r"由(?P<items>[^。]{4,400}?)等?$")
_HAN = "[一二三四五六七八九十]{1,3}"
_ALONE = r"(?<![\u4e00-\u9fff\d])"
"""Before a mark without brackets: 统一是 and 12、 hold no mark."""
_MARKS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{_ALONE}({_HAN})是",
        rf"[（(]({_HAN})[）)]",
        r"[（(](\d{1,2})[）)]",
        r"(?<!\d)(\d{1,2})[.．、](?!\d)",
        rf"{_ALONE}({_HAN})、",
        rf"第({_HAN})[，,]",
        "([①-⑳])",
    )
)
_CHAPTER_MARK = _MARKS[4]
_BEFORE = 400
"""Characters before an announcement in which a list is looked for that it may be an item of."""
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
        return marked
    stop = sentence.start + len(sentence.text)
    items = _parted("[；;]", text[opened.end() : stop].strip("。\n "))
    if len(items) > 1 and (_FOLLOWS.search(lead) or _FOLLOWS.search(opened[0])):
        return Listed(len(items), False, len(items), items)
    return None


def _parted(marks: str, words: str) -> tuple[str, ...]:
    return tuple(item.strip() for item in re.split(marks, words) if item.strip())


def _marked(text: str, start: int) -> Listed | None:
    """The items that count up from one, where the first begins at ``start``."""
    for mark in _MARKS:
        first = mark.match(text, start)
        if first and _number(first) == 1:
            chapter = _CHAPTER.search(text, start)
            stop = chapter.start() if chapter and mark is not _CHAPTER_MARK else start + _FARTHEST
            count = _counted(mark, text, start, stop)
            outer = [
                _number(found) for found in mark.finditer(text, max(0, start - _BEFORE), start)
            ]
            if outer and count > outer[-1]:
                return Listed(outer[-1], False, count)
            return Listed(count, True, count)
    return None


def _counted(mark: re.Pattern[str], text: str, start: int, stop: int) -> int:
    """How far the numbers go on before they begin again."""
    count = 0
    for found in mark.finditer(text, start, stop):
        number = _number(found)
        if number == 1 and count:
            break
        count += number == count + 1
    return count


def _number(mark: re.Match[str]) -> int:
    return ord(mark[1]) - 0x245F if mark[1] >= "①" and mark[1] <= "⑳" else int(parse(mark[1]) or 0)
