"""Zip files (a .docx is one): whether they can be opened without harm."""

import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import IO, BinaryIO

from gongkai.text.refusal import BadFile

MAX_ENTRIES = 10_000
MAX_DIRECTORY = 4_000_000
"""Bytes of the list of entries: it is read into memory as a whole."""
MAX_BYTES = 500_000_000
"""Bytes of all entries unpacked."""
MAX_RATIO = 200
"""Unpacked to packed bytes; real documents stay below 30."""
FREE_BYTES = 20_000_000
"""Up to here the ratio does not matter: short repetitive sheets pack well."""

DAMAGED = "文件已损坏或不完整，打不开。请重新下载或另存一份后再上传。"
NESTED = (b"PK\x03\x04", b"7z\xbc\xaf\x27\x1c", b"Rar!\x1a\x07", b"\x1f\x8b\x08")
_END = struct.Struct("<4s4H2LH")
_END64 = struct.Struct("<4sQ2H2L4Q")
_CHUNK = 1 << 16
_ENCRYPTED = 0x1
_BROKEN = (
    zipfile.BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError, RuntimeError,
    OSError, struct.error, MemoryError, OverflowError,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Entry:
    """A file inside a zip: its name and its true length in bytes."""

    name: str
    size: int


def check_zip(file: BinaryIO, *, allow_nested: bool = False) -> tuple[Entry, ...]:
    """The entries of a zip that is safe to open; every byte has been unpacked once to know.

    ``allow_nested`` is for office documents, which carry charts as small workbooks. Raises
    BadFile for encryption, bombs, paths that leave the folder, damage and double names.
    """
    with opened(file) as archive:
        infos = archive.infolist()
        if len(infos) > MAX_ENTRIES:
            raise BadFile(
                f"压缩包里有 {len(infos)} 个文件，超过上限 {MAX_ENTRIES} 个，请分开上传。"
            )
        names = [info.filename for info in infos]
        for info in infos:
            _refuse_name(info.orig_filename)
            if info.flag_bits & _ENCRYPTED:
                raise BadFile("文件设了密码，系统无法检查。请取消密码后再上传。")
        if len(set(names)) < len(names):
            raise BadFile("压缩包里有重名的文件，请重新打包后再上传。")
        packed = max(_length(file), 1)
        return tuple(_unpacked(archive, infos, packed, allow_nested))


@contextmanager
def opened(file: BinaryIO) -> Iterator[zipfile.ZipFile]:
    """The zip, its list of entries known to be of bearable size; damage becomes BadFile."""
    try:
        if _directory_bytes(file) > MAX_DIRECTORY:
            raise BadFile("压缩包里的文件太多，请分开上传。")
        with zipfile.ZipFile(file) as archive:
            yield archive
    except _BROKEN as error:
        raise BadFile(DAMAGED) from error


def _unpacked(
    archive: zipfile.ZipFile, infos: list[zipfile.ZipInfo], packed: int, allow_nested: bool
) -> Iterator[Entry]:
    total = 0
    for info in infos:
        size = 0
        with archive.open(info) as stream:
            for chunk in _chunks(stream):
                if not size and not allow_nested and chunk.startswith(NESTED):
                    raise BadFile("压缩包里还有压缩包，请先解开再上传。")
                size += len(chunk)
                total += len(chunk)
                if total > MAX_BYTES or total > max(FREE_BYTES, packed * MAX_RATIO):
                    raise BadFile("文件解开后大得不正常，为安全起见不能接收。")
        yield Entry(info.filename, size)


def _chunks(stream: IO[bytes]) -> Iterator[bytes]:
    while chunk := stream.read(_CHUNK):
        yield chunk


def _refuse_name(name: str) -> None:
    path = PurePosixPath(name.replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts or ":" in name or "\0" in name:
        raise BadFile("压缩包里的文件名指向别的文件夹，不安全。请重新打包后再上传。")


def _length(file: BinaryIO) -> int:
    file.seek(0, 2)
    return file.tell()


def _directory_bytes(file: BinaryIO) -> int:
    """What the end records say the list of entries takes, the larger of the two forms."""
    length = _length(file)
    file.seek(max(0, length - _END.size - _END64.size - 20 - 65_535))
    tail = file.read()
    at = len(tail) - _END.size
    if at < 0 or not (tail[at:].startswith(b"PK\x05\x06") and tail.endswith(b"\0\0")):
        at = tail.rfind(b"PK\x05\x06")
    if at < 0 or len(tail) - at < _END.size:
        raise BadFile(DAMAGED)
    size: int = _END.unpack_from(tail, at)[5]
    at64 = at - 20 - _END64.size
    if at64 >= 0 and tail[at64:].startswith(b"PK\x06\x06"):
        size = max(size, _END64.unpack_from(tail, at64)[8])
    return size
