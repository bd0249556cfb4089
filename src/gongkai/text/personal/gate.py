"""One pass over a text that stops only where something personal can stand."""

import re
from collections.abc import Callable, Iterator

from gongkai.text.late import late
from gongkai.text.personal import addresses, contacts, health, numbers, permits, telephones
from gongkai.text.personal.kinds import Found, Validators
from gongkai.text.personal.labels import clause_before
from gongkai.text.personal.written import DIGITS, HAN, JOINT

_NOTHING = (
    f"(?![0-9]{{0,4}}(?:[^{DIGITS}{JOINT}号栋幢座单室弄排#周岁个)）OoIlXx]"
    f"|[ \u3000]{{1,2}}[^{DIGITS}号栋幢座单室弄排#周岁个OoIlXx]))"
)
"""After a figure: years, sums and shares, which need no second look."""

_ALONE = "(?<![A-Za-z0-9].)"
_FIGURES = "|".join(
    [
        f"(?P<digits>{numbers.RUN})|(?P<age>{health.AGE})",
        rf"(?<=[:：话机线号码为是证第电座)） 　][{DIGITS}])"
        rf"(?P<short>[{DIGITS}](?:[ -]?[{DIGITS}]){{4,8}}(?![ -]?[{DIGITS}]))",
        f"(?<=[{addresses.STREETS}][{DIGITS}])(?P<door>{addresses.DOOR})",
        rf"(?<=[(（][0０])(?P<bracketed>{telephones.BRACKETED})",
    ]
)
_LATIN = "|".join(
    [
        f"(?<=[EGDSPHMCWKegTBFL]){_ALONE}(?P<passport>{permits.PASSPORT})",
        f"(?:(?<=[{HAN}].)|(?<=[{HAN}][ 　].))(?P<plate>{permits.PLATE})",
        f"(?<=[QqＱ])\\s?[QqＱ]{contacts.BETWEEN}(?P<qq>{contacts.QQ})",
        f"(?:(?<=[信号码].)|(?<={contacts.LABELLED}{contacts.MARKS}.))(?P<chat>{contacts.WECHAT})",
    ]
)
_MISREAD = (
    rf"(?:{_ALONE}|(?<=[^A-Za-z0-9][lIO].))(?=[0-9 -]{{0,17}}[OoIl])"
    r"(?P<misread>(?:[ -]?[0-9OoIl]){8,18}[ -]?[Xx0-9OoIl])(?![A-Za-z0-9])"
)
_OTHERS = "|".join(
    [
        f"(?<=[A-Za-zＡ-Ｚ])(?:{_LATIN})",
        f"(?<=[{addresses.NUMERALS}]号)(?P<house>)",
        f"(?<=[@＠])(?P<email>{contacts.DOMAIN})",
        f"(?:(?<=孤儿)|(?<=儿童)){health.CHILD}",
    ]
)
_WORD = f"(?<=[{health.FIRST}])(?P<word>{health.REST})"
_GATE = late(
    f"[{DIGITS}A-Za-zＡ-Ｚ@＠号童儿{health.FIRST}](?<![{DIGITS}][{DIGITS}])"
    f"(?:(?<=[{DIGITS}])(?:{_NOTHING}(?:{_FIGURES}|{_MISREAD})|{health.BORN})"
    f"|(?<![{DIGITS}])(?:{_WORD}|{_OTHERS}))",
    re.DOTALL,
)
_TELEPHONE = late(
    r"(?:[话机线电]|[Tt]el|TEL)(?:号码|号)?(?:[（(][^（()）]{1,4}[)）])?[\s:：为是]{0,3}$"
)

_FIGURES_AT_END = late("[0-9OoIl]{9,}[0-9OoIlXx]$")


def through(text: str, validators: Validators) -> Iterator[Found]:
    """What is personal by its own form and the words around it; the time is linear."""
    handlers = _HANDLERS
    for found in _GATE.finditer(text):
        yield from handlers[found.lastgroup or ""](text, found, validators)


def _short(text: str, start: int, end: int) -> list[Found]:
    """Five to ten figures, which only their label can make personal."""
    before = clause_before(text, start, 20)
    if _TELEPHONE.search(before):
        local = telephones.LOCAL.fullmatch(text, start, end)
        return telephones.landline(text, start, end) if local else []
    return permits.permit(text, start, end, before)


def _chat(text: str, start: int, end: int, validators: Validators) -> list[Found]:
    """Letters and figures: an account of WeChat, or a number that a machine has misread."""
    if found := contacts.chat(text, start, end):
        return found
    figures = _FIGURES_AT_END.search(text, start, end)
    return numbers.misread(text, figures.start(), end, validators) if figures else []


Handler = Callable[[str, "re.Match[str]", Validators], list[Found]]
_HANDLERS: dict[str, Handler] = {
    "misread": lambda text, m, v: numbers.misread(text, m.start(), m.end(), v),
    "digits": lambda text, m, v: numbers.in_run(text, m.start(), m.end(), v),
    "age": lambda text, m, _: health.minor(text, m.start(), m.end()),
    "birth": lambda text, m, _: health.child_before(text, m.start(), m.end()),
    "short": lambda text, m, _: _short(text, m.start(), m.end()),
    "door": lambda text, m, _: addresses.address(text, m.start(), m.end()),
    "house": lambda text, m, _: addresses.in_words(text, m.end()),
    "bracketed": lambda text, m, _: telephones.landline(text, m.start() - 1, m.end()),
    "passport": lambda text, m, _: permits.passport(text, m.start(), m.end()),
    "plate": lambda text, m, _: permits.plate(text, m.start(), m.end()),
    "email": lambda text, m, _: contacts.email(text, m.start(), m.end()),
    "qq": lambda text, m, _: contacts.account(text, *m.span("qq"), m.start()),
    "chat": lambda text, m, v: _chat(text, m.start(), m.end(), v),
    "word": lambda text, m, _: health.condition(text, m.start()),
    "child": lambda text, m, _: health.child(text, m.start("child")),
}
