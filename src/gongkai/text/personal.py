"""Numbers that tell a person: identity numbers, mobile numbers, bank cards (LAW §9.6, P9-1).

Numbers are found however they are written: spaced, hyphenated, full-width, run together.
Whether one is true is said by the validators, which know the law's check digits.
"""

import hmac
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Literal

from gongkai.text.builder import Builder
from gongkai.text.outline import Stretch, stretches
from gongkai.text.tree import leaves, serialise

Kind = Literal["identity_number", "mobile", "bank_card"]

KEPT: dict[Kind, tuple[int, int]] = {
    "identity_number": (6, 0),
    "mobile": (3, 4),
    "bank_card": (0, 4),
}
"""Characters a mask leaves at the start and at the end."""

_DIGITS = str.maketrans("０１２３４５６７８９Ｘｘx", "0123456789XXX")
_GAP = " \t\u00a0\u2002-\u200d\u3000\u00ad\ufeff\u2010-\u2015·－\\-"
_GAP_NO_TAB = _GAP.replace("\t", "")
_GROUP = re.compile("[0-9０-９]+[XxＸｘ]?|(?<=[0-9０-９][ \u3000-])[XxＸｘ](?![A-Za-z])")
_JOINT = re.compile(f"[{_GAP_NO_TAB}]{{0,2}}")
_MOBILE = re.compile(r"1[3-9]\d{9}")
_PREFIXED_MOBILE = re.compile(r"(?:00)?86(1[3-9]\d{9})")
_REGION = r"(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3])\d{4}"
_IDENTITY = re.compile(_REGION + r"(\d{4})(\d\d)(\d\d)\d{3}[\dX]")
_OLD_IDENTITY = re.compile(_REGION + r"\d{9}")
_CARD = re.compile(r"\d{16,19}")
_LENGTHS = frozenset({11, 15, 16, 17, 18, 19})
_LABELS = re.compile(
    "(?P<identity>身份证|证件号|公民身份|公民号码)"
    "|(?P<card>卡号|[账帐]号|银行|开户|存折|信用社|农商|一卡通|打卡)"
    "|(?P<mobile>手机|电话|联系方式|联系人|热线)"
    "|(?P<other>订单|流水|编号|案号|批次|凭证|信用代码|机构代码|索引号|许可证|合同|项目代码|发票|"
    "运单|快递|条码|序列号|单号|文号|统一编码|备案)"
)
_CLAUSE = re.compile(r"[，。；;\n\t]")
_AMOUNT = re.compile(r"\s{0,2}(?:元|万|亿|号(?!码)|%|％|平方|吨|公里|\.\d)")
_CURRENCY = re.compile(r"[¥￥$]\s?$")
_LETTER = re.compile("[A-Za-z_]")
_LETTER_LABEL = re.compile(r"(?:tel|phone|mobile|mob|id|no|dh|sj|sfz|wx|qq|v|\dx)$", re.IGNORECASE)
_CARD_SHAPES = re.compile(r"(?:4,){3,4}[1-4]|6,1[0-3]|(?:1,){15,18}1|")
_MOBILE_SHAPES = re.compile(r"3,4,4|3,8|7,4|4,4,3|(?:1,){10}1|")
SHORTEST = 11
LONGEST = 19
"""Digits of the numbers looked for."""
_BEFORE = 24
"""Characters before a number in which its label is looked for."""


@dataclass(frozen=True, slots=True)
class Validators:
    """What the law says about a number; each takes it bare: digits and a capital X."""

    is_identity_number: Callable[[str], bool]
    is_bank_card: Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class Hit:
    """A number in a text: ``text[start:end]``, its bare form, how sure (0 to 1), its mask."""

    kind: Kind
    start: int
    end: int
    text: str
    normal: str
    confidence: float
    mask: str


@dataclass(frozen=True, slots=True)
class _Found:
    kind: Kind
    start: int
    end: int
    normal: str
    confidence: float


def find(text: str, validators: Validators) -> list[Hit]:
    """The personal numbers of ``text`` in order, without overlaps; the time is linear."""
    return [
        Hit(f.kind, f.start, f.end, whole := text[f.start : f.end], f.normal, f.confidence,
            _masked(whole, *KEPT[f.kind]))
        for run in _runs(text)
        for f in _in_run(text, run, validators)
    ]  # fmt: skip


def mask(text: str, hits: Iterable[Hit]) -> str:
    """``text`` with the hits found in it replaced by their masks."""
    out, at = [], 0
    for hit in sorted(hits, key=lambda hit: hit.start):
        out += [text[at : hit.start], hit.mask]
        at = hit.end
    return "".join([*out, text[at:]])


def mask_html(html: str, hits: Iterable[Hit]) -> str:
    """Canonical ``html`` with the hits of its plain text masked, across tags too.

    The same numbers also go from alternative texts; links that hold them lose their address.
    Hits of another text than ``plain(html)`` count for those two only.
    """
    hits = sorted(hits, key=lambda hit: hit.start)
    blocks = Builder().build(html)
    parts = list(stretches(blocks))
    plain = "".join(part.text for part in parts)
    masks = {
        at: star
        for hit in hits
        if plain[hit.start : hit.end] == hit.text
        for at, star in enumerate(hit.mask, hit.start)
    }
    _write(parts, masks)
    for leaf in leaves(blocks):
        for piece in leaf.pieces:
            for hit in hits:
                if hit.normal in _bare(piece.href):
                    piece.href = ""
                if piece.src and hit.normal in _bare(piece.text):
                    piece.text = piece.text.replace(hit.text, hit.mask)
                    piece.text = piece.text.replace(hit.normal, hit.mask)
    return serialise(blocks)


def fingerprint(kind: str, normal: str, salt: str) -> str:
    """A keyed hash (64 hex digits) by which a datum is known again without being kept."""
    return hmac.new(salt.encode(), f"{kind}:{normal}".encode(), sha256).hexdigest()


def _write(parts: list[Stretch], masks: dict[int, str]) -> None:
    at = 0
    for part in parts:
        if part.piece and not part.piece.src:
            part.piece.text = "".join(
                masks.get(place, char) for place, char in enumerate(part.text, at)
            )
        at += len(part.text)


def _bare(text: str) -> str:
    return re.sub(f"[{_GAP}]", "", text.translate(_DIGITS))


def _masked(text: str, head: int, tail: int) -> str:
    places = [at for at, char in enumerate(text) if char.isalnum()]
    hidden = set(places[head : len(places) - tail])
    return "".join("*" if at in hidden else char for at, char in enumerate(text))


def _runs(text: str) -> Iterator[list[tuple[int, int]]]:
    """Groups of digits that stand together, as (start, end), parted only by gaps."""
    run: list[tuple[int, int]] = []
    for group in _GROUP.finditer(text):
        if run and not _JOINT.fullmatch(text, run[-1][1], group.start()):
            if run[-1][1] - run[0][0] >= SHORTEST:
                yield run
            run = []
        run.append(group.span())
    if run:
        yield run


def _in_run(text: str, run: list[tuple[int, int]], validators: Validators) -> Iterator[_Found]:
    first = 0
    while first < len(run):
        found, last = _from_group(text, run, first, validators)
        yield from found
        first = last + 1


def _from_group(
    text: str, run: list[tuple[int, int]], first: int, validators: Validators
) -> tuple[list[_Found], int]:
    """What begins with group ``first``, alone or joined with the next, and the last group used.

    A row of single digits is one number as a whole or none: columns of figures are not joined.
    """
    start, end = run[first]
    bare = text[start:end].translate(_DIGITS)
    found = _glued(text, start, bare, validators) or _one(text, (start, end), bare, "", validators)
    if found or (len(bare) == 1 and first and run[first][0] - run[first - 1][0] <= 3):
        return found, first
    shape, last = str(len(bare)), first
    for at in range(first + 1, len(run)):
        if "X" in bare or len(bare) > LONGEST:
            break
        group = text[slice(*run[at])].translate(_DIGITS)
        bare += group
        shape += f",{len(group)}"
        joined = _one(text, (start, run[at][1]), bare, shape, validators)
        if joined:
            found, last = joined, at
    return found, last


def _one(
    text: str, span: tuple[int, int], bare: str, shape: str, validators: Validators
) -> list[_Found]:
    if len(bare) not in _LENGTHS:
        return []
    one = _judge(text, span, bare, shape, validators)
    return [one] if one else []


def _glued(text: str, start: int, bare: str, validators: Validators) -> list[_Found]:
    """Two numbers written without anything between them."""
    prefixed = _PREFIXED_MOBILE.fullmatch(bare)
    if prefixed:
        at = start + prefixed.start(1)
        return [_Found("mobile", at, start + len(bare), prefixed.group(1), 0.95)]
    for cut in (18, 11) if len(bare) in {29, 34, 35, 36, 37} else ():
        middle, end = start + cut, start + len(bare)
        left = _judge(text, (start, middle), bare[:cut], "", validators)
        right = _judge(text, (middle, end), bare[cut:], "", validators)
        if left and right:
            return [left, right]
    return []


def _judge(
    text: str, span: tuple[int, int], bare: str, shape: str, validators: Validators
) -> _Found | None:
    """What ``bare`` is; ``shape`` are the lengths of its groups, empty for one group."""
    start, end = span
    kind: Kind = "identity_number"
    sure = 0.0
    if _is_born(bare):
        sure = _identity(bare, _label(text, start), validators)
    if not sure and _MOBILE.fullmatch(bare) and _MOBILE_SHAPES.fullmatch(shape):
        kind, sure = "mobile", 0.95 if _label(text, start) != "other" else 0.0
    elif not sure and _CARD.fullmatch(bare) and _CARD_SHAPES.fullmatch(shape):
        kind, sure = "bank_card", _card(bare, _label(text, start), validators)
    if not sure or (kind != "identity_number" and _is_other(text, start, end)):
        return None
    return _Found(kind, start, end, bare, sure)


def _label(text: str, start: int) -> str:
    """What the nearest label in front says the number is; other codes only in the same clause."""
    before = text[max(0, start - _BEFORE) : start]
    labels = list(_LABELS.finditer(before))
    if not labels:
        return ""
    kind = labels[-1].lastgroup or ""
    return "" if kind == "other" and _CLAUSE.search(before, labels[-1].end()) else kind


def _is_born(bare: str) -> bool:
    """It has the shape of an identity number: a region and a date of birth."""
    new = _IDENTITY.fullmatch(bare)
    if new:
        return _is_date(new[1], new[2], new[3])
    old = _OLD_IDENTITY.fullmatch(bare)
    return bool(old) and _is_date("19" + bare[6:8], bare[8:10], bare[10:12])


def _identity(bare: str, label: str, validators: Validators) -> float:
    if len(bare) == 15:
        return {"identity": 0.9, "other": 0.0}.get(label, 0.5)
    if validators.is_identity_number(bare):
        return 0.8 if label == "other" else 0.99
    return 0.6 if label == "identity" else 0.0


def _is_date(year: str, month: str, day: str) -> bool:
    try:
        return 1880 <= date(int(year), int(month), int(day)).year <= 2100
    except ValueError:
        return False


def _card(bare: str, label: str, validators: Validators) -> float:
    sure = {"card": 0.95, "other": 0.0}.get(label, 0.8 if bare.startswith("62") else 0.0)
    return sure if sure and validators.is_bank_card(bare) else 0.0


def _is_other(text: str, start: int, end: int) -> bool:
    """An amount, or a part of a longer code."""
    before, after = text[max(0, start - 8) : start], text[end : end + 1]
    if _AMOUNT.match(text, end) or _CURRENCY.search(before) or _LETTER.match(after):
        return True
    return bool(_LETTER.match(before[-1:])) and not _LETTER_LABEL.search(before)
