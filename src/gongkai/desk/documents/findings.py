"""Findings of a document as a page shows them, by attachment and column, and their answers."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.urls import reverse

from gongkai.desk.documents.finding_form import (
    KEEP,
    MASK,
    REOPEN,
    SEE,
    FindingForm,
    grounds_of,
    is_maskable,
    why_not,
)
from gongkai.desk.documents.marking import marked
from gongkai.desk.requests import DeskRequest
from gongkai.disclosures import operations, queries
from gongkai.disclosures.operations.findings import ANSWERABLE
from gongkai.kernel.ledger_line import history
from gongkai.law.exemptions import KeepGround
from gongkai.law.roles import Role
from gongkai.screening import queries as screening

if TYPE_CHECKING:
    from gongkai.disclosures.models import Document
    from gongkai.screening.models import Finding, Run
    from gongkai.screening.queries import Alike

ANSWERERS = frozenset({Role.CLERK, Role.CHECKER, Role.SIGNER})
MOST_SHOWN = 20
"""Findings of one group shown one by one; a page of its own shows all of them."""
A_PAGE = 100
MOST_GROUPS = 60
OPEN, MASKED, KEPT = "is-open", "is-masked", "is-kept"
CLASSES = {"": OPEN, "masked": MASKED, "kept": KEPT, "dismissed": KEPT, "seen": KEPT}
IN_TEXT = "标题和正文"


@dataclass(frozen=True, slots=True)
class Shown:
    """A finding with its number, words and the grounds on which it may stay."""

    number: int
    finding: "Finding"
    kind: str
    css: str
    answered: str
    grounds: list[tuple[str, str]]
    in_text: bool
    maskable: bool


@dataclass(frozen=True, slots=True)
class Group:
    """Findings of one kind in one column or text, answered together or one by one."""

    number: int
    kind: str
    label: str
    group: str
    name: str
    total: int
    open: int
    places: int
    rows: list[Shown]
    grounds: list[tuple[str, str]]
    maskable: bool

    @property
    def more(self) -> int:
        """How many are not shown one by one."""
        return max(self.total - len(self.rows), 0)


@dataclass(frozen=True, slots=True)
class Section:
    """The groups of one attachment, or of the text itself.

    `why` says why data in it cannot be masked; empty where they can or there are none.
    """

    name: str
    url: str
    why: str
    groups: list[Group]

    @property
    def open(self) -> int:
        """How many are still to be answered."""
        return sum(group.open for group in self.groups)


def shown(document: "Document", request: DeskRequest) -> dict[str, Any]:
    """Return the findings, the text in which they are marked, and what the actor may do."""
    roles = request.actor.roles
    version = document.current
    counted = screening.alike(document.reference)
    page = Page(document, request)
    chosen = page.chosen(counted)
    files = {each.name: each for each in attachments_of(document)}
    order = {name: n for n, name in enumerate(["", *files])}
    found = [(row, page.rows(row)) for row in chosen[:MOST_GROUPS]]
    found.sort(key=lambda each: order.get(_file_of(each[1]), len(order)))
    flat = [finding for _, rows in found for finding in rows]
    body = marked(version.body if version else "", flat)
    sections = _sections(document, found, files, body)
    open_count = sum(row.open for row in counted)
    return {
        "sections": sections,
        "text_sections": [each for each in sections if not each.url],
        "file_sections": [each for each in sections if each.url],
        "found_any": bool(counted),
        "one_group": page.one,
        "pages": page.pages(chosen),
        "more_groups": max(len(chosen) - MOST_GROUPS, 0),
        "run": _run(document),
        "open_count": open_count,
        "open_data": sum(row.open for row in counted if row.source == "personal"),
        "marked_body": body,
        "marked_title": marked(version.title if version else "", flat),
        "masked": queries.touches(document).masked,
        "may_mask": document.state == "drafting" and Role.CLERK in roles,
        "may_confirm": bool(roles & {Role.CHECKER, Role.SIGNER}),
        "may_answer": document.state in ANSWERABLE and bool(roles & ANSWERERS),
    }


class Page:
    """Which findings the address asks for: all groups, or one group page by page."""

    def __init__(self, document: "Document", request: DeskRequest) -> None:
        self._subject = document.reference
        asked = request.GET
        self.kind, self.group = asked.get("kind", ""), asked.get("group", "")
        self.one = bool(self.kind and self.group)
        number = asked.get("page", "1")
        self.number = int(number) if number.isdigit() and len(number) < 7 else 1

    def chosen(self, counted: "list[Alike]") -> "list[Alike]":
        """Return the groups asked for."""
        if not self.one:
            return counted
        return [row for row in counted if (row.kind, row.group) == (self.kind, self.group)]

    def rows(self, row: "Alike") -> "list[Finding]":
        """Return the findings of a group that this page shows."""
        found = screening.in_group(self._subject, row.kind, row.group)
        start = (max(self.number, 1) - 1) * A_PAGE if self.one else 0
        return list(found[start : start + (A_PAGE if self.one else MOST_SHOWN)])

    def pages(self, chosen: "list[Alike]") -> dict[str, int]:
        """Return this page, the one before and after (0: none), and how many there are."""
        last = max(-(-sum(row.number for row in chosen) // A_PAGE), 1) if self.one else 1
        after = self.number + 1 if self.number < last else 0
        return {"now": self.number, "before": self.number - 1, "after": after, "last": last}


def _file_of(rows: "list[Finding]") -> str:
    return rows[0].file if rows else ""


def _sections(
    document: "Document",
    found: "list[tuple[Alike, list[Finding]]]",
    files: dict[str, Any],
    body: str,
) -> list[Section]:
    """Return the text's own findings, then those of each attachment in order."""
    groups: dict[str, list[Group]] = {}
    number = 0
    for n, (row, findings) in enumerate(found, start=1):
        rows = [_shown(number + at, each, body, files) for at, each in enumerate(findings, start=1)]
        number += len(rows)
        name = _file_of(findings)
        groups.setdefault(name, []).append(_group(n, row, name, rows))
    return [
        Section(name or IN_TEXT, _url(document, files, name), _why(files, name, some), some)
        for name, some in groups.items()
    ]


def attachments_of(document: "Document") -> "Iterator[Any]":
    """Return the attachments of the text in work, with their files."""
    version = document.current
    if version is not None:
        yield from version.attachments.select_related("file").order_by("order")


def _group(number: int, row: "Alike", file: str, rows: list[Shown]) -> Group:
    name = row.group.removeprefix(f"附件“{file}”").removeprefix(" · ") if file else row.group
    name = "" if name == row.label else name
    maskable = all(each.maskable for each in rows)
    return Group(
        number, row.kind, row.label, row.group, name, row.number, row.open, row.places, rows,
        grounds_of(row.kind), maskable,
    )  # fmt: skip


def _url(document: "Document", files: dict[str, Any], name: str) -> str:
    version = document.current
    if name not in files or version is None:
        return ""
    return reverse("desk-attachment", args=[document.pk, version.number, files[name].order])


def _why(files: dict[str, Any], name: str, groups: list[Group]) -> str:
    if name not in files or not any(group.open and group.kind != "unread" for group in groups):
        return ""
    return why_not(files[name].file.kind)


def _run(document: "Document") -> "Run | None":
    """Return the machine's look through the text in work."""
    version = document.draft
    return screening.run_of(document.reference, version.digest) if version else None


def _shown(number: int, finding: "Finding", body: str, files: dict[str, Any]) -> Shown:
    return Shown(
        number,
        finding,
        screening.kind_label(finding.kind),
        CLASSES[finding.answer],
        _answered(finding),
        grounds_of(finding.kind),
        f'id="h{number}"' in body,
        is_maskable(finding, {name: row.file.kind for name, row in files.items()}),
    )


def _answered(finding: "Finding") -> str:
    if not finding.answer:
        return ""
    cleared = finding.kind == "hidden" and finding.answer == "dismissed"
    words = ["可以公开" if cleared else finding.get_answer_display()]
    if finding.answer == "seen" and finding.answered_by:
        words.append(finding.answered_by.name)
    if finding.ground:
        words.append(KeepGround(finding.ground).label)
    return " · ".join([*words, finding.note] if finding.note else words)


def answer(document: "Document", form: FindingForm, request: DeskRequest) -> tuple[str, str]:
    """Carry out an answer; return what was done and where it is undone. Raises NotAllowed."""
    given, chosen = form.cleaned_data, form.chosen
    who: dict[str, Any] = {"by": request.actor, "at": request.now}
    if given["answer"] == MASK:
        operations.mask_findings(document, chosen, seen=given["seen"] or 0, **who)
        return _masked(chosen), _undo(document)
    if given["answer"] == REOPEN:
        for finding in chosen:
            operations.reopen_finding(document, finding, **who)
        return f"已重新打开 {len(chosen)} 处", ""
    who["note"] = given["note"]
    if given["answer"] == KEEP:
        done = operations.keep_findings(document, chosen, ground=given["ground"], **who)
    elif given["answer"] == SEE:
        done = operations.see_findings(document, chosen, **who)
    else:
        done = operations.dismiss_findings(document, chosen, **who)
    skipped = len(chosen) - len(done)
    others = f"，另有 {skipped} 处别人刚刚处理过" if skipped else ""
    return f"已处理 {len(done)} 处{others}", _undo(document)


def _masked(chosen: "list[Finding]") -> str:
    data = sum(finding.source == "personal" for finding in chosen)
    if not data:
        return "已清除看不见的内容，存为新的一版"
    return f"已遮盖 {data} 处，存为新的一版，记入不予公开登记"


def _undo(document: "Document") -> str:
    """Return where the answer just given is taken back."""
    lines = [line for line in history(document.reference) if line.act == "screening.answer"]
    return reverse("desk-findings-undo", args=[document.pk, lines[-1].pk]) if lines else ""
