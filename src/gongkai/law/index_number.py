"""索引号: the index number of a published item (条例第十二条); no national form, so a pattern.

A pattern is literal text with `{USCC}` (the body's code, required), `{YYYY}` or `{YYYYMM}`
(when the item was formed or published, required) and a run of zeros in braces for the serial
(`{00000}`, required, padded to that width). Default: 统一社会信用代码/年月-五位流水号.
"""

import re
from dataclasses import dataclass
from datetime import date
from functools import cache

DEFAULT_PATTERN = "{USCC}/{YYYYMM}-{00000}"
PLACE = re.compile(r"\{(USCC|YYYYMM|YYYY|0+)\}")


class BadPattern(ValueError):
    """A pattern that cannot number anything; the message is a Chinese sentence."""


class NotAnIndexNumber(ValueError):
    """A text that does not follow the pattern; the message is a Chinese sentence."""


@dataclass(frozen=True, slots=True)
class IndexNumber:
    """The code of the body, the day that gives year and month, and the serial from 1."""

    owner: str
    on: date
    serial: int

    @property
    def text(self) -> str:
        """The number in the default pattern."""
        return self.format()

    def __str__(self) -> str:
        return self.format()

    def format(self, pattern: str = DEFAULT_PATTERN) -> str:
        """Write the number after `pattern`. Raises BadPattern."""
        check_pattern(pattern)

        def fill(match: re.Match[str]) -> str:
            known = {
                "USCC": self.owner,
                "YYYY": f"{self.on.year:04}",
                "YYYYMM": f"{self.on.year:04}{self.on.month:02}",
            }
            return known.get(match[1]) or f"{self.serial:0{len(match[1])}}"

        return PLACE.sub(fill, pattern)

    @classmethod
    def parse(cls, text: str, pattern: str = DEFAULT_PATTERN) -> "IndexNumber":
        """Read a number written after `pattern`; the day is the first of the month or year.

        Raises NotAnIndexNumber, or BadPattern.
        """
        match = _expression(pattern).fullmatch(text.strip())
        if match is None:
            raise NotAnIndexNumber(f"索引号“{text.strip()[:40]}”不符合格式“{pattern}”")
        when = match["when"]
        month = int(when[4:]) if len(when) == 6 else 1
        if not 1 <= month <= 12 or not int(match["serial"]):
            raise NotAnIndexNumber(f"索引号“{text.strip()[:40]}”的月份或者流水号不对")
        return cls(match["owner"], date(int(when[:4]), month, 1), int(match["serial"]))


def check_pattern(pattern: str) -> str:
    """Return `pattern` if it can number items uniquely. Raises BadPattern."""
    found = [match[1] for match in PLACE.finditer(pattern)]
    kinds = sorted("serial" if f[0] == "0" else "when" if f[0] == "Y" else "owner" for f in found)
    if kinds != ["owner", "serial", "when"]:
        raise BadPattern("索引号格式要有且只有一个{USCC}、一个{YYYY}或{YYYYMM}、一个{00000}")
    if "{" in PLACE.sub("", pattern) or "}" in PLACE.sub("", pattern):
        raise BadPattern("索引号格式里有看不懂的花括号")
    return pattern


@cache
def _expression(pattern: str) -> re.Pattern[str]:
    check_pattern(pattern)
    parts = []
    for index, part in enumerate(PLACE.split(pattern)):
        if index % 2 == 0:
            parts.append(re.escape(part))
        elif part == "USCC":
            parts.append("(?P<owner>[0-9A-Za-z-]+?)")
        elif part[0] == "Y":
            parts.append(rf"(?P<when>(?:19|20)[0-9]{{{len(part) - 2}}})")
        else:
            parts.append(rf"(?P<serial>[0-9]{{{len(part)},}})")
    return re.compile("".join(parts))
