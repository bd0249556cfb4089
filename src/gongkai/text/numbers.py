"""Numbers as documents write them: 23, 1.2万, 二十三, 两百零五, 一百二, 壹万叁仟, 二〇二六."""

import re
from decimal import Decimal

DIGITS = "零一二三四五六七八九"
_VALUES = {char: at for at, char in enumerate(DIGITS)} | {
    char: at for at, char in enumerate("〇壹贰叁肆伍陆柒捌玖")
}
_VALUES |= {"两": 2, "俩": 2, "○": 0, "弌": 1, "貳": 2}
_TENS = {"十": 10, "百": 100, "千": 1000, "拾": 10, "佰": 100, "仟": 1000}
_GROUPS = {"万": 10**4, "亿": 10**8}
_SHORT = {"廿": "二十", "卅": "三十"}
HAN = "".join([*_VALUES, *_TENS, *_GROUPS, *_SHORT])
"""The characters that numbers in words consist of."""
_ARABIC = re.compile(r"(\d{1,3}(?:[,，]\d{3})+|\d+)(\.\d+)?([十百千万亿]*)")
_MIXED = re.compile(r"\d+[千百十万亿]")
_ZERO = "零〇○"


def parse(written: str) -> Decimal | None:
    """The value of ``written`` as a whole; None where it is no number."""
    bare = "".join(written.split())
    arabic = _ARABIC.fullmatch(bare)
    if arabic:
        whole, fraction, scale = arabic.groups()
        value = Decimal(re.sub("[,，]", "", whole) + (fraction or ""))
        for char in scale:
            value *= _TENS.get(char) or _GROUPS[char]
        return value
    if _MIXED.match(bare):
        bare = re.sub(r"\d", lambda digit: DIGITS[int(digit[0])], bare)
    for short, full in _SHORT.items():
        bare = bare.replace(short, full)
    if len(bare) > 1 and all(char in _VALUES for char in bare):
        return Decimal("".join(str(_VALUES[char]) for char in bare))
    value_in_words = _words(bare)
    return None if value_in_words is None else Decimal(value_in_words)


def spelled(number: int) -> str:
    """A whole number from 0 to below 10^16 in words, as one reads it: 一万零五, 十二.

    Raises ValueError for others.
    """
    if not 0 <= number < 10**16:
        raise ValueError(number)
    if number < 10:
        return DIGITS[number]
    said = _spelled(number)
    return said.removeprefix("一") if said.startswith("一十") else said


def _spelled(number: int) -> str:
    for worth, name in ((10**8, "亿"), (10**4, "万"), (1000, "千"), (100, "百"), (10, "十")):
        if number >= worth:
            high, low = divmod(number, worth)
            gap = "零" if low and low < worth // 10 else ""
            return f"{_spelled(high)}{name}{gap}{_spelled(low) if low else ''}"
    return DIGITS[number]


def _words(bare: str) -> int | None:
    """The value of a number in words; None where it breaks their order."""
    for name, worth in (("亿", 10**8), ("万", 10**4)):
        high, found, low = bare.rpartition(name) if name == "亿" else bare.partition(name)
        if found:
            left = _words(high) if high else None
            right = _low(low, worth)
            if left is None or right is None or (name == "万" and left >= 10**4):
                return None
            return left * worth + right
    return _below_ten_thousand(bare)


def _low(bare: str, worth: int) -> int | None:
    """What stands behind 万 or 亿: nothing, a number, or one digit of the next place (两万三)."""
    if not bare:
        return 0
    if len(bare) == 1 and bare in _VALUES and bare not in _ZERO:
        return _VALUES[bare] * worth // 10
    value = _words(bare.lstrip(_ZERO))
    return value if value is not None and value < worth else None


def _below_ten_thousand(bare: str) -> int | None:
    total, unit, at = 0, 10**4, 0
    while at < len(bare):
        if bare[at] in _ZERO and len(bare) > 1 and at + 1 < len(bare):
            at += 1
        elif bare[at] in _TENS and not at:
            if _TENS[bare[at]] != 10:
                return None
            total, unit, at = 10, 10, 1
        elif bare[at] in _VALUES:
            digit = _VALUES[bare[at]]
            worth = _TENS.get(bare[at + 1 : at + 2], 0)
            if worth:
                if worth >= unit or not digit:
                    return None
                total, unit, at = total + digit * worth, worth, at + 2
            else:
                return _with_last(bare, at, total, digit, unit)
        else:
            return None
    return total if total else None


def _with_last(bare: str, at: int, total: int, digit: int, unit: int) -> int | None:
    """A digit without a unit ends the number: 一百零二, 二十三, and in speech 一百二."""
    if at + 1 < len(bare):
        return None
    spoken = bool(at) and unit > 10 and bare[at - 1] in _TENS and bool(digit)
    return total + digit * (unit // 10 if spoken else 1)
