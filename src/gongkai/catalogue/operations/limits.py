"""公开时限: reading what a catalogue says about time into a number, a unit and a beginning."""

import re

from gongkai.catalogue.models import LimitAnchor, LimitUnit
from gongkai.catalogue.operations.wording import fold
from gongkai.catalogue.queries import Limit

MAX_N = 3_660
"""Of any unit: no catalogue counts further."""

_DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_NUMBER = r"[0-9]{1,4}|[零〇一二两三四五六七八九十]{1,4}"
_TERM = re.compile(
    r"(?P<notice>公示(?:期间?|期限|时间)?(?:为|不少于|不得少于|至少|满)?)?"
    rf"(?P<n>(?<![0-9.])(?:{_NUMBER}))个?"
    r"(?P<unit>法定工作日|工作日|自然日|日历日|小时|星期|周|天|月|日|年)(?P<within>之?以?内)?"
)
_PERIOD = re.compile(
    rf"(?:每个?|按)(?P<n>{_NUMBER})?个?(?P<unit>年|季|月|旬|周|星期|日|天)"
    r"|(?P<word>季|年|月)度公[开布]"
)
_UNITS: dict[str, tuple[int, LimitUnit]] = {
    "小时": (1, LimitUnit.HOUR),
    "工作日": (1, LimitUnit.WORKDAY),
    "法定工作日": (1, LimitUnit.WORKDAY),
    "日": (1, LimitUnit.DAY),
    "天": (1, LimitUnit.DAY),
    "自然日": (1, LimitUnit.DAY),
    "日历日": (1, LimitUnit.DAY),
    "周": (7, LimitUnit.DAY),
    "星期": (7, LimitUnit.DAY),
    "旬": (10, LimitUnit.DAY),
    "月": (1, LimitUnit.MONTH),
    "季": (3, LimitUnit.MONTH),
    "年": (12, LimitUnit.MONTH),
}
_ALSO_DATES = {"月", "日", "年"}
_HALVES = (("半年", "6个月"), ("半个月", "15天"), ("半月", "15天"))
_WORDS: tuple[tuple[str, LimitAnchor], ...] = (
    ("实时|同步|动态", LimitAnchor.REAL_TIME),
    ("及时|提前|随时|即时|立即|第一时间|适时", LimitAnchor.PROMPT),
    ("长期|永久|常年|常态", LimitAnchor.LASTING),
)
_ANCHORS: tuple[tuple[str, LimitAnchor], ...] = (
    ("制定|获取|收到", LimitAnchor.OBTAINED),
    ("批准|批复|审批|审议通过", LimitAnchor.APPROVED),
    ("决定", LimitAnchor.DECIDED),
)


def read_limit(text: str) -> Limit | None:
    """Return what a cell 公开时限 says, or None where it says nothing that can be counted on.

    The first term rules; a time of display counts only where no other term is given.
    """
    said = fold(text)
    for half, whole in _HALVES:
        said = said.replace(half, whole)
    terms = [term for match in _TERM.finditer(said) if (term := _term(match, said))]
    due = [term for term in terms if term.anchor is not LimitAnchor.NOTICE]
    if terms:
        return (due or terms)[0]
    if match := _PERIOD.search(said):
        each, unit = _UNITS[match["unit"] or match["word"]]
        return _limit(each, unit, match["n"] or "1", LimitAnchor.PERIODIC)
    found = (anchor for words, anchor in _WORDS if re.search(words, said))
    anchor = next(found, None)
    return Limit(None, None, anchor) if anchor else None


def _term(match: re.Match[str], said: str) -> Limit | None:
    before = re.split("[;,。:]", said[: match.start()])[-1]
    names_a_date = match["unit"] in _ALSO_DATES and "个" not in match[0]
    bound = match["within"] or match["notice"] or before.endswith(("起", "后"))
    if before.endswith(("每", "每个", "提前")) or (names_a_date and not bound):
        return None
    anchor = LimitAnchor.NOTICE if match["notice"] else _anchor(before)
    return _limit(*_UNITS[match["unit"]], match["n"], anchor)


def _limit(each: int, unit: LimitUnit, number: str, anchor: LimitAnchor) -> Limit | None:
    n = each * _value(number)
    return Limit(n, unit, anchor) if 0 < n <= MAX_N else None


def _value(number: str) -> int:
    if number.isascii():
        return int(number)
    tens, ten, ones = number.rpartition("十")
    return (_DIGITS.get(tens, 1) * 10 if ten else 0) + _DIGITS.get(ones, 0)


def _anchor(before: str) -> LimitAnchor:
    """From when a term runs by the words before it; from forming where they do not say."""
    found = (anchor for words, anchor in _ANCHORS if re.search(words, before))
    return next(found, LimitAnchor.FORMED)
