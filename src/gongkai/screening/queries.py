"""Questions about screening."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.db.models import QuerySet

from gongkai.law import identifiers
from gongkai.screening.models import Checklist, Finding, Review, Salt
from gongkai.text import personal

VALIDATORS = personal.Validators(
    is_identity_number=identifiers.is_identity_number,
    is_bank_card=identifiers.is_bank_card,
    is_credit_code=identifiers.is_credit_code,
)

KIND_LABELS: dict[str, str] = {str(kind): label for kind, label in personal.LABELS.items()}

STANDARD_QUESTIONS = [
    {"key": "secret", "text": "是否涉及国家秘密、工作秘密，有无密级标志", "basis": "保密法第三十五条"},
    {"key": "commerce", "text": "是否涉及商业秘密，公开是否损害第三方", "basis": "条例第十五条"},
    {"key": "privacy", "text": "是否涉及个人隐私，名单是否只列法定项目", "basis": "条例第十五条；个人信息保护法第六条"},
    {"key": "stability", "text": "公开后是否危及国家安全、公共安全、经济安全、社会稳定", "basis": "条例第十四条"},
    {"key": "consulted", "text": "涉及其他机关的，是否已经沟通一致", "basis": "条例第十一条"},
    {"key": "attribute", "text": "公开属性与来文、定密是否一致", "basis": "条例第十七条"},
]  # fmt: skip
"""The first edition of every organ's checklist; the office may set its own (row C07)."""


@dataclass(frozen=True, slots=True)
class Found:
    """Something personal in one place of a subject."""

    kind: str
    place: str
    text: str
    mask: str
    fingerprint: str
    count: int


def salt() -> str:
    """Return the key of the fingerprints of this installation, laid down once by a migration."""
    return Salt.objects.get(pk=1).value


def find(texts: Mapping[str, str]) -> Iterator[Found]:
    """Look through named texts; the same datum in several places is one finding, counted.

    What may stay by its nature, such as a name in a list, is no finding.
    """
    key_of_all = salt()
    seen: dict[str, Found] = {}
    for place, text in texts.items():
        for hit in personal.find(text, VALIDATORS):
            if hit.confidence < personal.ASKED:
                continue
            key = personal.fingerprint(hit.kind, hit.normal, key_of_all)
            before = seen.get(key)
            if before is None:
                seen[key] = Found(hit.kind, place, hit.text, hit.mask, key, 1)
            else:
                places = before.place if place in before.place else f"{before.place}、{place}"
                seen[key] = Found(
                    before.kind, places, before.text, before.mask, key, before.count + 1
                )
    yield from seen.values()


def open_findings(subject: str) -> QuerySet[Finding]:
    """Return the findings nobody has answered yet."""
    return Finding.objects.filter(subject=subject, present=True, answer="").order_by("id")


def checklist(organ: int) -> Checklist | None:
    """Return the edition of the checklist in use."""
    return Checklist.objects.filter(organ=organ).order_by("-number").first()


def review_of(subject: str, digest: str, person: int | None) -> Review | None:
    """Return what this person has written about this exact text."""
    return Review.objects.filter(subject=subject, digest=digest, person=person).first()


def reviews(subject: str) -> list[Review]:
    """Return every review of a subject, oldest first."""
    found = Review.objects.filter(subject=subject).select_related("person", "checklist")
    return list(found.order_by("id"))
