"""A list of persons read out of a table: its columns, its persons, and what else stands there."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import cast

from gongkai.text.document import Document, Place, Table, letters
from gongkai.text.listing.content import Content, content_of
from gongkai.text.listing.heading import Heading, find_heading
from gongkai.text.listing.listing import Column, Left, Listing, Row
from gongkai.text.listing.notes import about_file, about_rows, about_totals
from gongkai.text.personal import Hit, Kept, Kind, Validators, find_in_table, masked
from gongkai.text.personal.columns import NO_DATUM, roles_of
from gongkai.text.personal.health import CAUSES, WORDS
from gongkai.text.refusal import BadFile

MOST_ROWS = 20_000
"""Persons of one list."""
MOST_COLUMNS = 60
_TOTAL = re.compile(
    r"^(?:[一二三四五六七八九十\d]+[、.．])?(?:本页)?(?:合计|小计|总计|共计|累计|总共|平均)"
)
_REMARK = re.compile(
    "^(?:备注|说明|注[:：]|填表|制表|审核|经办|负责人|单位(?:（|\\()?盖章|联系电话|填报|日期[:：])"
)
_FILLED = frozenset({Content.PLACE, Content.CATEGORY, Content.ORGANISATION, Content.DATE})
"""Columns whose merged cells hold for every row they span."""
_WITHIN: frozenset[Kind] = frozenset({"address", "health", "hardship", "name"})
"""Data that stand within what a column is about: doors in a column of places."""

NO_TABLE = "这个文件里没有表格。请上传有表头和名单的 Excel 或 .csv 文件。"
NO_HEADING = (
    "没有找到表头。请检查：第一张表的前 15 行里，要有一行写明“姓名”“村（社区）”“金额”等项目名称，"
    "改好后重新上传。"
)
NO_PERSON = "表头下面没有名单。请检查文件是不是空表，或者名单在别的工作表里。"
TOO_LONG = "这个文件有 {:,} 行，一份名单最多 {:,} 行。请按村（社区）或批次拆成几份，分别公示。"
TOO_WIDE = "这张表有 {} 列，一份名单最多 {} 列。请删去用不到的列后重新上传。"


def candidates(document: Document) -> list[Table]:
    """Return the tables of a file that can be a list: those with a heading, else all; seen ones."""
    seen = [table for table in document.tables if not table.hidden and table.rows]
    return [table for table in seen if find_heading(table)] or seen


def read_listing(
    document: Document, validators: Validators, kept: Kept, sheet: str = ""
) -> Listing:
    """Return the list in a file, in the table named `sheet` or in the first that looks like one.

    `kept` says what masks leave. Raises BadFile with a sentence where there is none.
    """
    tables = candidates(document)
    if not tables:
        raise BadFile(NO_TABLE)
    table = next((each for each in tables if each.name == sheet), tables[0])
    heading = find_heading(table)
    if heading is None:
        raise BadFile(NO_HEADING)
    if len(heading.words) > MOST_COLUMNS:
        raise BadFile(TOO_WIDE.format(len(heading.words), MOST_COLUMNS))
    below = len(table.rows) - heading.last - 1
    if below > MOST_ROWS:
        raise BadFile(TOO_LONG.format(below, MOST_ROWS))
    return _listing(document, table, heading, validators, kept)


def _listing(
    document: Document, table: Table, heading: Heading, validators: Validators, kept: Kept
) -> Listing:
    contents = [content_of(words) for words in heading.words]
    roles = _roles(heading.words)
    grid = _grid(table, heading, contents)
    names = [at for at, kind in sorted(roles.items()) if kind in {"name", "minor"}]
    persons, left = _parted(table, heading, grid, names)
    if not persons:
        raise BadFile(NO_PERSON)
    said = [grid[row] for row in persons]
    hits = _hits(heading.words, said, roles, validators, kept)
    rows = tuple(
        Row(_number(table, row), grid[row], hits.get(at, {})) for at, row in enumerate(persons)
    )
    columns = tuple(
        _column(table, at, words, content, roles.get(at), rows)
        for at, (words, content) in enumerate(zip(heading.words, contents, strict=True))
    )
    others = [each.name for each in candidates(document) if each is not table and each.name]
    notes = [
        *about_file(document, table, heading, others),
        *about_rows(columns, rows, left),
        *about_totals(columns, rows, [grid[row] for row in _totals(table, heading, grid)]),
    ]
    titles = tuple(filter(None, (_line(row) for row in table.rows[: heading.first])))
    return Listing(table.name, titles, columns, rows, tuple(left), tuple(notes))


def _roles(words: Sequence[str]) -> dict[int, Kind]:
    """Return the personal datum each heading names; in a list of posts nobody is a child."""
    roles = roles_of(list(words)) or {
        at: alone[0] for at, each in enumerate(words) if each and (alone := roles_of([each]))
    }
    grown = any(role.staff for role in roles.values())
    kinds: dict[int, Kind] = {}
    for at, role in roles.items():
        if role.column in NO_DATUM:
            continue
        kind = cast("Kind", "mobile" if role.column == "telephone" else role.column)
        kinds[at] = "minor" if kind == "name" and role.young and not grown else kind
    return kinds


def _hits(
    headings: tuple[str, ...],
    rows: Sequence[tuple[str, ...]],
    roles: dict[int, Kind],
    validators: Validators,
    kept: Kept,
) -> dict[int, dict[int, list[Hit]]]:
    """Return what is personal in each cell; illness counts in every column, for a name stands by."""
    found: dict[int, dict[int, list[Hit]]] = defaultdict(lambda: defaultdict(list))
    told = Table((headings, *rows), Place())
    for cell in find_in_table(told, validators, kept):
        found[cell.row - 1][cell.column].append(cell.hit)
    for at, cells in enumerate(rows):
        for column, words in enumerate(cells):
            if words and column not in roles and not found[at][column]:
                found[at][column] += _conditions(words, kept)
    return {at: {c: hits for c, hits in cells.items() if hits} for at, cells in found.items()}


def _conditions(words: str, kept: Kept) -> Iterator[Hit]:
    if words in CAUSES:
        star = masked("hardship", words, kept)
        yield Hit("hardship", 0, len(words), words, words, 0.9, star)
        return
    for word in WORDS.finditer(words):
        star = masked("health", word[0], kept)
        yield Hit("health", *word.span(), word[0], word[0], 0.9, star)


def _grid(table: Table, heading: Heading, contents: list[Content]) -> dict[int, tuple[str, ...]]:
    """Return the rows below the heading, as wide as it; merged cells filled where they hold."""
    width = len(heading.words)
    grid = {
        row: [*table.rows[row], *[""] * (width - len(table.rows[row]))]
        for row in range(heading.last + 1, len(table.rows))
    }
    for (top, left), (tall, _) in table.spans.items():
        if tall > 1 and top in grid and contents[left] in _FILLED:
            for row in range(top + 1, min(top + tall, len(table.rows))):
                grid[row][left] = grid[row][left] or grid[top][left]
    return {row: tuple([" ".join(cell.split()) for cell in cells]) for row, cells in grid.items()}


def _parted(
    table: Table, heading: Heading, grid: dict[int, tuple[str, ...]], names: list[int]
) -> tuple[list[int], list[Left]]:
    """Return the rows of persons, and the others with the reason."""
    persons, left = [], []
    for row, cells in grid.items():
        why = _why_not(row in table.hidden_rows, cells, heading, names)
        if why is None:
            persons.append(row)
        else:
            left.append(Left(_number(table, row), why))
    return persons, left


def _why_not(
    hidden: bool, cells: tuple[str, ...], heading: Heading, names: list[int]
) -> str | None:
    """Return why a row is no person; None where it is one."""
    filled = [cell for cell in cells if cell]
    if hidden:
        return "隐藏的行"
    if is_total(cells):
        return "合计行"
    if tuple("".join(cell.split()) for cell in cells) == heading.words:
        return "重复的表头"
    if len(filled) < 2 or _REMARK.match(filled[0]):
        return "说明文字"
    return "没有姓名" if names and not cells[names[0]] else None


def is_total(cells: Sequence[str]) -> bool:
    """Whether a row sums others up: its first words are 合计, 小计 and the like."""
    words = ["".join(cell.split()) for cell in cells if cell.strip()]
    return any(_TOTAL.match(word) for word in words[:3])


def _totals(table: Table, heading: Heading, grid: dict[int, tuple[str, ...]]) -> list[int]:
    return [row for row, cells in grid.items() if row not in table.hidden_rows and is_total(cells)]


def _column(
    table: Table, at: int, words: str, content: Content, stated: Kind | None, rows: Sequence[Row]
) -> Column:
    filled = sum(bool(row.cells[at]) for row in rows)
    found = Counter(hit.kind for row in rows for hit in row.hits.get(at, ()))
    kind = stated
    if kind is None and found:
        most, count = found.most_common(1)[0]
        plain = content not in {Content.UNKNOWN, Content.REMARK}
        kind = None if count * 2 < filled or (plain and most in _WITHIN) else most
    if kind is not None:
        content = Content.PERSONAL
    heading = words or f"{letters(at + table.first_column)} 列（没有表头）"
    hidden = at in table.hidden_columns
    return Column(at, heading, content, kind, dict(found), filled, hidden)


def _number(table: Table, row: int) -> int:
    return table.place_of(row, 0).row


def _line(row: tuple[str, ...]) -> str:
    return " ".join(words for cell in row if (words := " ".join(cell.split())))
