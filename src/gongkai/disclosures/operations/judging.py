"""Words and figures of a version, looked through and kept as remarks."""

from collections.abc import Mapping
from datetime import datetime

from gongkai.disclosures.models import Attachment, Version
from gongkai.kernel.actor import Actor
from gongkai.screening import operations as screening
from gongkai.screening.queries import wording_of
from gongkai.text.proofreading import proofread
from gongkai.text.signature import Kind

TABLES = frozenset({Kind.XLSX, Kind.XLS, Kind.CSV})
"""Kinds of files whose text is no prose."""
UNJUDGED = "正文的链接和图片说明"
"""Addresses are not written by the rules of language."""
INSIDE = "附件“"


def proofread_version(
    version: Version, texts: Mapping[str, str], *, by: Actor, at: datetime
) -> None:
    """Look through named texts of a version; attachments not among them are judged later."""
    if not texts:
        return  # a part of which nothing could be read says nothing about the others
    document = version.document
    wording = wording_of(document.organ_id)
    attached = [*version.attachments.select_related("file").order_by("order")]
    tables = tuple(place_of(each) for each in attached if each.file.kind in TABLES)
    later = tuple(place for each in attached if not _holds(texts, place := place_of(each)))
    looked = {place: text for place, text in texts.items() if place != UNJUDGED}
    part = all(place.startswith(INSIDE) for place in looked)
    only = tuple(place for each in attached if part and _holds(texts, place := place_of(each)))
    found = {
        place: proofread(text, wording, is_table=place.startswith(tables))
        for place, text in looked.items()
    }
    screening.keep_remarks(
        document.reference,
        found,
        judged=lambda place: place.startswith(only) if only else not place.startswith(later),
        organ=document.organ_id,
        by=by,
        at=at,
    )


def place_of(attachment: Attachment) -> str:
    """Return how the inside of an attachment is called as a place."""
    return f"{INSIDE}{attachment.name}”"


def _holds(texts: Mapping[str, str], place: str) -> bool:
    return any(each.startswith(place) for each in texts)
