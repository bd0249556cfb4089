"""How claims hang together: parts and totals, changes, shares, the same figure again, lists."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from itertools import groupby

from gongkai.text.claims import changes, sums
from gongkai.text.claims.claim import Claim
from gongkai.text.claims.tie import Tie


class Kind(StrEnum):
    """What joins claims."""

    SUM = "sum"
    CHANGE = "change"
    SHARE = "share"
    SAME = "same"
    LISTED = "listed"


@dataclass(frozen=True, slots=True)
class Relation:
    """``claims`` that hang together. Of a sum the first is the total, of a list its announcement.

    ``expected`` is what the first claim (of a change or share: the last) should say by the others;
    ``is_sure`` tells that the words leave no other reading.
    """

    kind: Kind
    claims: tuple[Claim, ...]
    holds: bool
    is_sure: bool
    expected: Decimal


_LONG_ENOUGH = 4
"""Characters of a subject that is believed to be the same when it is met again."""
_CASES = frozenset(["件", "起", "宗", "例", "次", "人", "人次", "件次", "份"])
_BARE = frozenset({"行政复议", "行政诉讼", "依申请公开"})
"""Topics of which a text that denies them says nothing else."""


def relations(claims: Sequence[Claim]) -> tuple[Relation, ...]:
    """All relations that can be told from the words, whether they hold or not."""
    found: list[Relation] = []
    for _, group in groupby(claims, key=lambda claim: claim.sentence_start):
        sentence = list(group)
        found += [_told(Kind.SUM, tie) for tie in sums.ties(sentence)]
        found += [_told(Kind.CHANGE, tie) for tie in changes.changes(sentence)]
        found += [_told(Kind.SHARE, tie) for tie in changes.shares(sentence)]
        found += [_told(Kind.SHARE, tie) for tie in changes.rates(sentence)]
    found += _same(claims)
    found += _denied(claims)
    found += _listed(claims)
    return tuple(sorted(found, key=lambda one: (one.claims[0].start, one.kind)))


def _told(kind: Kind, tie: Tie) -> Relation:
    return Relation(kind, tie.claims, tie.holds, tie.is_sure, tie.expected)


def _same(claims: Sequence[Claim]) -> Iterator[Relation]:
    """The same subject in the same unit, time and office, stated in two sentences."""
    usual = {"", "全年", _year(claims)}
    first: dict[tuple[str, str, str, str], Claim] = {}
    for claim in claims:
        if claim.unit and claim.topic and len(claim.subject) >= _LONG_ENOUGH and not claim.is_share:
            when = "" if claim.scope.when in usual else claim.scope.when
            key = (claim.subject, claim.unit, when, claim.scope.whose)
            before = first.setdefault(key, claim)
            if before.sentence_start != claim.sentence_start:
                (low, high), (least, most) = before.bounds, claim.bounds
                holds = low <= most and least <= high
                total = before.scope.is_total and claim.scope.is_total
                sure = total and before.is_exact and claim.is_exact and bool(claim.scope.acts)
                yield Relation(Kind.SAME, (before, claim), holds, sure, claim.value)


def _year(claims: Sequence[Claim]) -> str:
    """The year that most claims name: the one the text is about."""
    years = Counter(claim.scope.when for claim in claims if claim.scope.when.isdigit())
    return max(years, key=years.__getitem__, default="")


def _denied(claims: Sequence[Claim]) -> Iterator[Relation]:
    """Something is denied in one part and counted in another; the scopes may differ."""
    denials: dict[str, Claim] = {}
    for claim in claims:
        if not claim.unit and claim.topic in _BARE:
            denials.setdefault(claim.topic, claim)
    told: set[tuple[str, str]] = set()
    for claim in claims:
        denial = denials.get(claim.topic)
        if denial and _is_counted(claim, denial) and (claim.topic, claim.section) not in told:
            told.add((claim.topic, claim.section))
            yield Relation(Kind.SAME, (denial, claim), False, False, claim.value)


def _is_counted(claim: Claim, denial: Claim) -> bool:
    """Another part of the text counts cases of the same time."""
    return (
        claim.section != denial.section
        and claim.unit in _CASES
        and bool(claim.value)
        and claim.scope.when in {"", "全年", denial.scope.when}
    )


def _listed(claims: Sequence[Claim]) -> Iterator[Relation]:
    for claim in claims:
        if claim.listed:
            count = Decimal(claim.listed.count)
            parts = len(claim.listed.headings)
            holds = count <= claim.value <= claim.listed.most and parts in {0, 1, claim.value}
            yield Relation(Kind.LISTED, (claim,), holds, claim.listed.is_marked, count)
