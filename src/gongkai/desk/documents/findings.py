"""Findings of a document as a page shows them, and their answers carried out."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.urls import reverse

from gongkai.desk.documents.finding_form import KEEP, MASK, REOPEN, FindingForm, grounds_of
from gongkai.desk.documents.marking import marked
from gongkai.desk.requests import DeskRequest
from gongkai.disclosures import operations, queries
from gongkai.disclosures.operations.findings import ANSWERABLE
from gongkai.kernel.ledger_line import history
from gongkai.law.exemptions import KeepGround
from gongkai.law.roles import Role
from gongkai.screening import access
from gongkai.screening import queries as screening

if TYPE_CHECKING:
    from gongkai.disclosures.models import Document
    from gongkai.screening.models import Finding, Run

ANSWERERS = frozenset({Role.CLERK, Role.CHECKER, Role.SIGNER})
MOST_SHOWN = 200
"""Findings shown one by one; the rest is answered by kind and place, or as these are."""
OPEN, MASKED, KEPT = "is-open", "is-masked", "is-kept"
CLASSES = {"": OPEN, "masked": MASKED, "kept": KEPT, "dismissed": KEPT}


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


def shown(document: "Document", request: DeskRequest) -> dict[str, Any]:
    """Return the findings, the text in which they are marked, and what the actor may do."""
    roles = request.actor.roles
    found = access.findings(document.reference)
    version = document.current
    body = marked(version.body if version else "", found[:MOST_SHOWN])
    title = marked(version.title if version else "", found[:MOST_SHOWN])
    return {
        "findings": [
            _shown(n, finding, body) for n, finding in enumerate(found[:MOST_SHOWN], start=1)
        ],
        "more": max(len(found) - MOST_SHOWN, 0),
        "groups": _groups(document),
        "run": _run(document),
        "open_count": sum(not finding.answer for finding in found),
        "marked_body": body,
        "marked_title": title,
        "masked": queries.touches(document).masked,
        "unread": queries.unread_attachments(document),
        "may_mask": document.state == "drafting" and Role.CLERK in roles,
        "may_confirm": bool(roles & {Role.CHECKER, Role.SIGNER}),
        "may_answer": document.state in ANSWERABLE and bool(roles & ANSWERERS),
    }


@dataclass(frozen=True, slots=True)
class Group:
    """Open findings of one kind in one place, answered together."""

    number: int
    kind: str
    label: str
    place: str
    count: int
    grounds: list[tuple[str, str]]


def _groups(document: "Document") -> list[Group]:
    """Return the groups of more than one open finding."""
    several = [row for row in screening.alike(document.reference) if row.number > 1]
    return [
        Group(n, row.kind, row.label, row.place, row.number, grounds_of(row.kind))
        for n, row in enumerate(several, start=1)
    ]


def _run(document: "Document") -> "Run | None":
    """Return the machine's look through the text in work."""
    version = document.draft
    return screening.run_of(document.reference, version.digest) if version else None


def _shown(number: int, finding: "Finding", body: str) -> Shown:
    return Shown(
        number,
        finding,
        screening.kind_label(finding.kind),
        CLASSES[finding.answer],
        _answered(finding),
        grounds_of(finding.kind),
        f'id="h{number}"' in body,
    )


def _answered(finding: "Finding") -> str:
    if not finding.answer:
        return ""
    words = [finding.get_answer_display()]
    if finding.ground:
        words.append(KeepGround(finding.ground).label)
    return " · ".join([*words, finding.note] if finding.note else words)


def answer(document: "Document", form: FindingForm, request: DeskRequest) -> tuple[str, str]:
    """Carry out an answer; return what was done and where it is undone. Raises NotAllowed."""
    given, chosen = form.cleaned_data, form.chosen
    who: dict[str, Any] = {"by": request.actor, "at": request.now}
    if given["answer"] == MASK:
        operations.mask_findings(document, chosen, seen=given["seen"] or 0, **who)
        return f"已遮盖 {len(chosen)} 处，存为新的一版，记入不予公开登记", _undo(document)
    if given["answer"] == REOPEN:
        for finding in chosen:
            operations.reopen_finding(document, finding, **who)
        return f"已重新打开 {len(chosen)} 处", ""
    if given["answer"] == KEEP:
        ground, note = given["ground"], given["note"]
        done = operations.keep_findings(document, chosen, ground=ground, note=note, **who)
    else:
        done = operations.dismiss_findings(document, chosen, note=given["note"], **who)
    skipped = len(chosen) - len(done)
    others = f"，另有 {skipped} 处别人刚刚处理过" if skipped else ""
    return f"已处理 {len(done)} 处{others}", _undo(document)


def _undo(document: "Document") -> str:
    """Return where the answer just given is taken back."""
    lines = [line for line in history(document.reference) if line.act == "screening.answer"]
    return reverse("desk-findings-undo", args=[document.pk, lines[-1].pk]) if lines else ""
