"""Landline numbers: a private one is personal, an office's is not (《政府信息公开条例》 art. 20(2))."""

from gongkai.text.late import late
from gongkai.text.personal.kinds import Found
from gongkai.text.personal.labels import clause_after, clause_before, row_before
from gongkai.text.personal.names import FILLED, in_stretch
from gongkai.text.personal.offices import after_home, is_office
from gongkai.text.personal.written import DIGITS, JOINT, narrow

_NEAR = 16
"""Characters in front in which an office settles it."""

_ROW, _ABOVE = 100, 240
"""Characters of the same row, and of the lines above, in which it is said whose a telephone is."""

_LOCAL = f"[2-9２-９](?:[{JOINT}]?[{DIGITS}]){{6,7}}(?![{DIGITS}])"
LANDLINE = late(
    f"[0０](?:[1１][0０]|[2２][{DIGITS}]|[3-9３-９][{DIGITS}]{{2}})[)）]?[{JOINT}]{{0,2}}{_LOCAL}"
    rf"(?:\s?(?:转|[-－—])\s?[{DIGITS}]{{1,5}}(?![{DIGITS}]))?"
)
"""An area code and a number, perhaps with an extension."""

BRACKETED = rf"(?:[1１][0０]|[2２]\d|[3-9３-９]\d\d)[)）][{JOINT}]{{0,2}}{_LOCAL}"
"""The rest of a landline after the bracket and the 0 of its area code, as a pattern."""

LOCAL = late(_LOCAL)
"""A number without area code."""

_PRIVATE = late(
    "(?:家庭|家中|家里|家|住宅|宅|本人|个人|家属|监护人|家长|户主|亲属|父亲|母亲|妻子|丈夫|子女)的?"
    "(?:联系|固定|座机|住宅)?(?:电话|固话|座机|号码|电)|固话|座机"
)
_MAYBE = late("[家宅座固亲父母妻夫子女户住]|本人|个人|私人|户籍|监护")
"""What stands near a number wherever it may be a private one in spite of an office beside it."""

_AT_HOME = late(r"\s?[(（](?:家|宅|住宅|家庭|家里|家中|座机|固话|宅电)[)）]")


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
    if is_office(text[max(0, start - _NEAR) : start]) and not _MAYBE.search(
        text, start - _NEAR, end + 3
    ):
        return 0.0
    before = clause_before(text, start)
    if _PRIVATE.search(before, max(0, len(before) - 16)) or _AT_HOME.match(text, end):
        return 0.9
    row = row_before(text, start, _ROW)
    private, rest = after_home(row)
    if is_office(rest) or is_office(clause_after(text, end)):
        return 0.0
    begin = start - len(row)
    if private or in_stretch(text, begin, start) or _in_form(text, begin):
        return 0.6
    return 0.0


def _in_form(text: str, at: int) -> bool:
    """Whether the lines before the one at ``at`` are a form that somebody has filled in with a name."""
    above = text[max(0, at - _ABOVE) : at]
    return FILLED.search(above) is not None and not is_office(above)
