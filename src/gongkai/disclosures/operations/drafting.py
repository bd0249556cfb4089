"""Drafting: start, write, submit, take back, discard."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.timezone import localdate

from gongkai.disclosures.models import Attachment, Document, Genre, Signature, Version
from gongkai.disclosures.operations.content import Content, Unfit, judge, tidied
from gongkai.disclosures.operations.deadlines import term
from gongkai.disclosures.operations.looking import kept_out, screen_version
from gongkai.disclosures.operations.signatures import give_signature
from gongkai.kernel.actor import Actor
from gongkai.kernel.case import carry_out
from gongkai.kernel.ledger_line import record
from gongkai.law import disclosure as law
from gongkai.law.kinds import OrganKind
from gongkai.law.procedure import NotAllowed
from gongkai.law.roles import Role
from gongkai.organs import queries as organs
from gongkai.organs.access import office_of
from gongkai.organs.models import Organ


class EditedMeanwhile(NotAllowed):
    """Somebody saved a newer version after the page was opened."""


def start(
    *,
    organ: Organ,
    genre: str,
    content: Content,
    by: Actor,
    at: datetime,
    department: Organ | None = None,
    note: str = "",
    interprets: Document | None = None,
) -> Document:
    """Open a document with its first version; the actor becomes its drafter for good."""
    if Role.CLERK not in by.roles or organ.pk not in by.organs or by.person is None:
        raise NotAllowed("您的岗位没有为这个机关起草稿件的职责")
    if genre not in Genre.values:
        raise NotAllowed("请选择稿件类型")
    if genre == Genre.INTERPRETATION and interprets is None:
        raise NotAllowed("解读稿须先指明所解读的政策文件")
    if department is not None and not _belongs(department, organ):
        raise NotAllowed(f"“{department.name}”不是{organ.name}的内设机构，请重新选择承办机构")
    with (
        kept_out(organ.pk, None, content.title, content=content, by=by, at=at),
        transaction.atomic(),
    ):
        document = Document.objects.create(
            organ=organ,
            department=department,
            genre=genre,
            drafter_id=by.person,
            state=law.PROCEDURE.initial,
            opened_at=at,
            interprets=interprets,
        )
        record(
            "disclosures.document.start",
            label="建稿",
            subject=document.reference,
            by=by,
            at=at,
            organ=organ.pk,
            basis=law.REVIEW,
            detail={"genre": genre},
        )
        return keep_version(document, content=content, seen=0, by=by, at=at, note=note)


def _belongs(department: Organ, organ: Organ) -> bool:
    return department.kind == OrganKind.DEPARTMENT and office_of(department) == office_of(organ)


def write(
    document: Document, *, content: Content, seen: int, by: Actor, at: datetime, note: str = ""
) -> Document:
    """Keep a new version of the text; `seen` is the number of the version it was made from."""
    with kept_out(document.organ_id, document, content.title, content=content, by=by, at=at):
        return keep_version(document, content=content, seen=seen, by=by, at=at, note=note)


def keep_version(
    document: Document, *, content: Content, seen: int, by: Actor, at: datetime, note: str = ""
) -> Document:
    """Do the same as part of another act, which stands outside its transaction (`kept_out`)."""
    content = replace(content, attachments=tuple(content.attachments))
    judge(document, content, localdate(at))
    values = tidied(content)
    _refuse_taken_number(document, str(values["doc_number"]))
    try:
        with transaction.atomic():
            _refuse_stale(document, seen)
            version = _new_version(document, content, values, by, at, note)
            document, _ = carry_out(
                document,
                "write",
                by=by,
                at=at,
                detail={"version": version.number, "digest": version.digest},
                draft=version,
                column=version.column if not document.is_public else document.column,
                doc_number=version.doc_number,
                **term(document, version.formed_on),
            )
            screen_version(document, version, by=by, at=at)
            document.autosaves.filter(person=by.person).delete()
    except IntegrityError:
        _refuse_taken_number(document, str(values["doc_number"]))
        raise
    return document


def _new_version(
    document: Document,
    content: Content,
    values: dict[str, Any],
    by: Actor,
    at: datetime,
    note: str,
) -> Version:
    last = document.versions.aggregate(last=Max("number"))["last"] or 0
    version = Version(
        document=document,
        number=last + 1,
        author_id=by.someone,
        made_at=at,
        note=note[:200],
        **values,
    )
    version.digest = version.digest_of([(name, f.sha256) for name, f in content.attachments])
    version.save(force_insert=True)
    Attachment.objects.bulk_create(
        Attachment(version=version, file=stored, name=name, order=order)
        for order, (name, stored) in enumerate(content.attachments, start=1)
    )
    return version


def _refuse_stale(document: Document, seen: int) -> None:
    """Lock the document and refuse when its text is not the one the writer started from."""
    current = Document.objects.select_for_update(of=("self",)).get(pk=document.pk).draft
    if current is not None and current.number != seen:
        raise EditedMeanwhile(
            f"{current.author.name}已经保存了第 {current.number} 版，"
            "您的改动没有丢，请对照最新版合并后再保存"
        )


def _refuse_taken_number(document: Document, doc_number: str) -> None:
    """One 文号 stands for one document of an organ."""
    if not doc_number:
        return
    others = Document.objects.filter(organ=document.organ_id, doc_number=doc_number)
    taken = others.exclude(pk=document.pk).exclude(state="discarded").first()
    if taken is not None:
        raise Unfit({"doc_number": f"文号 {doc_number} 已用于《{taken.title}》，请核对"})


def submit(
    document: Document, *, by: Actor, at: datetime, publish_at: datetime | None = None
) -> Document:
    """Send the draft to the first checker of the chain; the drafter stands for the text."""
    chain = organs.chain(document.organ, localdate(at))
    if vacancy := chain.vacancy_for(document.drafter_id):
        raise NotAllowed(vacancy)
    with transaction.atomic():
        document, _ = carry_out(
            document,
            "submit",
            by=by,
            at=at,
            waiting_post=chain.checks[0].post,
            checker=None,
            signer=None,
            publish_at=publish_at,
            returned_reason="",
        )
        give_signature(document, Signature.Act.DRAFT, by=by, at=at)
    return document


def recall(document: Document, *, by: Actor, at: datetime) -> Document:
    """Take a submitted document back; a signature given before is void."""
    document, _ = carry_out(
        document, "recall", by=by, at=at, waiting_post=None, checker=None, signer=None
    )
    return document


def discard(document: Document, *, by: Actor, at: datetime) -> Document:
    """Drop a draft that never was public; it can be recovered."""
    document, _ = carry_out(document, "discard", by=by, at=at)
    return document


def recover(document: Document, *, by: Actor, at: datetime) -> Document:
    """Bring a dropped draft back."""
    try:
        document, _ = carry_out(document, "recover", by=by, at=at)
    except IntegrityError:
        raise NotAllowed("这份草稿的文号已经用在别的稿件上，请新建稿件") from None
    return document
