"""Accounts at a bank that have no check digit: a person's are personal, an organ's are not."""

import re

from gongkai.text.personal.labels import row_before
from gongkai.text.personal.names import NAMED, in_stretch
from gongkai.text.personal.offices import holder
from gongkai.text.personal.written import DIGITS

_OWN = re.compile(
    f"(?:一卡通|存折|存单|社保卡|社会保障卡|银行卡|储蓄卡|工资卡|惠农卡|卡号|打卡|本人|个人|其)[^{DIGITS}\n]{{0,8}}$"
)
_FORM = re.compile(
    rf"(?:姓\s*名|户\s*名|开户人|户主|申请人|委托人|受托人|领款人|收款人|当事人|持卡人)(?:姓名)?\s?[:：]\s?(?:{NAMED.pattern})"
)
_ROW, _ABOVE = 90, 220
"""Characters of the same row, and of the lines above, in which it is said whose an account is."""


def is_organs(text: str, start: int) -> bool:
    """Whether the account at ``start`` is an organ's, by the words in front of it in its row."""
    return holder(row_before(text, start, _ROW)) > 0


def is_persons(text: str, start: int) -> bool:
    """Whether the account at ``start`` is a person's, by the words in front of it."""
    row = row_before(text, start, _ROW)
    begin = start - len(row)
    organ = holder(row)
    if any(end - begin > organ for _, end in in_stretch(text, begin, start)):
        return True
    if organ:
        return False
    if _OWN.search(row):
        return True
    above = text[max(0, begin - _ABOVE) : begin]
    return _FORM.search(above) is not None and not holder(above)
