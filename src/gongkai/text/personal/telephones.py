"""Landline numbers: a private one is personal, an office's is not (《政府信息公开条例》 art. 20(2))."""

from gongkai.text.late import late
from gongkai.text.personal.kinds import Found
from gongkai.text.personal.labels import clause_after, clause_before, row_before
from gongkai.text.personal.names import in_stretch
from gongkai.text.personal.offices import is_office
from gongkai.text.personal.written import DIGITS, JOINT, narrow

_LOCAL = f"[2-9２-９](?:[{JOINT}]?[{DIGITS}]){{6,7}}(?![{DIGITS}])"
LANDLINE = late(
    f"[0０](?:10|2[{DIGITS}]|[3-9３-９][{DIGITS}]{{2}})[)）]?[{JOINT}]{{0,2}}{_LOCAL}"
    rf"(?:\s?(?:转|[-－—])\s?[{DIGITS}]{{1,5}}(?![{DIGITS}]))?"
)
"""An area code and a number, perhaps with an extension."""

BRACKETED = rf"(?:10|2\d|[3-9]\d\d)[)）][{JOINT}]{{0,2}}{_LOCAL}"
"""The rest of a landline after the bracket and the 0 of its area code, as a pattern."""

LOCAL = late(_LOCAL)
"""A number without area code."""

_PRIVATE = late(
    "家庭电话|住宅电话|宅电|家庭固话|家中电话|家里电话|本人电话|个人电话|住宅固话|固话|座机|家属电话|监护人电话|户主电话|亲属电话"
)


def landline(text: str, start: int, end: int) -> list[Found]:
    """The landline ``text[start:end]``, if it is a private one."""
    sure = _is_private(text, start, end)
    return (
        [Found("landline", start, end, "".join(filter(str.isdigit, narrow(text[start:end]))), sure)]
        if sure
        else []
    )


def _is_private(text: str, start: int, end: int) -> float:
    """Beside a person's name in a sentence or row that speaks of no office, or so called."""
    before = clause_before(text, start)
    if _PRIVATE.search(before, max(0, len(before) - 14)):
        return 0.9
    row = row_before(text, start)
    if is_office(row) or is_office(clause_after(text, end)):
        return 0.0
    return 0.6 if in_stretch(text, start - len(row), start) else 0.0
