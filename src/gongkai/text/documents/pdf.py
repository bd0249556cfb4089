"""A PDF: the text and tables of its pages as they are read, and what lies under or beside them."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, BinaryIO

import pypdfium2.raw as pdfium
from pypdfium2 import PdfDocument, PdfiumError

from gongkai.text.archive import DAMAGED
from gongkai.text.document import Document, Place, Table, not_seen
from gongkai.text.documents import pdfbeside
from gongkai.text.documents.gathering import Gathering
from gongkai.text.documents.gridlines import Ruled, tables
from gongkai.text.documents.layout import Glyph, Line, lines, paragraphs
from gongkai.text.documents.pdfobjects import Objects
from gongkai.text.documents.pdfpage import Letters, letters
from gongkai.text.refusal import BadFile
from gongkai.text.signature import LOCKED, Kind

MAX_PAGES = 3_000
_LARGE = 400
"""Square points from which on a picture may hold words that can be read."""
ONE_AT_A_TIME = threading.Lock()
"""The library keeps state of its own: two threads must not be in it at once."""


def read(file: BinaryIO) -> tuple[Gathering, list[tuple[str, bytes]]]:
    """What the file says, and the files attached to it.

    Raises BadFile where it is locked, damaged or too long.
    """
    gathering = Gathering()
    with ONE_AT_A_TIME, opened(file) as pdf:
        document = pdf.raw
        count = pdfium.FPDF_GetPageCount(document)
        if count > MAX_PAGES:
            raise BadFile(f"PDF 有 {count} 页，超过 {MAX_PAGES} 页的上限，请拆成几个文件后再上传。")
        tables_before = 0
        for number in range(1, count + 1):
            tables_before = _page(document, number, tables_before, gathering)
        pdfbeside.properties(document, gathering)
        pdfbeside.bookmarks(document, gathering)
        attached = list(pdfbeside.attachments(document, gathering))
    return gathering, attached


@contextmanager
def opened(file: BinaryIO) -> Iterator[PdfDocument]:
    """The file, open; only inside ONE_AT_A_TIME. Raises BadFile where it is locked or damaged."""
    file.seek(0)
    try:
        document = PdfDocument(file)
    except PdfiumError as error:
        locked = {pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY}
        raise BadFile(LOCKED if error.err_code in locked else DAMAGED) from error
    try:
        yield document
    finally:
        document.close()


def _page(document: Any, number: int, tables_before: int, gathering: Gathering) -> int:
    """One page; the number of tables so far."""
    page = pdfium.FPDF_LoadPage(document, number - 1)
    if not page:
        gathering.note(f"第 {number} 页打不开，请人工检查这一页。")
        return tables_before
    try:
        objects = Objects(document, page)
        beside = Gathering()
        covers = pdfbeside.remarks(page, number, objects, beside)
        pdfbeside.links(document, page, number, beside)
        found = letters(page, objects, covers, number, gathering)
    finally:
        pdfium.FPDF_ClosePage(page)
    pairs = len(objects.rulings) ** 2 // 4
    rulings = objects.rulings if gathering.affords(pairs) else []
    ruled, rest = tables(found.upright, rulings)
    _in_order(ruled, rest, number, tables_before, gathering)
    _aside(found, number, gathering)
    _pictures(objects, found, number, gathering)
    for said in Document(Kind.PDF, tuple(beside.parts)).said():
        gathering.say(said.text, said.place, said.hidden)
    return tables_before + len(ruled)


def _in_order(
    ruled: list[Ruled], rest: list[Glyph], number: int, before: int, gathering: Gathering
) -> None:
    """Tables between the paragraphs that stand above and below them."""
    waiting = lines(rest)
    told = 0
    for at, table in enumerate(ruled, 1):
        above = [line for line in waiting if line.y0 + line.y1 > table.y0 + table.y1]
        waiting = [line for line in waiting if line.y0 + line.y1 <= table.y0 + table.y1]
        told = _paragraphs(above, number, told, gathering)
        place = Place(page=number, table=before + at)
        gathering.reckon(sum(map(len, table.rows)))
        gathering.tabulate(Table(table.rows, place, spans=table.spans))
    _paragraphs(waiting, number, told, gathering)


def _paragraphs(found: list[Line], number: int, told: int, gathering: Gathering) -> int:
    texts = paragraphs(found)
    for at, text in enumerate(texts, told + 1):
        gathering.say(text, Place(page=number, paragraph=at))
    return told + len(texts)


def _aside(found: Letters, number: int, gathering: Gathering) -> None:
    """Tilted texts, which are no part of any line, and the hidden ones."""
    watermark = Place(page=number, part="水印")
    for text in dict.fromkeys("".join(said) for said in _words(found.tilted)):
        gathering.say(text, watermark)
    for why, glyphs in found.hidden.items():
        for line in lines(glyphs):
            gathering.say(line.text, Place(page=number), why)


def _words(tilted: dict[int, list[str]]) -> Iterator[list[str]]:
    """Texts painted directly one after the other belong together."""
    said: list[str] = []
    before = -1
    for order, text in tilted.items():
        if said and order > before + 1:
            yield said
            said = []
        said = said + text
        before = order
    if said:
        yield said


def _pictures(objects: Objects, found: Letters, number: int, gathering: Gathering) -> None:
    if not objects.pictures:
        return
    place = Place(page=number)
    if not found.upright:
        gathering.show(f"第{number}页", place)
        gathering.note(not_seen(number))
        gathering.scans.append(number)
        return
    for box in objects.pictures:
        if (box[2] - box[0]) * (box[3] - box[1]) >= _LARGE:
            gathering.show(f"第{number}页的图片", place)
