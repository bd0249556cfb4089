"""HTML cut into tags, texts and remarks in one pass: as a browser would, and never twice."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html import unescape
from typing import Literal

VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param"}
    | {"source", "track", "wbr"}
)
_RAW = frozenset({"script", "style", "xmp", "iframe", "noembed", "noframes", "noscript"})
_READ = frozenset({"textarea", "title"})
_BEGIN = re.compile(r"<(?:/?[A-Za-z]|[!?])")
_TAG = re.compile(
    r"""<(/?)([A-Za-z][^\s/>]{0,100})((?:[^"'<>]|"[^"]*"|'[^']*'|["'](?=[^"'<>]*>)|<)*+)>"""
)
_ATTRIBUTE = re.compile(r"""([^\s"'<>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?""")
MAX_TAG = 3_000_000
"""Characters of one tag: a picture written into it takes as much."""

Sort = Literal["open", "close", "text", "remark", "raw"]


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of HTML; ``text`` is a name for tags, words otherwise (``raw``: of a script)."""

    sort: Sort
    text: str
    attrs: Mapping[str, str] = field(default_factory=dict)


def tokens(html: str) -> Iterator[Token]:
    """The tokens of ``html``; what is cut off in the middle of a tag comes as a remark."""
    at, length = 0, len(html)
    while at < length:
        tagged = _BEGIN.search(html, at)
        begin = tagged.start() if tagged else length
        if begin > at:
            yield Token("text", unescape(html[at:begin]))
        if begin == length:
            return
        if html.startswith(("<!", "<?"), begin):
            remark, at = _remark(html, begin)
            yield Token("remark", remark)
            continue
        tag = _TAG.match(html, begin, begin + MAX_TAG)
        if tag is None:
            yield Token("remark", html[begin:])
            return
        at = tag.end()
        yield from _tagged(tag)
        name = tag[2].lower()
        if not tag[1] and name in _RAW | _READ:
            end = re.compile(rf"</{name}", re.IGNORECASE).search(html, at)
            stop = end.start() if end else length
            inside = html[at:stop]
            yield Token("text", unescape(inside)) if name in _READ else Token("raw", inside)
            at = stop


def _tagged(tag: re.Match[str]) -> Iterator[Token]:
    name = tag[2].lower()
    if tag[1]:
        yield Token("close", name)
        return
    attrs: dict[str, str] = {}
    for key, double, single, bare in _ATTRIBUTE.findall(tag[3]):
        attrs.setdefault(key.lower(), unescape(double or single or bare))
    yield Token("open", name, attrs)
    if name in VOID:
        yield Token("close", name)


def _remark(html: str, begin: int) -> tuple[str, int]:
    """A comment or declaration, and where it ends; at the end of the file where it does not."""
    opening, closing = (
        ("<!--", "-->") if html.startswith("<!--", begin) else (html[begin : begin + 2], ">")
    )
    start = begin + len(opening)
    end = html.find(closing, start)
    if end < 0:
        return html[start:], len(html)
    return html[start:end], end + len(closing)
