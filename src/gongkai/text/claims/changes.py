"""Changes and shares with both values stated: 由100件增加到120件，增长20%; 占33.9%."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from gongkai.text.claims.claim import Claim
from gongkai.text.claims.tie import Tie

_CHANGE = re.compile(
    r"^[，,、（(\s]*(?:[同环]比|[较比](?:上年|去年|上一年|上期)(?:同期)?|净|实际|即|共|累计)*"
    r"(?:(?P<up>增长|上升|提高|增加|增幅|上涨|多)|(?P<down>下降|减少|降低|降幅|下跌|压减|少))(?:率|幅度)?[了为达约]*$"
)
_FROM = re.compile(r"[由从][^，。；]{0,14}$")
_TO = re.compile(r"^[^，。；]{0,8}(?:增加|增长|提高|上升|下降|减少|降低|降|增|升)[到至为]约?$")
_BASE = re.compile(r"(?:上年度?|去年|上一年度?|前一年)(?:同期)?(?P<what>[^，。；]{0,12})$")
_SHARE = re.compile(r"^[，,（(\s]*约?占(?:比|其|总数的?|总量的?|全部的?)?[为达约]*$")
_RATE = re.compile(r"^[，,（(\s]*([\u4e00-\u9fff]{2,4})率[为达约到]*$")
_NEAR = 4
"""Figures before a rate among which its two figures stand."""
_MOST = 60
"""Figures of one sentence that are looked through for the whole of a share."""
_HUNDRED = Decimal(100)


def changes(sentence: Sequence[Claim]) -> Iterator[Tie]:
    """(base, now, change) where the words say which is which."""
    for at in range(len(sentence) - 2):
        one, two, change = sentence[at : at + 3]
        if one.unit != two.unit or not one.unit or one.is_share:
            continue
        base, now = (one, two) if _FROM.search(one.lead) and _TO.search(two.lead) else (two, one)
        told = _CHANGE.match(change.lead)
        if told and (base is one or _is_base(two, one)):
            sign = 1 if told["up"] else -1
            if change.unit == "%" and base.value:
                yield _percent(base, now, change, sign)
            elif change.unit == base.unit:
                yield _difference(base, now, change, sign)


def _is_base(two: Claim, one: Claim) -> bool:
    """The second figure is that of the year before, of the same thing as the first."""
    found = _BASE.search(two.lead)
    what = found["what"].strip("的为是有共达约") if found else ""
    return bool(found) and not _BASE.search(one.lead) and what in one.lead


def shares(sentence: Sequence[Claim]) -> Iterator[Tie]:
    """(whole, part, share), the whole being the first figure of that unit in the sentence."""
    for at, share in enumerate(sentence):
        if share.unit != "%" or not at or not _SHARE.search(share.lead):
            continue
        part = sentence[at - 1]
        wholes = [
            one
            for one, then in pairwise(sentence[max(0, at - _MOST) : at])
            if one.unit == part.unit and one.value >= part.value > 0
            if one.scope.is_total or "其中" in then.lead
        ]
        if not part.unit or part.is_share or not wholes:
            continue
        fits = [tie for whole in wholes if (tie := _share(whole, part, share)).holds]
        sure = len(wholes) == 1 and wholes[0].scope.is_total and "其中" in part.lead
        first = _share(wholes[0], part, share)
        yield fits[0] if fits else Tie(first.claims, first.expected, False, sure and first.is_sure)


def rates(sentence: Sequence[Claim]) -> Iterator[Tie]:
    """(whole, part, rate) of 受理50件，办结40件，办结率80%; never sure, 率 may be of something else."""
    for at, rate in enumerate(sentence):
        named = _RATE.match(rate.lead)
        if not named or rate.unit != "%":
            continue
        for whole, part in pairwise(sentence[max(0, at - _NEAR) : at]):
            alike = whole.unit == part.unit and not part.is_share and part.unit
            if alike and part.subject.startswith(named[1]) and whole.value >= part.value > 0:
                tie = _share(whole, part, rate)
                yield Tie(tie.claims, tie.expected, tie.holds, False)


def _percent(base: Claim, now: Claim, change: Claim, sign: int) -> Tie:
    (low, high), (least, most) = base.rounded, now.rounded
    ratios = [
        (to - of) / of * _HUNDRED * sign for of in (low, high) if of > 0 for to in (least, most)
    ]
    stated = change.rounded
    half = change.step / 2
    holds = min(ratios) - half <= stated[1] and stated[0] <= max(ratios) + half
    expected = (now.value - base.value) / base.value * _HUNDRED * sign
    return Tie((base, now, change), _short(expected, change), holds, _are_exact(base, now, change))


def _difference(base: Claim, now: Claim, change: Claim, sign: int) -> Tie:
    (low, high), (least, most) = base.rounded, now.rounded
    bounds = sorted(((least - high) * sign, (most - low) * sign))
    stated = change.rounded
    holds = bounds[0] <= stated[1] and stated[0] <= bounds[1]
    expected = (now.value - base.value) * sign
    return Tie((base, now, change), expected, holds, _are_exact(base, now, change))


def _share(whole: Claim, part: Claim, share: Claim) -> Tie:
    (low, high), (least, most) = whole.rounded, part.rounded
    half = share.step / 2
    smallest = least / high * _HUNDRED - half
    largest = most / low * _HUNDRED + half if low > 0 else _HUNDRED
    stated = share.rounded
    holds = bool(smallest <= stated[1] and stated[0] <= largest)
    expected = part.value / whole.value * _HUNDRED
    exact = _are_exact(whole, part, share)
    return Tie((whole, part, share), _short(expected, share), holds, exact)


def _are_exact(*claims: Claim) -> bool:
    return all(claim.is_exact for claim in claims)


def _short(value: Decimal, like: Claim) -> Decimal:
    """Rounded to as many places as the text has."""
    return value.quantize(min(like.step, Decimal(1)))
