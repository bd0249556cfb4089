"""Parts and totals within a sentence: 共52件，其中建议29件、提案23件."""

import re
from collections.abc import Iterator, Sequence

from gongkai.text.claims.claim import Claim
from gongkai.text.claims.tie import Tie

_PARTS_FOLLOW = re.compile(r"其中|包括|包含|分别|含|分为|分成")
_ALL_FOLLOW = re.compile(r"^[，,：:；;（(\s]*(?:其中)?[，,：:]?分别(?:为|是)")
_REST = re.compile(r"其他|其它|其余|剩余|余下")
"""A last part that begins so makes the parts complete."""
_TOTAL = re.compile(r"累计|合计|共计|总计|总共|一共|总数|共|总")
_SUM_HERE = re.compile(r"^\s*[）)]?[，,、；;]?\s*(?:以上)?(?:合计|共计|总计)(?:为|达|有|约|了)?$")
_NEW_SUBJECT = re.compile(r"[；;]|增加|减少|增长|下降|占")
_CHANGED = re.compile(r"同比|[比较][^，。；]{0,12}[增减多少升降]")
_AND_MORE = re.compile(r"^[^，,；;。]{0,8}等")

_OF_ONE_KIND = frozenset(["件", "条", "元", "篇", "份", "起"])
"""Units that count the same things throughout a sentence; 个 and 名 count anything."""
_NEAR = 12
"""Figures before 合计 that it may be the sum of."""
_MOST = 40
"""Figures of one sentence that are looked through for parts of a total."""


def ties(sentence: Sequence[Claim]) -> Iterator[Tie]:
    """The sums of one sentence that its words announce or that simply hold."""
    told: set[int] = set()
    for at, total in enumerate(sentence):
        if total.is_share or not total.unit:
            continue
        parts = _parts(sentence, at)
        tie = _judged(total, parts) if parts else None
        if tie:
            told.update(part.start for part in tie.claims[1:])
            yield tie
    for at, total in enumerate(sentence):
        if _SUM_HERE.match(total.lead):
            near = sentence[max(0, at - _NEAR) : at]
            parts = [c for c in near if c.unit == total.unit and c.depth == total.depth]
            if len(parts) > 1 and not any(part.start in told for part in parts):
                yield _up_to(total, parts)


def _up_to(total: Claim, parts: list[Claim]) -> Tie:
    """The sum of neighbours before the total, of as many of them as fit."""
    for length in range(len(parts), 1, -1):
        for first in range(len(parts) - length + 1):
            tie = _tie(total, parts[first : first + length], is_sure=True)
            if tie.holds:
                return tie
    times = {part.scope.when for part in parts}
    return _tie(total, parts, is_sure=len(times) == 1 and "；" not in parts[-1].lead)


def _parts(sentence: Sequence[Claim], at: int) -> list[Claim]:
    """The claims that may be parts of the one at ``at``: in the bracket behind it, or after it."""
    total = sentence[at]
    inside = at + 1 < len(sentence) and sentence[at + 1].depth > total.depth
    depth = total.depth + (1 if inside else 0)
    parts: list[Claim] = []
    for claim in sentence[at + 1 : at + _MOST]:
        ends = claim.depth < depth or (inside and _leaves(claim)) or _CHANGED.search(claim.lead)
        new = parts and _NEW_SUBJECT.search(claim.lead) and not inside
        if ends or new or (parts and _TOTAL.search(claim.lead) and claim.depth == depth):
            break
        if claim.depth > depth:
            continue
        if claim.unit != total.unit:
            if not claim.is_share:
                break
            continue
        parts.append(claim)
    return parts


def _leaves(claim: Claim) -> bool:
    """The bracket was shut and another opened before the claim."""
    return bool(re.search(r"[）)].*[（(]", claim.lead, re.DOTALL))


def _judged(total: Claim, parts: list[Claim]) -> Tie | None:
    inside = parts[0].depth > total.depth
    named = bool(_PARTS_FOLLOW.search(parts[0].lead))
    complete = bool(
        _ALL_FOLLOW.search(parts[0].lead) or _REST.match(parts[-1].subject)
    ) and not _AND_MORE.match(parts[-1].tail)
    tie = _tie(total, parts, is_sure=complete and (named or inside))
    least = sum(part.bounds[0] for part in parts)
    announced = named or inside or bool(_TOTAL.search(total.lead))
    if announced and (tie.holds or complete) and len(parts) > 1:
        return tie
    if named and least > total.bounds[1]:
        return _tie(total, parts, is_sure=len(parts) == 1 and _is_alike(total, parts[0]))
    return None


def _is_alike(total: Claim, part: Claim) -> bool:
    """They count the same things: 12个村 and 其中望湖村党员35个 do not."""
    if total.unit in _OF_ONE_KIND:
        return True
    pairs = {total.subject[at : at + 2] for at in range(len(total.subject) - 1)}
    return any(part.subject[at : at + 2] in pairs for at in range(len(part.subject) - 1))


def _tie(total: Claim, parts: Sequence[Claim], *, is_sure: bool) -> Tie:
    low, high = total.rounded
    least = sum(part.rounded[0] for part in parts)
    most = sum(part.rounded[1] for part in parts)
    exact = all(claim.is_exact for claim in (total, *parts))
    return Tie(
        (total, *parts),
        sum((part.value for part in parts), start=total.value * 0),
        bool(low <= most and least <= high),
        is_sure and exact,
    )
