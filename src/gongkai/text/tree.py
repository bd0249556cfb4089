"""The tree of a canonical document: blocks, and in the leaves runs of marked text."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from html import escape

MARKS = ("strong", "em", "u", "s", "sub", "sup")
"""Marks of a run, outermost first; a link is outside them all."""

UNWRAPPED = frozenset({"li", "td", "th", "figure"})
"""Containers whose only plain paragraph is written without its <p>."""


@dataclass(slots=True)
class Piece:
    """A run of text, a line break (``text`` is a newline) or a picture (``text`` is its alt)."""

    text: str
    marks: frozenset[str] = frozenset()
    href: str = ""
    src: str = ""

    @property
    def is_break(self) -> bool:
        """A line break inside a paragraph."""
        return self.text == "\n" and not self.src

    def joins(self, other: "Piece") -> bool:
        """Both are text and look alike, so that they are one run."""
        return (
            not (self.src or other.src or self.is_break or other.is_break)
            and self.marks == other.marks
            and self.href == other.href
        )


@dataclass(slots=True)
class Block:
    """A block: a leaf holds pieces, a container holds blocks; never both."""

    tag: str
    attrs: dict[str, str] = field(default_factory=dict)
    blocks: "list[Block]" = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)

    @property
    def is_plain_paragraph(self) -> bool:
        """A <p> without a class."""
        return self.tag == "p" and not self.attrs


def leaves(blocks: Iterable[Block]) -> Iterator[Block]:
    """Every block that holds pieces, in reading order."""
    for block in blocks:
        if block.blocks:
            yield from leaves(block.blocks)
        else:
            yield block


def serialise(blocks: Iterable[Block]) -> str:
    """The HTML of the tree, one block after another without white space between them."""
    return "".join(_block(block) for block in blocks)


def _block(block: Block) -> str:
    attrs = "".join(f' {name}="{escape(value)}"' for name, value in sorted(block.attrs.items()))
    if block.tag == "hr":
        return "<hr>"
    return f"<{block.tag}{attrs}>{_inner(block)}</{block.tag}>"


def _inner(block: Block) -> str:
    if not block.blocks:
        return _pieces(block.pieces)
    first, *rest = block.blocks
    if (
        block.tag in UNWRAPPED
        and first.is_plain_paragraph
        and all(other.tag in {"ul", "ol", "figcaption"} for other in rest)
    ):
        return _pieces(first.pieces) + serialise(rest)
    return serialise(block.blocks)


def _pieces(pieces: Iterable[Piece]) -> str:
    out: list[str] = []
    opened: list[tuple[str, str]] = []
    for piece in pieces:
        wanted = [("a", piece.href)] if piece.href else []
        wanted += [(mark, "") for mark in MARKS if mark in piece.marks]
        kept = 0
        while kept < min(len(opened), len(wanted)) and opened[kept] == wanted[kept]:
            kept += 1
        out += [f"</{tag}>" for tag, _ in reversed(opened[kept:])]
        out += [f'<a href="{escape(url)}">' if url else f"<{tag}>" for tag, url in wanted[kept:]]
        opened = wanted
        out.append(_atom(piece))
    out += [f"</{tag}>" for tag, _ in reversed(opened)]
    return "".join(out)


def _atom(piece: Piece) -> str:
    if piece.src:
        return f'<img alt="{escape(piece.text)}" src="{escape(piece.src)}">'
    if piece.is_break:
        return "<br>"
    return escape(piece.text, quote=False)
