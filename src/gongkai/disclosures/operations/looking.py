"""Looking through a version: at every save, before every signature, big files by the clock."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from gongkai.disclosures.models import Attachment, Document, Version
from gongkai.disclosures.operations.content import Content, Unfit
from gongkai.disclosures.operations.judging import proofread_version
from gongkai.kernel import files
from gongkai.kernel.actor import Actor
from gongkai.kernel.kept import open_file
from gongkai.law.procedure import NotAllowed
from gongkai.law.secrecy import SecretFound
from gongkai.screening import operations as screening
from gongkai.screening import queries
from gongkai.screening.models import Run
from gongkai.text import html, reading
from gongkai.text.refusal import BadFile
from gongkai.text.signature import READ

AT_ONCE_BYTES = 512 * 1024
"""Attachments of more bytes than this together are looked through in the background."""
FIELDS = "标题和正文"
"""The part of a run that holds all that is no attachment."""


def texts_of(version: Version) -> dict[str, str]:
    """Return every piece of text of a version under the name of its place."""
    texts = fields_of(version)
    for attachment in _attachments(version):
        texts[_place(attachment)] = _inside(attachment)
    return texts


def fields_of(version: Version) -> dict[str, str]:
    """Return the same without what stands inside attachments."""
    texts = {
        "标题": version.title,
        "正文": html.plain(version.body),
        "正文的链接和图片说明": html.unseen(version.body),
        "概述": version.summary,
        "异议渠道": version.objection_channel,
    }
    names = {f"附件名“{each.name}”": each.name for each in _attachments(version)}
    return texts | names


def _attachments(version: Version) -> list[Attachment]:
    return list(version.attachments.select_related("file").order_by("order"))


def _place(attachment: Attachment) -> str:
    return f"附件“{attachment.name}”"


def _inside(attachment: Attachment) -> str:
    try:
        return _read(attachment)
    except BadFile as why:
        raise Unfit({"attachments": f"附件“{attachment.name}”打不开：{why}"}) from None


def _read(attachment: Attachment) -> str:
    with open_file(attachment.file) as stream:
        return reading.read_text(stream, attachment.file.kind) or ""


def screen_version(document: Document, version: Version, *, by: Actor, at: datetime) -> None:
    """Look through a version; call it inside the transaction that keeps it.

    Raises SecretFound for a mark of secrecy: the transaction is rolled back, nothing is kept.
    """
    subject, organ = document.reference, document.organ_id
    attached = _attachments(version)
    if _is_big(attached):
        texts = fields_of(version)
        screening.refuse_secret(version.title, texts)
        proofread_version(version, texts, by=by, at=at)
        parts = [FIELDS, *map(_place, attached)]
        screening.queue(subject, version.digest, parts=parts, organ=organ, by=by, at=at)
        return
    texts = texts_of(version)
    screening.refuse_secret(version.title, texts)
    proofread_version(version, texts, by=by, at=at)
    screening.supersede(subject, by=by, at=at)
    screening.screen(subject, texts, organ=organ, by=by, at=at)
    screening.note_screened(subject, version.digest, parts=len(attached) + 1, organ=organ, at=at)


def _is_big(attached: list[Attachment]) -> bool:
    read = [each.file.size for each in attached if each.file.kind in READ]
    return sum(read) > AT_ONCE_BYTES


def looked_at(document: Document, *, by: Actor, at: datetime) -> None:
    """Look through a text again before a signature when the rules are newer than its last look."""
    version = document.draft
    run = queries.run_of(document.reference, version.digest) if version else None
    edition = queries.edition_of(document.organ_id)
    if version is None or (run and (run.is_open or run.edition == edition)):
        return
    with kept_out(document.organ_id, document, version.title, by=by, at=at):
        screen_version(document, version, by=by, at=at)


@contextmanager
def kept_out(
    organ: int,
    document: Document | None,
    title: str,
    *,
    content: Content | None = None,
    by: Actor,
    at: datetime,
) -> Iterator[None]:
    """Stand outside the transaction that keeps a text: a mark of secrecy leaves only a record.

    What was typed or uploaded for it goes as well.
    """
    try:
        yield
    except SecretFound as found:
        subject = document.reference if document else ""
        screening.stop(found, organ=organ, subject=subject, title=title, by=by, at=at)
        if document is not None:
            document.autosaves.all().delete()
        for _, stored in content.attachments if content else ():
            files.forget(stored)
        raise


def screen_next(*, by: Actor, at: datetime) -> bool:
    """Take up the next run and look through all its parts; False when there is none.

    Whoever stops half-way, killed even, leaves a run that is taken up again where it stopped.
    """
    run = screening.take_next(by=by, at=at)
    if run is None:
        return False
    version = Version.objects.filter(digest=run.digest, document=_key(run)).order_by("-id").first()
    if version is None or version.document.draft_id != version.pk:
        screening.supersede(run.subject, by=by, at=at)
        return True
    try:
        if _parts_read(run, version, by, at):
            screening.finish(run, by=by, at=at)
    except (BadFile, SecretFound) as why:
        screening.fail(run, reason=str(why), by=by, at=at)
    except NotAllowed:
        return True  # confirmed by hand or replaced meanwhile: somebody else has ended the run
    except Exception as why:  # whatever a file does to its reader must not stop the clock
        reason = f"自动检查出了问题（{type(why).__name__}）。请重试，或者由审查人看过后人工确认。"
        screening.fail(run, reason=reason, by=by, at=at)
    return True


def _key(run: Run) -> int:
    return int(run.subject.rpartition(":")[2])


def _parts_read(run: Run, version: Version, by: Actor, at: datetime) -> bool:
    """Read what is not read yet; False when the run is no longer ours."""
    attached = {_place(each): each for each in _attachments(version)}
    for part in run.parts.filter(found__isnull=True).order_by("number"):
        texts = _texts(part.name, attached, version)
        with kept_out(run.organ_id, version.document, version.title, by=by, at=at):
            screening.refuse_secret(version.title, texts)
        proofread_version(version, texts, by=by, at=at)
        found = [each for place, text in texts.items() for each in queries.look(place, text)]
        if not screening.keep_part(run, part.number, found, at=at):
            return False
    return True


def _texts(name: str, attached: dict[str, Attachment], version: Version) -> dict[str, str]:
    if name == FIELDS:
        return fields_of(version)
    try:
        return {name: _read(attached[name])}
    except BadFile as why:
        raise BadFile(f"{name}打不开：{why}") from None
