"""Questions about the rules of wording: the shipped packs with what offices laid on them."""

from collections.abc import Iterable
from functools import lru_cache

from django.db.models import Q, QuerySet
from django.utils.timezone import localdate

from gongkai.organs.models import Organ
from gongkai.screening.models import WordEdition, WordRule
from gongkai.screening.queries.finding import EDITION as PERSONAL
from gongkai.text.proofreading import EDITION as PROOF
from gongkai.text.severity import Severity
from gongkai.text.wording import Pack, Wording, compile_packs, shipped
from gongkai.text.wording.own import OwnRule, own_pack

KEPT = 16
"""Compiled sets kept at a time: the offices of a county that wrote rules of their own."""
OWN = "own-"


def wording_of(organ: int) -> Wording:
    """Return the compiled rules for an organ: shipped ones, those above it, its own."""
    return _compiled(_editions(organ))


def edition_of(organ: int) -> str:
    """Return the edition of all rules by which an organ's texts are looked through.

    What was looked through by another is looked through again before somebody signs.
    """
    return f"{PERSONAL}·{PROOF}.{wording_of(organ).digest[:10]}"


_Key = tuple[tuple[int, int, str], ...]


def _editions(organ: int) -> _Key:
    """Return the last editions from the root down to an organ, of those that have any."""
    above = Organ.objects.get(pk=organ).ancestry
    rows = WordEdition.objects.filter(organ__in=above).order_by("organ__path", "number")
    last = {pk: (pk, number, digest) for pk, number, digest in rows.values_list(*_COLUMNS)}
    return tuple(last.values())


_COLUMNS = ("organ_id", "number", "digest")


@lru_cache(maxsize=KEPT)
def _compiled(editions: _Key) -> Wording:
    return compile_packs([*shipped(), *(pack_of(organ, number) for organ, number, _ in editions)])


def pack_of(organ: int, number: int) -> Pack:
    """Return what an organ laid down in one of its editions."""
    edition = WordEdition.objects.select_related("organ").get(organ=organ, number=number)
    rows = WordRule.objects.filter(Q(until__isnull=True) | Q(until__gt=number), since__lte=number)
    rules = list(rows.filter(organ=organ).order_by("id"))
    title = f"{edition.organ.name}用词规则"
    return packed(organ, title, edition, rules)


def packed(organ: int, title: str, edition: WordEdition, rules: Iterable[WordRule]) -> Pack:
    """Return rows as a pack."""
    of = {kind: [row for row in rules if row.kind == kind] for kind in WordRule.Kind}
    return own_pack(
        f"{OWN}{organ}",
        title,
        str(edition.number),
        localdate(edition.made_at),
        map(own_rule, of[WordRule.Kind.WORD]),
        [row.wrong for row in of[WordRule.Kind.ALLOW]],
        [row.wrong for row in of[WordRule.Kind.OFF]],
    )


def own_rule(row: WordRule) -> OwnRule:
    """Return a row as a rule."""
    severity = Severity(row.severity)
    return OwnRule(row.wrong, row.right, row.says, row.source, severity, row.blocks)


def word_rules(organ: int) -> QuerySet[WordRule]:
    """Return an organ's own rules in force, by word."""
    return WordRule.objects.filter(organ=organ, until=None).order_by("kind", "wrong")


def last_word_edition(organ: int) -> WordEdition | None:
    """Return the edition in use; None where an organ has written nothing."""
    return WordEdition.objects.filter(organ=organ).order_by("-number").first()


def inherited_rules(organ: Organ) -> QuerySet[WordRule]:
    """Return the rules in force of the organs above, the topmost first."""
    above = [pk for pk in organ.ancestry if pk != organ.pk]
    rows = WordRule.objects.filter(organ__in=above, until=None).select_related("organ")
    return rows.order_by("organ__path", "kind", "wrong")
