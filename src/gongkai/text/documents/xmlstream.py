"""An XML part read as a stream: no tree is built, no entity is expanded.

Names come without their prefix: what a reader of the file would see does not depend on it.
"""

from collections.abc import Callable
from typing import IO, Protocol
from xml.parsers import expat

from gongkai.text.archive import DAMAGED
from gongkai.text.documents.gathering import TOO_MUCH
from gongkai.text.refusal import BadFile

MAX_DEPTH = 200
MAX_ELEMENTS = 10_000_000
MAX_CHARACTERS = 60_000_000
"""Elements and characters of one part."""
MAX_UNBROKEN = 2_000_000
"""Characters without a tag between them."""
MAX_NAMES = 50_000
"""Names that are remembered; honest files have some hundred."""
NESTED = "文件层层嵌套，不正常，不能接收。请另存一份后再上传。"
ENTITIES = "文件里有不安全的实体声明，不能接收。请另存一份后再上传。"
_CHUNK = 1 << 16


class Listener(Protocol):
    """Who is told of elements and their text."""

    def start(self, name: str, attrs: dict[str, str]) -> None:
        """An element begins; attributes keep the names they are written with."""

    def end(self, name: str) -> None:
        """An element ends."""

    def text(self, data: str) -> None:
        """Characters between two tags."""


class _Names(dict[str, str]):
    """Names without their prefix, each cut once."""

    def __missing__(self, name: str) -> str:
        if len(self) > MAX_NAMES:
            self.clear()
        local = name.rpartition(":")[2]
        self[name] = local
        return local


def listen(stream: IO[bytes], listener: Listener) -> None:
    """Tells ``listener`` what is in ``stream``. Raises BadFile for damage, depth and entities."""
    names = _Names()
    depth = elements = characters = unbroken = 0
    heard, left, said = listener.start, listener.end, listener.text

    def start(name: str, attrs: dict[str, str]) -> None:
        nonlocal depth, elements, unbroken
        depth += 1
        elements += 1
        unbroken = 0
        if depth > MAX_DEPTH:
            raise BadFile(NESTED)
        if elements > MAX_ELEMENTS:
            raise BadFile(TOO_MUCH)
        heard(names[name], attrs)

    def text(data: str) -> None:
        nonlocal characters, unbroken
        characters += len(data)
        unbroken += len(data)
        if characters > MAX_CHARACTERS or unbroken > MAX_UNBROKEN:
            raise BadFile(TOO_MUCH)
        said(data)

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1
        left(names[name])

    _feed(stream, start, end, text)


def _feed(
    stream: IO[bytes],
    start: Callable[[str, dict[str, str]], None],
    end: Callable[[str], None],
    text: Callable[[str], None],
) -> None:
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = text
    try:
        while chunk := stream.read(_CHUNK):
            parser.Parse(chunk, False)
        parser.Parse(b"", True)
    except (expat.ExpatError, ValueError, LookupError) as error:
        if isinstance(error, IndexError | KeyError):
            raise
        raise BadFile(DAMAGED) from error


def _refuse(*_declared: object) -> None:
    raise BadFile(ENTITIES)


def local(attrs: dict[str, str]) -> dict[str, str]:
    """Attributes by their names without prefix."""
    return {name.rpartition(":")[2]: value for name, value in attrs.items()}
