"""The tree made canonical: nothing empty, captions flat, header rows in the head."""

from gongkai.text.tree import Block, Piece, leaves


def trim(blocks: list[Block]) -> list[Block]:
    """The same blocks without empty containers, each in its one canonical form."""
    out: list[Block] = []
    for block in blocks:
        if block.tag in {"caption", "figcaption"}:
            flat = _flattened(block)
            out += [flat] if flat.pieces else []
            continue
        block.blocks = trim(block.blocks)
        out += _FORMS.get(block.tag, _unchanged)(block)
    return out


def _unchanged(block: Block) -> list[Block]:
    return [block]


def _if_filled(block: Block) -> list[Block]:
    return [block] if block.blocks else []


def _cell(block: Block) -> list[Block]:
    """A cell with one aligned paragraph carries the alignment itself."""
    if len(block.blocks) == 1 and block.blocks[0].tag == "p":
        inner = block.blocks[0].attrs.pop("class", "")
        if inner:
            block.attrs["class"] = "r" if inner == "sign" else inner
    return [block]


def _item(block: Block) -> list[Block]:
    if len(block.blocks) == 1 and block.blocks[0].tag == "p":
        block.blocks[0].attrs = {}
    return _if_filled(block)


def _row(block: Block) -> list[Block]:
    """A row needs a cell; cells may be empty."""
    return _if_filled(block)


def _figure(block: Block) -> list[Block]:
    """A figure needs a picture or a table; else what it holds stands alone."""
    kept = any(b.tag == "table" or any(p.src for p in b.pieces) for b in block.blocks)
    if kept:
        captions = [b for b in block.blocks if b.tag == "figcaption"]
        block.blocks = [b for b in block.blocks if b.tag != "figcaption"] + _one(captions)
        return [block]
    return [_as_paragraph(b) for b in block.blocks]


def _table(block: Block) -> list[Block]:
    captions = [b for b in block.blocks if b.tag == "caption"]
    head = [row for b in block.blocks if b.tag == "thead" for row in b.blocks]
    body = [row for b in block.blocks if b.tag == "tbody" for row in b.blocks]
    while not head and body and all(cell.tag == "th" for cell in body[0].blocks):
        head.append(body.pop(0))
    if not head and not body:
        return [_as_paragraph(b) for b in captions]
    sections = [Block("thead", blocks=head)] if head else []
    sections += [Block("tbody", blocks=body)] if body else []
    block.blocks = _one(captions) + sections
    return [block]


def _as_paragraph(block: Block) -> Block:
    if block.tag in {"caption", "figcaption"}:
        return Block("p", pieces=block.pieces)
    return block


def _one(captions: list[Block]) -> list[Block]:
    """At most one caption."""
    if not captions:
        return []
    first, *others = captions
    for other in others:
        first.pieces += [Piece("\n"), *other.pieces]
    return [first]


def _flattened(block: Block) -> Block:
    pieces: list[Piece] = []
    for leaf in leaves(block.blocks):
        if leaf.pieces:
            pieces += [Piece("\n"), *leaf.pieces] if pieces else leaf.pieces
    return Block(block.tag, pieces=pieces)


_FORMS = {
    "ul": _if_filled,
    "ol": _if_filled,
    "thead": _if_filled,
    "tbody": _if_filled,
    "tr": _row,
    "blockquote": _if_filled,
    "li": _item,
    "td": _cell,
    "th": _cell,
    "figure": _figure,
    "table": _table,
}
