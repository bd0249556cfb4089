"""Text read in a wrong encoding: UTF-8 as GBK, UTF-8 or GBK as Latin-1."""

import re
from collections.abc import Iterator

from gongkai.text.repair.change import Doubt, Edit

RULE = "encoding"
WESTERN = (
    "\u20ac\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u017d"
    "\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u017e\u0178"
)
"""What Windows shows for the bytes 80 to 9f."""
_LATIN = re.compile(f"[\u0080-\u00ff{WESTERN}]{{3,}}")
_WIDE = re.compile("[^\x00-\x7f]{3,}")
_LEADS = re.compile(
    "[{}]".format(
        "".join(
            bytes([lead, trail]).decode("gb18030")
            for lead in range(0xE4, 0xEA)
            for trail in range(0x80, 0xC0)
        )
    )
)
"""What the first two bytes of a Chinese character in UTF-8 are in GBK."""
_HAN = re.compile("[\u4e00-\u9fff]")
_FEWEST = 2
"""Characters that must come out of a run before it is believed."""


def western(text: str) -> Iterator[Edit]:
    """Runs of accented letters that are Chinese as soon as they are read rightly."""
    for run in _LATIN.finditer(text):
        raw = _bytes(run[0])
        true = _decoded(raw, "utf-8") or (raw[0] > 0xA0 and _decoded(raw, "gb2312")) or ""
        if true:
            yield Edit(RULE, run.start(), run.end(), true)


def chinese(text: str) -> Iterator[Edit]:
    """Runs of rare characters that are common ones as soon as they are read rightly."""
    for run in _suspects(text):
        true = _decoded(run[0].encode("gb18030", "replace"), "utf-8")
        if true:
            yield Edit(RULE, run.start(), run.end(), true)


def doubts(text: str) -> Iterator[Doubt]:
    """Runs of which so much is lost that only a part can be read."""
    for run in _suspects(text):
        again = run[0].encode("gb18030", "ignore").decode("utf-8", "ignore")
        if len(_HAN.findall(again)) * 2 >= len(run[0]):
            yield Doubt(RULE, run.start(), run.end(), run[0], (again,))


def _suspects(text: str) -> Iterator[re.Match[str]]:
    """Runs that may be UTF-8 read as GBK; most texts have none of its characters."""
    if _LEADS.search(text):
        yield from (run for run in _WIDE.finditer(text) if _LEADS.search(run[0]))


def _bytes(run: str) -> bytes:
    """The bytes behind what Windows showed."""
    return b"".join(
        char.encode("latin-1") if char < "\u0100" else char.encode("cp1252") for char in run
    )


def _decoded(raw: bytes, encoding: str) -> str:
    """Usual Chinese, or nothing."""
    try:
        true = raw.decode(encoding)
    except UnicodeDecodeError:
        return ""
    return true if len(true) >= _FEWEST and all(map(_is_usual, true)) else ""


def _is_usual(char: str) -> bool:
    """A common character (level 1 of GB 2312) or Chinese punctuation."""
    if char in "，。、；：？！（）《》〈〉【】〔〕“”‘’—…·￥％\u3000":
        return True
    return "\u4e00" <= char <= "\u9fa5" and b"\xb0\xa1" <= char.encode("gb18030")[:2] < b"\xd8\xa1"
