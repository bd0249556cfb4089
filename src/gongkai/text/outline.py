"""The texts of a tree: as one plain text, and block by block for comparison."""

from collections.abc import Callable, Iterable, Iterator

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


def _texts(blocks: Iterable[Block], say: Saying) -> Iterator[str]:
    for block in blocks:
        if block.tag == "tr":
            yield "\t".join(_cell(cell, say) for cell in block.blocks)
        elif block.blocks:
            yield from _texts(block.blocks, say)
        else:
            yield "".join(say(piece) for piece in block.pieces)


def _cell(cell: Block, say: Saying) -> str:
    return " ".join(
        "".join(" " if piece.is_break else say(piece) for piece in leaf.pieces)
        for leaf in leaves(cell.blocks)
    )
