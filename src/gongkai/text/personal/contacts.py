"""E-mail addresses and accounts of WeChat and QQ; an organ's public ones are not personal."""

import re

from gongkai.text.late import late
from gongkai.text.personal.kinds import Found
from gongkai.text.personal.labels import clause_after, clause_before
from gongkai.text.personal.offices import after_home, is_office

DOMAIN = r"[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,4}"
"""What follows the @ of an e-mail address, as a pattern."""

BETWEEN = r"(?:号码?|账号|帐号|ID|id)?\s?(?:[/、和或及同](?:QQ|qq|微信|电话|手机)号?)?\s?(?:[:：为是]|号是)?\s{0,2}"
QQ = r"[1-9]\d{4,9}(?![\d.@])"
"""An account of QQ, as a pattern."""

WECHAT = r"[-_A-Za-z0-9]{5,19}(?![-_A-Za-z0-9@.])"
"""What follows the first letter of an account of WeChat, as a pattern."""

LABELLED, MARKS = "[信号码是为xXtTDd]", "[：:是为 　(（“]"
"""What the label of an account can end in, and one mark after it, as classes."""

_CHAT = late(rf"(?:微\s?信|[vV][xX信]|[wW][eE][cC]hat|WECHAT|[wW][xX]){BETWEEN}[(（“\"：:]?\s?$")

_LOCAL = late(r"[A-Za-z0-9](?:[A-Za-z0-9._+-]{0,62}[A-Za-z0-9_-])?$")
_OFFICE_LOCAL = late(
    "xxgk|zwgk|bgs|office|service|info|webmaster|admin|zfb|zfw|jubao|tousu|zixun|xzb|dzb|hr|gov",
    re.IGNORECASE,
)
_OFFICE_DOMAIN = late(r"(?:^|\.)(?:gov|edu|mil|org)(?:\.cn)?$", re.IGNORECASE)
_SEGMENTS = late("[，,、（(]")
_PUBLISHED = late(
    "咨询|监督|举报|投诉|受理|热线|客服|官方|公众|报名|公开|政务|征集|反馈|办公|查询|网站|门户|窗口|传真|"
    "(?:局|办|中心|政府|公司|委员会|学校|医院|银行|办事处)$"
)
_HOST = late(r"(?:QQ|qq)?(?:邮箱|群|讨论组|频道)")


def email(text: str, at: int, end: int) -> list[Found]:
    """The e-mail address whose @ is ``text[at]`` and which ends at ``end``."""
    local = _LOCAL.search(text[max(0, at - 64) : at])
    if not local:
        return []
    start = at - len(local[0])
    whole = text[start:end]
    if is_public(whole.replace("＠", "@")) or _around(text, start, end):
        return []
    return [Found("email", start, end, whole.replace("＠", "@").lower(), 0.8)]


def is_public(address: str) -> bool:
    """Whether an e-mail address tells by its words that it is an organ's."""
    local, _, domain = address.rpartition("@")
    return bool(_OFFICE_DOMAIN.search(domain) or _OFFICE_LOCAL.search(local))


def account(text: str, start: int, end: int, label: int) -> list[Found]:
    """The account ``text[start:end]`` of WeChat or QQ whose label begins at ``label``."""
    if _is_offices(text, label, end):
        return []
    return [Found("social_account", start, end, text[start:end].lower(), 0.9)]


def chat(text: str, start: int, end: int) -> list[Found]:
    """The account of WeChat ``text[start:end]``, if its label is in front."""
    label = _CHAT.search(text, max(0, start - 20), start)
    return account(text, start, end, label.start()) if label else []


def _is_offices(text: str, start: int, end: int) -> bool:
    """Whether the words beside an account, or those that end before them, are an office's."""
    *earlier, last = _SEGMENTS.split(clause_before(text, start, 32).replace("联系人", ""))
    if is_office(after_home(last)[1]) or is_office(clause_after(text, end, 6)):
        return True
    private = after_home("，".join([*earlier[-1:], last]))[0]
    return bool(earlier) and not private and _PUBLISHED.search(earlier[-1]) is not None


def _around(text: str, start: int, end: int) -> bool:
    """Whether the clause around is an office's; "联系人" alone does not make it one."""
    before = clause_before(text, start, 32).replace("联系人", "")
    return is_office(after_home(before)[1]) or is_office(clause_after(text, end, 6))
