"""Any file as one document: the reader of its kind, and the files inside it one level deep."""

import io
from collections.abc import Callable, Iterator
from typing import BinaryIO

from gongkai.text.archive import opened
from gongkai.text.document import Document, Hidden, Picture, Place, not_seen
from gongkai.text.documents import converter, docx, html, ofd, pdf, plain, pptx, xls, xlsx
from gongkai.text.documents.gathering import Gathering
from gongkai.text.refusal import BadFile
from gongkai.text.signature import Kind, sniff

MAX_FILE = 300_000_000
"""Bytes of a file that is read at all."""
MAX_EMBEDDED = 50_000_000
"""Bytes of one file inside another."""
_INSIDE = ("embeddings/", "/afchunk", "/activeX/", "/externalData/")
_READERS: dict[Kind, Callable[[BinaryIO], Gathering]] = {
    Kind.TXT: plain.read_text,
    Kind.CSV: plain.read_csv,
    Kind.HTML: html.read,
    Kind.DOCX: docx.read,
    Kind.XLSX: xlsx.read,
    Kind.PPTX: pptx.read,
    Kind.XLS: xls.read,
    Kind.ET: xls.read,
    Kind.OFD: ofd.read,
}
_PACKAGES = frozenset({Kind.DOCX, Kind.XLSX, Kind.PPTX})
_CONVERTED = frozenset({Kind.DOC, Kind.WPS})
READABLE = frozenset({*_READERS, *_CONVERTED, Kind.PDF})
"""The kinds of files that have a reader."""
Inner = tuple[str, bytes]


def read_document(file: BinaryIO, kind: Kind, name: str) -> Document:
    """What ``file`` says, whose kind :func:`signature.sniff` told; ``name`` is for pictures.

    A kind without reader gives a document without parts whose note asks a person to look.
    Raises BadFile, never anything else, where the file is damaged, locked, hostile or too large.
    """
    if file.seek(0, 2) > MAX_FILE:
        raise BadFile("文件超过 300 MB，系统无法检查。请拆成几个文件后分别上传。")
    if kind.is_picture:
        scans = () if kind == Kind.GIF else (0,)
        return Document(kind, (Picture(name, Place()),), (not_seen(0),), scans)
    if kind not in READABLE:
        note = "系统读不了这种文件里的内容，请人工检查有没有不能公开的内容。"
        return Document(kind, (), (note,))
    gathering, inner = _read(file, kind)
    for inner_name, content in inner:
        _embed(gathering, inner_name, content)
    return Document(kind, tuple(gathering.parts), tuple(gathering.notes), tuple(gathering.scans))


def _read(file: BinaryIO, kind: Kind) -> tuple[Gathering, list[Inner]]:
    """The parts of a file, and the files inside it."""
    try:
        if kind == Kind.PDF:
            return pdf.read(file)
        if kind in _CONVERTED:
            file, kind = io.BytesIO(converter.docx_of(file, kind)), Kind.DOCX
        gathering = _READERS[kind](file)
        return gathering, list(_inner(file)) if kind in _PACKAGES else []
    except (RecursionError, MemoryError) as error:
        raise BadFile("文件太大或层层嵌套，系统无法检查。请拆开或另存后再上传。") from error


def _inner(file: BinaryIO) -> Iterator[Inner]:
    """Files embedded in an Office file."""
    with opened(file) as archive:
        for info in archive.infolist():
            name = info.filename
            if any(folder in name for folder in _INSIDE) and not name.endswith((".xml", ".rels")):
                short = name.rpartition("/")[2]
                large = info.file_size > MAX_EMBEDDED
                yield short, b"" if large else archive.read(info)


def _embed(gathering: Gathering, name: str, content: bytes) -> None:
    """The parts of a file inside; a note where it cannot be read."""
    try:
        kind = sniff(io.BytesIO(content), name)
        if kind not in READABLE:
            raise BadFile(name)
        inside, deeper = _read(io.BytesIO(content), kind)
    except BadFile:
        gathering.say(name, Place(part="嵌入的文件"), Hidden.EMBEDDED)
        gathering.note(f"文件里嵌入了“{name}”，系统读不出它的内容，请人工检查或删除后再上传。")
        return
    gathering.embed(tuple(inside.parts), f"嵌入的文件“{name}”")
    for sentence in inside.notes:
        gathering.note(f"嵌入的文件“{name}”：{sentence}")
    for further, _ in deeper:
        gathering.note(f"嵌入的文件“{name}”里还嵌入了“{further}”，请人工检查或删除后再上传。")
