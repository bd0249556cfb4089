"""Masked copies of the attachments of a draft: made outside any transaction, read back, then kept."""

from collections.abc import Collection
from datetime import datetime
from tempfile import SpooledTemporaryFile
from typing import BinaryIO, cast

from gongkai.disclosures.operations.content import Content
from gongkai.disclosures.operations.parts import read_file
from gongkai.kernel import detector, files
from gongkai.kernel.kept import open_file
from gongkai.kernel.models import StoredFile
from gongkai.law.procedure import NotAllowed
from gongkai.screening import queries
from gongkai.screening.models import Finding
from gongkai.text import personal
from gongkai.text.documents.every import read_document
from gongkai.text.masking import clearing_of, masked_copy, masking_of
from gongkai.text.refusal import BadFile
from gongkai.text.signature import Kind

SPOOL = 30_000_000
"""Bytes of a copy that are held in memory rather than on the disk."""


def with_masked_files(
    content: Content, chosen: dict[str, Finding], at: datetime
) -> tuple[tuple[str, StoredFile], ...]:
    """Return the attachments, those that hold a chosen datum replaced by masked copies.

    Raises NotAllowed with a sentence that says what to do where no clean copy can be made.
    """
    holding = {name for finding in chosen.values() for name in finding.files}
    return tuple(
        (name, _masked(name, file, chosen, at) if name in holding else file)
        for name, file in content.attachments
    )


def _masked(name: str, file: StoredFile, chosen: dict[str, Finding], at: datetime) -> StoredFile:
    kind, key = Kind(file.kind), queries.salt()
    mine = {print_: row for print_, row in chosen.items() if name in row.files}
    clears = any(row.kind == queries.HIDDEN for row in mine.values())

    def detect(text: str) -> list[personal.Hit]:
        hits = detector.by_itself(text)
        return [h for h in hits if personal.fingerprint(h.kind, h.normal, key) in mine]

    try:
        read = read_file(file, name)
        found = (
            each
            for each in detector.each_in_document(read)
            if personal.fingerprint(each.kind, each.normal, key) in mine
        )
        masking = masking_of(detect, found)
        if clears:
            masking = clearing_of(read, masking)
        with open_file(file) as stream, SpooledTemporaryFile(SPOOL) as out:
            copy = cast("BinaryIO", out)
            masked_copy(stream, kind, copy, masking)
            _refuse_left(copy, kind, name, mine)
            copy.seek(0)
            return files.keep(copy, name=name, at=at)
    except BadFile as why:
        raise NotAllowed(f"附件“{name}”：{why}") from None


def _refuse_left(copy: BinaryIO, kind: Kind, name: str, chosen: Collection[str]) -> None:
    """Read the copy as the next look will: nothing that was chosen may be found in it."""
    copy.seek(0)
    again = queries.look_in_file(name, name, read_document(copy, kind, name))
    left = next((found for found in again if found.fingerprint in chosen), None)
    if left is None:
        return
    if left.kind == queries.HIDDEN:
        raise NotAllowed(
            f"附件“{name}”里的{left.hidden}不能自动清除。"
            "请在 Word、Excel 或 WPS 里用“检查文档”删除后，重新上传这个附件。"
        )
    raise NotAllowed(
        f"附件“{name}”里有内容不能自动遮盖，仍然看得到。请在原文件里手工删去后，重新上传这个附件。"
    )
