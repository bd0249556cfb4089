"""XML as it is written: found, changed and cut in place, every other byte as it was."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from gongkai.text.archive import DAMAGED
from gongkai.text.masking.screen import Edit, applied, merged
from gongkai.text.refusal import BadFile
from gongkai.text.wordxml import check

MAX_PART = 30_000_000
"""Bytes of one XML part that is rewritten; a sheet of 100 000 rows by eight columns is near it."""
TOO_LONG = "文件里有一部分太大，不能生成遮盖副本。请分成几个文件后再试。"

ATTRS = r"""[^<>"']*+(?:(?:"[^"]*+"|'[^']*+')[^<>"']*+)*+"""
"""Whatever stands in a tag after its name; a quoted > does not end it."""
TOKEN = re.compile(
    rf"""<(?:(/?)([^\s<>/!?"']++)({ATTRS})|!--(.*?)--|\?(.*?)\?|!\[CDATA\[(.*?)\]\])>|([^<]++)""",
    re.DOTALL,
)
"""Closing slash, name, attributes; comment; instruction; literal text; text."""
ATTR = re.compile(r"""([^\s=<>"'/]++)\s*+=\s*+(?:"([^"]*+)"|'([^']*+)')""")

_DECLARED = re.compile(r"""<\?xml[^>]*?encoding\s*=\s*["']([\w-]+)""")
_ENCODINGS = frozenset({"utf-8", "us-ascii", "ascii", "iso-8859-1"})
_ENTITY = re.compile(r"&(?:#x([0-9A-Fa-f]+)|#([0-9]+)|(lt|gt|amp|quot|apos));")
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"', "apos": "'"}
_XSTRING = re.compile(r"_x([0-9A-Fa-f]{4})_")
_LOOKS_XSTRING = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]")


@dataclass(slots=True)
class Node:
    """A text or the value of an attribute: where it stands in the source, and what it says."""

    start: int
    end: int
    text: str
    quote: str = ""
    """The quotation mark around an attribute's value; '' for text."""
    is_sheet: bool = False
    """Text of a workbook, in which _x000D_ is a character."""
    edits: list[Edit] = field(default_factory=list)

    def written(self) -> str:
        """The changed text as it is written in the source."""
        text = applied(self.text, merged(self.text, self.edits))
        return escape(text, self.quote, is_sheet=self.is_sheet)


def load(content: bytes) -> tuple[str, str]:
    """The characters of a part and its encoding. Raises BadFile for what is not plain XML."""
    if len(content) > MAX_PART:
        raise BadFile(TOO_LONG)
    check(content)
    encoding = "utf-8"
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        encoding = "utf-16"
    else:
        declared = _DECLARED.match(content[:200].decode("latin-1").removeprefix("ï»¿"))
        encoding = declared[1].lower() if declared else encoding
        if encoding not in _ENCODINGS or b"\0" in content:
            raise BadFile(DAMAGED)
    return content.decode(encoding), encoding


def rendered(
    source: str,
    nodes: Iterable[Node],
    cuts: Iterable[tuple[int, int]],
    others: Iterable[tuple[int, int, str]] = (),
) -> str:
    """``source`` with the nodes' changes and ``others``, without what is cut."""
    changes = [*others, *((start, end, "") for start, end in cuts)]
    changes += [(n.start, n.end, n.written()) for n in nodes if n.edits]
    out: list[str] = []
    at = 0
    for start, end, new in sorted(changes, key=lambda change: (change[0], -change[1])):
        if start >= at:
            out += [source[at:start], new]
            at = end
    return "".join([*out, source[at:]]) if out else source


def plain(source: str) -> str:
    """``source`` without comments and instructions, its literal texts written as text."""
    if "<!" not in source and "<?" not in source[5:]:
        return source
    return TOKEN.sub(_plain, source)


def attributes(attrs: str, at: int = 0) -> Iterator[tuple[str, Node]]:
    """The local names and values of a tag's attributes; ``at`` is where ``attrs`` begins."""
    for found in ATTR.finditer(attrs):
        group = 2 if found[2] is not None else 3
        quote = '"' if group == 2 else "'"
        yield (
            local(found[1]),
            Node(at + found.start(group), at + found.end(group), unescape(found[group]), quote),
        )


def spread(pieces: Iterable[Node | str], edit: Edit) -> bool:
    """Hands ``edit`` of the joined text to the nodes it touches; False where all had it before."""
    at, new, fresh = 0, edit.new, False
    even = len(new) == edit.end - edit.start
    for piece in pieces:
        length = len(piece.text if isinstance(piece, Node) else piece)
        start, end = max(edit.start - at, 0), min(edit.end - at, length)
        if start < end and isinstance(piece, Node):
            there = at + start - edit.start
            part = new[there : there + end - start] if even else new
            fresh |= not any(e.start <= start and end <= e.end for e in piece.edits)
            piece.edits.append(Edit(start, end, part))
            new = new if even else ""
        at += length
    return fresh


def said(pieces: Iterable[Node | str]) -> str:
    """The joined text of nodes and breaks."""
    return "".join(piece.text if isinstance(piece, Node) else piece for piece in pieces)


def local(name: str) -> str:
    """A name without its prefix."""
    return name.rpartition(":")[2]


def unescape(text: str, *, is_sheet: bool = False) -> str:
    """What ``text`` says."""
    if "&" in text:
        text = _ENTITY.sub(_character, text)
    if is_sheet and "_x" in text:
        text = _XSTRING.sub(lambda found: chr(int(found[1], 16)), text)
    return text


def escape(text: str, quote: str = "", *, is_sheet: bool = False) -> str:
    """``text`` as it may stand between tags, or between the quotation marks ``quote``."""
    if is_sheet:
        text = _LOOKS_XSTRING.sub("_x005F_", text)
        text = _CONTROL.sub(lambda found: f"_x{ord(found[0]):04X}_", text)
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    text = text.replace("\r", "&#13;")
    if quote:
        text = text.replace(quote, "&quot;" if quote == '"' else "&apos;")
        text = text.replace("\n", "&#10;").replace("\t", "&#9;")
    return text


def _character(entity: re.Match[str]) -> str:
    if entity[3]:
        return _NAMED[entity[3]]
    return chr(int(entity[1], 16) if entity[1] else int(entity[2]))


def _plain(token: re.Match[str]) -> str:
    if token[6] is not None:
        return escape(token[6])
    is_remark = token[4] is not None or (token[5] is not None and token.start() > 1)
    return "" if is_remark else token[0]
