"""Publication: the signed text becomes the public one, a policy together with its interpretation."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.timezone import localtime

from gongkai.disclosures.models import Document, Notice, Version
from gongkai.disclosures.models.facts import intact
from gongkai.disclosures.operations.positions import settle
from gongkai.disclosures.operations.posting import taken_down_on
from gongkai.kernel.actor import Actor
from gongkai.kernel.case import carry_out
from gongkai.kernel.numbering import next_number
from gongkai.law.index_number import IndexNumber
from gongkai.law.procedure import NotAllowed
from gongkai.screening import operations as screening

EVERYBODY = 0
"""The number series of public addresses belongs to no single organ."""


def publish(document: Document, *, by: Actor, at: datetime) -> list[Document]:
    """Make a signed document public, with the interpretations signed to appear with it.

    When a byte of the text or of a file is not what was signed, the signature is void instead,
    and NotAllowed says so; the document is back with its drafter.
    """
    document = Document.objects.get(pk=document.pk)  # as it stands now, not as a page saw it
    if document.state == "scheduled" and not intact(document):
        _void(document, by=by, at=at)
        raise NotAllowed("内容与签发时的文本不一致，签名失效，已退回起草，请核对后重新审签")
    with transaction.atomic():
        released = [_release(document, by=by, at=at)]
        together = document.interpretations.filter(together=True, state="scheduled")
        released += [_release(each, by=by, at=at) for each in together.order_by("id")]
    return released


def publish_due(*, by: Actor, at: datetime) -> tuple[list[Document], list[tuple[Document, str]]]:
    """Publish everything whose time has come; return what appeared and what was refused and why."""
    done: list[Document] = []
    refused: list[tuple[Document, str]] = []
    waiting = Document.objects.filter(state="scheduled", publish_at__lte=at)
    for document in waiting.order_by(F("interprets_id").asc(nulls_first=True), "publish_at", "id"):
        if document in done:
            continue
        try:
            done += publish(document, by=by, at=at)
        except NotAllowed as why:
            refused.append((document, str(why)))
    return done, refused


def _release(document: Document, *, by: Actor, at: datetime) -> Document:
    first = document.published_at is None
    version = document.draft
    changes: dict[str, Any] = {
        "live": version,
        "column": version.column if version else None,
        "display_until": version.display_until if version else None,
        "revised_at": at,
    }
    if first:
        changes |= {
            "published_at": at,
            "seq": next_number(EVERYBODY, "public", 0),
            "index_number": _index_number(document, at),
        }
    changes["take_down_on"] = taken_down_on(document, version, localtime(at).date())
    before, withdrawn, reason = document.live, document.withdrawn_at, document.correction_reason
    document, _ = carry_out(
        document,
        "publish",
        by=by,
        at=at,
        detail={"digest": version.digest if version else ""},
        withdrawn_at=None,
        withdrawn_reason="",
        correction_reason="",
        **changes,
    )
    if not first:
        kind = Notice.Kind.RESTORED if withdrawn else Notice.Kind.CORRECTED
        _tell(document, kind, at, reason, before=before)
    settle(document, at=at)
    names = {document.reference, version.item.reference if version and version.item else ""}
    screening.made_public(names - {""}, reason="已公开", by=by, at=at)
    return document


def _tell(
    document: Document, kind: Notice.Kind, at: datetime, reason: str, *, before: Version | None
) -> None:
    Notice.objects.create(
        document=document, kind=kind, at=at, reason=reason, before=before, after=document.live
    )


def _index_number(document: Document, at: datetime) -> str:
    day = localtime(at).date()
    organ = document.organ
    serial = next_number(organ.pk, "index", day.year)
    return IndexNumber(organ.credit_code or organ.slug, day, serial).text


def _void(document: Document, *, by: Actor, at: datetime) -> Document:
    document, _ = carry_out(
        document,
        "void",
        by=by,
        at=at,
        detail={"signed": document.draft.digest if document.draft else ""},
        checker=None,
        signer=None,
        publish_at=None,
        returned_reason="内容与签发时的文本不一致，签名失效",
    )
    return document
