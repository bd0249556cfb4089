"""An addressed envelope (国内信封 DL, 220 × 110 mm) for what the postal enterprise carries."""

import io
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources

from docx import Document
from docx.document import Document as Opened
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.shared import Mm, Pt

from gongkai.typeset.letters import word_styles
from gongkai.typeset.letters.letter import printable
from gongkai.typeset.letters.pair import Made
from gongkai.typeset.letters.pdf import compiled, faces
from gongkai.typeset.letters.word import properties, same_bytes

DIGITS = 6
SIDE_MM, TOP_MM = 14, 9


class BadPostcode(ValueError):
    """A postcode that is not six digits; the message is a Chinese sentence."""


@dataclass(frozen=True, slots=True)
class Envelope:
    """Who gets it where, and who sends it; `number` tells the office what is inside."""

    postcode: str
    address: str
    name: str
    organ: str
    sender_address: str
    sender_postcode: str
    number: str
    on: date

    def __post_init__(self) -> None:
        for code in (self.postcode, self.sender_postcode):
            if code and not (code.isascii() and code.isdecimal() and len(code) == DIGITS):
                raise BadPostcode(f"邮政编码应当是六位数字，“{code[:12]}”不是")

    @property
    def title(self) -> str:
        """The title of the files."""
        return f"信封：{printable(self.number)}"

    @property
    def sender(self) -> tuple[str, ...]:
        """The lines at the lower right."""
        lines = (f"{self.organ}　{self.number}", f"{self.sender_address}　{self.sender_postcode}")
        return tuple(printable(line) for line in lines)


def make(envelope: Envelope) -> Made:
    """Return the envelope as .docx and .pdf. Raises Unprintable as for a letter."""
    return Made(_docx(envelope), _pdf(envelope))


@cache
def _look() -> bytes:
    return resources.files("gongkai.typeset.letters").joinpath("envelope.typ").read_bytes()


def _pdf(envelope: Envelope) -> bytes:
    told = {
        "title": envelope.title,
        "organ": printable(envelope.organ),
        "on": [envelope.on.year, envelope.on.month, envelope.on.day],
        "boxes": list(envelope.postcode or " " * DIGITS),
        "address": printable(envelope.address),
        "name": printable(envelope.name),
        "sender": envelope.sender,
        "fonts": faces(),
    }
    return compiled(_look(), told, envelope.on)


def _docx(envelope: Envelope) -> bytes:
    document = Document(io.BytesIO(word_styles.base()))
    _page(document)
    properties(document, envelope.title, envelope.organ, envelope.on)
    postcode = document.add_paragraph("　".join(envelope.postcode), style=word_styles.REACH)
    address = document.add_paragraph(printable(envelope.address), style=word_styles.ADDRESSEE)
    name = document.add_paragraph(printable(envelope.name), style=word_styles.ADDRESSEE)
    for large in (*postcode.runs, *name.runs):
        large.font.size = Pt(20)
    address.paragraph_format.left_indent, name.paragraph_format.left_indent = Mm(16), Mm(34)
    address.paragraph_format.space_before = Mm(7)
    for n, line in enumerate(envelope.sender):
        placed = document.add_paragraph(line, style=word_styles.REACH)
        placed.alignment = ALIGN.RIGHT
        placed.paragraph_format.space_before = Mm(0 if n else 16)
    made = io.BytesIO()
    document.save(made)
    return same_bytes(made.getvalue())


def _page(document: Opened) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(220), Mm(110)
    section.left_margin = section.right_margin = Mm(SIDE_MM)
    section.top_margin = section.bottom_margin = Mm(TOP_MM)
    for footer in (section.footer, section.even_page_footer):
        for paragraph in footer.paragraphs:
            paragraph.clear()
            for field in list(paragraph._p):
                paragraph._p.remove(field)
