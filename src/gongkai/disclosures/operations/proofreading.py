"""Words and figures of a version: looked through, mended by proposal, answered, undone."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db import transaction

from gongkai.disclosures.models import Document
from gongkai.disclosures.operations import drafting, looking
from gongkai.disclosures.operations.content import Content, content_of
from gongkai.kernel.actor import Actor
from gongkai.kernel.models import Entry
from gongkai.law.procedure import NotAllowed
from gongkai.screening import operations as screening
from gongkai.screening.models import Remark
from gongkai.screening.queries import wording_of
from gongkai.screening.queries.remarks import fingerprint_of
from gongkai.text import html
from gongkai.text.editing import Edit, edited, edited_html
from gongkai.text.proofreading import Source, proofread
from gongkai.text.wording import Wording

ANSWERABLE = ("drafting", "checking")
MENDABLE = {"标题": "title", "正文": "body", "概述": "summary", "异议渠道": "objection_channel"}
"""Places whose text a proposal can be written into, and the field that holds it."""


def correct(
    document: Document, remarks: Iterable[Remark], *, seen: int, by: Actor, at: datetime
) -> Document:
    """Write a new version into which the proposals of these remarks are written."""
    chosen = list(remarks)
    if document.draft is None or document.state != "drafting":
        raise NotAllowed("只有起草中的稿件可以改，请先退回修改")
    _refuse_unmendable(chosen)
    content = _corrected(content_of(document.draft), chosen, wording_of(document.organ_id))
    guard = looking.kept_out(document.organ_id, document, content.title, by=by, at=at)
    with guard, transaction.atomic():
        note = f"采纳核对意见 {len(chosen)} 条"
        document = drafting.keep_version(
            document, content=content, seen=seen, by=by, at=at, note=note
        )
        version = document.draft.number if document.draft else seen
        organ = document.organ_id
        screening.note_corrected(chosen, version=version, organ=organ, by=by, at=at)
    return document


def _refuse_unmendable(chosen: list[Remark]) -> None:
    if not chosen:
        raise NotAllowed("请先选中要改的意见")
    for remark in chosen:
        if remark.place not in MENDABLE:
            raise NotAllowed(f"{remark.place}里的文字不能在这里改，请改好附件后重新上传")
        if remark.proposal is None:
            raise NotAllowed(f"“{remark.text[:20]}”没有确定的改法，请在正文里改")


def _corrected(content: Content, chosen: list[Remark], wording: Wording) -> Content:
    changes: dict[str, Any] = {}
    for place in dict.fromkeys(remark.place for remark in chosen):
        wanted = {remark.fingerprint for remark in chosen if remark.place == place}
        field = MENDABLE[place]
        changes[field] = _mended(place, getattr(content, field), wanted, wording)
    return replace(content, **changes)


def _mended(place: str, said: str, wanted: set[str], wording: Wording) -> str:
    """Write proposals into a field; damage again, because what was mended may show more of it."""
    for sources in (frozenset(Source), frozenset({Source.DAMAGE})):
        is_body = place == "正文"
        edits = [
            Edit(each.start, each.end, each.proposal)
            for each in proofread(html.plain(said) if is_body else said, wording, most=None)
            if each.proposal is not None
            and each.source in sources
            and fingerprint_of(place, each) in wanted
        ]
        said = edited_html(said, edits) if is_body else edited(said, edits)
    return said


def verify_remarks(
    document: Document, remarks: Iterable[Remark], *, note: str, by: Actor, at: datetime
) -> list[Remark]:
    """Say that what stands there was verified and is right."""
    _refuse_unanswerable(document)
    return screening.verify_remarks(remarks, note=note, organ=document.organ_id, by=by, at=at)


def reopen_remarks(
    document: Document, remarks: Iterable[Remark], *, by: Actor, at: datetime
) -> list[Remark]:
    """Take answers back."""
    _refuse_unanswerable(document)
    return screening.reopen_remarks(remarks, organ=document.organ_id, by=by, at=at)


def undo_remarks(document: Document, line: int, *, by: Actor, at: datetime) -> Document:
    """Take back what a line of the ledger tells; what was mended gets the text before it back."""
    _refuse_unanswerable(document)
    told = Entry.objects.filter(pk=line, subject=document.reference).first()
    if told is None or told.act != "screening.correct":
        screening.undo_verified(document.reference, line, organ=document.organ_id, by=by, at=at)
        return document
    now = document.draft
    before = now and document.versions.filter(number=now.number - 1).first()
    if not (now and before) or document.state != "drafting" or now.number != told.detail["version"]:
        raise NotAllowed("采纳以后稿件又改过，不能撤销；请在正文里改回，或者对照以前的版本")
    content = content_of(before)
    return drafting.write(document, content=content, seen=now.number, by=by, at=at, note="撤销采纳")


def _refuse_unanswerable(document: Document) -> None:
    if document.state not in ANSWERABLE:
        raise NotAllowed(f"“{document.state_label}”状态下不能再处理核对意见")
