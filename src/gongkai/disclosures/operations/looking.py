"""Looking through a version: at every save, before every signature; by the clock what takes long."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from gongkai.disclosures.models import Attachment, Document, Version
from gongkai.disclosures.operations import parts
from gongkai.disclosures.operations.content import Content, Unfit
from gongkai.disclosures.operations.judging import proofread_version
from gongkai.disclosures.operations.parts import Part, SecretInFile, found_in
from gongkai.kernel import files
from gongkai.kernel.actor import Actor
from gongkai.kernel.models import StoredFile
from gongkai.law.procedure import NotAllowed
from gongkai.law.secrecy import SecretFound
from gongkai.screening import operations as screening
from gongkai.screening import queries
from gongkai.screening.models import Run
from gongkai.screening.queries import Found


def screen_version(document: Document, version: Version, *, by: Actor, at: datetime) -> None:
    """Look through a version; call it inside the transaction that keeps it.

    Raises SecretFound for a mark of secrecy: the transaction is rolled back, nothing is kept.
    """
    subject, organ = document.reference, document.organ_id
    attached = parts.attachments_of(version)
    if parts.is_big(attached):
        _queue(document, version, attached, by=by, at=at)
        return
    found: list[Found] = []
    texts: dict[str, str] = {}
    for part in parts.parts_of(version):
        parts.refuse_secret(version.title, part)
        if parts.is_scanned(part):
            _queue(document, version, attached, by=by, at=at)
            return
        found += found_in(part)
        texts |= part.texts
    proofread_version(version, texts, by=by, at=at)
    screening.supersede(subject, by=by, at=at)
    screening.keep_found(subject, queries.merged(found), organ=organ, by=by, at=at)
    screening.note_screened(subject, version.digest, parts=len(attached) + 1, organ=organ, at=at)


def _queue(
    document: Document, version: Version, attached: list[Attachment], *, by: Actor, at: datetime
) -> None:
    """Leave the attachments to the clock; the fields are looked through at once for secrecy."""
    fields = parts.fields_of(version)
    parts.refuse_secret(version.title, fields)
    proofread_version(version, fields.texts, by=by, at=at)
    names = [parts.FIELDS, *map(parts.place_of, attached)]
    organ = document.organ_id
    screening.queue(document.reference, version.digest, parts=names, organ=organ, by=by, at=at)


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

    What was typed or uploaded for it goes as well, and so do the bytes of a file that bears the
    mark, even where an older version names it.
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
        if isinstance(found, SecretInFile):
            _erase(found.file)
        raise


def _erase(file: StoredFile) -> None:
    """Remove bytes that bear a mark of secrecy.

    What is public already stays until people have decided: taking it away here would not take it
    out of the world, and nobody could see any more what got out.
    """
    if not Document.objects.filter(live__attachments__file=file).exists():
        files.erase(file)


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
    except (SecretFound, Unfit) as why:
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
    attached = {parts.place_of(each): each for each in parts.attachments_of(version)}
    for row in run.parts.filter(found__isnull=True).order_by("number"):
        part = _part(row.name, attached, version)
        with kept_out(run.organ_id, version.document, version.title, by=by, at=at):
            parts.refuse_secret(version.title, part)
        proofread_version(version, parts.typed(part), by=by, at=at)
        if not screening.keep_part(run, row.number, found_in(part), at=at):
            return False
    return True


def _part(name: str, attached: dict[str, Attachment], version: Version) -> Part:
    if name == parts.FIELDS:
        return parts.fields_of(version)
    return parts.part_of(attached[name], scans=True)
