"""From markup to the tree: what a pasted page looks like becomes what it means."""

import re
from dataclasses import dataclass
from html import unescape

from gongkai.text.captions import CAPTION, captioned
from gongkai.text.spacing import tidy
from gongkai.text.tree import Block, Piece
from gongkai.text.trim import trim

CONTAINERS = frozenset(
    {"ul", "ol", "li", "table", "caption", "thead", "tbody", "tr", "td", "th"}
    | {"blockquote", "figure", "figcaption"}
)
LEAVES = frozenset({"p", "h2", "h3", "h4"})
VOID = frozenset({"br", "hr", "img"})
MAX_DEPTH = 24
"""Containers inside containers beyond this are written flat; no text is dropped."""

_SAME_AS = {
    "h1": "h2", "h5": "h4", "h6": "h4", "b": "strong", "i": "em", "cite": "em", "ins": "u",
    "del": "s", "strike": "s", "tfoot": "tbody",
}  # fmt: skip
_MARKS = frozenset({"strong", "em", "u", "s", "sub", "sup"})
_INLINE = _MARKS | {"a", "span", "font"}
_PARENTS = {
    "li": {"ul", "ol"}, "caption": {"table"}, "thead": {"table"}, "tbody": {"table"},
    "tr": {"thead", "tbody"}, "td": {"tr"}, "th": {"tr"}, "figcaption": {"figure"},
}  # fmt: skip
_FLOW = frozenset({"", "li", "td", "th", "blockquote", "figure", "caption", "figcaption"})
_TOKEN = re.compile(r'<(/?)([a-z][a-z0-9]*)((?:\s[^\s=>/"]+="[^"]*")*)\s*/?>|([^<]+)')
_ATTR = re.compile(r'([^\s=]+)="([^"]*)"')
_PICTURE = re.compile(
    r"files/[0-9a-f]{64}\.(?:png|jpe?g|gif|webp)|attachment:[0-9A-Za-z_.-]{1,100}"
)
_ALIGN = re.compile(r"text-align\s*:\s*([a-z]+)")
_ALIGNED = {"right": "r", "end": "r", "center": "c"}
_STYLED = (
    ("strong", re.compile(r"font-weight\s*:\s*(bold|[6-9]00)"), True),
    ("strong", re.compile(r"font-weight\s*:\s*(normal|[1-5]00)"), False),
    ("u", re.compile(r"text-decoration[a-z-]*\s*:[^;]*underline"), True),
    ("s", re.compile(r"text-decoration[a-z-]*\s*:[^;]*line-through"), True),
    ("sup", re.compile(r"vertical-align\s*:\s*super"), True),
    ("sub", re.compile(r"vertical-align\s*:\s*sub(?!e|p)"), True),
)


@dataclass(slots=True)
class _Frame:
    """What to restore when a tag closes."""

    tag: str
    marks: frozenset[str]
    href: str
    align: str
    depth: int


@dataclass(slots=True)
class _Paragraph:
    """A leaf being filled, and the container that takes it."""

    tag: str
    align: str
    pieces: list[Piece]
    container: Block


class Builder:
    """Builds the tree from the output of the sanitiser (never from raw markup)."""

    def __init__(self) -> None:
        self.root = Block("")
        self.lost_pictures = 0
        self._stack = [self.root]
        self._frames: list[_Frame] = []
        self._paragraph: _Paragraph | None = None
        self._marks: frozenset[str] = frozenset()
        self._href = ""
        self._align = ""

    def build(self, markup: str) -> list[Block]:
        """The blocks of ``markup``, trimmed to what may stand in a canonical document."""
        for token in _TOKEN.finditer(markup):
            closing, tag, attrs, text = token.groups()
            if text is not None:
                self._text(unescape(text))
            elif closing:
                self._close(tag)
            else:
                self._open(tag, {k: unescape(v) for k, v in _ATTR.findall(attrs)})
        self._end_paragraph()
        return trim(captioned(self.root.blocks))

    def _text(self, text: str) -> None:
        if self._paragraph is None and not text.strip():
            return
        self._leaf().pieces.append(Piece(text, self._marks, self._href))

    def _open(self, original: str, attrs: dict[str, str]) -> None:
        tag = _SAME_AS.get(original, original)
        if tag in VOID:
            self._void(tag, attrs)
            return
        self._frames.append(
            _Frame(original, self._marks, self._href, self._align, len(self._stack))
        )
        self._mark(tag, attrs)
        if tag in _INLINE:
            return
        self._end_paragraph()
        align = _alignment(attrs)
        if tag == "p" and CAPTION in attrs.get("class", "").split():
            align = CAPTION
        if tag in CONTAINERS:
            self._align = ""
            self._enter(tag, attrs, align or "")
        elif align is not None:
            self._align = align
        elif original == "center":
            self._align = "c"
        if tag in LEAVES:
            self._start(tag)

    def _mark(self, tag: str, attrs: dict[str, str]) -> None:
        style = attrs.get("style", "").lower()
        marks = set(self._marks)
        if tag in _MARKS:
            marks.add(tag)
        for mark, pattern, on in _STYLED:
            if tag in _INLINE and pattern.search(style):
                (marks.add if on else marks.discard)(mark)
        self._marks = frozenset(marks)
        if tag == "a":
            href = attrs.get("href", "").strip()
            self._href = "" if href.startswith("#") else href

    def _close(self, tag: str) -> None:
        if not self._frames or self._frames[-1].tag != tag:
            return
        frame = self._frames.pop()
        if _SAME_AS.get(tag, tag) not in _INLINE:
            self._end_paragraph()
            del self._stack[frame.depth :]
            self._align = frame.align
        self._marks, self._href = frame.marks, frame.href

    def _void(self, tag: str, attrs: dict[str, str]) -> None:
        if tag == "hr":
            self._end_paragraph()
            self._flow().blocks.append(Block("hr"))
        elif tag == "br":
            if self._paragraph is not None:
                self._paragraph.pieces.append(Piece("\n"))
        elif _PICTURE.fullmatch(attrs.get("src", "")):
            alt = " ".join(attrs.get("alt", "").split())
            self._leaf().pieces.append(Piece(alt, href=self._href, src=attrs["src"]))
        else:
            self.lost_pictures += 1

    def _enter(self, tag: str, attrs: dict[str, str], align: str) -> None:
        parents = _PARENTS.get(tag)
        if len(self._stack) > MAX_DEPTH or (parents and self._stack[-1].tag not in parents):
            return
        block = Block(tag, _own(tag, attrs, align))
        (self._stack[-1] if parents else self._flow()).blocks.append(block)
        self._stack.append(block)

    def _flow(self) -> Block:
        """The nearest container that may hold any block; a bare list gets an item."""
        for block in reversed(self._stack):
            if block.tag in {"ul", "ol"}:
                block.blocks.append(Block("li"))
                return block.blocks[-1]
            if block.tag in _FLOW:
                return block
        raise AssertionError("the root is a flow container")  # pragma: no cover

    def _start(self, tag: str) -> _Paragraph:
        container = self._flow()
        leaf = tag if container is self.root else "p"
        self._paragraph = _Paragraph(leaf, self._align, [], container)
        return self._paragraph

    def _leaf(self) -> _Paragraph:
        return self._paragraph or self._start("p")

    def _end_paragraph(self) -> None:
        paragraph, self._paragraph = self._paragraph, None
        if paragraph is None:
            return
        attrs = {"class": paragraph.align} if paragraph.align else {}
        for pieces in tidy(paragraph.pieces, split=paragraph.tag == "p"):
            paragraph.container.blocks.append(Block(paragraph.tag, dict(attrs), pieces=pieces))


def _alignment(attrs: dict[str, str]) -> str | None:
    """The class that says the alignment; '' for explicitly left, None where nothing is said."""
    words = attrs.get("class", "").split()
    for name in ("sign", "r", "c"):
        if name in words:
            return name
    styled = _ALIGN.search(attrs.get("style", "").lower())
    said = styled.group(1) if styled else attrs.get("align", "").lower()
    return _ALIGNED.get(said, "") if said else None


def _own(tag: str, attrs: dict[str, str], align: str) -> dict[str, str]:
    """The attributes a container keeps."""
    kept: dict[str, str] = {}
    if tag in {"td", "th"}:
        for name in ("colspan", "rowspan"):
            value = attrs.get(name, "").strip()
            if value.isascii() and value.isdigit() and 1 < int(value[:5]) <= 1000:
                kept[name] = str(int(value[:5]))
        if attrs.get("scope") in {"col", "row", "colgroup", "rowgroup"}:
            kept["scope"] = attrs["scope"]
        if align:
            kept["class"] = "r" if align == "sign" else align
    elif tag == "ol":
        start = attrs.get("start", "").strip()
        if start.isascii() and start.isdigit() and int(start[:5]) != 1:
            kept["start"] = str(int(start[:5]))
    return kept
