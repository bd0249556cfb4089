"""Findings of a document as a page shows them, and their answers carried out."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from gongkai.desk.documents.finding_form import DISMISS, KEEP, MASK, FindingForm, grounds_of
from gongkai.desk.documents.marking import marked
from gongkai.desk.requests import DeskRequest
from gongkai.disclosures import operations, queries
from gongkai.disclosures.operations.findings import ANSWERABLE
from gongkai.law.exemptions import KeepGround
from gongkai.law.roles import Role
from gongkai.screening import access
from gongkai.screening.queries import KIND_LABELS

if TYPE_CHECKING:
    from gongkai.disclosures.models import Document
    from gongkai.screening.models import Finding

ANSWERERS = frozenset({Role.CLERK, Role.CHECKER, Role.SIGNER})
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
    body = marked(version.body if version else "", found)
    title = marked(version.title if version else "", found)
    return {
        "findings": [_shown(n, finding, body) for n, finding in enumerate(found, start=1)],
        "open_count": sum(not finding.answer for finding in found),
        "marked_body": body,
        "marked_title": title,
        "masked": queries.touches(document).masked,
        "unread": queries.unread_attachments(document),
        "may_mask": document.state == "drafting" and Role.CLERK in roles,
        "may_answer": document.state in ANSWERABLE and bool(roles & ANSWERERS),
    }


def _shown(number: int, finding: "Finding", body: str) -> Shown:
    return Shown(
        number,
        finding,
        KIND_LABELS.get(finding.kind, finding.kind),
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


def answer(document: "Document", form: FindingForm, request: DeskRequest) -> str:
    """Carry out an answer; return what was done. Raises NotAllowed."""
    given = form.cleaned_data
    chosen = [access.get_finding(document.reference, pk) for pk in given["finding"]]
    who: dict[str, Any] = {"by": request.actor, "at": request.now}
    if given["answer"] == MASK:
        operations.mask_findings(document, chosen, seen=given["seen"] or 0, **who)
        return f"已遮盖 {len(chosen)} 处，存为新的一版"
    for finding in chosen:
        if given["answer"] == KEEP:
            ground, note = given["ground"], given["note"]
            operations.keep_finding(document, finding, ground=ground, note=note, **who)
        elif given["answer"] == DISMISS:
            operations.dismiss_finding(document, finding, note=given["note"], **who)
        else:
            operations.reopen_finding(document, finding, **who)
    return f"已处理 {len(chosen)} 处"
