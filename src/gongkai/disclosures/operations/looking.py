"""Looking for personal data in a version, at every save."""

from datetime import datetime

from gongkai.disclosures.models import Attachment, Document, Version
from gongkai.disclosures.operations.content import Unfit
from gongkai.kernel.actor import Actor
from gongkai.kernel.kept import open_file
from gongkai.screening import operations as screening
from gongkai.text import html, reading
from gongkai.text.refusal import BadFile


def texts_of(version: Version) -> dict[str, str]:
    """Return every piece of text of a version under the name of its place."""
    texts = {
        "标题": version.title,
        "正文": html.plain(version.body),
        "正文的链接和图片说明": html.unseen(version.body),
        "概述": version.summary,
        "异议渠道": version.objection_channel,
    }
    for attachment in version.attachments.select_related("file"):
        texts[f"附件名“{attachment.name}”"] = attachment.name
        texts[f"附件“{attachment.name}”"] = _inside(attachment)
    return texts


def _inside(attachment: Attachment) -> str:
    with open_file(attachment.file) as stream:
        try:
            return reading.read_text(stream, attachment.file.kind) or ""
        except BadFile as why:
            raise Unfit({"attachments": f"附件“{attachment.name}”打不开：{why}"}) from None


def screen_version(document: Document, version: Version, *, by: Actor, at: datetime) -> None:
    """Look through a version; call it inside the transaction that keeps it."""
    screening.screen(document.reference, texts_of(version), organ=document.organ_id, by=by, at=at)
