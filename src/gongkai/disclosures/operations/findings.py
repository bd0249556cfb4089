"""Personal data in a draft: answered one by one."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db import transaction

from gongkai.disclosures.models import Document
from gongkai.disclosures.operations import drafting, looking
from gongkai.disclosures.operations.content import content_of
from gongkai.kernel.actor import Actor
from gongkai.kernel.models import Entry
from gongkai.law.procedure import NotAllowed
from gongkai.screening import operations as screening
from gongkai.screening.models import Finding
from gongkai.screening.queries import VALIDATORS, salt
from gongkai.text import html, personal

ANSWERABLE = ("drafting", "checking")


def keep_finding(
    document: Document, finding: Finding, *, ground: str, note: str, by: Actor, at: datetime
) -> Finding:
    """Let a datum stand on a legal ground."""
    _refuse_unanswerable(document)
    return screening.keep(finding, ground=ground, note=note, organ=document.organ_id, by=by, at=at)


def dismiss_finding(
    document: Document, finding: Finding, *, note: str, by: Actor, at: datetime
) -> Finding:
    """Say that it is not personal data."""
    _refuse_unanswerable(document)
    return screening.dismiss(finding, note=note, organ=document.organ_id, by=by, at=at)


def reopen_finding(document: Document, finding: Finding, *, by: Actor, at: datetime) -> Finding:
    """Take an answer back."""
    _refuse_unanswerable(document)
    return screening.reopen(finding, organ=document.organ_id, by=by, at=at)


def mask_findings(
    document: Document, findings: Iterable[Finding], *, seen: int, by: Actor, at: datetime
) -> Document:
    """Write a new version in which these data are masked; only the drafter's side may."""
    chosen = {finding.fingerprint: finding for finding in findings}
    if document.draft is None or document.state != "drafting":
        raise NotAllowed("只有起草中的稿件可以遮盖，请先退回修改")
    content = content_of(document.draft)
    masked = replace(
        content,
        title=_masked_text(content.title, chosen),
        body=_masked_html(content.body, chosen),
        summary=_masked_text(content.summary, chosen),
        objection_channel=_masked_text(content.objection_channel, chosen),
        attachments=tuple((_masked_text(name, chosen), file) for name, file in content.attachments),
    )
    guard = looking.kept_out(document.organ_id, document, masked.title, by=by, at=at)
    with guard, transaction.atomic():
        document = drafting.keep_version(
            document, content=masked, seen=seen, by=by, at=at, note=f"遮盖 {len(chosen)} 处个人信息"
        )
        subject = document.reference
        left = Finding.objects.filter(subject=subject, fingerprint__in=chosen, present=True)
        if inside := left.first():
            raise NotAllowed(f"{inside.place}里的内容不能自动遮盖，请改好附件后重新上传")
        title, organ = document.title, document.organ_id
        screening.masked(chosen.values(), title=title, organ=organ, by=by, at=at)
    return document


def keep_findings(
    document: Document,
    findings: Iterable[Finding],
    *,
    ground: str,
    note: str,
    by: Actor,
    at: datetime,
) -> list[Finding]:
    """Let several data stand on one legal ground."""
    _refuse_unanswerable(document)
    who: dict[str, Any] = {"organ": document.organ_id, "by": by, "at": at}
    return screening.keep_all(findings, ground=ground, note=note, **who)


def dismiss_findings(
    document: Document, findings: Iterable[Finding], *, note: str, by: Actor, at: datetime
) -> list[Finding]:
    """Say of several data that they are not personal."""
    _refuse_unanswerable(document)
    return screening.dismiss_all(findings, note=note, organ=document.organ_id, by=by, at=at)


def undo_answers(document: Document, line: int, *, by: Actor, at: datetime) -> Document:
    """Take back what a line of the ledger tells; masking is undone by writing the text before it."""
    _refuse_unanswerable(document)
    told = Entry.objects.filter(pk=line, subject=document.reference).first()
    if told is None or told.detail.get("answer") != Finding.Answer.MASKED:
        screening.undo(document.reference, line, organ=document.organ_id, by=by, at=at)
        return document
    now = document.draft
    before = now and document.versions.filter(number=now.number - 1).first()
    if not (now and before) or document.state != "drafting" or now.made_at != told.at:
        raise NotAllowed("遮盖以后稿件又改过，不能撤销；请在正文里改回，或者对照以前的版本")
    note = "撤销遮盖"
    return drafting.write(
        document, content=content_of(before), seen=now.number, by=by, at=at, note=note
    )


def _hits(text: str, chosen: dict[str, Finding]) -> list[personal.Hit]:
    key = salt()
    return [
        hit
        for hit in personal.find(text, VALIDATORS)
        if personal.fingerprint(hit.kind, hit.normal, key) in chosen
    ]


def _masked_text(text: str, chosen: dict[str, Finding]) -> str:
    return personal.mask(text, _hits(text, chosen))


def _masked_html(body: str, chosen: dict[str, Finding]) -> str:
    return personal.mask_html(
        body, [*_hits(html.plain(body), chosen), *_hits(html.unseen(body), chosen)]
    )


def _refuse_unanswerable(document: Document) -> None:
    if document.state not in ANSWERABLE:
        raise NotAllowed(f"“{document.state_label}”状态下不能再处理个人信息提示")
