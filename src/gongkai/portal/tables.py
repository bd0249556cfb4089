"""Lists as CSV for spreadsheets (UTF-8 with a mark, so that Excel reads it), in parts.

A part is a fixed range of places in the list, so that one publication rewrites one part.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache, partial
from typing import TYPE_CHECKING

from gongkai.disclosures.queries import public
from gongkai.disclosures.queries.public import List, LongLine, path_of
from gongkai.portal import links
from gongkai.portal.cells import harmless
from gongkai.portal.page import Page
from gongkai.portal.rows import KEPT

if TYPE_CHECKING:
    from gongkai.portal.share import Share
    from gongkai.portal.shell import Shell

PER_TABLE = 200
HEAD = ("索引号", "标题", "发文字号", "发布机构", "发布日期", "网址")


def part_of(place: int) -> int:
    """Return the part that holds a place; an empty list has one part."""
    return max(place - 1, 0) // PER_TABLE + 1


def every(shell: "Shell", share: "Share", path: str, source: List, last: int) -> Iterator[Page]:
    """Render this share of the parts of a list below `path`."""
    for part in share.some(range(1, part_of(last) + 1)):
        yield table(shell, path, source, part)


def touched(shell: "Shell", path: str, source: List, places: Iterable[int]) -> Iterator[Page]:
    """Render the parts that hold one of these places."""
    for part in sorted({part_of(place) for place in places}):
        yield table(shell, path, source, part)


def table(shell: "Shell", path: str, source: List, part: int) -> Page:
    """Return one part of a list."""
    drawn = shell.kept("table rows", lambda: lru_cache(KEPT)(partial(_row, shell)))
    first = (part - 1) * PER_TABLE + 1
    rows = [drawn(line) for line in public.long_lines(source, first, first + PER_TABLE - 1)]
    return Page(path + links.table(part), f"\ufeff{_line(HEAD)}{''.join(rows)}".encode())


def _row(shell: "Shell", line: LongLine) -> str:
    published = line.published_at.astimezone(shell.zone)
    organ = shell.organ_names.get(line.organ, "")
    cells = (line.index_number, line.title, line.doc_number, organ)
    return _line((*map(harmless, cells), published.isoformat()[:10], path_of(published, line.seq)))


def _line(cells: Sequence[str]) -> str:
    text = io.StringIO(newline="")
    csv.writer(text).writerow(cells)
    return text.getvalue()
