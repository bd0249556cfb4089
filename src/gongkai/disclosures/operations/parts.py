"""The parts of a version as whoever looks through it reads them: its fields, then each attachment."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from gongkai.disclosures.models import Attachment, Version
from gongkai.disclosures.operations.content import Unfit
from gongkai.kernel.kept import open_file
from gongkai.kernel.models import StoredFile
from gongkai.law.secrecy import SecretFound
from gongkai.screening import operations as screening
from gongkai.screening import queries
from gongkai.screening.queries import Found
from gongkai.text import html
from gongkai.text.document import Document
from gongkai.text.documents.every import READABLE, read_document
from gongkai.text.documents.recogniser import recogniser
from gongkai.text.documents.scan import BY_MACHINE, with_scans_read
from gongkai.text.refusal import BadFile
from gongkai.text.signature import Kind

FIELDS = "标题和正文"
"""The part that holds all that is no attachment."""
SLOW = frozenset({Kind.DOC, Kind.WPS})
"""Kinds that another program has to convert first."""
BY_EYE = frozenset({Kind.PDF, Kind.OFD, *SLOW})
"""Kinds that people can open although the machine cannot: then somebody has to look at them."""
AT_ONCE_BYTES = 512 * 1024
"""Attachments of more bytes than this together are looked through in the background."""


@dataclass(frozen=True, slots=True)
class Part:
    """One part that has been read: texts under the names of their places, or a whole file.

    `why` are the sentences about what could not be read of the file.
    """

    name: str
    texts: Mapping[str, str]
    attachment: Attachment | None = None
    read: Document | None = None
    why: tuple[str, ...] = field(default=())


def found_in(part: Part) -> Iterator[Found]:
    """Return everything that any check finds in a part: the one place where checks are called.

    Raises Unfit for a file that holds more than anybody can answer for.
    """
    if part.attachment is None:
        for place, text in part.texts.items():
            yield from queries.look(place, text)
        return
    name, file = part.attachment.name, part.attachment.file
    if part.read is not None:
        try:
            yield from queries.look_in_file(part.name, name, part.read)
        except BadFile as why:
            raise Unfit({"attachments": f"{part.name}：{why}"}) from None
    yield from queries.to_look_at(part.name, name, file.sha256, part.why)


def parts_of(version: Version) -> Iterator[Part]:
    """Read all parts of a version, one after another.

    Raises Unfit for an attachment nobody can open.
    """
    yield fields_of(version)
    for attachment in attachments_of(version):
        yield part_of(attachment)


def fields_of(version: Version) -> Part:
    """Return all that does not stand inside attachments."""
    texts = {
        "标题": version.title,
        "正文": html.plain(version.body),
        "正文的链接和图片说明": html.unseen(version.body),
        "概述": version.summary,
        "异议渠道": version.objection_channel,
    }
    names = {f"附件名“{each.name}”": each.name for each in attachments_of(version)}
    return Part(FIELDS, texts | names)


def attachments_of(version: Version) -> list[Attachment]:
    """Return the attachments in order, with their files."""
    return list(version.attachments.select_related("file").order_by("order"))


def place_of(attachment: Attachment) -> str:
    """Return the name of the part that an attachment is."""
    return f"附件“{attachment.name}”"


def part_of(attachment: Attachment, *, scans: bool = False) -> Part:
    """Read an attachment, its `scans` too where a machine can. Raises Unfit where nobody can."""
    name, kind = place_of(attachment), Kind(attachment.file.kind)
    try:
        read = read_file(attachment.file, attachment.name, scans=scans)
    except BadFile as why:
        if kind not in BY_EYE:
            raise Unfit({"attachments": f"{name}打不开：{why}"}) from None
        return Part(name, {}, attachment, why=(str(why),))
    return Part(name, {name: read.whole}, attachment, read, tuple(queries.not_read(read)))


def read_file(file: StoredFile, name: str, *, scans: bool = False) -> Document:
    """Return what a kept file says. Raises BadFile; Unfit where its bytes are gone."""
    recognise = recogniser() if scans else None
    try:
        with open_file(file) as stream:
            read = read_document(stream, Kind(file.kind), name)
            return with_scans_read(read, stream, recognise) if recognise else read
    except FileNotFoundError:
        raise Unfit(
            {"attachments": f"附件“{name}”的内容已经从系统清除，请删去这个附件或者换一个文件"}
        ) from None


def is_big(attached: list[Attachment]) -> bool:
    """True when reading takes longer than somebody who saves should wait."""
    sizes = [each.file.size for each in attached if each.file.kind in READABLE]
    return sum(sizes) > AT_ONCE_BYTES or any(each.file.kind in SLOW for each in attached)


def is_scanned(part: Part) -> bool:
    """True when a machine would read pictures of the part, which takes a second for each page."""
    return bool(part.read and part.read.scans and recogniser())


def typed(part: Part) -> Mapping[str, str]:
    """Return the texts without what a machine has read, whose slips are nobody's typing errors."""
    if part.read is None:
        return part.texts
    by_hand = tuple(each for each in part.read.parts if each.place.part != BY_MACHINE)
    return {part.name: replace(part.read, parts=by_hand).whole}


def refuse_secret(title: str, part: Part) -> None:
    """Raise SecretFound for a mark of secrecy; SecretInFile where it stands in an attachment."""
    try:
        screening.refuse_secret(title, part.texts)
    except SecretFound as found:
        if part.attachment is None:
            raise
        raise SecretInFile(found, part.attachment.file) from None


class SecretInFile(SecretFound):
    """A mark of secrecy stands in this file, whose bytes must not stay here."""

    def __init__(self, found: SecretFound, file: StoredFile) -> None:
        super().__init__(found.level, found.place)
        self.file = file
