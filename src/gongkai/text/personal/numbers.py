"""Identity numbers, mobile numbers and bank cards in a run of figures (LAW §9.6, P9-1).

Numbers are found however they are written: spaced, hyphenated, full-width, run together.
Whether one is true is said by the validators, which know the law's check digits.
"""

from collections.abc import Iterator
from datetime import date

from gongkai.text.late import late
from gongkai.text.personal.accounts import is_organs, is_persons
from gongkai.text.personal.kinds import Found, Kind, Validators
from gongkai.text.personal.labels import ahead, is_other
from gongkai.text.personal.telephones import LANDLINE, landline
from gongkai.text.personal.written import DIGITS, JOINT, bare, narrow

RUN = f"(?:[{JOINT}]{{0,2}}[{DIGITS}XxＸｘ]){{10,}}"
"""What follows the first figure of a run worth a look, as a pattern."""

_GROUP = late(f"[{DIGITS}]+[XxＸｘ]?|(?<=[{DIGITS}][ \u3000-])[XxＸｘ](?![A-Za-z])")
_MOBILE = late(r"1[3-9]\d{9}")
_PREFIXED_MOBILE = late(r"(?:(?:00)?86|0)(1[3-9]\d{9})")
_REGION = r"(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3])\d{4}"
_IDENTITY = late(_REGION + r"((?:18|19|20)\d\d)(0[1-9]|1[0-2])([0-3]\d)\d{3}[\dX]")
_OLD_IDENTITY = late(_REGION + r"(\d\d)(0[1-9]|1[0-2])([0-3]\d)\d{3}")
_CARD = late(r"[34569]\d{15,18}")
_LENGTHS = frozenset({11, 15, 16, 17, 18, 19, 20})
_ACCOUNT_LENGTHS = frozenset(range(12, 23))
_CARD_SHAPES = late(r"(?:4,){3,4}[1-4]|6,1[0-3]|(?:1,){15,18}1|[3-9],1?\d|1[0-6],[3-9]|")
_MOBILE_SHAPES = late(r"3,4,4|3,8|7,4|4,4,3|(?:1,){10}1|")
_TWO_GROUPS = late(r"(?:[3-8],[3-8]|3,3,5|3,5,3)")
_UNIONPAY = "62"
"""What the cards of persons begin with; accounts of organs may hold the check digit by chance."""

_MIXED = str.maketrans("OoIl", "0011")
_EDGES = ("\t", "\n", "")
_LETTERS = ("l", "I", "O")
LONGEST = 22
"""Figures of the longest number looked for: that of an account."""


def in_run(text: str, start: int, end: int, validators: Validators) -> list[Found]:
    """The numbers in ``text[start:end]``, figures with nothing but gaps between them."""
    raw = text[start:end]
    if (
        raw.isdecimal()
        and raw.isascii()
        and text[start - 1 : start] in _EDGES
        and text[end : end + 1] in _EDGES
    ):
        sure = alone(raw, validators)
        if sure:
            return [Found(sure[0], start, end, raw, sure[1])]
    if raw[0] == "0" and (line := LANDLINE.match(text, start)) and line.end() >= end:
        return landline(text, start, line.end())
    plain = narrow(raw)
    if plain.isalnum() and "X" not in plain[:-1]:
        return _from_group(text, [(start, end)], 0, validators)[0]
    plain = bare(raw)
    if len(plain) == 18 and (sure := alone(plain, validators)) and ahead(text, start) != "other":
        return [Found(sure[0], start, end, plain, sure[1])]
    return list(_in_groups(text, start, end, validators))


def alone(raw: str, validators: Validators) -> tuple[Kind, float] | None:
    """What the usual numbers are in a cell of their own, where no word beside can mean another."""
    length = len(raw)
    if length == 11 and raw[0] == "1" and raw[1] > "2":
        return "mobile", 0.95
    if length == 18 and _IDENTITY.fullmatch(raw) and validators.is_identity_number(raw):
        return "identity_number", 0.99
    if length in {16, 19} and raw.startswith("62") and validators.is_bank_card(raw):
        return "bank_card", 0.8
    return None


def misread(text: str, start: int, end: int, validators: Validators) -> list[Found]:
    """A number in which a machine has read O for 0 or l for 1: only with its label or check digit."""
    if text[start - 1 : start] in _LETTERS:
        start -= 1
    raw = text[start:end]
    plain = bare(raw.translate(_MIXED))
    if len(plain) not in _LENGTHS or sum(map(str.isdigit, raw)) * 3 < len(plain):
        return []
    one = _judge(text, start, end, plain, "", validators)
    if not one or (one.kind == "mobile" and ahead(text, start) != "mobile"):
        return []
    return [one._replace(confidence=min(one.confidence, 0.8))]


def labelled_identity(words: str, start: int, validators: Validators) -> Found | None:
    """The identity number ``words`` at ``start``, in a column of such."""
    number = bare(words)
    sure = _identity(number, "identity", validators) if len(number) in {15, 18, 20} else 0.0
    return Found("identity_number", start, start + len(words), number, sure) if sure else None


def _in_groups(text: str, start: int, end: int, validators: Validators) -> Iterator[Found]:
    run = [group.span() for group in _GROUP.finditer(text, start, end)]
    first = 0
    while first < len(run):
        found, last = _from_group(text, run, first, validators)
        yield from found
        first = last + 1


def _from_group(
    text: str, run: list[tuple[int, int]], first: int, validators: Validators
) -> tuple[list[Found], int]:
    """What begins with group ``first``, alone or joined with the next, and the last group used.

    A row of single digits is one number as a whole or none: columns of figures are not joined.
    """
    start, end = run[first]
    plain = narrow(text[start:end])
    if plain[0] == "0" and (line := LANDLINE.match(text, start)):
        last = max(at for at in range(first, len(run)) if run[at][0] < line.end())
        return landline(text, start, line.end()), last
    found = _glued(text, start, plain, validators) or _one(text, start, end, plain, "", validators)
    mobile = bool(found) and found[0].kind == "mobile" and first + 1 < len(run)
    if (found and not mobile) or (
        len(plain) == 1 and first and run[first][0] - run[first - 1][0] <= 3
    ):
        return found, first
    shape, last = str(len(plain)), first
    for at in range(first + 1, len(run)):
        if "X" in plain or len(plain) > LONGEST:
            break
        group = narrow(text[slice(*run[at])])
        plain += group
        shape += f",{len(group)}"
        joined = _one(text, start, run[at][1], plain, shape, validators)
        if joined and (not found or joined[0].kind == "identity_number"):
            found, last = joined, at
    return (found, last) if found else _account(text, run, first) or (found, last)


def _one(
    text: str, start: int, end: int, plain: str, shape: str, validators: Validators
) -> list[Found]:
    if len(plain) not in _LENGTHS:
        return []
    one = _judge(text, start, end, plain, shape, validators)
    return [one] if one else []


def _account(text: str, run: list[tuple[int, int]], first: int) -> tuple[list[Found], int] | None:
    """The account of a person from group ``first`` on, which has no check digit; and its last group."""
    start, last = run[first][0], first
    if ahead(text, start) != "card":
        return None
    while last + 1 < len(run) and run[last + 1][1] - start <= 2 * LONGEST:
        if run[last + 1][0] - run[last][1] != 1:
            break
        last += 1
    end = run[last][1]
    plain = bare(text[start:end])
    if len(plain) not in _ACCOUNT_LENGTHS or not plain.isdecimal() or not is_persons(text, start):
        return None
    return [Found("bank_card", start, end, plain, 0.6)], last


def _glued(text: str, start: int, plain: str, validators: Validators) -> list[Found]:
    """Two numbers written without anything between them."""
    if len(plain) < 12:
        return []
    prefixed = _PREFIXED_MOBILE.fullmatch(plain)
    if prefixed and ahead(text, start) != "other":
        at = start + prefixed.start(1)
        return [Found("mobile", at, start + len(plain), prefixed.group(1), 0.95)]
    for cut in (18, 11) if len(plain) in {29, 34, 35, 36, 37} else ():
        middle, end = start + cut, start + len(plain)
        left = _judge(text, start, middle, plain[:cut], "", validators)
        right = _judge(text, middle, end, plain[cut:], "", validators)
        if left and right:
            return [left, right]
    return []


def _judge(
    text: str, start: int, end: int, plain: str, shape: str, validators: Validators
) -> Found | None:
    """What ``plain`` is; ``shape`` are the lengths of its groups, empty for one group."""
    label = ahead(text, start)
    length = len(plain)
    kind: Kind = "identity_number"
    sure = _identity(plain, label, validators) if length in {15, 18, 20} else 0.0
    if sure:
        return Found(kind, start, end, plain, sure)
    if length == 11 and _MOBILE.fullmatch(plain):
        kind, sure = "mobile", _mobile(shape, label)
    elif _CARD.fullmatch(plain) and (label == "card" or _CARD_SHAPES.fullmatch(shape)):
        kind, sure = "bank_card", _card(plain, label, validators)
        if sure and plain[:2] != _UNIONPAY and is_organs(text, start):
            return None
    if not sure or is_other(text, start, end):
        return None
    return Found(kind, start, end, plain, sure)


def _mobile(shape: str, label: str) -> float:
    if label == "other":
        return 0.0
    if _MOBILE_SHAPES.fullmatch(shape):
        return 0.95
    if label == "mobile":
        return 0.9
    return 0.7 if _TWO_GROUPS.fullmatch(shape) else 0.0


def _identity(plain: str, label: str, validators: Validators) -> float:
    if len(plain) == 15:
        old = _OLD_IDENTITY.fullmatch(plain)
        if not old or not _is_date(f"19{old[1]}", old[2], old[3]):
            return 0.0
        return {"identity": 0.9, "other": 0.0}.get(label, 0.5)
    new = _IDENTITY.fullmatch(plain[:18])
    if not new or not _is_date(new[1], new[2], new[3]):
        return 0.0
    if validators.is_identity_number(plain[:18]):
        code = label == "other" and validators.is_credit_code(plain)
        return 0.0 if code else 0.8 if label == "other" else 0.99
    return 0.6 if label == "identity" else 0.0


def _is_date(year: str, month: str, day: str) -> bool:
    try:
        return 1880 <= date(int(year), int(month), int(day)).year <= 2100
    except ValueError:
        return False


def _card(plain: str, label: str, validators: Validators) -> float:
    sure = {"card": 0.95, "other": 0.0}.get(label, 0.8 if plain[:2] == _UNIONPAY else 0.0)
    return sure if sure and validators.is_bank_card(plain) else 0.0
