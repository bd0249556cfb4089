"""文号: the number of an official document, such as 青政办发〔2026〕12号 (GB/T 9704-2012, 7.2.5).

Year in six-angled brackets 〔〕 (U+3014, U+3015), serial without leading zeros and without 第.
Orders carry no year: 国务院令第711号.
"""

import re
import unicodedata
from dataclasses import dataclass

OPENING = "〔[【(﹝{〖［（｛"
CLOSING = "〕]】)﹞}〗］）｝"
PREFIX = r"[\u3400-\u4dbf\u4e00-\u9fff]{1,20}"
YEAR = r"(?:19|20)[0-9]{2}"
STANDARD = re.compile(
    rf"({PREFIX})[{re.escape(OPENING)}]({YEAR})年?[{re.escape(CLOSING)}]第?([0-9]{{1,6}})号"
)
BARE_YEAR = re.compile(rf"({PREFIX}?)({YEAR})年?第?([0-9]{{1,6}})号")
ORDER = re.compile(r"([\u3400-\u4dbf\u4e00-\u9fff]{0,19}(?:令|公告))第([0-9]{1,6})号")
WITHOUT_NUMBER_WORD = re.compile(
    rf"{PREFIX}[{re.escape(OPENING)}]{YEAR}[{re.escape(CLOSING)}][0-9]+"
)
EXAMPLE = "青政办发〔2026〕12号"


class NotADocumentNumber(ValueError):
    """A text that is no 文号; the message is a Chinese sentence that shows the right form."""


@dataclass(frozen=True, slots=True, order=True)
class DocumentNumber:
    """机关代字, year (None for an order) and serial; `str()` gives the standard form."""

    prefix: str
    year: int | None
    serial: int

    @classmethod
    def parse(cls, text: str) -> "DocumentNumber":
        """Read a 文号 in any of the bracket forms found in practice. Raises NotADocumentNumber."""
        tidy = re.sub(r"\s", "", _half_width_digits(text))
        if not tidy:
            raise NotADocumentNumber("没有填写文号")
        if match := STANDARD.fullmatch(tidy):
            return cls(match[1], int(match[2]), _serial(match[3]))
        if match := BARE_YEAR.fullmatch(tidy):
            right = cls(match[1], int(match[2]), _serial(match[3]))
            raise NotADocumentNumber(f"文号的年份缺少六角括号，是不是“{right}”？")
        if match := ORDER.fullmatch(tidy):
            return cls(match[1], None, _serial(match[2]))
        if WITHOUT_NUMBER_WORD.fullmatch(tidy):
            raise NotADocumentNumber(f"文号末尾缺少“号”字，应写成“{EXAMPLE}”的样子")
        raise NotADocumentNumber(f"看不懂文号“{text.strip()[:40]}”，应写成“{EXAMPLE}”的样子")

    def __str__(self) -> str:
        if self.year is None:
            return f"{self.prefix}第{self.serial}号"
        return f"{self.prefix}〔{self.year}〕{self.serial}号"


def is_standard(text: str) -> bool:
    """Whether `text` is a 文号 already written in the standard form."""
    try:
        return str(DocumentNumber.parse(text)) == text
    except NotADocumentNumber:
        return False


def _half_width_digits(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", c) if c.isdecimal() else c for c in text)


def _serial(digits: str) -> int:
    if serial := int(digits):
        return serial
    raise NotADocumentNumber("文号的顺序号从1开始，不能是0")
