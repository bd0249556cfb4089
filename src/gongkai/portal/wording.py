"""How the public site writes dates, sizes and texts that go into XML."""

from datetime import date, datetime
from email.utils import format_datetime

from django.utils.timezone import localtime

from gongkai.text.late import late

_NOT_XML = late("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_UNITS = (("GB", 1 << 30), ("MB", 1 << 20), ("KB", 1 << 10))


def _day(value: date | datetime) -> date:
    return localtime(value).date() if isinstance(value, datetime) else value


def long_date(value: date | datetime) -> str:
    """Return a date for running text: 2026年11月20日."""
    day = _day(value)
    return f"{day.year}年{day.month}月{day.day}日"


def short_date(value: date | datetime) -> str:
    """Return a date for tables and attributes: 2026-11-20."""
    return _day(value).isoformat()


def minute(value: datetime) -> str:
    """Return an instant to the minute, in the office's time (国办发〔2017〕47号 asks for it)."""
    return f"{localtime(value):%Y-%m-%d %H:%M}"


def mail_date(value: datetime) -> str:
    """Return an instant as RSS writes it (RFC 822)."""
    return format_datetime(localtime(value))


def file_size(size: int) -> str:
    """Return a number of bytes as people read it: 18 KB."""
    for unit, of in _UNITS:
        if size >= of:
            return f"{size / of:.1f}".removesuffix(".0") + f" {unit}"
    return f"{size} 字节"


def xml_text(value: str) -> str:
    """Return a text without the characters that XML 1.0 does not allow."""
    return _NOT_XML.sub("", value)
