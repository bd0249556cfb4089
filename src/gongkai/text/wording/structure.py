"""What no single word shows: pairs, numbers in a row, repetition, how a document ends.

Each check yields (start, end, proposal).
"""

import re
from collections.abc import Callable, Iterator

from gongkai.text import secrecy
from gongkai.text.numbers import parse, spelled

Found = Iterator[tuple[int, int, str]]

_PAIRS = {pair[0]: pair[1] for pair in ["（）", "〔〕", "【】", "《》", "“”", "‘’", "「」", "［］"]}
_TO_FULL = str.maketrans("()", "（）")
"""One width of a bracket shuts the other; that they differ is told by `text.repair`."""
_MARKS = re.compile("[" + re.escape("".join([*_PAIRS, *_PAIRS.values()])) + "\n]")
_HEADING = re.compile(
    r"^[ \t\u3000\u00a0]*(?:(?P<chapter>[一二三四五六七八九十百]{1,4})、"
    r"|[（(](?P<section>[一二三四五六七八九十]{1,3})[)）]"
    r"|(?P<item>\d{1,2})[.．、](?!\d)"
    r"|[（(]?(?P<point>\d{1,2})[)）]"
    r"|(?P<bare>\d{1,2})(?=[\u4e00-\u9fff])(?![年月日个条件次项人户名万亿元亩号时点届级层岁多余]))",
    re.MULTILINE,
)
_LEVELS = ("chapter", "section", "item", "point")
_ENCLOSURE = re.compile(r"附件[\s：:]*(\d{1,2})(?!\d)")
_HAN_RUN = re.compile("[\u4e00-\u9fff]+")
_SENTENCE = re.compile("[^。！？；\n]+[。！？；]?")
_LONG = 20
"""Characters of a sentence that nobody writes twice by chance."""
_OFFICIAL = re.compile(
    r"^.{0,12}关于.{2,60}的(?:通知|通告|公告|意见|决定|批复|函|请示|报告)\s*$", re.MULTILINE
)
_DATE_LINE = re.compile(
    r"^[^\n]{0,30}(?:\d{4}|[〇○零一二三四五六七八九]{4})年[\d一二三四五六七八九十]{1,3}月[\d一二三四五六七八九十]{1,3}日\s*$",
    re.MULTILINE,
)
_TWICE = frozenset(
    ["研究研究", "讨论讨论", "一个一个", "很多很多", "许多许多", "考虑考虑", "商量商量", "感谢感谢"]
)
_LENGTHS = range(2, 7)
_PLACES = "省市县区镇乡村"
"""A place is named twice where an office of it follows: 柳溪镇柳溪镇政府."""


def brackets(text: str) -> Found:
    """A bracket or quotation mark without its other half, within a paragraph."""
    text = text.translate(_TO_FULL)
    if all(text.count(shut) == text.count(opened) for opened, shut in _PAIRS.items()):
        return
    stack: list[tuple[int, str]] = []
    for mark in _MARKS.finditer(text):
        if mark[0] in _PAIRS:
            stack.append((mark.start(), _PAIRS[mark[0]]))
        elif stack and stack[-1][1] == mark[0]:
            stack.pop()
        elif mark[0] == "\n" and text[mark.start() - 1] in _ENDS:
            yield from ((at, at + 1, "") for at, _ in stack)
            stack.clear()
        elif mark[0] in _PAIRS.values() and not _is_enumerated(text, mark.end()):
            yield mark.start(), mark.end(), ""
    yield from ((at, at + 1, "") for at, _ in stack)


def _is_enumerated(text: str, end: int) -> bool:
    """The half bracket of ``1)`` or ``a）``, which is used alone."""
    return bool(_LONE.search(text, max(0, end - 5), end))


_ENDS = "。！？；;.\n"
"""What a paragraph ends with; a line without it may go on in the next (PDF)."""
_LONE = re.compile(r"(?<![\d一-龥])[\da-zA-Z①-⑳一二三四五六七八九十]{1,3}[)）]$")


def numbering(text: str) -> Found:
    """A number of a heading that leaves one out (一、三、) or has lost its mark (1、2、3重点)."""
    last: dict[str, tuple[int, int]] = {}
    for heading in _HEADING.finditer(text):
        level = str(heading.lastgroup)
        number = int(parse(heading[level]) or 0)
        if level == "bare":
            if last.get("item", (0, 0))[0] == number - 1 > 0:
                last["item"] = (number, heading.end())
                yield heading.start(level), heading.end(level), f"{number}、"
            continue
        before, end = last.get(level, (0, 0))
        for deeper in _LEVELS[_LEVELS.index(level) + 1 :]:
            last.pop(deeper, None)
        last[level] = (number, heading.end())
        missing = number - before
        if before and missing == 2 and not _stands(text, heading, before + 1, end):
            yield heading.start(level), heading.end(level), ""


def _stands(text: str, heading: re.Match[str], number: int, since: int) -> bool:
    """The number left out stands inside a paragraph between the two, or has lost its mark."""
    written = spelled(number) if heading.lastgroup in {"chapter", "section"} else str(number)
    return any(
        f"{written}{mark}" in text[since : heading.start()] for mark in ("、", "）", ")", ".", "．")
    )


def enclosures(text: str) -> Found:
    """The enclosures spoken of leave a number out."""
    first: dict[int, re.Match[str]] = {}
    for named in _ENCLOSURE.finditer(text):
        first.setdefault(int(named[1]), named)
    for number in sorted(first):
        if number > 1 and number - 1 not in first and number <= len(first) + 1:
            yield first[number].start(), first[number].end(), ""


def repeated_words(text: str) -> Found:
    """Two to six characters that stand twice, one after the other."""
    data, width = text.encode("utf-16-le", "surrogatepass"), 2
    if len(data) > 2 * len(text):
        data, width = text.encode("utf-32-le", "surrogatepass"), 4
    whole = int.from_bytes(data, "little")
    found = {}
    for length in reversed(_LENGTHS):
        same = (whole ^ (whole >> (8 * width * length))).to_bytes(len(data), "little")
        for place in _zeros(same, width, length):
            if _is_twice(text, place, length):
                found[place] = length
    end = 0
    for place, length in sorted(found.items()):
        if place >= end:
            end = place + 2 * length
            yield place, end, text[place : place + length]


def _zeros(same: bytes, width: int, length: int) -> Iterator[int]:
    """The places from which on ``length`` characters are those that follow them."""
    run = bytes(width * length)
    at = same.find(run)
    while at >= 0:
        place = -(-at // width)
        yield place
        at = same.find(run, width * place + 1)


def _is_twice(text: str, place: int, length: int) -> bool:
    word = text[place : place + length]
    return (
        text[place + length : place + 2 * length] == word
        and bool(_HAN_RUN.fullmatch(word))
        and len(set(word)) > 1
        and word * 2 not in _TWICE
        and word[-1] not in _PLACES
    )


def repeated_sentences(text: str) -> Found:
    """Sentences of twenty characters or more that have stood before; a passage is told once."""
    seen: set[str] = set()
    passage: tuple[int, int] | None = None
    for sentence in _SENTENCE.finditer(text):
        said = "".join(sentence[0].split())
        if len(said) < _LONG or said[-1] not in "。！？；":
            continue
        if said in seen:
            passage = (passage[0] if passage else sentence.start(), sentence.end())
            continue
        seen.add(said)
        if passage:
            yield *passage, ""
        passage = None
    if passage:
        yield *passage, ""


def closing(text: str) -> Found:
    """An official document whose end has no date of its own; a title alone has no end."""
    title = _OFFICIAL.search(text)
    if title and text[title.end() :].strip() and not _DATE_LINE.search(text, title.end()):
        yield len(text.rstrip()), len(text), ""


def secrecy_marks(text: str) -> Found:
    """A mark of secrecy, which keeps the whole text out."""
    yield from ((mark.start, mark.end, "") for mark in secrecy.marks(text))


def secrecy_lone(text: str) -> Found:
    """A level alone on a line further down."""
    yield from ((mark.start, mark.end, "") for mark in secrecy.lone(text))


CHECKS: dict[str, Callable[[str], Found]] = {
    check.__name__: check
    for check in (
        brackets,
        numbering,
        enclosures,
        repeated_words,
        repeated_sentences,
        closing,
        secrecy_marks,
        secrecy_lone,
    )
}
