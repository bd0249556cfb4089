"""Names of persons: by surname and place in the sentence. A name alone in prose is no finding."""

import json
import re
from importlib import resources

from gongkai.text.late import late
from gongkai.text.personal.written import HAN

_DATA = json.loads(
    resources.files("gongkai.text.personal").joinpath("data", "names.json").read_text("utf-8")
)
_NOT_NAMES = frozenset(_DATA["not_names"].split())
_WHOLE = frozenset(_DATA["whole"].split())
_PLACES = frozenset(_DATA["last_of_places"])
_WORDS = frozenset(_DATA["last_of_words"])
_COMPOUND = frozenset(_DATA["compound"].split())
SURNAMES = frozenset(_DATA["surnames"])
SURNAME = f"[{_DATA['surnames']}]"
"""A surname of one character, as a class for `re`."""

_PRE = "|".join(sorted(_COMPOUND))
_MINORITY = f"[{HAN}]{{2,8}}[·•][{HAN}]{{2,8}}"
_BEFORE = (
    "入至系民人主户员者生名由将向给经对被为和与及是叫致予查请托问找志长子"
    "儿女方师妻夫父母弟妹兄姐哥嫂叔伯姑舅姨婆奶爷侄童象用聘孙婿媳亲属友机车业"
)
_LEFT = f"(?:(?<![{HAN}])|(?<=[{_BEFORE}]))"
_RIGHT = (
    f"(?=[^{HAN}]|$|身份|公民|手机|电话|联系|住址|住所|家住|现住|户籍|性别|男|女|系|因|于|银行|账|帐|卡号|的|等|"
    "同志|先生|女士|老人|之|患|与|和|及|开户|护照|微信|车牌|驾驶|户|一家|家庭|本人|同学|残疾|证件|出生|地址|邮箱|"
    "移动|家里|其|为|在|是|已|名下|持|通过|留|致|自|等人|一户|[一二三四]级|罹|确诊|经|被|今年|所|居住|座机|宅电|港澳|通行|由|随|现|年|就读|父|母|正|需|住|跟|反映|申请|提出|提交|领取|向|未|死亡|病故|投诉|举报|来电|来信|应|不服|曾|无|靠|签|认为|表示|到|代|生于|抚养|照料|监护|照顾|月)"
)
_BARE = f"(?:(?:{_PRE})[{HAN}]{{1,2}}|{SURNAME}(?:[{HAN}]{{1,2}}|[ \u3000]{{1,4}}[{HAN}](?![{HAN}]))|{_MINORITY})"
NAMED = late(f"{_LEFT}(?P<name>{_BARE}){_RIGHT}")
"""A name with what must stand on both sides of it."""

FILLED = late(
    r"(?:^|\n)[ \t\u3000]*(?:姓\s*名|户主|申请人|委托人|受托人|当事人|来电人|来访人|信访人|投诉人|举报人|反映人)"
    rf"(?:姓名)?\s?[:：]\s?{NAMED.pattern}"
)
"""The line of a form that somebody has filled in with a name."""

_BEGUN = late(f"(?P<name>{_BARE}){_RIGHT}")
_SHORTER = late(f"(?P<name>{SURNAME}[{HAN}]){_RIGHT}")
_CELL = late(f"[{HAN}](?:[ \u3000]{{0,4}}[{HAN}]){{1,3}}|{_MINORITY}")
_TAILS = frozenset("男女系因住患家")
_SPACES = late("[ \u3000]")


def is_name(word: str) -> bool:
    """Whether a word of two to four characters (or with a middle dot) can be a name."""
    if "·" in word or "•" in word:
        return True
    word = _SPACES.sub("", word)
    if word in _WHOLE or word in _NOT_NAMES or word[-1] in _WORDS:
        return False
    if len(word) > 2 and (word[:2] in _NOT_NAMES or word[-1] in _PLACES):
        return False
    return word[0] in SURNAMES or word[:2] in _COMPOUND


def in_stretch(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Where names stand in ``text[start:end]``."""
    out, at = [], start
    while found := NAMED.search(text, at, end):
        span = _checked(text, found, end)
        if span:
            out.append(span)
        at = span[1] if span else found.start("name") + 1
    return out


def at(text: str, start: int) -> tuple[int, int] | None:
    """The name that begins at ``start``, whatever stands before it."""
    found = _BEGUN.match(text, start)
    return _checked(text, found, len(text)) if found else None


def _checked(text: str, found: re.Match[str], end: int) -> tuple[int, int] | None:
    """The name of a match, or the shorter one in it: 张三 in 张三男."""
    name = found["name"]
    sure = is_name(name)
    if len(name) == 3 and (not sure or name[2] in _TAILS):
        shorter = _SHORTER.match(text, found.start("name"), end)
        if shorter and is_name(shorter["name"]):
            return shorter.span("name")
    return found.span("name") if sure else None


def is_cell_name(words: str) -> bool:
    """Whether a cell has the form of a name: two to four characters, perhaps spaced, or a middle dot."""
    return _CELL.fullmatch(words) is not None
