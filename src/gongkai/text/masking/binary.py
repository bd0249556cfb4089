"""Parts that are not XML: what can be read in their bytes, and what stands in for a picture."""

import re
import struct
from collections.abc import Iterator
from typing import IO

from gongkai.text.masking.screen import Screen
from gongkai.text.signature import extension

_CHUNK = 1 << 20
_OVERLAP = 64
_RUNS = re.compile(rb"[0-9]{7,}[Xx]?|(?:[0-9]\0){7,}(?:[Xx]\0)?")
_EMF = struct.pack(
    "<II8i4sIIIHHIIIiiii", 1, 88, 0, 0, 1, 1, 0, 0, 1, 1, b" EMF", 0x10000, 108, 2, 1, 0, 0, 0, 0,
    1, 1, 1, 1,
) + struct.pack("<IIIII", 14, 20, 0, 16, 20)  # fmt: skip
_WMF = struct.pack("<HHHIHIH", 1, 9, 0x300, 12, 0, 3, 0) + struct.pack("<IH", 3, 0)
_PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489"
    "0000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)
_RASTER = frozenset({"png", "jpg", "gif", "bmp", "tif", "tiff", "webp"})
_EMPTY = {"emf": _EMF, "wmf": _WMF} | dict.fromkeys(_RASTER, _PNG)
_DRAWN = frozenset({"emf", "wmf"})
"""Pictures that hold their text as characters of two bytes."""
MAX_DRAWN = 20_000_000
_MARKS = (b"<", b"\xef\xbb\xbf<", b"\xff\xfe<", b"\xfe\xff\0<", b"\0<")


def holds(stream: IO[bytes], name: str, screen: Screen) -> bool:
    """A datum can be read in the bytes of the part ``name``."""
    if extension(name) in _DRAWN:
        content = stream.read(MAX_DRAWN)
        return any(screen.edits(text) for text in _wide(content)) or _in_runs(content, screen)
    tail = b""
    for chunk in iter(lambda: stream.read(_CHUNK), b""):
        if _in_runs(tail + chunk, screen):
            return True
        tail = chunk[-_OVERLAP:]
    return False


def is_markup(head: bytes) -> bool:
    """A part that begins like this is XML, whatever its name says."""
    return head.lstrip(b" \t\r\n").startswith(_MARKS)


def is_raster(name: str) -> bool:
    """A picture whose text only a person can read."""
    return extension(name) in _RASTER


def empty(name: str) -> bytes | None:
    """An empty picture to stand in for the part ``name``; None where it is no picture."""
    return _EMPTY.get(extension(name))


def _in_runs(content: bytes, screen: Screen) -> bool:
    return any(
        screen.edits(run[0].replace(b"\0", b"").decode("ascii")) for run in _RUNS.finditer(content)
    )


def _wide(content: bytes) -> Iterator[str]:
    """The bytes read as characters of two bytes, from either end of the first."""
    for start in (0, 1):
        yield content[start:].decode("utf-16-le", "replace")
