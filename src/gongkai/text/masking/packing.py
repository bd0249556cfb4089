"""Long texts that are held packed while they are made, a piece at a time."""

import codecs
import zlib
from collections.abc import Iterable, Iterator

PIECE = 1_000_000
"""Characters that are packed together."""


class Packed:
    """A text that grows at its end; it takes the memory of its packed form."""

    def __init__(self) -> None:
        self._pieces: list[bytes] = []
        self._loose: list[str] = []
        self._length = 0

    def add(self, *texts: str) -> None:
        """Appends."""
        self._loose += texts
        self._length += sum(map(len, texts))
        if self._length >= PIECE:
            self._pieces.append(zlib.compress("".join(self._loose).encode(), 1))
            self._loose, self._length = [], 0

    def texts(self) -> Iterator[str]:
        """What was added, in pieces."""
        for piece in self._pieces:
            yield zlib.decompress(piece).decode()
        yield "".join(self._loose)


def packed(texts: Iterable[str], encoding: str) -> bytes:
    """The joined ``texts`` of XML in an ``encoding``, packed as one."""
    encoder = codecs.getincrementalencoder(encoding)("xmlcharrefreplace")
    packer = zlib.compressobj(1)
    out = [packer.compress(encoder.encode(text)) for text in texts]
    return b"".join([*out, packer.flush()])
