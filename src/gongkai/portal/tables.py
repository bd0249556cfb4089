"""Lists as CSV for spreadsheets (UTF-8 with a mark, so that Excel reads it), in parts.

A part is a fixed range of places in the list, so that one publication rewrites one part.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING

from gongkai.disclosures.queries import public
from gongkai.disclosures.queries.public import List, LongLine, Tabled, path_of
from gongkai.portal import links
from gongkai.portal.cells import MARK, csv_each, csv_lines
from gongkai.portal.page import Page
from gongkai.portal.rows import Drawn

if TYPE_CHECKING:
    from gongkai.portal.shell import Shell

PER_TABLE = 200
HEAD = ("索引号", "标题", "发文字号", "发布机构", "发布日期", "网址")


def part_of(place: int) -> int:
    """Return the part that holds a place; an empty list has one part."""
    return max(place - 1, 0) // PER_TABLE + 1


def touched(shell: "Shell", path: str, source: List, places: Iterable[int]) -> Iterator[Page]:
    """Render the parts that hold one of these places."""
    for part in sorted({part_of(place) for place in places}):
        yield table(shell, path, part, public.tabled(source, *_places(part)))


def lines_of(source: List, part: int) -> Iterator[LongLine]:
    """Return what stands in one part of a list, for its table and for the pages beside it."""
    return public.long_lines(source, *_places(part))


def _places(part: int) -> tuple[int, int]:
    return (part - 1) * PER_TABLE + 1, part * PER_TABLE


def table(shell: "Shell", path: str, part: int, lines: Iterable[LongLine | Tabled]) -> Page:
    """Return one part of a list below `path`, given its documents."""
    drawn = shell.kept("table rows", lambda: Drawn(partial(_rows, shell)))
    head = f"{MARK}{csv_lines((HEAD,))}".encode()
    return Page(path + links.table(part), head + drawn(lines))


def _rows(shell: "Shell", lines: Sequence[LongLine | Tabled]) -> list[bytes]:
    zone, organs = shell.zone, shell.organ_names
    rows = []
    for line in lines:
        published = line.published_at.astimezone(zone)
        rows.append(
            (
                line.index_number or "",
                line.title,
                line.doc_number,
                organs.get(line.organ, ""),
                published.isoformat()[:10],
                path_of(published, line.seq),
            )
        )
    return csv_each(rows)
