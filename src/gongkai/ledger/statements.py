"""From ledger lines to what leaves say about them; reads, writes nothing."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime

from gongkai.disclosures.models import Document, Version
from gongkai.kernel.models import Entry
from gongkai.ledger.models import Leaf
from gongkai.text import shown

Act = Leaf.Act
PREFIX = "disclosures.document."
ACTS = tuple(f"{PREFIX}{act}" for act in ("publish", "withdraw", "repeal"))
"""Ledger lines that change what the public reads of a document, or what it is worth."""
GONE = "这条信息已经撤下"
"""The heading of a tombstone; its text is the reason."""


@dataclass(frozen=True, slots=True)
class Stated:
    """What a new leaf will say."""

    entry: Entry
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


class Statements:
    """Judges a batch of lines; everything they need is read in four queries."""

    def __init__(self, lines: list[Entry]) -> None:
        self._lines = lines
        keys = {_key(line) for line in lines}
        found = Document.objects.filter(pk__in=keys).select_related("live", "draft")
        self._documents = {document.reference: document for document in found.order_by("pk")}
        self._versions = _versions(lines)
        self._histories: dict[str, History] = defaultdict(History)
        for leaf in Leaf.objects.filter(subject__in=self._documents).order_by("number"):
            history = self._histories[leaf.subject]
            history.add(leaf.number, leaf.act, leaf.since, leaf.text)

    def numbered(self, first: int) -> Iterator[Stated]:
        """Yield what each line becomes, in order; a line about no public document is left out."""
        number = first
        for line in self._lines:
            document = self._documents.get(line.subject)
            if document is None or not document.address:
                continue
            history = self._histories[line.subject]
            stated = self._judge(line, document, history)
            history.add(number, stated.act, stated.since, stated.text)
            yield stated
            number += 1

    def _judge(self, line: Entry, document: Document, history: History) -> Stated:
        act, since, text = Act.PUBLISH, line.at, ""
        verb = line.act.removeprefix(PREFIX)
        if verb == "withdraw":
            act = Act.WITHDRAW
            text = shown.tombstone_text(GONE, line.reason or document.withdrawn_reason).digest
        elif verb == "repeal":
            act, since = Act.REPEAL, history.since or line.at
            text = history.text or self._text(line, document)
        else:
            if history.numbers:
                act = Act.RESTORE if history.act == Act.WITHDRAW else Act.CORRECT
            text = self._text(line, document)
        return Stated(line, act, document.address, since, text, tuple(history.numbers))

    def _text(self, line: Entry, document: Document) -> str:
        """Return the digest of the public text that became public with a line."""
        signed = (document.pk, line.detail.get("digest", ""))
        version = self._versions.get(signed) or document.live or document.draft
        return text_of(version).digest if version else ""


def text_of(version: Version) -> shown.PublicText:
    """Return a version's text as its public page shows it."""
    files = [(f"{a.file.sha256}.{a.file.kind}", a.name) for a in version.attachments.all()]
    return shown.public_text(version.title, shown.page_form(version.body), files)


def _key(line: Entry) -> int:
    return int(line.subject.rpartition(":")[2])


def _versions(lines: Iterable[Entry]) -> dict[tuple[int, str], Version]:
    """Return the texts the lines name by their digest; of equal texts the last."""
    named = [(_key(line), line.detail["digest"]) for line in lines if line.detail.get("digest")]
    found = Version.objects.filter(
        document__in={key for key, _ in named}, digest__in={digest for _, digest in named}
    ).prefetch_related("attachments__file")
    return {(each.document_id, each.digest): each for each in found.order_by("number")}
