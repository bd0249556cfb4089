"""The automatic numbers of Word paragraphs: 一、 （一） 1. ① 第一条, as the reader saw them."""

from dataclasses import dataclass
from xml.etree.ElementTree import Element

from gongkai.text.wordxml import W, value

_HAN = "〇一二三四五六七八九"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_ROMAN = ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"),
          (4, "iv"), (1, "i"))  # fmt: skip
_COUNTING = frozenset(
    {"chineseCounting", "chineseCountingThousand", "japaneseCounting", "taiwaneseCounting"}
    | {"taiwaneseCountingThousand", "japaneseDigitalTenThousand", "chineseLegalSimplified"}
)


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: its first number, how numbers are written, the pattern round them."""

    start: int = 1
    kind: str = "decimal"
    pattern: str = ""

    @property
    def is_bullet(self) -> bool:
        """It has a dot, not a number."""
        return self.kind == "bullet"


class Numbering:
    """The lists of a document, and where each stands."""

    def __init__(self, root: Element | None) -> None:
        self._levels: dict[str, dict[int, Level]] = {}
        self._abstract: dict[str, str] = {}
        self._restarts: dict[str, dict[int, int]] = {}
        self._counters: dict[str, dict[int, int]] = {}
        for found in root.iter(f"{W}abstractNum") if root is not None else ():
            levels = {_int(lvl.get(f"{W}ilvl"), 0): _level(lvl) for lvl in found.iter(f"{W}lvl")}
            self._levels[found.get(f"{W}abstractNumId", "")] = levels
        for num in root.iter(f"{W}num") if root is not None else ():
            self._read_num(num)

    def level(self, num: str, at: int) -> Level | None:
        """The level a paragraph stands on; None where the list is not defined."""
        return self._levels.get(self._abstract.get(num, ""), {}).get(at)

    def next(self, num: str, at: int) -> str:
        """Counts one paragraph on and says its number as written; '' for bullets."""
        abstract = self._abstract[num]
        levels = self._levels[abstract]
        counters = self._counters.setdefault(abstract, {})
        if at in (restart := self._restarts.get(num, {})):
            counters[at] = restart.pop(at) - 1
        start = levels[at].start
        counters[at] = counters.get(at, start - 1) + 1
        for deeper in [level for level in counters if level > at]:
            del counters[deeper]
        said = levels[at].pattern
        for other, level in levels.items():
            number = counters.get(other, level.start)
            said = said.replace(f"%{other + 1}", written(number, level.kind))
        return "" if levels[at].is_bullet else said

    def _read_num(self, num: Element) -> None:
        name = num.get(f"{W}numId", "")
        self._abstract[name] = value(num, "abstractNumId")
        for override in num.iter(f"{W}lvlOverride"):
            start = value(override, "startOverride")
            if start:
                at = _int(override.get(f"{W}ilvl"), 0)
                self._restarts.setdefault(name, {})[at] = _int(start, 1)


def written(number: int, kind: str) -> str:
    """``number`` in one of Word's number formats."""
    if kind in _COUNTING:
        return _chinese(number)
    if kind == "none":
        return ""
    if kind in {"upperLetter", "lowerLetter"} and number > 0:
        letter = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letter.upper() if kind == "upperLetter" else letter
    if kind in {"upperRoman", "lowerRoman"}:
        return _roman(number).upper() if kind == "upperRoman" else _roman(number)
    if kind.startswith("decimalEnclosedCircle") and 1 <= number <= 20:
        return chr(ord("①") + number - 1)
    if kind == "decimalFullWidth":
        return "".join(chr(ord(digit) + 0xFEE0) for digit in str(number))
    if kind == "ideographTraditional" and 1 <= number <= 10:
        return _STEMS[number - 1]
    return str(number)


def _chinese(number: int) -> str:
    if not 0 < number < 1000:
        return str(number)
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    said = f"{_HAN[hundreds]}百" if hundreds else ""
    if tens:
        said += ("" if tens == 1 and not hundreds else _HAN[tens]) + "十"
    elif hundreds and ones:
        said += "零"
    return said + (_HAN[ones] if ones else "")


def _roman(number: int) -> str:
    said = ""
    for worth, letters in _ROMAN:
        times, number = divmod(number, worth)
        said += letters * min(times, 9)
    return said


def _level(found: Element) -> Level:
    return Level(
        _int(value(found, "start"), 1), value(found, "numFmt") or "decimal", value(found, "lvlText")
    )


def _int(said: str | None, otherwise: int) -> int:
    if said and len(said) <= 6 and said.isascii() and said.isdigit():
        return int(said)
    return otherwise
