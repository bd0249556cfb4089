"""Words for search: one way to cut a text into terms, for every engine and for every query.

Chinese has no spaces, so a run of Chinese characters becomes its overlapping pairs: 低保金 gives
低保 and 保金, and no name of a place or person is ever cut wrongly. Latin words and numbers stay
whole. Before that every character is folded to one form: width, case, accents and traditional
script do not matter, punctuation separates, invisible characters vanish. Each character is folded
by itself, so that the same word gives the same terms wherever it stands.
"""

import re
import unicodedata
from functools import cache
from operator import add

from gongkai.text.script import to_simplified

WIDE = (
    "\u3007\u3041-\u3096\u30a1-\u30fa\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\U00020000-\U0003ffff"
)
LONGEST_WORD = 64
"""Characters of a Latin word or number that count; what follows is left out."""

_WORD = re.compile(f"([{WIDE}]+)|([^{WIDE} ]+)")
_INVISIBLE = {"Cf", "Cc", "Mn", "Me", "Cs", "Co", "Cn"}
_SPACES = re.compile(" {2,}")
_HAN = range(0x4E00, 0x9FA6)
_MARKS = "，。、；：（）“”《》？！〔〕…—\u3000\n"
"""What separates most often in Chinese texts."""
_SHORT = 48
"""Characters of a text that is looked at one by one, because that is less work."""
_ODD = re.compile(f"[^{chr(_HAN[0])}-{chr(_HAN[-1])}{_MARKS[:-2]}!-~ ]+")
"""What may not stand in an aligned text as it is."""


def fold(text: str) -> str:
    """Return `text` as terms see it: letters and digits in one form, spaces for all the rest.

    Folding twice gives the same as folding once. Only what is not in its form already is looked at
    one by one: nearly nothing in a Chinese text once its marks are spaces.
    """
    if len(text) < _SHORT:
        return text.translate(_FOLDED)
    for mark in _MARKS:
        text = text.replace(mark, " ")
    return _unfolded().sub(_folded, text)


def aligned(text: str) -> str:
    """Return `text`, fit to be read, so that `fold` keeps every character in its place.

    White space closes to one space and what takes no place or several (invisible characters, ½)
    is dropped or written out.
    """
    return _SPACES.sub(" ", _ODD.sub(_fit, text)).strip()


def flat(text: str) -> str:
    """Return the folded text with single spaces, to be looked for in a folded text."""
    return " ".join(fold(text).split())


def readable(text: str) -> str:
    """Return `text` without characters that nobody sees; white space stays."""
    return "".join(c for c in text if c.isspace() or fold(c))


def runs(text: str) -> list[str]:
    """Return the folded runs of a text: stretches of Chinese, Latin words, numbers."""
    return [wide or other[:LONGEST_WORD] for wide, other in _WORD.findall(fold(text))]


def terms(text: str) -> list[str]:
    """Return the terms of a text in order; a Chinese character that stands alone is one."""
    found: list[str] = []
    for wide, other in _WORD.findall(fold(text)):
        if len(wide) > 1:
            found += map(add, wide, wide[1:])
        else:
            found.append(wide or other[:LONGEST_WORD])
    return found


def singles(text: str) -> list[str]:
    """Return every Chinese character of a text by itself, for queries of one character."""
    return [char for run in runs(text) if is_wide(run) for char in run]


def phrase(text: str) -> list[tuple[int, str]]:
    """Return the fewest (place, term) pairs that stand for the whole of `text` as a phrase.

    Every second pair covers a run (低保标准 is 低保 and, two places on, 标准), which finds the
    same texts as all pairs and reads fewer of an engine's lists. A place counts as in `terms`.
    """
    found: list[tuple[int, str]] = []
    place = 0
    for run in runs(text):
        if len(run) < 2 or not is_wide(run):
            found.append((place, run))
            place += 1
            continue
        last = len(run) - 2
        found += [(place + at, run[at : at + 2]) for at in sorted({*range(0, last, 2), last})]
        place += last + 1
    return found


def is_wide(run: str) -> bool:
    """True for a run of Chinese (or kana, or hangul), False for a Latin word or a number."""
    return bool(_WIDE.match(run))


_WIDE = re.compile(f"[{WIDE}]")


@cache
def _one(char: str) -> str:
    """Return one character folded, "" when it is invisible, a space when it separates."""
    if unicodedata.category(char) in _INVISIBLE and char not in "\t\n\r\f\v":
        return ""
    if not char.isalnum():
        return " "
    before = ""
    while char != before:
        before = char
        flat = to_simplified(unicodedata.normalize("NFKC", _bare(before)).casefold())
        char = "".join(c if c.isalnum() else " " for c in flat)
    return char


def _bare(text: str) -> str:
    """Return a text without accents."""
    apart = unicodedata.normalize("NFKD", text)
    return "".join(c for c in apart if unicodedata.category(c) not in _INVISIBLE)


@cache
def _unfolded() -> re.Pattern[str]:
    """Return what finds all that folding may change, but not simplified Chinese characters."""
    han = "\n".join(map(chr, _HAN))
    same = [c for c, simple in zip(han, to_simplified(han), strict=True) if c == simple != "\n"]
    return re.compile(f"[^{''.join(same)}0-9a-z ]+")


def _folded(found: re.Match[str]) -> str:
    return found[0].translate(_FOLDED)


def _fit(found: re.Match[str]) -> str:
    return found[0].translate(_ALIGNED)


class _Folded(dict[int, str]):
    """Code point → its folded form, found when it is first met."""

    def __missing__(self, code: int) -> str:
        self[code] = _one(chr(code))
        return self[code]


class _Aligned(dict[int, str]):
    """Code point → what stands in an aligned text: itself wherever it folds to one character."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        folded = fold(char)
        shown = folded if len(folded) != 1 else " " if char.isspace() else char
        self[code] = shown
        return shown


_FOLDED = _Folded()
_ALIGNED = _Aligned()
