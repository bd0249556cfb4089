"""Files read for a draft, and as one document."""

from typing import BinaryIO

from gongkai.text import html
from gongkai.text.documents.every import read_document
from gongkai.text.documents.html import source
from gongkai.text.documents.plain import decoded, rows_of
from gongkai.text.letterhead import Line, find_date, find_number, find_title
from gongkai.text.prose import recognise
from gongkai.text.refusal import BadFile
from gongkai.text.repair import repair
from gongkai.text.signature import Kind
from gongkai.text.tree import Block, Piece, serialise
from gongkai.text.word import OLD_WORD, Image, Imported, read_docx

__all__ = ["Image", "Imported", "read", "read_document"]

MAX_COLUMNS = 60
"""Columns of a .csv that still make a table in a document."""

_REFUSALS = {
    Kind.DOC: OLD_WORD,
    Kind.WPS: "这是旧版 .wps 文件，请用 WPS 另存为 .docx 后再导入。",
    Kind.PDF: "PDF 不能直接导入正文。请用原来的 Word 稿导入，PDF 作为附件上传。",
    Kind.OFD: "OFD 不能直接导入正文。请用原来的 Word 稿导入，OFD 作为附件上传。",
    Kind.XLSX: "表格不能直接导入正文。请复制需要的部分粘贴到正文，或作为附件上传。",
}
_OTHER = "这种文件不能导入正文，请作为附件上传。"


def read(file: BinaryIO, kind: Kind, name: str) -> Imported:
    """The document in ``file``, whose kind :func:`signature.sniff` told; ``name`` serves as title.

    Garbled text is mended and said. Raises BadFile for kinds that hold no text of a draft.
    """
    if kind == Kind.DOCX:
        return read_docx(file)
    if kind not in {Kind.TXT, Kind.HTML, Kind.CSV}:
        raise BadFile(_REFUSALS.get(Kind(kind), _OTHER))
    text = source(file) if kind == Kind.HTML else decoded(file)
    mended = repair(text)
    notes = mended.notes
    if kind == Kind.HTML:
        cleaned = html.clean(mended.text)
        body, notes = recognise(cleaned.html), notes + cleaned.notes
    elif kind == Kind.CSV:
        body = _table(mended.text)
    else:
        body = html.clean(html.from_text(mended.text)).html
    lines = [Line(" ".join(block.split())) for block in html.blocks(body)]
    title = "" if kind == Kind.CSV else find_title(lines)
    return Imported(
        title or name.rpartition("/")[2].rpartition(".")[0],
        body,
        notes=notes,
        found_number=find_number(lines),
        found_date=find_date(lines),
    )


def _table(text: str) -> str:
    """A .csv as a table whose first row is its head."""
    rows = [row for row in rows_of(text) if any(row)]
    if rows and max(map(len, rows)) > MAX_COLUMNS:
        raise BadFile(f"表格超过 {MAX_COLUMNS} 列，不适合放在正文里，请作为附件上传。")
    cells = [
        Block("tr", blocks=[
            Block("td" if at else "th", blocks=[Block("p", pieces=[Piece(cell)])]) for cell in row
        ])
        for at, row in enumerate(rows)
    ]  # fmt: skip
    return html.clean(serialise([Block("table", blocks=[Block("tbody", blocks=cells)])])).html
