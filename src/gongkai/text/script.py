"""Traditional and simplified characters, and whether a text mixes them."""

import re
from dataclasses import dataclass
from functools import cache

from opencc import OpenCC

_HAN = re.compile("[\u3400-\u9fff]+")


@dataclass(frozen=True, slots=True)
class Script:
    """How many characters of a text are of one script only; all others are of both."""

    simplified: int
    traditional: int
    strays: tuple[tuple[int, str], ...]
    """Place and character of the rarer script, where both occur."""

    @property
    def is_mixed(self) -> bool:
        """Both scripts stand in the text."""
        return bool(self.simplified and self.traditional)


def script_of(text: str) -> Script:
    """Counts the characters that only one of the scripts has."""
    marked: dict[str, list[tuple[int, str]]] = {"simplified": [], "traditional": []}
    for run in _HAN.finditer(text):
        for at, char in enumerate(run[0], run.start()):
            script = _only_in(char)
            if script:
                marked[script].append((at, char))
    simple, old = marked["simplified"], marked["traditional"]
    rarer = min(old, simple, key=len) if simple and old else []
    return Script(len(simple), len(old), tuple(rarer))


def to_simplified(text: str) -> str:
    """``text`` in simplified characters, by words where a character alone is ambiguous."""
    converted: str = _converter().convert(text)
    return converted


def to_traditional(text: str) -> str:
    """``text`` in traditional characters, by phrases: 发展 is 發展 and 头发 is 頭髮."""
    converted: str = _back_converter().convert(text)
    return converted


@cache
def is_traditional(char: str) -> bool:
    """The character is written otherwise in simplified script."""
    return to_simplified(char) != char


@cache
def _only_in(char: str) -> str:
    """``traditional`` or ``simplified`` where the character belongs to that script alone."""
    if is_traditional(char):
        return "" if _is_in(char, "gb2312") else "traditional"
    return "simplified" if to_traditional(char) != char and not _is_in(char, "big5") else ""


def _is_in(char: str, encoding: str) -> bool:
    """The character set of that script holds it: 后 and 里 are in both, 發 and 发 are not."""
    return bool(char.encode(encoding, "ignore"))


@cache
def _converter() -> OpenCC:
    return OpenCC("t2s")


@cache
def _back_converter() -> OpenCC:
    return OpenCC("s2t")
