"""The names inside an OLE compound file (the old .doc, .xls, .wps): MS-CFB, read only."""

import struct
from typing import BinaryIO

from gongkai.text.refusal import BadFile

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
MAX_DIRECTORY_SECTORS = 4_096
_DAMAGED = "文件已损坏或不完整，打不开。请重新另存一份后再上传。"
_END = 0xFFFFFFFA
"""Sector numbers from here on are marks, not places."""


def names(file: BinaryIO) -> frozenset[str]:
    """The names of all streams and storages. Raises BadFile where the file is damaged."""
    file.seek(0)
    header = file.read(512)
    if len(header) < 512 or header[:8] != MAGIC:
        raise BadFile(_DAMAGED)
    shift = struct.unpack_from("<H", header, 30)[0]
    if shift not in {9, 12}:
        raise BadFile(_DAMAGED)
    sector_size = 1 << shift
    table = struct.unpack_from("<109I", header, 76)
    sector: int = struct.unpack_from("<I", header, 48)[0]
    found: set[str] = set()
    for _ in range(MAX_DIRECTORY_SECTORS):
        if sector >= _END:
            return frozenset(found)
        entries = _sector(file, sector, sector_size)
        if not entries:
            raise BadFile(_DAMAGED)
        found |= _entries(entries)
        sector = _next(file, table, sector, sector_size)
    raise BadFile(_DAMAGED)


def _sector(file: BinaryIO, number: int, size: int) -> bytes:
    file.seek((number + 1) * size)
    return file.read(size)


def _next(file: BinaryIO, table: tuple[int, ...], sector: int, size: int) -> int:
    """The sector after this one by the allocation table (its first 109 sectors: 7 MB and up)."""
    index, offset = divmod(sector, size // 4)
    if index >= len(table) or table[index] >= _END:
        raise BadFile(_DAMAGED)
    entry = _sector(file, table[index], size)[offset * 4 : offset * 4 + 4]
    if len(entry) < 4:
        raise BadFile(_DAMAGED)
    following: int = struct.unpack("<I", entry)[0]
    return following


def _entries(sector: bytes) -> set[str]:
    found = set()
    for at in range(0, len(sector) - 127, 128):
        length = struct.unpack_from("<H", sector, at + 64)[0]
        if 2 <= length <= 64 and sector[at + 66]:
            found.add(sector[at : at + length - 2].decode("utf-16-le", "replace"))
    return found
