"""Masked copies of plain text, of comma-separated tables and of web pages."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import unescape
from typing import BinaryIO, cast

from gongkai.text import html
from gongkai.text.document import Place
from gongkai.text.encoding import MAX_BYTES, codec
from gongkai.text.masking.flow import Flow
from gongkai.text.masking.grammars import WEB
from gongkai.text.masking.markup import escape, rendered
from gongkai.text.masking.masks import mask
from gongkai.text.masking.orders import MISSING, Done, Swap
from gongkai.text.masking.screen import Edit, Screen, applied, merged
from gongkai.text.masking.tables import differs, replaced
from gongkai.text.refusal import BadFile
from gongkai.text.signature import Kind

ENCODING = "认不出文本的编码，不能生成遮盖副本。请用记事本打开，另存为 UTF-8 编码后再试。"
SCRIPTS = "网页的脚本、注释、样式和文件头（只保留标题和正文）"
SEPARATORS = ",;\t|"
_QUOTED = re.compile('"(?:[^"]|"")*+"')
_ENDS = re.compile(r"\r\n|\r|\n")
_CHARSET = re.compile(
    rb"""<meta[^>]{0,200}charset\s*=\s*["']?\s*(gb2312|gbk|gb18030)""", re.IGNORECASE
)
_TITLE = re.compile(r"<title[^<>]{0,200}+>([^<]{0,2000}+)</title", re.IGNORECASE)
_MARKUP = re.compile(r"<!--|-->|<[^<>]*>")


@dataclass(slots=True)
class Coded:
    """The characters of a file and how they were written."""

    text: str
    encoding: str
    mark: bytes

    def written(self) -> bytes:
        """The bytes of the file."""
        return self.mark + self.text.encode(self.encoding)


def coded(file: BinaryIO, kind: Kind) -> Coded:
    """The text of ``file``. Raises BadFile where it is too long or damaged."""
    file.seek(0)
    content = file.read(MAX_BYTES + 1)
    if len(content) > MAX_BYTES:
        raise BadFile("文件太大，不能生成遮盖副本。请分成几个文件后再试。")
    mark, encoding = codec(content)
    if kind is Kind.HTML and not mark and _CHARSET.search(content[:4096]):
        encoding = "gb18030"
    try:
        return Coded(content[len(mark) :].decode(encoding), encoding, mark)
    except UnicodeDecodeError as error:
        raise BadFile(ENCODING) from error


def masked_text(text: str, screen: Screen) -> tuple[str, list[Done]]:
    """The text without what has to go; line ends and all else stay."""
    edits = screen.edits(text)
    ends = [found.end() for found in _ENDS.finditer(text)] if edits else []
    done = [Done(Place(row=bisect_right(ends, edit.start) + 1), edit.new) for edit in edits]
    return applied(text, edits), done


@dataclass(slots=True)
class _Field:
    """A value of a table: where it stands, and whether it is in quotation marks."""

    start: int
    end: int
    text: str
    is_quoted: bool


def masked_table(
    text: str, screen: Screen, cells: Mapping[Place, Sequence[Swap]]
) -> tuple[str, list[Done]]:
    """The table without what has to go, row by row; a value keeps its quotation marks.

    Raises BadFile where a cell does not say what was read, or is not there.
    """
    separator = _separator(text)
    swaps = {(place.row, place.column): wanted for place, wanted in cells.items()}
    out: list[str] = []
    done: list[Done] = []
    at = 0
    for number, row in enumerate(_rows(text, separator), 1):
        for column, (field, edits) in enumerate(_edits(row, screen), 1):
            wanted = replaced(field.text, swaps.pop((number, column), ()))
            if wanted is None:
                raise BadFile(differs(Place(row=number, column=column)))
            both = merged(field.text, [*wanted, *edits])
            if both:
                out += [text[at : field.start], _quoted(field, both, separator)]
                at = field.end
                done += [Done(Place(row=number, column=column), edit.new) for edit in both]
    if swaps:
        raise BadFile(MISSING.format(len(swaps)))
    return "".join([*out, text[at:]]), done


def masked_page(source: str, screen: Screen) -> tuple[str, list[Done]]:
    """The canonical form of the page without what has to go; as it was where nothing has to."""
    found = _TITLE.search(source)
    title = unescape(found[1]).strip() if found else ""
    body = html.clean(source).html
    flow = Flow(WEB, screen).read(body)
    done = mask(flow.views, screen)
    edits = screen.edits(title)
    done += [Done(Place(part="标题"), edit.new) for edit in edits]
    if not done and not any(map(screen.edits, _readings(source))):
        return source, []
    head = f'<head><meta charset="utf-8"><title>{escape(applied(title, edits))}</title></head>'
    made = rendered(body, flow.nodes(), ())
    page = f'<!DOCTYPE html>\n<html lang="zh-CN">{head}<body>{made}</body></html>\n'
    return page, done or [Done(Place(part="网页源代码"), "")]


def _readings(source: str) -> Iterator[str]:
    """A page as its source, as its text, and as both once entities are read."""
    yield source
    yield _MARKUP.sub("", source)
    if "&" in source:
        yield unescape(source)
        yield unescape(_MARKUP.sub("", source))


def _separator(text: str) -> str:
    """The one that parts most of the first lines alike; the comma where none does."""
    lines = [_QUOTED.sub("", line) for line in _ENDS.split(text[:100_000])[:100]]
    best, most = ",", 0
    for candidate in SEPARATORS:
        counts = Counter(number for line in lines if (number := line.count(candidate)))
        alike = max((times * 100 + min(number, 99) for number, times in counts.items()), default=0)
        if alike > most:
            best, most = candidate, alike
    return best


def _rows(text: str, separator: str) -> Iterator[list[_Field]]:
    value = re.compile(f'("(?:[^"]|"")*+")?+([^{re.escape(separator)}\r\n]*+)')
    row: list[_Field] = []
    at = 0
    while True:
        found = cast(re.Match[str], value.match(text, at))  # it matches nothing, too
        quoted = found[1]
        said = quoted[1:-1].replace('""', '"') + found[2] if quoted else found[2]
        row.append(_Field(found.start(), found.end(), said, bool(quoted)))
        at = found.end()
        if text[at : at + 1] == separator:
            at += 1
            continue
        yield row
        row = []
        ending = _ENDS.match(text, at)
        if not ending or ending.end() == len(text):
            return
        at = ending.end()


def _edits(row: list[_Field], screen: Screen) -> Iterator[tuple[_Field, list[Edit]]]:
    """What goes from each value, by itself and by the row as it is read."""
    at, whole = 0, screen.edits("\t".join(field.text for field in row))
    for field in row:
        end = at + len(field.text)
        own = [
            Edit(e.start - at, e.end - at, e.new) for e in whole if at <= e.start and e.end <= end
        ]
        yield field, [*own, *screen.lines(field.text)]
        at = end + 1


def _quoted(field: _Field, edits: Iterable[Edit], separator: str) -> str:
    text = applied(field.text, edits)
    breaks = any(char in text for char in (separator, "\n", "\r"))
    if field.is_quoted or breaks or (text[:1] == '"' != field.text[:1]):
        return '"' + text.replace('"', '""') + '"'
    return text
