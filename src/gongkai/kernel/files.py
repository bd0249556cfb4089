"""Taking files in: each kept once under the SHA-256 of its bytes (`kernel.kept` reads them).

A file is whole on the disk before its row is written, so that no row is without its file. What a
crash leaves behind is a temporary file, removed by `sweep`.
"""

import errno
import hashlib
import math
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import BinaryIO, Protocol, cast

from django.conf import settings
from django.db import transaction
from django.db.models import ProtectedError

from gongkai.kernel.kept import digest_of, folder, path_of
from gongkai.kernel.models import StoredFile
from gongkai.kernel.pictures import FORMATS, strip
from gongkai.law.procedure import NotAllowed
from gongkai.text.refusal import BadFile
from gongkai.text.signature import sniff

CHUNK = 1 << 20
KEPT_UNFINISHED = timedelta(hours=24)
"""How long a temporary file may be the trace of an upload that still runs."""
_NO_SPACE = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_UNITS = (("GB", 1 << 30), ("MB", 1 << 20), ("KB", 1 << 10), ("字节", 1))


class TooLarge(BadFile):
    """The file is larger than may be taken in."""


class StoreFull(NotAllowed):
    """The disk has no room for the file; nothing of it was kept."""


class Stream(Protocol):
    """Whatever bytes are read from: an upload, an open file."""

    def read(self, size: int, /) -> bytes:
        """Return at most so many bytes; none at the end."""
        ...


def keep(stream: Stream, *, name: str, at: datetime, limit: int | None = None) -> StoredFile:
    """Store what the stream holds and return its row; bytes kept before are not kept twice.

    `name` is the sender's name of the file; `limit` is in bytes (default: the setting
    `max_upload_bytes`). Pictures are kept without metadata. Raises TooLarge, StoreFull, and
    BadFile for what `text.signature.sniff` does not let in.
    """
    limit = settings.GONGKAI["max_upload_bytes"] if limit is None else limit
    with _full_disk_is_said(), _temporary() as file:
        digest = _receive(stream, file, limit)
        kind = sniff(file, name)
        if kind in FORMATS:
            with _temporary() as clean:
                strip(file, kind, clean)
                digest, size = digest_of(clean), clean.tell()
                _place(clean, digest)
        else:
            size = file.seek(0, os.SEEK_END)
            _place(file, digest)
    row = {"size": size, "kind": kind.value, "kept_at": at}
    stored, _ = StoredFile.objects.get_or_create(sha256=digest, defaults=row)
    return stored


def url_name(stored: StoredFile) -> str:
    """Return the file name in public addresses: the same for the same bytes, ASCII only."""
    return f"{stored.sha256[:32]}.{stored.kind}"


def forget(stored: StoredFile) -> bool:
    """Remove the bytes and the row of a file that nothing refers to; False while something does.

    For what must not stay on this machine: a text with a mark of secrecy. What is gone stays gone.
    """
    if stored.pk is None:
        return True
    try:
        with transaction.atomic():
            stored.delete()
            path_of(stored.sha256).unlink(missing_ok=True)
    except ProtectedError:
        return False
    return True


def erase(stored: StoredFile) -> None:
    """Remove the bytes of a file and leave its row, which older records name.

    For what must not stay on this machine; `kept.verify` says from then on that it is not whole.
    """
    path_of(stored.sha256).unlink(missing_ok=True)


def sweep(at: datetime) -> int:
    """Remove what uploads left behind that were cut off a day or more ago; return how many."""
    before = (at - KEPT_UNFINISHED).timestamp()
    left = [path for path in _incoming().glob("*") if path.stat().st_mtime < before]
    for path in left:
        path.unlink(missing_ok=True)
    return len(left)


def _incoming() -> Path:
    """The folder of unfinished files: on the disk of the others, so that a rename is enough."""
    return folder() / "incoming"


@contextmanager
def _full_disk_is_said() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if error.errno not in _NO_SPACE:
            raise
        raise StoreFull("服务器磁盘空间不足，文件没有保存。请联系管理员清理后再上传。") from error


@contextmanager
def _temporary() -> Iterator[BinaryIO]:
    """A new file, gone at the end unless it was renamed."""
    _incoming().mkdir(parents=True, exist_ok=True)
    file = NamedTemporaryFile(dir=_incoming(), delete=False)  # noqa: SIM115  closed below
    try:
        with file:
            yield cast("BinaryIO", file)
    finally:
        Path(file.name).unlink(missing_ok=True)


def _receive(stream: Stream, file: BinaryIO, limit: int) -> str:
    """Copy the stream piece by piece and return the hash of its bytes."""
    announced: int | None = getattr(stream, "size", None)
    if announced is not None and announced > limit:
        raise TooLarge(_too_large(f"文件有 {_readable(announced)}", limit))
    digest, size = hashlib.sha256(), 0
    while piece := stream.read(CHUNK):
        size += len(piece)
        if size > limit:
            raise TooLarge(_too_large(f"文件至少有 {_readable(size)}", limit))
        digest.update(piece)
        file.write(piece)
    return digest.hexdigest()


def _place(file: BinaryIO, digest: str) -> None:
    """Move a temporary file to its place; after a power cut it is there whole or not at all."""
    file.flush()
    os.fsync(file.fileno())
    file.close()
    target = path_of(digest)
    new = not target.parent.exists()
    target.parent.mkdir(exist_ok=True)
    Path(file.name).replace(target)
    _sync(target.parent)
    if new:
        _sync(target.parent.parent)


def _sync(folder: Path) -> None:
    """Make the names in a folder durable; Windows does not open folders and needs no such call."""
    with suppress(PermissionError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _too_large(said: str, limit: int) -> str:
    return f"{said}，超过上限 {_readable(limit)}。请压缩、拆分或缩小后再上传。"


def _readable(size: int) -> str:
    """A size in the largest unit it fills, rounded up to a tenth."""
    unit, of = next(((unit, of) for unit, of in _UNITS if size >= of), _UNITS[-1])
    return f"{math.ceil(size * 10 / of) / 10:g} {unit}"
