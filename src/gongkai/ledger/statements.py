"""From ledger lines to what leaves say about them; reads, writes nothing."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import QuerySet

from gongkai.disclosures.models import Attachment, Document, Version
from gongkai.disclosures.models.document import address_of
from gongkai.kernel.compiled import Compiled, Keys
from gongkai.ledger.models import Leaf
from gongkai.text import shown

Act = Leaf.Act
PREFIX = "disclosures.document."
ACTS = tuple(f"{PREFIX}{act}" for act in ("publish", "withdraw", "repeal"))
"""Ledger lines that change what the public reads of a document, or what it is worth."""
GONE = "这条信息已经撤下"
"""The heading of a tombstone; its text is the reason."""


class Line(NamedTuple):
    """A ledger line, as far as leaves depend on it."""

    id: int
    at: datetime
    act: str
    subject: str
    reason: str
    detail: dict[str, Any]

    @property
    def document(self) -> int:
        """The key of the document it is about."""
        return int(self.subject.rpartition(":")[2])


@dataclass(frozen=True, slots=True)
class Stated:
    """What a new leaf will say."""

    line: Line
    act: Act
    address: str
    since: datetime
    text: str
    earlier: tuple[int, ...]


@dataclass(slots=True)
class History:
    """The leaves a document has so far, and what the last of them says."""

    numbers: list[int] = field(default_factory=list)
    act: str = ""
    since: datetime | None = None
    text: str = ""

    def add(self, number: int, act: str, since: datetime, text: str) -> None:
        """Take note of one more leaf."""
        self.numbers.append(number)
        self.act, self.since, self.text = act, since, text


class _Subject(NamedTuple):
    """A document that lines are about."""

    pk: int
    seq: int | None
    published_at: datetime | None
    withdrawn_reason: str
    live: int | None
    draft: int | None


class _Text(NamedTuple):
    """A version of such a document."""

    pk: int
    document: int
    digest: str
    title: str
    body: str


class Statements:
    """Judges a batch of lines; everything they need is read in four queries."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self._lines = lines
        rows = map(_Subject._make, _SUBJECTS({line.document for line in lines}))
        self._subjects = {row.pk: row for row in rows}
        self._texts = _texts(lines, self._subjects.values())
        self._named = {(text.document, text.digest): text for text in self._texts.values()}
        self._files: dict[int, list[tuple[str, str]]] = defaultdict(list)
        for version, sha256, kind, name in _FILES(list(self._texts)):
            self._files[version].append((f"{sha256}.{kind}", name))
        self._histories: dict[str, History] = defaultdict(History)
        for subject, number, act, since, text in _EARLIER({line.subject for line in lines}):
            self._histories[subject].add(number, act, since, text)

    def numbered(self, first: int) -> Iterator[Stated]:
        """Yield what each line becomes, in order; a line about no public document is left out."""
        number = first
        for line in self._lines:
            subject = self._subjects.get(line.document)
            if subject is None or subject.published_at is None:
                continue
            history = self._histories[line.subject]
            address = address_of(subject.published_at, subject.seq or 0)
            stated = self._judge(line, subject, address, history)
            history.add(number, stated.act, stated.since, stated.text)
            yield stated
            number += 1

    def _judge(self, line: Line, subject: _Subject, address: str, history: History) -> Stated:
        act, since, text = Act.PUBLISH, line.at, ""
        verb = line.act.removeprefix(PREFIX)
        if verb == "withdraw":
            act = Act.WITHDRAW
            text = shown.tombstone_text(GONE, line.reason or subject.withdrawn_reason).digest
        elif verb == "repeal":
            act, since = Act.REPEAL, history.since or line.at
            text = history.text or self._digest(line, subject)
        else:
            if history.numbers:
                act = Act.RESTORE if history.act == Act.WITHDRAW else Act.CORRECT
            text = self._digest(line, subject)
        return Stated(line, act, address, since, text, tuple(history.numbers))

    def _digest(self, line: Line, subject: _Subject) -> str:
        """Return the digest of the public text that became public with a line."""
        text = self._named.get((subject.pk, line.detail.get("digest", "")))
        text = text or self._texts.get(subject.live or subject.draft or 0)
        if text is None:
            return ""
        files = self._files[text.pk]
        return shown.public_text(text.title, shown.page_form(text.body), files).digest


def _texts(lines: Sequence[Line], subjects: Collection[_Subject]) -> dict[int, _Text]:
    """Return the texts the lines name by their digest, and the current ones, by key."""
    current = {key for each in subjects if (key := each.live or each.draft)}
    digests = {line.detail["digest"] for line in lines if line.detail.get("digest")}
    rows = _CURRENT(current) if current else []
    if digests:
        rows += _SIGNED({each.pk for each in subjects}, digests)
    found = sorted(map(_Text._make, rows), key=lambda text: text.pk)
    return {text.pk: text for text in found}


def _subjects(keys: Collection[int]) -> "QuerySet[Document, Any]":
    names = ("pk", "seq", "published_at", "withdrawn_reason", "live_id", "draft_id")
    return Document.objects.filter(pk__in=keys).order_by("pk").values_list(*names)


def _worded(found: "QuerySet[Version]") -> "QuerySet[Version, Any]":
    return found.order_by("pk").values_list("pk", "document_id", "digest", "title", "body")


def _current(keys: Collection[int]) -> "QuerySet[Version, Any]":
    return _worded(Version.objects.filter(pk__in=keys))


def _signed(documents: Collection[int], digests: Collection[str]) -> "QuerySet[Version, Any]":
    return _worded(Version.objects.filter(document__in=documents, digest__in=digests))


def _files(versions: Collection[int]) -> "QuerySet[Attachment, Any]":
    found = Attachment.objects.filter(version__in=versions).order_by("version_id", "order")
    return found.values_list("version_id", "file__sha256", "file__kind", "name")


def _earlier(subjects: Collection[str]) -> "QuerySet[Leaf, Any]":
    found = Leaf.objects.filter(subject__in=subjects).order_by("number")
    return found.values_list("subject", "number", "act", "since", "text")


_SUBJECTS = Compiled(_subjects, Keys())
_CURRENT = Compiled(_current, Keys())
_SIGNED = Compiled(_signed, Keys(), Keys(text=True))
_FILES = Compiled(_files, Keys())
_EARLIER = Compiled(_earlier, Keys(text=True))
