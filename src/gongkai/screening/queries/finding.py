"""Questions about what was found in texts, and about checklists and reviews."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from django.db.models import Count, Q, QuerySet, Sum

from gongkai.kernel import detector
from gongkai.screening.models import Checklist, Finding, Review, Salt
from gongkai.text import personal

EDITION = "2026.3"
"""The edition of the rules by which texts are looked through; raised whenever they change, so that
what was checked by older ones is checked again before somebody signs."""

KIND_LABELS: dict[str, str] = {str(kind): label for kind, label in personal.LABELS.items()}
KIND_LABELS |= {"hidden": "看不见的内容", "unread": "机器没有读到的内容"}

AROUND = 24
"""Characters shown before and after a finding."""
PERSONAL = Finding.Source.PERSONAL
MOST_PLACES = 180
"""Characters of the places of one finding, after which no more are named."""

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
    """Something in one place of a subject; the fields are those of `Finding`."""

    kind: str
    place: str
    text: str
    mask: str
    fingerprint: str
    count: int
    confidence: float = 1.0
    source: str = Finding.Source.PERSONAL
    group: str = ""
    file: str = ""
    hidden: str = ""
    before: str = ""
    after: str = ""
    files: tuple[str, ...] = ()


def salt() -> str:
    """Return the key of the fingerprints of this installation, laid down once by a migration."""
    return Salt.objects.get(pk=1).value


def look(place: str, text: str) -> Iterator[Found]:
    """Look through one named text."""
    hits = detector.find(text)
    if not hits:
        return
    key_of_all, masked = salt(), personal.mask(text, hits)
    for hit in hits:
        if hit.confidence < personal.ASKED:
            continue
        key = personal.fingerprint(hit.kind, hit.normal, key_of_all)
        yield Found(
            hit.kind,
            place,
            hit.text,
            hit.mask,
            key,
            1,
            hit.confidence,
            group=place,
            before=tail(masked[max(0, hit.start - AROUND) : hit.start]),
            after=head(masked[hit.end : hit.end + AROUND]),
        )


def tail(text: str) -> str:
    """Return the last words before a finding, in one line."""
    return " ".join(text[-AROUND:].rsplit("\n", maxsplit=1)[-1].split())


def head(text: str) -> str:
    """Return the first words after a finding, in one line."""
    return " ".join(text[:AROUND].split("\n", maxsplit=1)[0].split())


def merged(found: Iterable[Found]) -> Iterator[Found]:
    """Put the same datum of several places together; the surest sighting counts."""
    seen: dict[str, Found] = {}
    for each in found:
        before = seen.get(each.fingerprint)
        files = each.files or ((each.file,) if each.file else ())
        if before is None:
            seen[each.fingerprint] = replace(each, files=files)
            continue
        seen[each.fingerprint] = replace(
            before,
            place=_with(before.place, each.place),
            count=before.count + each.count,
            confidence=max(before.confidence, each.confidence),
            hidden=_with(before.hidden, each.hidden),
            files=tuple(dict.fromkeys((*before.files, *files))),
        )
    yield from seen.values()


def _with(places: str, place: str) -> str:
    """Add a place to places, unless it is among them or they fill their field already."""
    if place in places or len(places) >= MOST_PLACES:
        return places
    return f"{places}、{place}" if places else place


def open_findings(subject: str) -> QuerySet[Finding]:
    """Return the findings nobody has answered yet."""
    return Finding.objects.filter(subject=subject, present=True, answer="").order_by("id")


@dataclass(frozen=True, slots=True)
class Alike:
    """Findings of one kind in one place (a column, the text of a file), answered together."""

    kind: str
    group: str
    source: str
    number: int
    open: int
    places: int

    @property
    def label(self) -> str:
        """The kind as people call it."""
        return kind_label(self.kind)


def alike(subject: str) -> list[Alike]:
    """Return the findings of a subject by kind and group, those to be answered first."""
    rows = Finding.objects.filter(subject=subject, present=True).order_by()
    counted = rows.values_list("kind", "group", "source").annotate(
        n=Count("id"), still=Count("id", filter=Q(answer="")), places=Sum("count")
    )
    return sorted(
        (Alike(*row) for row in counted),
        key=lambda a: (not a.open, a.source != PERSONAL, -a.number, a.kind, a.group),
    )


def in_group(subject: str, kind: str, group: str) -> QuerySet[Finding]:
    """Return the findings of a kind in one group, open ones first."""
    rows = Finding.objects.filter(subject=subject, present=True, kind=kind, group=group)
    return rows.select_related("answered_by").order_by("answer", "id")


def kind_label(kind: str) -> str:
    """Return a kind of finding as people call it."""
    return KIND_LABELS.get(kind, kind)


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
