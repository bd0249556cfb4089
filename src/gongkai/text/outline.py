"""The texts of a tree: as one plain text, and block by block for comparison."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from gongkai.text.tree import Block, Piece, leaves

Saying = Callable[[Piece], str]


def words(piece: Piece) -> str:
    """The text of a piece; a picture has none."""
    return "" if piece.src else piece.text


def words_with_targets(piece: Piece) -> str:
    """The text of a piece with where it leads and which picture it is."""
    if piece.src:
        return f"〔图片 {piece.src} {piece.text}〕"
    return f"{piece.text}〔{piece.href}〕" if piece.href else piece.text


def plain_text(blocks: Iterable[Block]) -> str:
    """A line for each block; cells of a row are separated by tabs."""
    return "\n".join(block_texts(blocks))


def block_texts(blocks: Iterable[Block]) -> list[str]:
    """The text of every paragraph, heading, list item paragraph, caption and table row."""
    return [text for text in _texts(blocks, words) if text.strip()]


def comparable_texts(blocks: Iterable[Block]) -> list[str]:
    """As :func:`block_texts`, with link targets and pictures written out."""
    return [text for text in _texts(blocks, words_with_targets) if text.strip()]


def unseen_text(blocks: Iterable[Block]) -> str:
    """What a reader does not see but a machine reads: alternative texts and link targets."""
    pieces = [piece for leaf in leaves(blocks) for piece in leaf.pieces]
    said = [text for piece in pieces for text in (piece.text if piece.src else "", piece.href)]
    return "\n".join(dict.fromkeys(text for text in said if text))


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of the plain text, and the piece it comes from (None for separators)."""

    text: str
    piece: Piece | None = None


def stretches(blocks: Iterable[Block]) -> Iterator[Stretch]:
    """The plain text cut at its pieces; joined, they are :func:`plain_text`."""
    first = True
    for line in _lines(blocks):
        if any(stretch.text.strip() for stretch in line):
            if not first:
                yield Stretch("\n")
            first = False
            yield from line


def _texts(blocks: Iterable[Block], say: Saying) -> Iterator[str]:
    for line in _lines(blocks):
        yield "".join(say(part.piece) if part.piece else part.text for part in line)


def _lines(blocks: Iterable[Block]) -> Iterator[list[Stretch]]:
    for block in blocks:
        if block.tag == "tr":
            yield [
                stretch
                for at, cell in enumerate(block.blocks)
                for stretch in ([Stretch("\t")] if at else []) + _cell(cell)
            ]
        elif block.blocks:
            yield from _lines(block.blocks)
        else:
            yield [Stretch(words(piece), piece) for piece in block.pieces]


def _cell(cell: Block) -> list[Stretch]:
    """The paragraphs of a cell on one line."""
    line: list[Stretch] = []
    for at, leaf in enumerate(leaves(cell.blocks)):
        line += [Stretch(" ")] if at else []
        for piece in leaf.pieces:
            line.append(Stretch(" ") if piece.is_break else Stretch(words(piece), piece))
    return line
