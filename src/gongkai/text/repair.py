"""Text damaged on its way: what can be mended for certain is mended, the rest is reported."""

import re
from dataclasses import dataclass

from gongkai.text.script import is_traditional, to_simplified

ENOUGH_MARKS = 3
"""Traditional characters with pinyin that prove a text garbled; fewer may be meant."""

_PINYIN = re.compile(
    r"([\u3400-\u9fff])[（(][a-zāáǎàēéěèīíǐìōóǒòūúǔùüǖǘǚǜńňǹḿ]{1,6}[)）]"
)  # fmt: skip
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff]")
_WIDE_DIGITS = re.compile("[０-９]")
_TO_ASCII = str.maketrans("０１２３４５６７８９", "0123456789")
_NUMBER = re.compile(
    r"(?<=[\u4e00-\u9fff])[\[【(（﹝［｛{〈<《]((?:19|20)\d{2})[\]】)）﹞］｝}〉>》](?=第?\d{1,5}号)"
)
_LOST_SEPARATOR = re.compile(r"(?<!\d)(?:19|20)\d{2}[01]?\d[0-3]?\d日")
_MOJIBAKE = re.compile("\ufffd|锟斤拷|烫烫|屯屯|ï»¿|(?:[\u00c2-\u00ef][\u0080-\u00bf]{1,2}){2}")
_WIDE_WORD = re.compile("[^\x00-\x7f]{6,200}")
_HAN = re.compile("[\u4e00-\u9fff]")


@dataclass(frozen=True, slots=True)
class Repaired:
    """The mended text, and Chinese sentences about what was mended or needs an eye."""

    text: str
    notes: tuple[str, ...] = ()


def repair(text: str) -> Repaired:
    """Mends pinyin inserts, brackets of 文号, digits and invisible characters.

    Sound text comes back unchanged, and mending twice changes nothing. Lost separators and
    text read in a wrong encoding are only reported: nobody can know what stood there.
    """
    notes: list[str] = []
    mended, count = _INVISIBLE.subn("", text)
    if count:
        notes.append(f"已去掉 {count} 个看不见的字符。")
    mended = _without_pinyin(mended, notes)
    wide = len(_WIDE_DIGITS.findall(mended))
    if wide:
        mended = mended.translate(_TO_ASCII)
        notes.append(f"已把 {wide} 个全角数字改成半角。")
    mended, count = _NUMBER.subn(r"〔\1〕", mended)
    if count:
        notes.append(f"已把 {count} 处文号的括号改成六角括号〔〕。")
    notes += _suspicions(mended)
    return Repaired(mended, tuple(notes))


def _without_pinyin(text: str, notes: list[str]) -> str:
    removed = 0
    while (count := _marks(text)) >= ENOUGH_MARKS:
        removed += count
        text = to_simplified(_PINYIN.sub(_without_mark, text))
    if removed:
        notes.append(f"已去掉 {removed} 处夹在字中间的拼音，并转为简体，请核对全文。")
    return text


def _marks(text: str) -> int:
    return sum(is_traditional(mark[1]) for mark in _PINYIN.finditer(text))


def _without_mark(mark: re.Match[str]) -> str:
    return mark[1] if is_traditional(mark[1]) else mark[0]


def _suspicions(text: str) -> list[str]:
    notes = []
    lost = _LOST_SEPARATOR.findall(text)
    if lost:
        shown = "、".join(dict.fromkeys(lost[:3]))
        notes.append(f"有 {len(lost)} 处日期像是丢了“年”“月”（如 {shown}），请对照原稿补上。")
    if _MOJIBAKE.search(text) or any(map(_is_misread, _WIDE_WORD.findall(text))):
        notes.append("文中有乱码，可能是编码不对，请对照原稿核对。")
    return notes


def _is_misread(word: str) -> bool:
    """UTF-8 that was read as GBK: its bytes are UTF-8 of Chinese, which true Chinese is not."""
    again = word.encode("gb18030", "ignore").decode("utf-8", "ignore")
    return len(_HAN.findall(again)) * 2 >= len(word)
