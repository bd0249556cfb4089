"""Personal data in a draft: answered one by one."""

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any, cast

from django.db import transaction

from gongkai.disclosures.models import Document, Version
from gongkai.disclosures.operations import drafting, looking
from gongkai.disclosures.operations.content import content_of
from gongkai.disclosures.operations.masked_files import with_masked_files
from gongkai.disclosures.operations.parts import fields_of, found_in
from gongkai.kernel import detector
from gongkai.kernel.actor import Actor
from gongkai.kernel.models import Entry
from gongkai.law.procedure import NotAllowed
from gongkai.screening import operations as screening
from gongkai.screening.models import Finding
from gongkai.screening.queries import HIDDEN, UNREAD, open_run, salt
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
    """Write a new version in which these data are masked; only the drafter's side may.

    An attachment that holds one is replaced by a masked copy, without what was hidden in it; the
    original stays in the older version, which is never published.
    """
    chosen = {finding.fingerprint: finding for finding in findings}
    _refuse_unmaskable(document, chosen.values())
    content = content_of(cast("Version", document.draft))
    copies = with_masked_files(content, chosen, at)
    replaced = [
        n for (n, old), (_, new) in zip(content.attachments, copies, strict=True) if old != new
    ]
    masked = replace(
        content,
        title=_masked_text(content.title, chosen),
        body=_masked_html(content.body, chosen),
        summary=_masked_text(content.summary, chosen),
        objection_channel=_masked_text(content.objection_channel, chosen),
        attachments=tuple((_masked_text(name, chosen), file) for name, file in copies),
    )
    who: dict[str, Any] = {"by": by, "at": at}
    guard = looking.kept_out(document.organ_id, document, masked.title, **who)
    with guard, transaction.atomic():
        note = _note(chosen.values(), replaced)
        document = drafting.keep_version(document, content=masked, seen=seen, note=note, **who)
        _refuse_left(document, chosen)
        title, organ = document.title, document.organ_id
        screening.masked(chosen.values(), title=title, organ=organ, **who)
    return document


def _refuse_unmaskable(document: Document, chosen: Collection[Finding]) -> None:
    if document.draft is None or document.state != "drafting":
        raise NotAllowed("只有起草中的稿件可以遮盖，请先退回修改")
    if unread := next((each for each in chosen if each.kind == UNREAD), None):
        raise NotAllowed(f"{unread.place}系统读不了，不能自动遮盖。请打开看过，或者换一个文件")
    if any(each.files for each in chosen) and open_run(document.reference):
        raise NotAllowed("附件还没有查完，请等自动检查结束以后再遮盖")


def _refuse_left(document: Document, chosen: dict[str, Finding]) -> None:
    """Look through the new fields: nothing that was chosen may stand there (files are read back)."""
    left = found_in(fields_of(cast("Version", document.draft)))
    if inside := next((each for each in left if each.fingerprint in chosen), None):
        raise NotAllowed(f"{inside.place}里的内容不能自动遮盖，请手工改好后保存")


def _note(chosen: Iterable[Finding], replaced: list[str]) -> str:
    """Return what the history says of the new version."""
    rows = list(chosen)
    cleared = sum(row.kind == HIDDEN for row in rows)
    said = [f"遮盖 {len(rows) - cleared} 处个人信息"] if len(rows) > cleared else []
    said += [f"清除 {cleared} 处看不见的内容"] if cleared else []
    said += [f"附件换成遮盖副本：{'、'.join(replaced)}"] if replaced else []
    return "；".join(said)


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


def see_findings(
    document: Document, findings: Iterable[Finding], *, note: str, by: Actor, at: datetime
) -> list[Finding]:
    """Say that somebody has looked himself at what no machine could read."""
    _refuse_unanswerable(document)
    return screening.see_all(findings, note=note, organ=document.organ_id, by=by, at=at)


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
        for hit in detector.find(text)
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
