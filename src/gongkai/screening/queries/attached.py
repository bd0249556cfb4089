"""What a file holds that has been read: personal data, what its reader does not see, what to look at."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256

from gongkai.kernel import detector
from gongkai.screening.models import Finding
from gongkai.screening.queries.finding import Found, head, salt, tail
from gongkai.text import personal
from gongkai.text.document import Document, Hidden, Paragraph, Picture, Place, Said, Table
from gongkai.text.personal.columns import roles_of
from gongkai.text.personal.names import is_cell_name
from gongkai.text.refusal import BadFile

HIDDEN, UNREAD = "hidden", "unread"
"""Kinds of findings that are about the file, not about a datum in it."""
PEOPLE = frozenset({"作者", "最后修改者", "主管"})
"""Properties in which a program leaves the names of people."""
PICTURES = "文件里有 {} 张图片，系统看不到其中的文字，请人工检查有没有不能公开的内容。"
MOST_FOUND = 50_000
TOO_MANY = (
    "附件里的个人信息超过 5 万处，逐处处理不过来。"
    "请先在原文件里删去不该公开的列，或者按内容拆成几个文件，再上传。"
)
"""More data than anybody can answer for; memory is bounded by it, too."""
_BY_NATURE = frozenset({Hidden.INSTRUCTION, Hidden.TARGET, Hidden.ALTERNATIVE, Hidden.CODE})
"""What every formula, link, picture or web page has; only personal data in it are asked about."""
_HEADS = 8
"""Rows at the beginning of a table among which its header is looked for."""
_FLAT = str.maketrans("\t\n\r\v\f\u2028\u2029", "       ")
_SAMPLE = 60


def look_in_file(place: str, name: str, file: Document) -> Iterator[Found]:
    """Look through a file called `name`; `place` names it to people.

    Raises BadFile for more data than anybody can answer for.
    """
    yield from _personal(place, name, file)
    yield from _hidden(place, name, file)


def to_look_at(place: str, name: str, digest: str, why: Iterable[str]) -> Iterator[Found]:
    """Return what somebody has to look at himself, because no machine could; nothing without a why.

    Who has looked at a file need not look at the same bytes again.
    """
    sentences = " ".join(why)
    if sentences:
        yield Found(
            UNREAD,
            place,
            sentences,
            "",
            personal.fingerprint(UNREAD, digest, salt()),
            1,
            source=Finding.Source.FILES,
            group=place,
            file=name,
        )


def not_read(file: Document) -> list[str]:
    """Return the sentences about what the reader of a file could not read."""
    pictures = sum(isinstance(part, Picture) for part in file.parts)
    if pictures and not file.notes:
        return [PICTURES.format(pictures)]
    return [*file.notes]


def _personal(place: str, name: str, file: Document) -> Iterator[Found]:
    found, asked = [], 0
    for each in detector.each_in_document(file):
        found.append(each)
        asked += each.confidence >= personal.ASKED
        if asked > MOST_FOUND:
            raise BadFile(TOO_MANY)
    key_of_all, groups = salt(), dict[str, str]()
    for each, beside in _seen(file, found):
        if each.confidence < personal.ASKED:
            continue
        why = each.hidden.value if each.hidden else ""
        group = _group(place, each.place, beside.column, why)
        yield Found(
            each.kind,
            f"{place}{each.place}" + (f"（{why}）" if why else ""),
            each.text,
            each.mask,
            personal.fingerprint(each.kind, each.normal, key_of_all),
            1,
            each.confidence,
            group=groups.setdefault(group, group),
            file=name,
            hidden=why,
            before=beside.before,
            after=beside.after,
        )


def _group(place: str, at: Place, column: str, why: str) -> str:
    """Return what is answered together: a column of a sheet or table, or the paragraphs of a file."""
    if column:
        table = f"第{at.table}张表" if at.table else ""
        sheet = f"工作表“{at.sheet}”" if at.sheet else table
        parts = [place, at.part, sheet, f"列“{column}”", why]
    else:
        parts = [place, at.part or "文字", why]
    return " · ".join(dict.fromkeys(filter(None, parts)))[:200]


@dataclass(frozen=True, slots=True)
class _Beside:
    """What stands around a finding: words before and after, the heading of its column."""

    before: str = ""
    after: str = ""
    column: str = ""


_Line = tuple[int, int, int, str, int, str]


def _line_of(place: Place) -> _Line:
    return (place.page, place.paragraph, place.table, place.sheet, place.row, place.part)


def _seen(
    file: Document, found: Sequence[personal.Finding]
) -> Iterator[tuple[personal.Finding, _Beside]]:
    """Return each finding with what stands around it, in one walk through the file.

    Findings of one line come in its order, so that each looks only behind the one before it.
    """
    wanted: dict[_Line, list[int]] = {}
    for number in range(len(found) - 1, -1, -1):
        wanted.setdefault(_line_of(found[number].place), []).append(number)
    for cells, place, table in _lines(file):
        if queue := wanted.get(_line_of(place)):
            first = table.first_column if table else None
            masked, taken = _masked([cell.translate(_FLAT) for cell in cells], first, queue, found)
            for number, column, start in taken:
                end = start + len(found[number].text)
                left = " ".join([*masked[:column], masked[column][:start]])
                right = " ".join([masked[column][end:], *masked[column + 1 :]])
                heading = _heading(table, column) if table else ""
                yield found[number], _Beside(tail(left), head(right), heading)
    for number in sorted(number for left in wanted.values() for number in left):
        yield found[number], _Beside()  # it runs over the end of its line


def _lines(file: Document) -> Iterator[tuple[Sequence[str], Place, Table | None]]:
    for part in file.parts:
        if isinstance(part, Paragraph):
            yield [part.text], part.place, None
        elif isinstance(part, Table):
            for number, cells in enumerate(part.rows):
                yield cells, part.place_of(number, 0), part


def _masked(
    flat: list[str], first: int | None, queue: list[int], found: Sequence[personal.Finding]
) -> tuple[list[str], list[tuple[int, int, int]]]:
    """Return the cells of a line masked, and (number, cell, start) of the findings taken from them.

    The last number of `queue` comes first.
    `first` is the column of the first cell; None for a paragraph, which is one cell wherever it is.
    """
    taken: list[tuple[int, int, int]] = []
    cursor: dict[int, int] = defaultdict(int)
    pieces: dict[int, list[str]] = defaultdict(list)
    while queue:
        each = found[queue[-1]]
        column = 0 if first is None else max(each.place.column - first, 0)
        start = flat[column].find(each.text, cursor[column]) if column < len(flat) else -1
        if start < 0:
            break
        taken.append((queue.pop(), column, start))
        pieces[column] += [flat[column][cursor[column] : start], each.mask]
        cursor[column] = start + len(each.text)
    rest = {column: flat[column][at:] for column, at in cursor.items() if column in pieces}
    masked = [
        "".join([*pieces[n], rest[n]]) if n in pieces else cell for n, cell in enumerate(flat)
    ]
    return masked, taken


def _heading(table: Table, column: int) -> str:
    """Return what heads a column: the lowest cell of the head that says something, or its number."""
    rows = table.rows[:_HEADS]
    last = next((n for n, row in enumerate(rows) if roles_of(list(row)) is not None), -1)
    said = (
        " ".join(row[column].split()) for row in reversed(rows[: last + 1]) if column < len(row)
    )
    return next(filter(None, said), "")[:30] or f"第{column + table.first_column}列"


def _hidden(place: str, name: str, file: Document) -> Iterator[Found]:
    """Return what a reader of the file does not see, one finding for each reason."""
    by_reason: dict[str, list[str]] = defaultdict(list)
    for said in file.said():
        if reason := _asked(said):
            by_reason[reason].append(said.text)
    for reason, texts in by_reason.items():
        digest = sha256("\n".join(texts).encode()).hexdigest()
        sample = " ".join(" ".join(texts[:5]).split())[: _SAMPLE * 2]
        yield Found(
            HIDDEN,
            f"{place}{reason} {len(texts)} 处",
            personal.mask(sample, detector.find(sample))[:_SAMPLE],
            "",
            personal.fingerprint(HIDDEN, f"{name}|{reason}|{digest}", salt()),
            len(texts),
            source=Finding.Source.FILES,
            group=f"{place} · 看不见的内容",
            file=name,
            hidden=reason,
        )


def _asked(said: Said) -> str:
    """Return why somebody must decide about a hidden stretch; empty where nobody has to."""
    if said.hidden is None or said.hidden in _BY_NATURE:
        return ""
    if said.hidden is Hidden.PROPERTY:
        is_person = said.place.part in PEOPLE and is_cell_name(said.text)
        return f"文件属性里的{said.place.part}" if is_person else ""
    if said.hidden is Hidden.CACHE and said.place.part == "图形":
        return ""
    return said.hidden.value
