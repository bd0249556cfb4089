"""A table's caption as an editor keeps it: a paragraph of class `caption` above the table."""

from gongkai.text.tree import Block

CAPTION = "caption"


def captioned(blocks: list[Block]) -> list[Block]:
    """The same blocks, such paragraphs in the table below them; without one they are centred."""
    out: list[Block] = []
    waiting: list[Block] = []
    for block in blocks:
        block.blocks = captioned(block.blocks)
        if block.attrs.get("class") == CAPTION:
            waiting.append(block)
            continue
        if block.tag == "table" and waiting:
            lines = [Block("p", pieces=line.pieces) for line in waiting]
            block.blocks.insert(0, Block("caption", blocks=lines))
        else:
            out += map(_centred, waiting)
        waiting = []
        out.append(block)
    return out + [_centred(block) for block in waiting]


def _centred(block: Block) -> Block:
    return Block(block.tag, {"class": "c"}, pieces=block.pieces)
