"""Broken 文号: wrong, mixed, lost or spaced brackets round the year."""

import re
from collections.abc import Iterator

from gongkai.text.repair.change import Edit

RULE = "document_number"
_OPEN, _SHUT = r"\[【(（﹝［｛{〈<《〔", r"\]】)）﹞］｝}〉>》〕"
_YEAR = r"(?:19[5-9]|20[0-4])\d"
_CODE = r"(?<=[\u4e00-\u9fff]{2}.)"
"""What stands before the first character: a 文号 begins with the code of the office."""
_NOT_COUNTED = r"(?<![年第共计约余达为有].)"
_NUMBER = r"第? ?\d{1,5} ?号(?![楼院线门地机桥井库厅房窗车泊孔塔墩室])"
_SHORT = r"[1-9]\d{0,3}号(?![楼院线门地机桥井库厅房窗车泊孔塔墩室])"
_BROKEN = (
    re.compile(rf"[{_OPEN}]{_CODE} ?{_YEAR} ?[{_SHUT}] ?(?={_NUMBER})"),
    re.compile(rf"[〔﹝\[［]{_CODE}{_YEAR}(?={_SHORT})"),
    re.compile(rf"[12]{_CODE}{_NOT_COUNTED}(?<=(?={_YEAR}).)\d{{3}}[〕﹞］](?={_SHORT})"),
)
"""Both brackets there, the second lost, the first lost."""


def edits(text: str) -> Iterator[Edit]:
    """Six-cornered brackets 〔〕 round the year, as GB/T 9704 has them, and nothing beside it."""
    if "号" not in text:
        return
    found = [
        Edit(RULE, match.start(), match.end(), after)
        for pattern in _BROKEN
        for match in pattern.finditer(text)
        if match[0] != (after := f"〔{re.sub('[^0-9]', '', match[0])}〕")
    ]
    yield from sorted(found, key=lambda edit: edit.start)
