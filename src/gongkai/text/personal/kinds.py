"""What is personal: the kinds, a hit, and how each kind is masked (LAW: 个人信息保护法 arts. 4, 28)."""

import hmac
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Literal, NamedTuple

Kind = Literal[
    "identity_number",
    "mobile",
    "bank_card",
    "landline",
    "passport",
    "plate",
    "email",
    "social_account",
    "address",
    "name",
    "minor",
    "health",
    "hardship",
]

LABELS: dict[Kind, str] = {
    "identity_number": "身份证号",
    "mobile": "手机号码",
    "bank_card": "银行卡号",
    "landline": "私人固定电话",
    "passport": "护照、通行证等证件号",
    "plate": "车牌号",
    "email": "电子邮箱",
    "social_account": "微信、QQ 账号",
    "address": "住址",
    "name": "姓名",
    "minor": "未成年人姓名",
    "health": "病残情况",
    "hardship": "致贫原因",
}
"""The Chinese names users see."""

Kept = Mapping[Kind, tuple[int, int] | None]
"""Characters a mask leaves at the start and at the end; None shows the whole."""

KEPT: dict[Kind, tuple[int, int] | None] = {
    "identity_number": (6, 0),
    "mobile": (3, 4),
    "bank_card": (0, 4),
    "landline": (4, 2),
    "passport": (1, 3),
    "plate": (2, 2),
    "email": (1, 0),
    "social_account": (2, 2),
    "address": (0, 0),
    "name": (1, 1),
    "minor": (1, 0),
    "health": (0, 0),
    "hardship": (0, 0),
}
"""The masks of a text of which nobody has said what kind of list it is.

Of an address only the numbers of house and door go, of an e-mail address the part before the @,
of a name of two characters the second.
"""

ASKED = 0.5
"""Hits less sure than this are not put before the clerk: a name in a list, which may stay there."""


def _never(_: str) -> bool:
    return False


@dataclass(frozen=True, slots=True)
class Validators:
    """What the law says about a number; each takes it bare: digits and a capital X."""

    is_identity_number: Callable[[str], bool]
    is_bank_card: Callable[[str], bool]
    is_credit_code: Callable[[str], bool] = _never


class Hit(NamedTuple):
    """A datum in a text: ``text[start:end]``, its bare form, how sure (0 to 1), its mask."""

    kind: Kind
    start: int
    end: int
    text: str
    normal: str
    confidence: float
    mask: str


class Found(NamedTuple):
    """A datum before its mask is made."""

    kind: Kind
    start: int
    end: int
    normal: str
    confidence: float


_DOOR = re.compile(
    "[0-9０-９A-Za-z一二三四五六七八九十百零〇]"
    "(?=[0-9０-９A-Za-z一二三四五六七八九十百零〇\\-－—]*(?:号|栋|幢|座|单元|室|户|组|队|排|弄|#|楼|层|$))"
)


def masked(kind: Kind, text: str, kept: Kept = KEPT) -> str:
    """``text`` with stars where a reader shall not see it; as long as before."""
    keep = kept[kind]
    if keep is None:
        return text
    if kind == "address":
        return _DOOR.sub("*", text)
    if kind == "email":
        local, at, domain = text.partition("＠" if "＠" in text else "@")
        return f"{hidden(local, *keep)}{at}{domain}"
    return hidden(text, *keep)


def hidden(text: str, head: int, tail: int) -> str:
    """``text`` with all letters and figures but the first and the last starred; one always is."""
    length = len(text)
    if text.isalnum():
        if head + tail >= length:
            head, tail = min(head, length - 1), 0
        return f"{text[:head]}{'*' * (length - head - tail)}{text[length - tail :]}"
    places = [at for at, char in enumerate(text) if char.isalnum()]
    if head + tail >= len(places):
        head, tail = max(0, min(head, len(places) - 1)), 0
    gone = set(places[head : len(places) - tail])
    return "".join("*" if at in gone else char for at, char in enumerate(text))


def fingerprint(kind: str, normal: str, salt: str) -> str:
    """A keyed hash (64 hex digits) by which a datum is known again without being kept."""
    return hmac.new(salt.encode(), f"{kind}:{normal}".encode(), sha256).hexdigest()
