"""Remarks about words and figures as a page shows them, and their answers carried out."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.safestring import SafeString

from gongkai.desk.documents.findings import ANSWERERS
from gongkai.desk.documents.proof_form import ALL, CORRECT, ProofForm
from gongkai.desk.requests import DeskRequest
from gongkai.disclosures import operations
from gongkai.disclosures.operations.proofreading import ANSWERABLE, MENDABLE
from gongkai.kernel.ledger_line import history
from gongkai.law.roles import Role
from gongkai.screening import queries
from gongkai.screening.queries.remarks import fingerprint_of
from gongkai.text import html
from gongkai.text.editing import pointed
from gongkai.text.proofreading import proofread
from gongkai.text.severity import Severity

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from gongkai.disclosures.models import Document
    from gongkai.screening.models import Remark

MOST_SHOWN = 200
"""Remarks shown one by one, the gravest first."""
BLOCKING = "blocking"
GROUPS = (
    (BLOCKING, "必须处理", "改正，或者核实无误后写明理由，才能通过审查和签发。"),
    (Severity.FAULT.value, "错误", "基本可以确定写错了，请改正。"),
    (Severity.UNCERTAIN.value, "请核对", "可能有错，也可能没错，请看一眼。"),
    (Severity.HINT.value, "提示", "可以改得更规范，不改也行。"),
)
_MARK = '<mark class="hit" data-n="{name}">'
_MARKED = re.compile(r'class="hit" data-n="(\d+)"')


@dataclass(frozen=True, slots=True)
class Shown:
    """A remark with its number, and whether its proposal can be written into the text."""

    number: int
    remark: "Remark"
    label: str
    in_text: bool
    mendable: bool


@dataclass(frozen=True, slots=True)
class Group:
    """Remarks of one gravity."""

    key: str
    label: str
    says: str
    rows: list[Shown]


def counted(document: "Document") -> dict[str, Any]:
    """Return how many remarks are open, for the pages beside."""
    rows = list(queries.open_remarks(document.reference).values_list("blocks", "severity"))
    found = {key: 0 for key, _, _ in GROUPS}
    for blocks, severity in rows:
        found[BLOCKING if blocks else severity] += 1
    return {"proof": [(label, found[key], key) for key, label, _ in GROUPS if found[key]]}


def shown(document: "Document", request: DeskRequest) -> dict[str, Any]:
    """Return the remarks in groups, the text in which they are marked, what the actor may do."""
    remarks = sorted(_answered(document), key=_order)
    kept = remarks[:MOST_SHOWN]
    body = _marked(document, kept)
    roles = request.actor.roles
    may_mend = document.state == "drafting" and Role.CLERK in roles
    rows = [_shown(n, remark, body, may_mend) for n, remark in enumerate(kept, start=1)]
    return counted(document) | {
        "groups": [group for group in _grouped(rows) if group.rows],
        "more": len(remarks) - len(kept),
        "marked_body": body,
        "certain": len(certain(remarks)) if may_mend else 0,
        "may_mend": may_mend,
        "may_answer": document.state in ANSWERABLE and bool(roles & ANSWERERS),
        "may_check": Role.CHECKER in roles,
        "may_rule": Role.ADMIN in roles,
    }


def _answered(document: "Document") -> "QuerySet[Remark]":
    """Return the remarks with who answered them."""
    return queries.remarks(document.reference).select_related("answered_by")


def certain(remarks: "list[Remark]") -> "list[Remark]":
    """Return the open remarks whose proposal leaves no doubt."""
    faults = [remark for remark in remarks if remark.severity == Severity.FAULT]
    return [remark for remark in faults if not remark.answer and _is_mendable(remark)]


def _is_mendable(remark: "Remark") -> bool:
    return remark.proposal is not None and remark.place in MENDABLE


def _order(remark: "Remark") -> tuple[bool, int, int]:
    return bool(remark.answer), _group_of(remark), remark.pk


def _group_of(remark: "Remark") -> int:
    key = BLOCKING if remark.blocks else remark.severity
    return next(n for n, (name, _, _) in enumerate(GROUPS) if name == key)


def _grouped(rows: list[Shown]) -> Iterator[Group]:
    for n, (key, label, says) in enumerate(GROUPS):
        yield Group(key, label, says, [row for row in rows if _group_of(row.remark) == n])


def _shown(number: int, remark: "Remark", body: str, may_mend: bool) -> Shown:
    mendable = may_mend and _is_mendable(remark)
    label = queries.rule_label(remark.rule)
    return Shown(number, remark, label, f'id="h{number}"' in body, mendable)


def _marked(document: "Document", remarks: "list[Remark]") -> SafeString:
    """Return the body with the places of remarks marked, each with its number."""
    version = document.current
    if version is None:
        return SafeString("")
    numbers = {remark.fingerprint: n for n, remark in enumerate(remarks, start=1)}
    found = proofread(html.plain(version.body), queries.wording_of(document.organ_id))
    spans = [
        (each.start, each.end, str(numbers[key]))
        for each in found
        if (key := fingerprint_of("正文", each)) in numbers
    ]
    answered = {str(n) for n, remark in enumerate(remarks, start=1) if remark.answer}
    first: set[str] = set()

    def named(hit: re.Match[str]) -> str:
        number, css = hit[1], "hit kept" if hit[1] in answered else "hit"
        place = "" if number in first else f' id="h{number}"'
        first.add(number)
        return f'class="{css}" data-n="{number}"{place}'

    return SafeString(_MARKED.sub(named, pointed(version.body, spans, _MARK)))


def answer(document: "Document", form: ProofForm, request: DeskRequest) -> tuple[str, str]:
    """Carry out what was asked; return what was done and where it is undone. Raises NotAllowed."""
    given = form.cleaned_data
    who: dict[str, Any] = {"by": request.actor, "at": request.now}
    if given["reopen"]:
        operations.reopen_remarks(document, form.chosen(given["reopen"]), **who)
        return "已重新打开，请再处理", ""
    if given["accept"] or given["act"] in (CORRECT, ALL):
        chosen = _to_mend(form)
        operations.correct(document, chosen, seen=given["seen"] or 0, **who)
        return f"已按 {len(chosen)} 条意见改正，存为新的一版", _undo(document)
    chosen = form.chosen(*given["remark"])
    done = operations.verify_remarks(document, chosen, note=given["note"], **who)
    return f"已记下：{len(done)} 条经核实无误", _undo(document)


def _to_mend(form: ProofForm) -> "list[Remark]":
    given = form.cleaned_data
    if given["accept"]:
        return form.chosen(given["accept"])
    return certain(form.remarks) if given["act"] == ALL else form.chosen(*given["remark"])


def _undo(document: "Document") -> str:
    """Return where the act just done is taken back."""
    acts = ("screening.correct", "screening.verify")
    lines = [line.pk for line in history(document.reference) if line.act in acts]
    return reverse("desk-proof-undo", args=[document.pk, lines[-1]])
