"""A letter as .docx by python-docx, with real styles and the same bytes every time."""

import io
import zipfile
from datetime import date, datetime
from typing import Any

from docx import Document
from docx.document import Document as Opened
from docx.shared import Pt
from docx.text.paragraph import Paragraph as Placed

from gongkai.typeset.letters import measures, word_styles
from gongkai.typeset.letters.letter import (
    Block,
    Form,
    Head,
    Heading,
    Letter,
    Paragraph,
    Table,
    flat,
    printable,
)
from gongkai.typeset.letters.word_marks import code_beside, sealed
from gongkai.typeset.letters.word_styles import element
from gongkai.typeset.letters.word_tables import form, imprint, table

AROUND = Pt(measures.PITCH / 2)
"""The space between text and a table."""
ZIP_TIME = (1980, 1, 1, 0, 0, 0)


def docx(letter: Letter) -> bytes:
    """Return the letter as .docx."""
    document = Document(io.BytesIO(word_styles.base()))
    properties(document, letter.title, letter.organ, letter.on)
    _opening(document, letter)
    before: Block | None = None
    for block in flat(letter):
        _add(document, block, isinstance(before, Table | Form))
        before = block
    _closing(document, letter)
    made = io.BytesIO()
    document.save(made)
    return same_bytes(made.getvalue())


def same_bytes(made: bytes) -> bytes:
    """Return the package with fixed times, so that equal letters are equal files."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(made)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, ZIP_TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, old.read(name))
    return out.getvalue()


def properties(document: Opened, title: str, author: str, on: date) -> None:
    """Write the document's own data: title, author, and `on` as the only date."""
    told = document.core_properties
    at = datetime(on.year, on.month, on.day)  # noqa: DTZ001  stored as is
    told.title, told.author = printable(title)[:255], printable(author)[:255]
    told.created = told.modified = told.last_printed = at
    told.last_modified_by, told.comments, told.language = told.author, "", "zh-CN"
    told.revision = 1


def _opening(document: Opened, letter: Letter) -> None:
    organ, number = printable(letter.organ), printable(letter.number)
    if letter.head is Head.RED:
        head = _line(document, word_styles.HEAD, organ)
        size = measures.head_size(letter.organ)
        head.runs[0].font.size = Pt(size)
        spacing = element("w:spacing", val=str(round(size * (measures.HEAD_SPACED - 1) * 20)))
        head.runs[0]._r.get_or_add_rPr().insert(0, spacing)
        _line(document, word_styles.NUMBER, number)
    else:
        _line(document, word_styles.FORM_HEAD, organ)
        if number:
            _line(document, word_styles.FORM_HEAD, number)
    _line(document, "Heading 1", printable(letter.title))
    if letter.addressee:
        _line(document, word_styles.ADDRESSEE, f"{printable(letter.addressee)}：")


def _add(document: Opened, block: Block, after_table: bool) -> None:
    match block:
        case Paragraph(text):
            _indented(_line(document, "Normal", text))
        case Heading(text):
            _indented(_line(document, "Heading 2", text))
        case Table():
            document.paragraphs[-1].paragraph_format.space_after = AROUND
            table(document, block)
        case Form():
            form(document, block)
    if after_table and isinstance(block, Paragraph | Heading):
        document.paragraphs[-1].paragraph_format.space_before = AROUND


def _closing(document: Opened, letter: Letter) -> None:
    last = document.paragraphs[-1]
    last.paragraph_format.keep_with_next = True
    for n, name in enumerate(letter.listed):
        _enclosed(_line(document, word_styles.ENCLOSED, printable(name)), letter, n)
    if letter.signed:
        _signature(document, letter)
    if letter.note:
        _indented(_line(document, word_styles.NOTE, f"（{printable(letter.note)}）"))
    if letter.query is not None:
        code_beside(document, letter.query, [printable(line) for line in letter.reach])
    else:
        for n, line in enumerate(letter.reach):
            _apart(_indented(_line(document, word_styles.REACH, printable(line))), n == 0)
    if letter.imprint:
        imprint(document, letter.imprint)


def _signature(document: Opened, letter: Letter) -> None:
    signed = printable(letter.signed_by or letter.organ)
    organ_indent, day_indent = measures.signature_indents(signed, letter.day)
    for _ in range(2 if letter.seal else 1):
        _line(document, word_styles.SIGNED, "").paragraph_format.keep_with_next = True
    placed = _line(document, word_styles.SIGNED, signed)
    placed.paragraph_format.keep_with_next = True
    _right(placed, organ_indent)
    _right(_line(document, word_styles.SIGNED, letter.day), day_indent)
    if letter.seal is not None:
        sealed(placed, letter.seal, day_indent + measures.columns(letter.day) / 2)


def _line(document: Opened, style: str, text: str) -> Placed:
    return document.add_paragraph(text, style=style)


def _ind(placed: Placed, **cells: float) -> None:
    """Indent by character cells: firstLine, left, hanging, right."""
    told: dict[str, str] = {}
    for side, count in cells.items():
        told[f"{side}Chars"] = str(round(count * 100))
        told[side] = str(round(count * measures.CELL * 20))
    properties: Any = placed._p.get_or_add_pPr()
    properties.insert_element_before(element("w:ind", **told), "w:jc", "w:outlineLvl")


def _indented(placed: Placed) -> Placed:
    _ind(placed, firstLine=2)
    return placed


def _right(placed: Placed, cells: float) -> None:
    _ind(placed, right=cells)


def _enclosed(placed: Placed, letter: Letter, n: int) -> None:
    placed.paragraph_format.keep_with_next = True
    _apart(placed, n == 0)
    lead = 6.5 if len(letter.attachments) > 1 else 5.0
    start = 2.0 if n == 0 else 5.0
    _ind(placed, left=lead, hanging=lead - start)


def _apart(placed: Placed, first: bool) -> None:
    if first:
        placed.paragraph_format.space_before = Pt(measures.PITCH)
