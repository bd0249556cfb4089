"""The write-ahead journal of a site: what a publication does to the files, content included.

    site/journal    one record for each publication since the files were last brought to disk

A record is on the disk, by one `fdatasync`, before the first file changes its name. Whoever begins
to publish carries out again what stands there whole, and forgets what does not: so a publication
is there or it is not, whenever its writer was killed. `settle` empties the journal.
"""

import json
import os
import struct
import zlib
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

NAME = "journal"
_HEAD = struct.Struct(">4sIQI")
_MAGIC = b"GKJ2"


@dataclass(frozen=True, slots=True)
class Put:
    """A file gets these bytes. Paths of all operations start at the site's folder."""

    path: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Move:
    """A large file that stands staged, on the disk already, gets its place."""

    path: str
    staged: str


@dataclass(frozen=True, slots=True)
class Drop:
    """A file goes."""

    path: str


@dataclass(frozen=True, slots=True)
class Append:
    """A file goes on with these bytes at its old end; doing it twice does no harm."""

    path: str
    offset: int
    data: bytes


Operation = Put | Move | Drop | Append


class Journal:
    """The journal of one site."""

    def __init__(self, site: Path) -> None:
        self.path = site / NAME

    @property
    def size(self) -> int:
        """Bytes in it; 0 when every publication is on the disk."""
        with suppress(FileNotFoundError):
            return self.path.stat().st_size
        return 0

    def append(self, operations: Iterable[Operation]) -> int:
        """Write a record and bring it to disk; return the size before, to `cut` back to.

        Raises OSError and leaves the journal as it was when the disk refuses.
        """
        new = not self.path.exists()
        file = os.open(self.path, os.O_RDWR | os.O_CREAT, 0o644)
        try:
            before = os.lseek(file, 0, os.SEEK_END)
            try:
                write(file, encode(operations))
                os.fdatasync(file)
            except BaseException:
                os.ftruncate(file, before)
                raise
        finally:
            os.close(file)
        if new:
            sync(self.path.parent)
        return before

    def cut(self, size: int = 0) -> None:
        """Forget what was written behind `size`, and the fact is on the disk."""
        with suppress(FileNotFoundError), self.path.open("r+b") as file:
            file.truncate(size)
            os.fsync(file.fileno())

    def records(self) -> Iterator[list[Operation]]:
        """Return the whole records, oldest first; what follows a torn one is nothing."""
        with suppress(FileNotFoundError), self.path.open("rb") as file:
            while (record := _read(file)) is not None:
                yield record


def encode(operations: Iterable[Operation]) -> bytes:
    """Return a record: magic, lengths, CRC-32 of what follows, a line for each, the bytes."""
    told: list[list[str | int]] = []
    bodies: list[bytes] = []
    for each in operations:
        match each:
            case Put(path, data):
                told.append(["put", path, len(data)])
                bodies.append(data)
            case Append(path, offset, data):
                told.append(["append", path, len(data), offset])
                bodies.append(data)
            case Move(path, staged):
                told.append(["move", path, staged])
            case Drop(path):
                told.append(["drop", path])
    head = json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()
    body = b"".join(bodies)
    check = zlib.crc32(body, zlib.crc32(head))
    return b"".join((_HEAD.pack(_MAGIC, len(head), len(body), check), head, body))


def _read(file: BinaryIO) -> list[Operation] | None:
    start = file.read(_HEAD.size)
    if len(start) < _HEAD.size:
        return None
    magic, head_size, body_size, check = _HEAD.unpack(start)
    if magic != _MAGIC:
        return None
    left = os.fstat(file.fileno()).st_size - file.tell()
    if head_size + body_size > left:
        return None
    text = file.read(head_size + body_size)
    if zlib.crc32(text) != check:
        return None
    return list(_decode(json.loads(text[:head_size]), text[head_size:]))


def _decode(told: list[list[str]], body: bytes) -> Iterator[Operation]:
    at = 0
    for kind, path, *more in told:
        if kind == "drop":
            yield Drop(path)
        elif kind == "move":
            yield Move(path, more[0])
        else:
            data = body[at : at + int(more[0])]
            at += len(data)
            yield Put(path, data) if kind == "put" else Append(path, int(more[1]), data)


def write(file: int, data: bytes) -> None:
    """Write all of it at the file's position; the system may take it in pieces."""
    view = memoryview(data)
    while view:
        view = view[os.write(file, view) :]


def sync(folder: Path) -> None:
    """Make names in a folder durable; Windows does not open folders and needs no such call."""
    with suppress(PermissionError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
