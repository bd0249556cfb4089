"""Everything that may be wrong with the words and figures of one text, for whoever signs it.

The rules of wording, the figures that contradict each other, and what looks damaged, as one list.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import chain

from gongkai.text.claims import claims, faults
from gongkai.text.claims.judge import Fault
from gongkai.text.repair.remarks import damage
from gongkai.text.severity import Severity
from gongkai.text.wording import Wording

EDITION = "1"
"""Raised when the same rules of wording would lead to something else."""
MOST = 500
"""Remarks kept of one text, the gravest first."""
AROUND = 36
"""Characters shown on each side."""
FIGURES_BASIS = "《党政机关公文处理工作条例》第十九条（内容准确），前后数字相互核对"
_GRAVITY = {Severity.FAULT: 0, Severity.UNCERTAIN: 1, Severity.HINT: 2}


class Source(StrEnum):
    """What kind of look found it."""

    WORDING = "wording"
    FIGURES = "claims"
    DAMAGE = "repair"


@dataclass(frozen=True, slots=True)
class Noticed:
    """``text`` at ``[start:end]`` and what is said about it; ``proposal`` may stand there instead.

    ``key`` is what makes it the same remark when the text is looked through again. ``blocks``:
    nobody may sign until it is mended or answered. No proposal is None; an empty one deletes.
    """

    source: Source
    rule: str
    severity: Severity
    start: int
    end: int
    text: str
    proposal: str | None
    says: str
    basis: str
    blocks: bool
    key: str
    before: str = ""
    after: str = ""


def proofread(
    text: str, wording: Wording, *, is_table: bool = False, most: int | None = MOST
) -> tuple[Noticed, ...]:
    """The remarks about a text by place; of a table only its words are judged."""
    found: list[Noticed] = [] if is_table else [*_damage(text)]
    mended = {at for each in found for at in range(each.start, each.end)}
    words = _words(text, wording, is_table=is_table)
    found += (each for each in words if each.blocks or not _touches(each, mended))
    found += () if is_table else map(_figure, faults(claims(text)))
    found.sort(key=lambda each: (not each.blocks, _GRAVITY[each.severity], each.start))
    kept = sorted(found[:most], key=lambda each: (each.start, each.end, each.rule))
    return tuple(_placed(text, each) for each in kept)


def _touches(noticed: Noticed, places: set[int]) -> bool:
    return not places.isdisjoint(range(noticed.start, noticed.end))


def _damage(text: str) -> Iterator[Noticed]:
    """Damage of one rule is one remark: nobody judges two hundred syllables one by one."""
    for hit in damage(text):
        certain = hit.rule.startswith("repair.")
        yield Noticed(
            Source.DAMAGE, hit.rule, hit.severity, hit.start, hit.end, hit.text, hit.proposal,
            hit.says, hit.basis, False, "" if certain else hit.text,
        )  # fmt: skip


def _words(text: str, wording: Wording, *, is_table: bool) -> Iterator[Noticed]:
    for hit in wording.find(text, is_table=is_table):
        blocks = hit.blocks and hit.severity is Severity.FAULT
        key = _line(text, hit.start, hit.end) if blocks else hit.text
        yield Noticed(
            Source.WORDING, hit.rule, hit.severity, hit.start, hit.end, hit.text,
            hit.proposal or None, hit.says, hit.source, blocks, key,
        )  # fmt: skip


def _figure(fault: Fault) -> Noticed:
    """A contradiction of figures; which of them is wrong nobody can tell but the office."""
    said = chain.from_iterable((claim.sentence, claim.text) for claim in fault.claims)
    return Noticed(
        Source.FIGURES, fault.rule, fault.severity, fault.start, fault.end, "", None,
        fault.says, FIGURES_BASIS, fault.severity is Severity.FAULT,
        "\n".join(dict.fromkeys(map(str.strip, said))),
    )  # fmt: skip


def _line(text: str, start: int, end: int) -> str:
    since = text.rfind("\n", 0, start) + 1
    until = text.find("\n", end)
    return text[since : until if until >= 0 else len(text)].strip()


def _placed(text: str, noticed: Noticed) -> Noticed:
    """With what stands before and behind it, as far as the sentence goes."""
    before = text[max(0, noticed.start - AROUND) : noticed.start].rpartition("\n")[2]
    after = text[noticed.end : noticed.end + AROUND].partition("\n")[0]
    return replace(noticed, text=text[noticed.start : noticed.end], before=before, after=after)
