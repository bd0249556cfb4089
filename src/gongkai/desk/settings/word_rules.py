"""The rules of an office as a page shows them, with what they find in a text that is tried."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Q

from gongkai.desk.requests import DeskRequest
from gongkai.kernel.ledger_line import history
from gongkai.screening import queries
from gongkai.text.proofreading import Noticed, proofread
from gongkai.text.wording import shipped

if TYPE_CHECKING:
    from gongkai.organs.models import Organ
    from gongkai.screening.models import WordRule

MOST_SHOWN = 200
"""Rules and hits shown at a time; the search finds the others."""
EDITIONS_SHOWN = 10


@dataclass(frozen=True, slots=True)
class ShippedRule:
    """A rule that comes with the program; `off` is this office's row that switches it off."""

    id: str
    label: str
    says: str
    source: str
    severity: str
    words: int
    blocks: bool
    off: "WordRule | None"


@dataclass(frozen=True, slots=True)
class Tried:
    """What the rules say about one place of a tried text."""

    noticed: Noticed
    label: str
    severity: str


def shown(organ: "Organ", request: DeskRequest, tried: str | None) -> dict[str, Any]:
    """Return all that the page of an office's rules shows."""
    asked = request.GET.get("q", "").strip()[:40]
    rules = list(queries.word_rules(organ.pk))
    words = [row for row in rules if row.kind == "word"]
    found = [row for row in words if asked in row.wrong or asked in row.right]
    above = queries.inherited_rules(organ).filter(Q(wrong__contains=asked) if asked else Q())
    lines = history(f"organs.organ:{organ.pk}")[::-1]
    return {
        "organ": organ,
        "edition": queries.last_word_edition(organ.pk),
        "asked": asked,
        "count": len(words),
        "words": found[:MOST_SHOWN],
        "more": max(len(found) - MOST_SHOWN, 0),
        "allowed": [row for row in rules if row.kind == "allow"][:MOST_SHOWN],
        "inherited": list(above[:MOST_SHOWN]),
        "packs": [(pack, _of_pack(pack.rules, rules)) for pack in shipped()],
        "tried": None if tried is None else _tried(organ, tried),
        "editions": [x for x in lines if x.act == "screening.set_wording"][:EDITIONS_SHOWN],
    }


def _of_pack(rules: Any, own: "list[WordRule]") -> list[ShippedRule]:
    off = {row.wrong: row for row in own if row.kind == "off"}
    return [
        ShippedRule(
            rule.id,
            queries.rule_label(rule.id),
            rule.says.format(text="……", use="……"),
            rule.source,
            queries.severity_label(rule.severity),
            len(rule.words),
            rule.blocks,
            off.get(rule.id),
        )
        for rule in rules
    ]


def _tried(organ: "Organ", text: str) -> list[Tried]:
    found = proofread(text, queries.wording_of(organ.pk), most=MOST_SHOWN)
    return [
        Tried(each, queries.rule_label(each.rule), queries.severity_label(each.severity))
        for each in found
    ]
