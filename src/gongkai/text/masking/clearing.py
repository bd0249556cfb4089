"""What a copy without hidden content leaves out beyond what every masked copy does."""

import re
from collections.abc import Sequence
from dataclasses import replace

from gongkai.text.document import Document, Hidden, Place
from gongkai.text.masking.orders import Masking, Swap

_CELLS = frozenset({Hidden.SHEET, Hidden.ROW, Hidden.COLUMN})
_PEOPLE = re.compile(
    r"(<((?:\w+:)?(?:creator|lastModifiedBy|Manager))(?:\s[^<>]*)?>)[^<]+(</\2\s*>)"
)
_VANISHED = re.compile(
    r"<w:r(?:\s[^<>]*)?>\s*<w:rPr>(?:(?!</w:rPr>).)*?"
    r'<w:vanish(?:\s+w:val="(?:1|true|on)")?\s*/>'
    r"(?:(?!</w:rPr>).)*</w:rPr>(?:(?!<w:r[\s>]|</w:r>).)*</w:r>",
    re.DOTALL,
)


def clearing_of(document: Document, masking: Masking) -> Masking:
    """``masking`` for a copy that also loses the hidden cells, remarks and authors of ``document``."""
    cells: dict[Place, Sequence[Swap]] = dict(masking.cells)
    hidden = frozenset(table.place.sheet for table in document.tables if table.hidden)
    emptied = False
    for said in document.said():
        where = said.place
        if said.hidden in _CELLS and where.row and where.column and not where.part:
            cells[where] = [Swap(said.text, "")]
            emptied = True
    return replace(masking, cells=cells, clears=True, emptied=hidden if emptied else None)


def cleared(name: str, source: str) -> str:
    """The source of a part without the names of people in properties, and without hidden runs."""
    if name.startswith("docProps/"):
        return _PEOPLE.sub(r"\1\3", source)
    return _VANISHED.sub("", source) if name.startswith("word/") else source
