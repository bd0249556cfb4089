"""What a file says: its parts in reading order, where each stands, and what it hides."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from gongkai.text.signature import Kind


class Hidden(StrEnum):
    """Why somebody who looks at the file does not see a part; the value is told to the clerk."""

    COMMENT = "批注"
    DELETED = "修订中删除的文字"
    TEXT = "隐藏文字"
    PALE = "与底色相同或极小的文字"
    COVERED = "被图片或色块盖住的文字"
    OUTSIDE = "页面以外的文字"
    SHEET = "隐藏的工作表"
    SLIDE = "隐藏的幻灯片"
    ROW = "隐藏的行"
    COLUMN = "隐藏的列"
    PROPERTY = "文件属性"
    INSTRUCTION = "域代码或公式"
    TARGET = "链接地址"
    ALTERNATIVE = "图片的替代文字"
    CACHE = "透视表或外部链接的缓存"
    EMBEDDED = "嵌入的文件"
    CODE = "网页源代码中的文字"


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands; numbers count from 1, 0 where it has none."""

    page: int = 0
    paragraph: int = 0
    table: int = 0
    sheet: str = ""
    row: int = 0
    column: int = 0
    part: str = ""
    """Such as 页眉, 脚注, 批注, 作者."""

    def __str__(self) -> str:
        cell = f"{letters(self.column)}{self.row or ''}"
        told = (
            self.part,
            f"第{self.page}页" if self.page else "",
            f"工作表“{self.sheet}”" if self.sheet else "",
            f"第{self.table}张表" if self.table else "",
            f"第{self.paragraph}段" if self.paragraph else "",
            f"{cell}单元格" if self.row and self.column else f"第{self.row}行" if self.row else "",
        )
        return " ".join(filter(None, told)) or "正文"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph, heading (``level`` 1 to 6), list item, note or property."""

    text: str
    place: Place
    level: int = 0
    hidden: Hidden | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A table as a grid: a merged cell has its text at its first place and "" at the others.

    Rows may differ in length. ``spans`` tells of merged cells (row, column) → (rows, columns);
    rows and columns count from 0 there and in ``hidden_rows`` and ``hidden_columns``;
    ``row_numbers`` and ``first_column`` lead back to the places in the file.
    """

    rows: tuple[tuple[str, ...], ...]
    place: Place
    name: str = ""
    spans: Mapping[tuple[int, int], tuple[int, int]] = field(default_factory=dict)
    hidden: Hidden | None = None
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    row_numbers: tuple[int, ...] = ()
    first_column: int = 1
    computed: int = 0
    """Cells whose value a formula gives."""
    unvalued: int = 0
    """Those of them for which the file holds no value."""

    def place_of(self, row: int, column: int) -> Place:
        """Where the cell stands in the file."""
        own = self.place
        number = self.row_numbers[row] if self.row_numbers else row + 1
        return Place(
            page=own.page,
            table=own.table,
            sheet=own.sheet,
            row=number,
            column=column + self.first_column,
            part=own.part,
        )

    def why_hidden(self, row: int, column: int) -> Hidden | None:
        """Why the cell is not seen; None where it is."""
        if self.hidden:
            return self.hidden
        if row in self.hidden_rows:
            return Hidden.ROW
        return Hidden.COLUMN if column in self.hidden_columns else None


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture in the file, whose text only a person (or a machine that reads) can tell."""

    name: str
    place: Place


Part = Paragraph | Table | Picture


@dataclass(frozen=True, slots=True)
class Said:
    """A stretch of text, where it stands, and why it is not seen."""

    text: str
    place: Place
    hidden: Hidden | None


@dataclass(frozen=True, slots=True)
class Document:
    """A file that has been read: its parts in reading order; ``notes`` are for its sender."""

    kind: Kind
    parts: tuple[Part, ...]
    notes: tuple[str, ...] = ()
    scans: tuple[int, ...] = ()
    """Pages that are nothing but a picture; 0 where the file itself is one."""

    @property
    def tables(self) -> tuple[Table, ...]:
        """The tables in order."""
        return tuple(part for part in self.parts if isinstance(part, Table))

    @property
    def text(self) -> str:
        """All that is seen: a line for a paragraph, a row of cells parted by tabs for a table."""
        return "\n".join(_lines(self.parts))

    @property
    def whole(self) -> str:
        """All that is said, the hidden too, a line for a paragraph or row, names of sheets above."""
        return "\n".join(_all_lines(self.parts))

    def said(self) -> Iterator[Said]:
        """Every paragraph and every cell that holds text, the hidden too."""
        for part in self.parts:
            if isinstance(part, Paragraph):
                yield Said(part.text, part.place, part.hidden)
            elif isinstance(part, Table):
                for row, cells in enumerate(part.rows):
                    for column, text in enumerate(cells):
                        if text:
                            place = part.place_of(row, column)
                            yield Said(text, place, part.why_hidden(row, column))


def not_seen(page: int) -> str:
    """The note about a page that is nothing but a picture; 0 where the file itself is one."""
    if not page:
        return "这是图片，系统看不到其中的文字，请人工检查有没有不能公开的内容。"
    return (
        f"第 {page} 页是扫描件或图片，系统看不到其中的文字，请人工检查这一页有没有不能公开的内容。"
    )


def _lines(parts: tuple[Part, ...]) -> Iterator[str]:
    for part in parts:
        if isinstance(part, Paragraph) and not part.hidden:
            yield part.text
        elif isinstance(part, Table) and not part.hidden:
            for row, cells in enumerate(part.rows):
                if row not in part.hidden_rows:
                    seen = (c for at, c in enumerate(cells) if at not in part.hidden_columns)
                    yield "\t".join(seen)


def _all_lines(parts: tuple[Part, ...]) -> Iterator[str]:
    for part in parts:
        if isinstance(part, Paragraph):
            yield part.text
        elif isinstance(part, Table):
            yield from filter(None, [part.name])
            yield from ("\t".join(row) for row in part.rows)


def letters(column: int) -> str:
    """The name of a column of a sheet: 1 is A, 27 is AA."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
