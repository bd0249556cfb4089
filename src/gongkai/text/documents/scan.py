"""Pages that are nothing but a picture, read by a machine: text that a person still has to check."""

import io
from collections.abc import Iterator
from functools import partial
from itertools import groupby, pairwise
from time import monotonic
from typing import BinaryIO, NamedTuple, Protocol

from PIL import Image, ImageOps
from pypdfium2 import PdfiumError
from pypdfium2.raw import FPDF_PAGEOBJ_IMAGE

from gongkai.text.archive import DAMAGED
from gongkai.text.document import Document, Part, Picture, Place, Table, not_seen
from gongkai.text.documents.gathering import Gathering
from gongkai.text.documents.layout import Glyph, line_of, paragraphs, rows
from gongkai.text.documents.pdf import ONE_AT_A_TIME, opened
from gongkai.text.refusal import BadFile

MAX_PAGES = 50
"""Pages of one file that are read; a page takes a second."""
MAX_SECONDS = 120.0
"""For one file; no page is begun later."""
MAX_PIXELS = 80_000_000
"""Of a picture that is unpacked."""
MAX_SIDE = 4_000
"""Pixels; larger pictures are made smaller first."""
DOTS_PER_INCH = 200
UNSURE = 0.8
"""Confidence below which a stretch of text counts as hardly legible."""
BY_MACHINE = "机器识读"
"""The part in which everything stands that a machine has read."""
_NAMED = 8
"""Pages that the note names one by one; a finding has room for a sentence."""
_FORMATS = ("JPEG", "PNG", "WEBP")
_BROKEN = (OSError, SyntaxError, ValueError, LookupError, EOFError, Image.DecompressionBombError)


class Stretch(NamedTuple):
    """Text found on a picture, its box in pixels (y grows downward), and how sure it is, 0 to 1."""

    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    confidence: float


class Recogniser(Protocol):
    """Whatever reads pictures."""

    def __call__(self, picture: bytes) -> list[Stretch]:
        """What stands on a picture (.bmp), in any order. Raises BadFile where it cannot tell."""
        ...


def with_scans_read(document: Document, file: BinaryIO, recognise: Recogniser) -> Document:
    """The document of ``file`` with the text of its scans, which follows the picture of each.

    A page keeps its note that a person must look where nothing was read, and beyond the limits.
    """
    until = monotonic() + MAX_SECONDS
    gathering = Gathering()
    found: dict[int, list[Part]] = {}
    unsure, tables = 0, len(document.tables)
    for page in document.scans[:MAX_PAGES]:
        if monotonic() > until:
            break
        seen = _read(file, page, recognise)
        if seen:
            before = len(gathering.parts)
            tables = _gather(seen, page, tables, gathering)
            found[page] = gathering.parts[before:]
            unsure += sum(each.confidence < UNSURE for each in seen)
    if not found:
        return document
    unread = {not_seen(page) for page in found}
    notes = [note for note in document.notes if note not in unread]
    parts = tuple(_placed(document.parts, found))
    scans = tuple(page for page in document.scans if page not in found)
    return Document(document.kind, parts, (_note(list(found), unsure), *notes), scans)


def _placed(parts: tuple[Part, ...], found: dict[int, list[Part]]) -> Iterator[Part]:
    for part in parts:
        yield part
        if isinstance(part, Picture) and not part.place.part:
            yield from found.get(part.place.page, ())


def _note(pages: list[int], unsure: int) -> str:
    more = f" 等 {len(pages)}" if len(pages) > _NAMED else ""
    named = "、".join(map(str, pages[:_NAMED])) + more
    which = f"第 {named} 页是扫描件或图片" if pages[0] else "这是图片"
    hardly = f"（有 {unsure} 处看不清）" if unsure else ""
    return f"{which}，文字由机器识读{hardly}，可能有错漏，请对照原件检查有没有不能公开的内容。"


def _read(file: BinaryIO, page: int, recognise: Recogniser) -> list[Stretch]:
    """What stands on a page; nothing where that cannot be told."""
    try:
        picture = _of_page(file, page) if page else _of_file(file)
        return [each for each in recognise(picture) if each.text.strip()]
    except BadFile:
        return []


def _of_file(file: BinaryIO) -> bytes:
    """A picture upright, on white, no larger than MAX_SIDE."""
    file.seek(0)
    try:
        with Image.open(file, formats=_FORMATS) as given:
            if given.width * given.height > MAX_PIXELS:
                raise BadFile(DAMAGED)
            upright = ImageOps.exif_transpose(given)
            upright = upright.convert("RGBA" if upright.has_transparency_data else "RGB")
            upright.thumbnail((MAX_SIDE, MAX_SIDE))
    except _BROKEN as error:
        raise BadFile(DAMAGED) from error
    if upright.mode == "RGBA":
        paper = Image.new("RGBA", upright.size, "white")
        upright = Image.alpha_composite(paper, upright).convert("RGB")
    return _bitmap(upright)


def _of_page(file: BinaryIO, number: int) -> bytes:
    """A page of a PDF as it is shown."""
    with ONE_AT_A_TIME, opened(file) as document:
        try:
            page = document[number - 1]
            for each in page.get_objects(filter=[FPDF_PAGEOBJ_IMAGE]):
                wide, tall = each.get_px_size()
                if wide * tall > MAX_PIXELS:
                    raise BadFile(DAMAGED)
            scale = min(DOTS_PER_INCH / 72, MAX_SIDE / max(*page.get_size(), 1))
            return _bitmap(page.render(scale=scale).to_pil().convert("RGB"))
        except PdfiumError as error:
            raise BadFile(DAMAGED) from error


def _bitmap(picture: Image.Image) -> bytes:
    out = io.BytesIO()
    picture.save(out, "BMP")
    return out.getvalue()


def _gather(seen: list[Stretch], page: int, tables: int, gathering: Gathering) -> int:
    """Tables and paragraphs from top to bottom; the number of tables so far."""
    glyphs = [Glyph(each.text.strip(), each.x0, -each.y1, each.x1, -each.y0) for each in seen]
    told = 0
    for parted, group in groupby(rows(glyphs, ordered=False), key=_is_parted):
        found = list(group)
        if parted:
            tables += 1
            grid = _grid(found)
            gathering.reckon(sum(map(len, grid)))
            gathering.tabulate(Table(grid, Place(page=page, table=tables, part=BY_MACHINE)))
            continue
        for text in paragraphs([line_of(row) for row in found]):
            told += 1
            gathering.say(text, Place(page=page, paragraph=told, part=BY_MACHINE))
    return tables


def _is_parted(row: list[Glyph]) -> bool:
    """There is a gap as wide as a letter: so it is a row of a table."""
    return any(after.x0 - before.x1 > after.y1 - after.y0 for before, after in pairwise(row))


def _grid(found: list[list[Glyph]]) -> tuple[tuple[str, ...], ...]:
    """Cells below each other, in the columns of the row that has most."""
    heads = max(found, key=len)
    grid = []
    for row in found:
        cells = [""] * len(heads)
        for cell in row:
            at = min(range(len(heads)), key=partial(_away, heads, cell))
            cells[at] = f"{cells[at]} {cell.text}".strip()
        grid.append(tuple(cells))
    return tuple(grid)


def _away(heads: list[Glyph], cell: Glyph, at: int) -> tuple[float, float]:
    """How far a cell stands from a column: none where it is above or below its head."""
    head = heads[at]
    beside = max(head.x0 - cell.x1, cell.x0 - head.x1, 0)
    return beside, abs(head.middle[0] - cell.middle[0])
