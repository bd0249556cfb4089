"""A letter as data: what stands on it, in reading order; nothing of how it looks."""

import re
import struct
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property
from itertools import chain

NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
PNG = b"\x89PNG\r\n\x1a\n"
SEAL_MM = 42
"""The diameter of the seal of a county's offices and below (国发〔1999〕25号); a setting."""
SHORT = 4
"""A cell of so few characters may be centred."""
FEW_ROWS, FEW_CHARACTERS = 5, 500
"""A table within both stays on one page, a cell within the second is not split."""
SEAL_BYTES = 1024 * 1024
SEAL_PIXELS = 2000


class BadSeal(ValueError):
    """A picture that cannot be used as a seal; the message is a Chinese sentence."""


class Head(StrEnum):
    """What stands above the title: the red organ name and rule, or the organ in black (forms)."""

    RED = "red"
    PLAIN = "plain"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text; a line break in it begins a paragraph of its own."""

    text: str


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the first level; the caller writes its number: 一、二、三."""

    text: str


@dataclass(frozen=True, slots=True)
class Items:
    """Points of a list, numbered from 1 in the order given."""

    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A ruled table whose head is repeated on every page; `widths` are relative."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...] = ()
    caption: str = ""
    figures: tuple[int, ...] = ()
    """Columns of amounts, set right."""

    @property
    def together(self) -> bool:
        """Whether it is short enough to stand on one page."""
        return len(self.rows) <= FEW_ROWS and sum(map(len, chain(*self.rows))) <= FEW_CHARACTERS

    @property
    def centred(self) -> tuple[int, ...]:
        """The columns of nothing but a few characters: numbers of rows, yes and no."""
        columns = zip(*self.rows, strict=True)
        return tuple(
            n
            for n, column in enumerate(columns)
            if n not in self.figures and max(map(len, column)) <= SHORT
        )


@dataclass(frozen=True, slots=True)
class Form:
    """A form: label and value, a row each; an empty value is room to write in."""

    rows: tuple[tuple[str, str], ...]
    room: int = 1
    """Lines of room in a row whose value is empty."""


Block = Paragraph | Heading | Items | Table | Form


@dataclass(frozen=True, slots=True)
class Seal:
    """The seal over the date: a picture (.png, see-through), or without one the place to stamp."""

    image: bytes = b""
    millimetres: int = SEAL_MM

    def __post_init__(self) -> None:
        if not self.image:
            return
        if len(self.image) > SEAL_BYTES:
            raise BadSeal("印章图片超过1MB，请缩小后再上传")
        if not self.image.startswith(PNG) or len(self.image) < 33:
            raise BadSeal("印章图片应当是背景透明的PNG文件")
        width, height = struct.unpack(">II", self.image[16:24])
        if not 0 < max(width, height) <= SEAL_PIXELS or min(width, height) == 0:
            raise BadSeal(f"印章图片的边长应当在{SEAL_PIXELS}像素以内")


@dataclass(frozen=True, slots=True)
class Query:
    """How the receiver follows the case: a code to type and an address, printed as QR code."""

    code: str
    url: str


@dataclass(frozen=True)
class Letter:
    """One letter. `on` is the day under the signature and in the files' own data.

    `signed_by` is the organ unless another signs; a form that is not `signed` has no such lines.
    """

    organ: str
    title: str
    on: date
    number: str = ""
    addressee: str = ""
    body: tuple[Block, ...] = ()
    remedy: str = ""
    attachments: tuple[str, ...] = ()
    signed: bool = True
    signed_by: str = ""
    seal: Seal | None = None
    note: str = ""
    contact: tuple[str, ...] = ()
    query: Query | None = None
    copies: str = ""
    issued_by: str = ""
    issued_on: date | None = None
    head: Head = Head.RED

    @cached_property
    def day(self) -> str:
        """The date as GB/T 9704 writes it, without leading zeros."""
        return written(self.on)

    @cached_property
    def listed(self) -> tuple[str, ...]:
        """The lines of the attachments: one is not numbered, several are."""
        if len(self.attachments) == 1:
            return (f"附件：{self.attachments[0]}",)
        numbered = [f"{n}．{name}" for n, name in enumerate(self.attachments, start=1)]
        return tuple(("附件：" if n == 0 else "") + line for n, line in enumerate(numbered))

    @cached_property
    def reach(self) -> tuple[str, ...]:
        """The lines beside the QR code: contact, then how to follow the case."""
        if self.query is None:
            return self.contact
        told = f"查询码：{self.query.code}"
        way = "扫描二维码或者在公开网站输入查询码，可以查询办理情况。"
        return (*self.contact, told, way)

    @cached_property
    def imprint(self) -> tuple[tuple[str, str], ...]:
        """The rows of the 版记: left and right."""
        copies = ((f"抄送：{self.copies.rstrip('。')}。", ""),) if self.copies else ()
        if not self.issued_by:
            return copies
        return (*copies, (self.issued_by, f"{written(self.issued_on or self.on)}印发"))


def written(on: date) -> str:
    """Return a date in the words of a document: 2026年3月2日."""
    return f"{on.year}年{on.month}月{on.day}日"


def printable(text: str) -> str:
    """Return the text without what no document can hold, line breaks all alike."""
    return NOT_IN_XML.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


def paragraphs(text: str) -> tuple[str, ...]:
    """Return the paragraphs of a text, without empty ones."""
    return tuple(line.strip() for line in printable(text).split("\n") if line.strip())


def flat(letter: Letter, *, remedy: bool = True) -> tuple[Block, ...]:
    """Return the blocks of the body, and the remedy after them, each paragraph one of its own."""
    last = (Paragraph(letter.remedy),) if letter.remedy and remedy else ()
    whole = (*letter.body, *last)
    return tuple(chain.from_iterable(_parts(block) for block in whole))


def _parts(block: Block) -> tuple[Block, ...]:
    match block:
        case Paragraph(text):
            return tuple(Paragraph(line) for line in paragraphs(text))
        case Heading(text):
            return (Heading(printable(text)),)
        case Items(texts):
            lines = (f"{n}．{' '.join(paragraphs(text))}" for n, text in enumerate(texts, 1))
            return tuple(Paragraph(line) for line in lines)
        case Table():
            return (_table(block),)
        case Form(rows, room):
            return (Form(tuple((printable(a), printable(b)) for a, b in rows), room),)


def _table(table: Table) -> Table:
    rows = tuple(tuple(map(printable, row)) for row in table.rows)
    widths = table.widths or (1,) * len(table.head)
    return Table(
        tuple(map(printable, table.head)), rows, widths, printable(table.caption), table.figures
    )
