"""Questions about what may be wrong with words and figures."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256

from django.db.models import Count, QuerySet, Value

from gongkai.screening.models import Remark
from gongkai.screening.models.remark import SEVERITIES
from gongkai.screening.queries.finding import open_findings
from gongkai.text.proofreading import Noticed
from gongkai.text.severity import Severity

SUBJECTS: dict[str, str] = {
    "secrecy": "密级和内部标志",
    "claims": "前后数字",
    "repair": "乱码和损坏",
    "doubt": "乱码和损坏",
    "characters": "错别字",
    "names": "机构和法律的名称",
    "terms": "固定表述",
    "form": "格式、编号和标点",
    "leftovers": "模板残留",
}
"""What a rule is about, by the first part of its name."""
OWN_LABEL = "本地用词规则"


@dataclass(frozen=True, slots=True)
class Placed:
    """The same remark of one place of a subject, and how often it stands there."""

    place: str
    noticed: Noticed
    fingerprint: str
    count: int


def fingerprint_of(place: str, noticed: Noticed) -> str:
    """Return by which a remark is known again in later versions."""
    parts = (noticed.source, noticed.rule, place, noticed.key)
    return sha256("\0".join(parts).encode()).hexdigest()


def placed(found: Mapping[str, Iterable[Noticed]]) -> dict[str, Placed]:
    """Return the remarks of named texts by fingerprint; the first of equal ones is shown."""
    seen: dict[str, Placed] = {}
    for place, noticed in found.items():
        for each in noticed:
            key = fingerprint_of(place, each)
            before = seen.get(key)
            count = before.count + 1 if before else 1
            seen[key] = Placed(place, before.noticed if before else each, key, count)
    return seen


def rule_label(rule: str) -> str:
    """Return what a rule is about, as people call it."""
    return SUBJECTS.get(rule.partition(".")[0], OWN_LABEL)


def severity_label(severity: Severity) -> str:
    """Return a gravity as people call it."""
    return SEVERITIES[severity]


def remarks(subject: str) -> QuerySet[Remark]:
    """Return what is said about a subject as it stands."""
    return Remark.objects.filter(subject=subject, present=True).order_by("id")


def open_remarks(subject: str) -> QuerySet[Remark]:
    """Return what nobody has answered."""
    return remarks(subject).filter(answer="")


def blocking_remarks(subject: str) -> QuerySet[Remark]:
    """Return what must be mended or answered before anybody signs."""
    return open_remarks(subject).filter(blocks=True)


def open_counts(subject: str) -> dict[str, int]:
    """Return in one question how many findings and how many blocking remarks wait for an answer."""
    waiting = {"findings": open_findings(subject), "remarks": blocking_remarks(subject)}
    counted = [
        rows.order_by()
        .values("subject")
        .annotate(what=Value(what), n=Count("id"))
        .values_list("what", "n")
        for what, rows in waiting.items()
    ]
    found = dict(counted[0].union(counted[1], all=True).order_by("what"))
    return {what: found.get(what, 0) for what in waiting}
