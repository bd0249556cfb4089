"""Numbers of a sheet as its reader sees them: dates, decimals, leading zeros, percent signs."""

import re
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from functools import lru_cache

BUILT_IN = {
    1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00",
    14: "yyyy/m/d", 15: "d-m-yy", 16: "d-m", 17: "m-yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM",
    20: "h:mm", 21: "h:mm:ss", 22: "yyyy/m/d h:mm", 27: 'yyyy"年"m"月"', 28: 'm"月"d"日"',
    29: 'm"月"d"日"', 30: "m/d/yy", 31: 'yyyy"年"m"月"d"日"', 32: 'h"时"mm"分"',
    33: 'h"时"mm"分"ss"秒"', 34: 'h"时"mm"分"', 35: 'h"时"mm"分"ss"秒"', 36: 'yyyy"年"m"月"',
    37: "#,##0", 38: "#,##0", 39: "#,##0.00", 40: "#,##0.00", 45: "mm:ss", 46: "h:mm:ss",
    47: "mm:ss", 48: "0.0E+0", 50: 'yyyy"年"m"月"', 51: 'm"月"d"日"', 52: 'yyyy"年"m"月"',
    53: 'm"月"d"日"', 54: 'm"月"d"日"', 55: 'h"时"mm"分"', 56: 'h"时"mm"分"ss"秒"',
    57: 'yyyy"年"m"月"', 58: 'm"月"d"日"',
}  # fmt: skip
"""The formats a workbook names by number only, as a Chinese Office shows them."""

_BRACKETED = re.compile(r"\[[^\]]*\]")
_TOKEN = re.compile(
    r'"([^"]*)"|\\(.)|[_*].|(AM/PM|上午/下午|[yY]+|[mM]+|[dD]+|[hH]+|[sS]+)|(.)', re.DOTALL
)
_DIGITS = re.compile(r"[0#?,]*[0#?](?:[0#?,]*)(?:\.[0#?]*)?")
_LAST_DAY = 2_958_465
_LONGEST = 120
"""Digits before the point of a number that is still written out."""
_EPOCH, _EPOCH_1904 = datetime(1899, 12, 30), datetime(1904, 1, 1)  # noqa: DTZ001 (wall clock)


def shown(written: str, format_code: str, *, since_1904: bool = False) -> str:
    """The number ``written`` in XML under a format; as written where it is no number."""
    try:
        number = Decimal(written)
    except InvalidOperation:
        return written
    if not number.is_finite() or abs(number.adjusted()) > _LONGEST:
        return written
    form = _form(format_code)
    if form.is_date and 0 <= number <= _LAST_DAY:
        return _dated(number, form.tokens, _EPOCH_1904 if since_1904 else _EPOCH)
    if form.is_plain or form.is_date:
        return plain(number)
    return _numbered(number, format_code)


def plain(number: Decimal) -> str:
    """A number without exponent, trailing zeros or the noise of binary fractions."""
    if number == number.to_integral_value():
        return f"{int(number)}"
    if len(number.as_tuple().digits) > 15:
        number = Decimal(f"{float(number):.15g}")
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def hides(format_code: str) -> bool:
    """The format shows nothing, whatever the cell holds."""
    return format_code.count(";") >= 2 and not format_code.replace(";", "").strip()


class _Form:
    def __init__(self, code: str) -> None:
        section = _BRACKETED.sub(_elapsed, code.split(";", 1)[0])
        self.tokens = [found.groups() for found in _TOKEN.finditer(section)]
        self.is_date = any(code for _, _, code, _ in self.tokens) and "0" not in _bare(self.tokens)
        self.is_plain = not self.is_date and (
            code in {"", "@"} or "general" in code.lower() or "G/通用格式" in code
        )


def _elapsed(found: re.Match[str]) -> str:
    inner = found[0][1:-1]
    return inner if inner and set(inner.lower()) <= set("hms") else ""


def _bare(tokens: list[tuple[str, ...]]) -> str:
    return "".join(other for _, _, _, other in tokens if other)


@lru_cache(maxsize=512)
def _form(code: str) -> _Form:
    return _Form(code)


def _dated(number: Decimal, tokens: list[tuple[str, ...]], epoch: datetime) -> str:
    at = epoch + timedelta(seconds=round(float(number) * 86_400))
    codes = [code for _, _, code, _ in tokens if code]
    halved = any(code in {"AM/PM", "上午/下午"} for code in codes)
    out: list[str] = []
    before = ""
    for index, (quoted, escaped, code, other) in enumerate(tokens):
        if code:
            after = next((c for _, _, c, _ in tokens[index + 1 :] if c), "")
            minutes = before[:1].lower() == "h" or after[:1].lower() == "s"
            out.append(_part(at, code, minutes=minutes, halved=halved))
            before = code
        else:
            out.append(quoted or escaped or other or "")
    return "".join(out).strip()


def _part(at: datetime, code: str, *, minutes: bool, halved: bool) -> str:
    letter, width = code[0].lower(), len(code)
    if letter in {"a", "上"}:
        return "上午" if at.hour < 12 else "下午"
    if letter == "y":
        return f"{at.year:04}" if width > 2 else f"{at.year % 100:02}"
    if letter == "d" and width > 2:
        return "星期" + "一二三四五六日"[at.weekday()]
    hour = (at.hour % 12 or 12) if halved else at.hour
    month = at.minute if minutes else at.month
    value = {"m": month, "d": at.day, "h": hour, "s": at.second}[letter]
    return f"{value:02}" if width > 1 else str(value)


def _numbered(number: Decimal, code: str) -> str:
    sections = [_BRACKETED.sub("", section) for section in code.split(";")]
    section = sections[0]
    if number < 0 and len(sections) > 1:
        section, number = sections[1], -number
    elif number == 0 and len(sections) > 2:
        section = sections[2]
    words = [
        (quoted or escaped or "", (code or other) or "")
        for quoted, escaped, code, other in _TOKEN.findall(section)
    ]
    pattern = "".join(form for _, form in words)
    found = _DIGITS.search(pattern)
    if found is None or "E" in pattern.upper() or "/" in pattern:
        said = "".join(quoted or form for quoted, form in words)
        return said.strip() if found is None and said.strip() else plain(number)
    digits = _digits(number * 100 if "%" in pattern else number, found[0])
    return _around(words, digits)


def _around(words: list[tuple[str, str]], digits: str) -> str:
    """The digits at the place of their pattern, the words of the format around them."""
    out: list[str] = []
    placed = False
    for quoted, form in words:
        if quoted or form not in set("0#?,."):
            out.append(quoted or form)
        elif not placed:
            out.append(digits)
            placed = True
    return "".join(out).strip()


def _digits(number: Decimal, pattern: str) -> str:
    whole, _, fraction = pattern.partition(".")
    places = sum(fraction.count(digit) for digit in "0#?")
    rounded = number.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    text = f"{abs(rounded):f}"
    before, point, after = text.partition(".")
    needed = whole.count("0")
    before = before.lstrip("0").rjust(needed, "0")
    if "," in whole.strip(","):
        before = re.sub(r"(?<=\d)(?=(?:\d{3})+$)", ",", before)
    kept = after.rstrip("0").ljust(fraction.count("0"), "0")
    sign = "-" if rounded < 0 else ""
    return f"{sign}{before or ''}{'.' if point and kept else ''}{kept}" or "0"
