"""用词规则 of an office: every change makes a new edition and one ledger line."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction

from gongkai.kernel.actor import Actor
from gongkai.kernel.ledger_line import record
from gongkai.law.procedure import NotAllowed
from gongkai.organs.access import administers
from gongkai.organs.models import Organ
from gongkai.screening.models import WordEdition, WordRule
from gongkai.screening.queries.wording import last_word_edition, packed, word_rules
from gongkai.text.wording import shipped
from gongkai.text.wording.own import LONGEST, MOST_RULES, SHORTEST, OwnRule, refusals

WORDING_BASIS = "《党政机关公文处理工作条例》第十九条"
MOST_ALLOWED = 2_000
"""Words that are right wherever they stand; each is tried wherever a pattern fits."""
Kind = WordRule.Kind


class RulesRefused(NotAllowed):
    """Rules that cannot be; one sentence for each reason."""

    def __init__(self, sentences: Sequence[str]) -> None:
        super().__init__(sentences[0])
        self.sentences = tuple(sentences)


@dataclass(frozen=True, slots=True)
class Change:
    """What one act changes: rules that end, rules that begin, and how many stay as they are."""

    ended: list[WordRule] = field(default_factory=list)
    begun: list[WordRule] = field(default_factory=list)
    unchanged: int = 0


def add_rule(organ: Organ, *, rule: OwnRule, by: Actor, at: datetime) -> WordEdition:
    """Add a word to be found. Raises RulesRefused."""

    def change() -> Change:
        _refuse(refusals(rule))
        if _standing(organ, Kind.WORD, rule.wrong):
            raise RulesRefused([f"“{rule.wrong}”已经有规则，请修改那一条。"])
        return Change(begun=[_row(organ, rule)])

    return _changed(organ, f"增加用词规则：{rule.wrong}", change, by=by, at=at)


def revise_rule(row: WordRule, *, rule: OwnRule, by: Actor, at: datetime) -> WordEdition:
    """Put another rule in the place of one. Raises RulesRefused."""

    def change() -> Change:
        _refuse(refusals(rule))
        old = _still(row)
        other = _standing(row.organ, Kind.WORD, rule.wrong)
        if other and other.pk != old.pk:
            raise RulesRefused([f"“{rule.wrong}”已经有规则，请修改那一条。"])
        return Change([old], [_row(row.organ, rule)])

    return _changed(row.organ, f"修改用词规则：{rule.wrong}", change, by=by, at=at)


def end_rule(row: WordRule, *, by: Actor, at: datetime) -> WordEdition:
    """Let a rule, a permission or a switch-off end."""
    label = f"{'停用' if row.kind == Kind.WORD else '取消'}用词规则：{row.wrong}"
    return _changed(row.organ, label, lambda: Change([_still(row)]), by=by, at=at)


def allow_word(organ: Organ, *, word: str, reason: str, by: Actor, at: datetime) -> WordEdition:
    """Say that a word is right wherever it stands, and why. Raises RulesRefused."""

    def change() -> Change:
        if not SHORTEST <= len(word) <= LONGEST or len(word.split()) != 1:
            raise RulesRefused([f"不再提示的词应为 {SHORTEST} 到 {LONGEST} 个字，不能有空格。"])
        return Change(begun=[_reasoned(organ, Kind.ALLOW, word, reason)])

    return _changed(organ, f"不再提示：{word[:30]}", change, by=by, at=at, reason=reason)


def switch_off(organ: Organ, *, rule: str, reason: str, by: Actor, at: datetime) -> WordEdition:
    """Switch a shipped rule off, and say why; what guards secrets stays on. Raises RulesRefused."""

    def change() -> Change:
        known = {each.id: each for pack in shipped() for each in pack.rules}
        if rule not in known:
            raise RulesRefused([f"没有“{rule[:40]}”这条规则，请刷新页面再选。"])
        if known[rule].blocks:
            raise RulesRefused(["密级标志和内部资料的规则不能停用。"])
        return Change(begun=[_reasoned(organ, Kind.OFF, rule, reason)])

    return _changed(organ, f"停用规则：{rule[:40]}", change, by=by, at=at, reason=reason)


def take_in_rules(
    organ: Organ, rules: Iterable[OwnRule], *, allow: Iterable[str] = (), by: Actor, at: datetime
) -> tuple[int, int, int]:
    """Take in rules of a file; return how many are new, revised, unchanged. Raises RulesRefused."""
    given = {rule.wrong: rule for rule in rules}
    allowed = dict.fromkeys(allow)
    told = [0, 0, 0]

    def change() -> Change:
        _refuse(words for rule in given.values() for words in refusals(rule))
        done = _taken(organ, given, allowed)
        told[:] = len(done.begun) - len(done.ended), len(done.ended), done.unchanged
        return done

    _changed(organ, f"导入用词规则 {len(given)} 条", change, by=by, at=at)
    return told[0], told[1], told[2]


def _taken(organ: Organ, given: dict[str, OwnRule], allow: Iterable[str]) -> Change:
    rows = {(row.kind, row.wrong): row for row in word_rules(organ.pk)}
    done, unchanged = Change(), 0
    for rule in given.values():
        new, old = _row(organ, rule), rows.get((Kind.WORD, rule.wrong))
        if old is None or not _says_the_same(old, new):
            done.begun.append(new)
            done.ended.extend([old] if old else [])
        else:
            unchanged += 1
    fresh = [word for word in allow if (Kind.ALLOW, word) not in rows]
    why = "随规则包导入"
    done.begun.extend(WordRule(organ=organ, kind=Kind.ALLOW, wrong=w, says=why) for w in fresh)
    return Change(done.ended, done.begun, unchanged)


def _says_the_same(one: WordRule, two: WordRule) -> bool:
    fields = ("right", "says", "source", "severity", "blocks")
    return all(getattr(one, name) == getattr(two, name) for name in fields)


def _changed(
    organ: Organ, label: str, change: Callable[[], Change], *, by: Actor, at: datetime,
    reason: str = "",
) -> WordEdition:  # fmt: skip
    """Carry a change out as a new edition, one at a time."""
    if not administers(by, organ):
        raise NotAllowed("只有本机关的管理员可以修改用词规则")
    with transaction.atomic():
        Organ.objects.select_for_update().get(pk=organ.pk)
        last = last_word_edition(organ.pk)
        done = change()
        if not done.begun and not done.ended:
            raise RulesRefused(["和现在的规则一样，没有要改的。"])
        number = last.number + 1 if last else 1
        _write(done, number)
        edition = WordEdition(organ=organ, number=number, made_at=at)
        edition.digest = _digest(organ, edition)
        edition.save()
        record(
            "screening.set_wording",
            label=f"{label}（第{number}版）"[:64],
            subject=f"organs.organ:{organ.pk}",
            by=by,
            at=at,
            organ=organ.pk,
            basis=WORDING_BASIS,
            reason=reason,
            detail={"edition": number, "begun": len(done.begun), "ended": len(done.ended)},
        )
    return edition


def _write(done: Change, number: int) -> None:
    for row in done.ended:
        row.until = number
    WordRule.objects.bulk_update(done.ended, ["until"], batch_size=500)
    for row in done.begun:
        row.since = number
    WordRule.objects.bulk_create(done.begun, batch_size=500)


def _digest(organ: Organ, edition: WordEdition) -> str:
    """Count what stands now, refuse too much of it, and return the digest of all it says."""
    rows = list(word_rules(organ.pk))
    for kind, most in ((Kind.WORD, MOST_RULES), (Kind.ALLOW, MOST_ALLOWED)):
        if sum(row.kind == kind for row in rows) > most:
            raise RulesRefused([f"“{kind.label}”最多 {most} 个，请先停用一些。"])
    pack = packed(organ.pk, organ.name, edition, rows)
    return hashlib.sha256(repr(pack).encode()).hexdigest()


def _refuse(sentences: Iterator[str]) -> None:
    if told := list(sentences):
        raise RulesRefused(told)


def _row(organ: Organ, rule: OwnRule) -> WordRule:
    return WordRule(
        organ=organ,
        wrong=rule.wrong,
        right=rule.right,
        says=rule.says,
        source=rule.source,
        severity=rule.severity.value,
        blocks=rule.blocks,
    )


def _reasoned(organ: Organ, kind: WordRule.Kind, what: str, reason: str) -> WordRule:
    if not reason.strip():
        raise RulesRefused(["请写明理由"])
    if _standing(organ, kind, what):
        raise RulesRefused([f"“{what}”已经在“{kind.label}”里了。"])
    return WordRule(organ=organ, kind=kind, wrong=what, says=reason.strip()[:200])


def _standing(organ: Organ, kind: WordRule.Kind, wrong: str) -> WordRule | None:
    return word_rules(organ.pk).filter(kind=kind, wrong=wrong).first()


def _still(row: WordRule) -> WordRule:
    """Return the row while it is in force."""
    found = WordRule.objects.filter(pk=row.pk, until=None).first()
    if found is None:
        raise RulesRefused([f"“{row.wrong}”这条规则已经改过或者停用，请刷新页面再看。"])
    return found
