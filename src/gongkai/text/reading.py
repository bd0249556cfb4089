"""Files read as documents (for a draft) and as bare text (for screening)."""

import csv
import io
import re
from typing import BinaryIO

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, load_workbook

from gongkai.text import html
from gongkai.text.archive import DAMAGED, check_zip, opened
from gongkai.text.encoding import MAX_BYTES, decode
from gongkai.text.letterhead import Line, find_date, find_number, find_title
from gongkai.text.prose import recognise
from gongkai.text.refusal import BadFile
from gongkai.text.repair import repair
from gongkai.text.signature import LOCKED, Kind
from gongkai.text.tree import Block, Piece, serialise
from gongkai.text.word import OLD_WORD, Image, Imported, read_docx
from gongkai.text.wordxml import parse

__all__ = ["Image", "Imported", "read", "read_text"]

MAX_COLUMNS = 60
"""Columns of a .csv that still make a table in a document."""

_CHARSET = re.compile(
    rb"""<meta[^>]{0,200}charset\s*=\s*["']?\s*(gb2312|gbk|gb18030)""", re.IGNORECASE
)
_REFUSALS = {
    Kind.DOC: OLD_WORD,
    Kind.WPS: "这是旧版 .wps 文件，请用 WPS 另存为 .docx 后再导入。",
    Kind.PDF: "PDF 不能直接导入正文。请用原来的 Word 稿导入，PDF 作为附件上传。",
    Kind.OFD: "OFD 不能直接导入正文。请用原来的 Word 稿导入，OFD 作为附件上传。",
    Kind.XLSX: "表格不能直接导入正文。请复制需要的部分粘贴到正文，或作为附件上传。",
}
_OTHER = "这种文件不能导入正文，请作为附件上传。"
_PARAGRAPH_ENDS = frozenset({"p", "tab", "br", "cr", "tr"})


def read(file: BinaryIO, kind: Kind, name: str) -> Imported:
    """The document in ``file``, whose kind :func:`signature.sniff` told; ``name`` serves as title.

    Garbled text is mended and said. Raises BadFile for kinds that hold no text of a draft.
    """
    if kind == Kind.DOCX:
        return read_docx(file)
    if kind not in {Kind.TXT, Kind.HTML, Kind.CSV}:
        raise BadFile(_REFUSALS.get(Kind(kind), _OTHER))
    text = _decoded(file, kind)
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


def read_text(file: BinaryIO, kind: Kind | str) -> str | None:
    """All text of a file, the hidden too (comments, headers, hidden sheets): for screening.

    None where the kind is not read (pictures, PDF, OFD, old Word). Raises BadFile for damage.
    """
    if kind == Kind.DOCX:
        return _all_parts(file)
    if kind in {Kind.XLSX, Kind.XLS, Kind.ET}:
        return _all_sheets(file, kind)
    if kind in {Kind.TXT, Kind.CSV}:
        return _decoded(file, Kind(kind))
    if kind == Kind.HTML:
        source = _decoded(file, Kind.HTML)
        cleaned = html.clean(source).html
        return f"{html.plain(cleaned)}\n{html.unseen(cleaned)}\n{source}"
    return None


def _decoded(file: BinaryIO, kind: Kind) -> str:
    file.seek(0)
    content = file.read(MAX_BYTES + 1)
    if kind == Kind.HTML and _CHARSET.search(content[:4096]):
        return content.decode("gb18030", "replace")
    return decode(content)


def _table(text: str) -> str:
    """A .csv as a table whose first row is its head."""
    rows = [row for row in csv.reader(io.StringIO(text)) if any(row)]
    if rows and max(map(len, rows)) > MAX_COLUMNS:
        raise BadFile(f"表格超过 {MAX_COLUMNS} 列，不适合放在正文里，请作为附件上传。")
    cells = [
        Block("tr", blocks=[
            Block("td" if at else "th", blocks=[Block("p", pieces=[Piece(cell)])]) for cell in row
        ])
        for at, row in enumerate(rows)
    ]  # fmt: skip
    return html.clean(serialise([Block("table", blocks=[Block("tbody", blocks=cells)])])).html


def _all_parts(file: BinaryIO) -> str:
    check_zip(file, allow_nested=True)
    out: list[str] = []
    with opened(file) as archive:
        for name in archive.namelist():
            if not name.endswith((".xml", ".rels")):
                continue
            for node in parse(archive.read(name)).iter():
                local = node.tag.rpartition("}")[2]
                out += ["\n"] if local in _PARAGRAPH_ENDS else []
                out += [node.text or ""] if local in {"t", "delText", "instrText"} else []
                out += [f"\n{said}\n" for said in _said(node.attrib)]
                if name.startswith("docProps/"):
                    out.append(f"\n{node.text or ''}")
            out.append("\n")
    return "".join(out)


def _said(attrib: dict[str, str]) -> list[str]:
    """Words in attributes: alternative texts, link targets, authors of remarks."""
    wanted = ("descr", "title", "author", "Target")
    return [text for key, text in attrib.items() if key.rpartition("}")[2] in wanted and text]


def _all_sheets(file: BinaryIO, kind: Kind | str) -> str:
    if kind == Kind.XLSX:
        check_zip(file, allow_nested=True)
    file.seek(0)
    try:
        with load_workbook(io.BytesIO(file.read())) as book:
            return "\n".join(_sheets(book))
    except PasswordError as error:
        raise BadFile(LOCKED) from error
    except (CalamineError, ValueError) as error:
        raise BadFile(DAMAGED) from error


def _sheets(book: CalamineWorkbook) -> list[str]:
    out: list[str] = []
    for name in book.sheet_names:
        out.append(name)
        for row in book.get_sheet_by_name(name).to_python():
            out.append("\t".join(_cell(value) for value in row))
    return out


def _cell(value: object) -> str:
    """A cell as the reader sees it: a number kept as such comes back without .0."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
