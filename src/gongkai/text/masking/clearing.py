"""What a copy without hidden content leaves out beyond what every masked copy does."""

import re
from collections.abc import Sequence
from dataclasses import replace

from gongkai.text.document import Document, Hidden, Paragraph, Place
from gongkai.text.masking.orders import Masking, Swap
from gongkai.text.refusal import BadFile

FORMULAS = (
    "表格里有公式，清除隐藏的行、列或工作表会改变看得见的结果。"
    "请在 Excel 或 WPS 里把公式复制、选择性粘贴为数值，删去隐藏的部分后，重新上传。"
)
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
    """``masking`` for a copy that also loses the hidden cells, remarks and authors of ``document``.

    Raises BadFile where visible formulas may count on cells that would go.
    """
    cells: dict[Place, Sequence[Swap]] = dict(masking.cells)
    for said in document.said():
        where = said.place
        if said.hidden in _CELLS and where.row and where.column and not where.part:
            cells[where] = [Swap(said.text, "")]
    hidden = {table.place.sheet for table in document.tables if table.hidden}
    if len(cells) > len(masking.cells) and any(_counts(part, hidden) for part in document.parts):
        raise BadFile(FORMULAS)
    return replace(masking, cells=cells, clears=True)


def cleared(name: str, source: str) -> str:
    """The source of a part without the names of people in properties, and without hidden runs."""
    if name.startswith("docProps/"):
        return _PEOPLE.sub(r"\1\3", source)
    return _VANISHED.sub("", source) if name.startswith("word/") else source


def _counts(part: object, hidden: set[str]) -> bool:
    """A formula on a sheet that is seen."""
    if not isinstance(part, Paragraph) or part.hidden is not Hidden.INSTRUCTION:
        return False
    return bool(part.place.row) and part.place.sheet not in hidden
