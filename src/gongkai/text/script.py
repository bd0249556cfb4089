"""Traditional and simplified characters."""

from functools import cache

from opencc import OpenCC


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
def _converter() -> OpenCC:
    return OpenCC("t2s")


@cache
def _back_converter() -> OpenCC:
    return OpenCC("s2t")
