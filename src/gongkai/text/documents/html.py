"""A web page: its paragraphs and tables, and what only its source tells."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import BinaryIO

from gongkai.text.document import Hidden, Paragraph, Place, Table
from gongkai.text.documents import webstyle
from gongkai.text.documents.gathering import ROW, Gathering, Piece, seen, unseen
from gongkai.text.documents.markup import Token, tokens
from gongkai.text.encoding import MAX_BYTES, decode
from gongkai.text.refusal import BadFile
from gongkai.text.spacing import WIDE

MAX_NESTING = 2_000
MAX_SPAN = 1_000
_CHARSET = re.compile(
    rb"""<meta[^>]{0,200}charset\s*=\s*["']?\s*(gb2312|gbk|gb18030)""", re.IGNORECASE
)
_WRAPPED = re.compile(rf"(?<=[{WIDE}])[ \t\r\f]*\n\s*(?=[{WIDE}])")
_SPACES = re.compile(r"[ \t\r\n\f\xa0]+")
_INLINE = frozenset(
    {"a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em"}
    | {"font", "i", "img", "input", "ins", "kbd", "label", "mark", "q", "s", "samp", "small"}
    | {"span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr", "button", "o:p"}
    | {"rb", "rp", "rt", "rtc", "ruby", "nobr", "map", "area", "select", "link", "meta", "param"}
    | {"source", "track", "embed", "base", "picture", "svg", "canvas", "audio", "video", "object"}
)
_NO_WORDS = frozenset(
    {"class", "style", "width", "height", "align", "valign", "border", "cellspacing", "color"}
    | {"cellpadding", "bgcolor", "face", "size", "lang", "rowspan", "colspan", "rel", "type"}
    | {"charset", "http-equiv", "nowrap", "target", "xmlns", "xml:lang", "dir", "hidden", "scope"}
    | {"language", "media", "role", "tabindex", "method", "start", "noshade", "clear"}
)
_TARGETS = frozenset({"href", "src", "action", "cite", "background", "data", "formaction"})
_ALTERNATIVES = frozenset({"alt", "title", "aria-label", "placeholder", "summary"})
_REASONS = dict.fromkeys(_TARGETS, Hidden.TARGET) | dict.fromkeys(_ALTERNATIVES, Hidden.ALTERNATIVE)
_LEVELS = {f"h{level}": level for level in range(1, 7)}
_IMPLIED = {
    "li": {"li"}, "p": {"p"}, "tr": {"td", "th", "tr"}, "td": {"td", "th"}, "th": {"td", "th"},
    "dt": {"dt", "dd"}, "dd": {"dt", "dd"}, "option": {"option"},
    "tbody": {"td", "th", "tr", "thead", "tbody"}, "tfoot": {"td", "th", "tr", "tbody"},
}  # fmt: skip
_CELLED = frozenset({"tr", "td", "th", "tbody", "tfoot"})
"""Tags whose start ends those that were left open."""


@dataclass(slots=True)
class _Frame:
    tag: str
    hidden: Hidden | None
    ground: bool


@dataclass(slots=True)
class _Table:
    """A table while it is read; `filled` are places taken by cells that span."""

    rows: list[list[str]] = field(default_factory=list)
    spans: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)
    filled: set[tuple[int, int]] = field(default_factory=set)
    hidden: Hidden | None = None
    hidden_rows: set[int] = field(default_factory=set)
    cell: tuple[int, int] | None = None
    paragraphs: list[str] = field(default_factory=list)
    before: list[Paragraph | Table] = field(default_factory=list)
    after: list[Paragraph | Table] = field(default_factory=list)

    @property
    def hides_row(self) -> bool:
        """The row being read is not seen as a whole."""
        return len(self.rows) - 1 in self.hidden_rows


class _Page:
    def __init__(self, gathering: Gathering) -> None:
        self._gathering = gathering
        self._sheet = webstyle.Sheet()
        self._open: list[_Frame] = []
        self._pieces: list[Piece] = []
        self._tables: list[_Table] = []
        self._count = self._table_count = 0
        self._said: set[tuple[str, Hidden]] = set()

    def take(self, token: Token) -> None:
        """One token of the page."""
        if token.sort == "text":
            self._text(token.text)
        elif token.sort == "open":
            self._start(token.text, token.attrs)
        elif token.sort == "close":
            self._end(token.text)
        elif token.sort == "remark":
            self._beside(token.text, Hidden.CODE, "注释")
        elif self._open and self._open[-1].tag == "style":
            self._sheet.read(token.text)
            self._beside(token.text, Hidden.CODE, "样式")
        else:
            self._beside(token.text, Hidden.CODE, "脚本")

    def finish(self) -> None:
        """Whatever was left open ends here."""
        self._flush()
        while self._tables:
            self._end_table()

    def _text(self, text: str) -> None:
        frame = self._open[-1] if self._open else None
        if not any(each.tag in {"pre", "textarea"} for each in self._open[-20:]):
            text = _SPACES.sub(" ", _WRAPPED.sub("", text))
        self._pieces.append((text, frame.hidden if frame else None))

    def _start(self, tag: str, attrs: Mapping[str, str]) -> None:
        while implied := self._implied(tag):
            self._end(implied)
        outer = self._open[-1] if self._open else _Frame("", None, False)
        frame = _Frame(tag, outer.hidden or self._hides(tag, attrs, outer.ground), outer.ground)
        frame.ground = outer.ground or webstyle.has_background(attrs)
        if tag not in _INLINE and tag != "br":
            self._flush()
        self._attributes(attrs)
        if len(self._open) >= MAX_NESTING:
            raise BadFile("网页层层嵌套，不正常，无法整理。请另存一份后再上传。")
        self._open.append(frame)
        if tag == "br":
            self._pieces.append(("\n", frame.hidden))
        elif tag == "input" and attrs.get("type", "").lower() != "hidden":
            self._pieces.append((attrs.get("value", ""), frame.hidden))
        self._table(tag, attrs, frame)

    def _implied(self, tag: str) -> str:
        """The open tag that the start of ``tag`` ends; '' where there is none."""
        ended: set[str] = _IMPLIED.get(tag, set())
        for frame in reversed(self._open if ended else ()):
            if frame.tag in ended:
                return frame.tag
            if frame.tag == "table" or (tag not in _CELLED and frame.tag not in _INLINE):
                break
        return ""

    def _table(self, tag: str, attrs: Mapping[str, str], frame: _Frame) -> None:
        if tag == "table":
            self._tables.append(_Table(hidden=frame.hidden))
        elif not self._tables:
            return
        elif tag == "tr":
            table = self._tables[-1]
            self._end_cell()
            self._gathering.reckon(ROW)
            table.rows.append([])
            if frame.hidden:
                table.hidden_rows.add(len(table.rows) - 1)
        elif tag in {"td", "th"}:
            self._end_cell()
            self._start_cell(attrs)

    def _start_cell(self, attrs: Mapping[str, str]) -> None:
        table = self._tables[-1]
        if not table.rows:
            table.rows.append([])
        row = len(table.rows) - 1
        column = len(table.rows[row])
        while (row, column) in table.filled:
            table.filled.discard((row, column))
            table.rows[row].append("")
            column += 1
        height, width = _span(attrs.get("rowspan")), _span(attrs.get("colspan"))
        self._gathering.reckon(height * width)
        if (height, width) != (1, 1):
            table.spans[row, column] = (height, width)
        table.filled |= {
            (row + down, column + right) for down in range(1, height) for right in range(width)
        }
        table.rows[row] += [""] * width
        table.cell = (row, column)

    def _hides(self, tag: str, attrs: Mapping[str, str], ground: bool) -> Hidden | None:
        if tag in {"template", "datalist", "script", "style", "object", "title"}:
            return Hidden.CODE
        if "hidden" in attrs:
            return Hidden.TEXT
        if attrs.get("color", "").lower() in {"#ffffff", "#fff", "white"} and not ground:
            return Hidden.PALE
        why = webstyle.why_hidden(attrs.get("style", "")) or self._sheet.why(tag, attrs)
        return None if why == Hidden.PALE and ground and "color" in attrs.get("style", "") else why

    def _attributes(self, attrs: Mapping[str, str]) -> None:
        for name, value in attrs.items():
            if name in _NO_WORDS or not value.strip():
                continue
            if name in _TARGETS and value[:5].lower() == "data:":
                self._gathering.note(
                    "网页里有直接写入的图片或文件，系统看不到其中的文字，请人工看一眼。"
                )
                continue
            self._beside(value, _REASONS.get(name, Hidden.CODE), "")

    def _end(self, tag: str) -> None:
        if not any(frame.tag == tag for frame in self._open[-200:]):
            return
        if tag not in _INLINE and tag != "br":
            self._flush(_LEVELS.get(tag, 0))
        left = ""
        while left != tag:
            left = self._open.pop().tag
            if left == "table":
                self._end_table()
            elif left in {"td", "th"}:
                self._end_cell()

    def _end_cell(self) -> None:
        if self._tables and self._tables[-1].cell:
            self._flush()
            table = self._tables[-1]
            row, column = table.cell or (0, 0)
            table.rows[row][column] = "\n".join(table.paragraphs)
            table.cell, table.paragraphs = None, []

    def _end_table(self) -> None:
        self._end_cell()
        table = self._tables.pop()
        for row, column in sorted(table.filled):
            if row < len(table.rows):
                table.rows[row] += [""] * (column + 1 - len(table.rows[row]))
        self._table_count += 1
        made = Table(
            tuple(map(tuple, table.rows)),
            Place(table=self._table_count),
            spans=table.spans,
            hidden=table.hidden,
            hidden_rows=frozenset() if table.hidden else frozenset(table.hidden_rows),
        )
        if not any(table.rows):
            made = Table((), Place())
        for part in (*table.before, made, *table.after):
            self._add(part)

    def _flush(self, level: int = 0) -> None:
        pieces, self._pieces = self._pieces, []
        if self._open and self._open[-1].tag == "title":
            self._beside("".join(text for text, _ in pieces), Hidden.PROPERTY, "网页标题")
            return
        table = self._tables[-1] if self._tables else None
        said: list[tuple[Hidden | None, str]] = [(None, seen(pieces)), *unseen(pieces)]
        for why, whole in said:
            text = "\n".join(filter(None, (" ".join(line.split()) for line in whole.split("\n"))))
            if not text:
                continue
            if table and table.cell and (why in {None, table.hidden} or table.hides_row):
                table.paragraphs.append(text)
                continue
            self._count += 1
            self._add(Paragraph(text, Place(paragraph=self._count), level, why))

    def _beside(self, text: str, hidden: Hidden, part: str) -> None:
        if text.strip() and (text, hidden) not in self._said:
            self._said.add((text, hidden))
            self._add(Paragraph(text.strip(), Place(part=part or "网页源代码"), 0, hidden))

    def _add(self, part: Paragraph | Table) -> None:
        if self._tables:
            table = self._tables[-1]
            (table.after if table.rows else table.before).append(part)
        elif isinstance(part, Paragraph):
            self._gathering.say(part.text, part.place, part.hidden, level=part.level)
        else:
            self._gathering.tabulate(part)


def _span(said: str | None) -> int:
    text = (said or "").strip()
    if text.isascii() and text.isdigit():
        return max(1, min(int(text[:6]), MAX_SPAN))
    return 1


def source(file: BinaryIO) -> str:
    """The characters of a page. Raises BadFile where it is too long or no encoding fits."""
    file.seek(0)
    content = file.read(MAX_BYTES + 1)
    if len(content) <= MAX_BYTES and _CHARSET.search(content[:4096]):
        return content.decode("gb18030", "replace")
    return decode(content)


def read(file: BinaryIO) -> Gathering:
    """What the page says. Raises BadFile where it is too large or nested beyond reason."""
    gathering = Gathering()
    page = _Page(gathering)
    for token in tokens(source(file)):
        page.take(token)
    page.finish()
    return gathering
