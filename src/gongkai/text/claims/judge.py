"""Says where claims fail, how sure that is, and what stands against what."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from gongkai.text.claims.claim import Claim, Listed
from gongkai.text.claims.relation import Kind, Relation, relations
from gongkai.text.severity import Severity

_HUNDRED = Decimal(100)
_TEN_THOUSAND = Decimal(10_000)
_OF_ALL = re.compile(r"(?:占|占比|占总数的?|满意率|办结率|公开率)(?:为|达到?)?$")
_VAGUE = frozenset(["情况", "工作", "公开", "信息", "政务", "政府", "进一", "一步", "其他", "事项"])
"""Pairs of characters that stand in any heading."""


@dataclass(frozen=True, slots=True)
class Fault:
    """``claims`` contradict each other; ``left`` is stated, ``right`` is what the others make."""

    rule: str
    severity: Severity
    claims: tuple[Claim, ...]
    start: int
    end: int
    left: str
    right: str
    says: str


def faults(claims: Sequence[Claim]) -> tuple[Fault, ...]:
    """Contradictions by place. Only what leaves no other reading is a fault."""
    found = [_fault(relation) for relation in relations(claims) if not relation.holds]
    found += _missing_parts(claims)
    found += _impossible(claims)
    return tuple(sorted(found, key=lambda fault: (fault.start, fault.rule)))


def _fault(relation: Relation) -> Fault:
    stated = relation.claims[-1 if relation.kind in {Kind.CHANGE, Kind.SHARE, Kind.SAME} else 0]
    severity = Severity.FAULT if relation.is_sure else Severity.UNCERTAIN
    left = stated.text if relation.kind is not Kind.SAME else relation.claims[0].text
    right = stated.text
    if relation.kind is Kind.LISTED:
        right = f"{relation.expected}项"
    elif relation.kind is not Kind.SAME:
        right = shown(relation.expected, stated.unit)
    return Fault(
        f"claims.{relation.kind}",
        severity,
        relation.claims,
        stated.start,
        stated.end,
        left,
        right,
        _SAYS[relation.kind].format(left=left, right=right),
    )


_SAYS = {
    Kind.SUM: "写的是“{left}”，各项相加是 {right}，请核对。",
    Kind.CHANGE: "写的是“{left}”，按前面两个数算是 {right}，请核对。",
    Kind.SHARE: "写的占比是“{left}”，按前面的数算是 {right}，请核对。",
    Kind.SAME: "同一件事前面写“{left}”，这里写“{right}”，请核对是不是同一个口径。",
    Kind.LISTED: "写的是“{left}”，后面列出的是{right}，请核对。",
}


def _missing_parts(claims: Sequence[Claim]) -> Iterator[Fault]:
    """A text says of which parts it is made, and has a heading that is none of them."""
    for claim in claims:
        for heading in _unnamed(claim.listed) if claim.listed else ():
            yield Fault(
                "claims.composition",
                Severity.UNCERTAIN,
                (claim,),
                claim.start,
                claim.end,
                claim.text,
                heading,
                f"正文有“{heading}”一节，这里列出的各部分里没有它，请核对。",
            )


def _unnamed(listed: Listed) -> list[str]:
    named = frozenset().union(*map(_pairs, listed.items)) if listed.items else frozenset()
    return [head for head in listed.headings if named and _pairs(head) and not _pairs(head) & named]


def _pairs(words: str) -> frozenset[str]:
    return frozenset(words[at : at + 2] for at in range(len(words) - 1)) - _VAGUE


def _impossible(claims: Sequence[Claim]) -> Iterator[Fault]:
    """A share of more than all."""
    for claim in claims:
        stated = claim.unit == "%" and claim.is_exact and claim.value > _HUNDRED
        if stated and _OF_ALL.search(claim.lead):
            yield Fault(
                "claims.share", Severity.FAULT, (claim,), claim.start, claim.end, claim.text,
                "100%", f"“{claim.text}”超过了全部，请核对。",
            )  # fmt: skip


def shown(value: Decimal, unit: str) -> str:
    """A number and its unit, without needless zeros; large sums in 万元."""
    if unit == "元" and abs(value) >= _TEN_THOUSAND:
        value, unit = value / _TEN_THOUSAND, "万元"
    return f"{value.normalize():f}{unit}"
