"""公示: what is open for objections, and what ended, by the year it ended."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING

from gongkai.disclosures import access
from gongkai.portal import brief, links, paging, structured
from gongkai.portal.brief import HEAVY, Row
from gongkai.portal.page import Gone, Page
from gongkai.portal.paging import beyond
from gongkai.portal.reading import Change
from gongkai.portal.shell import Place, Shell

if TYPE_CHECKING:
    from gongkai.disclosures.models.document import DocumentQuerySet

NAME = "正在公示"
PER_PAGE = 100


def pages(shell: Shell) -> Iterator[Page]:
    """Render the open postings and the archive of each year."""
    years = _years(shell.on)
    yield _open(shell, years)
    for year in years:
        yield from _year(shell, year, _ended(shell.on, year), years)


def touched(shell: Shell, change: Change) -> Iterator[Page | Gone]:
    """Render the open postings, and the years in which a period of a changed document ended."""
    if not change.ends:
        return
    ended = sorted({day.year for day in change.ends if day < shell.on})
    years, fewer = _years(shell.on), len(change.documents)
    found = {year: _ended(shell.on, year) for year in ended}
    if any(len(rows) <= fewer for rows in found.values()):
        yield from pages(shell)  # perhaps the archive had another first or last year before
    else:
        yield _open(shell, years)
        for year, rows in found.items():
            yield from _year(shell, year, rows, years)
    for year in range(ended[0], ended[-1] + 1) if ended else ():
        size = len(found[year]) if year in found else 1
        for each in beyond(_path(year), size, PER_PAGE, fewer):
            if each.path != _path(year):
                yield each
    yield from (Gone(_path(year)) for year in _outside(ended, years))


def _outside(ended: list[int], years: list[int]) -> list[int]:
    """Return the years the archive may have had before these years of it changed."""
    if not ended:
        return []
    every = {*ended, *years}
    return sorted(set(range(min(every), max(every) + 1)) - set(years))


def _path(year: int) -> str:
    return f"{links.NOTICES}{year}/"


def _years(on: date) -> list[int]:
    """Return the years from the first to the last in which a posting ended, the last first."""
    found = access.public().filter(live__display_until__lt=on).values_list("live__display_until")
    edges = [found.order_by(f"{way}live__display_until").first() for way in ("", "-")]
    first, last = (row[0].year if row and row[0] else 0 for row in edges)
    return list(range(last, first - 1, -1)) if first else []


def _ended(on: date, year: int) -> list[Row]:
    """Return the postings that ended in a year and are still public, the first to end first."""
    last = min(date(year, 12, 31), on - timedelta(days=1))
    found = access.public().filter(live__display_until__range=(date(year, 1, 1), last))
    found = found.defer(*HEAVY).order_by("live__display_until", "seq")
    return [brief.row_of(document, on) for document in found.iterator(chunk_size=500)]


def _open_notices(shell: Shell) -> "DocumentQuerySet":
    found = access.public().filter(live__display_until__gte=shell.on)
    return found.order_by("live__display_until", "seq")


def _open(shell: Shell, years: list[int]) -> Page:
    found = _open_notices(shell).defer(*HEAVY)
    rows = [
        (brief.row_of(each, shell.on), each.live.objection_channel if each.live else "")
        for each in found
    ]
    return shell.render(
        "portal/notices.html",
        links.NOTICES,
        title=f"{NAME} - {shell.site.name}",
        place=Place((*shell.section_trail, (NAME, links.NOTICES)), "notices"),
        meta=structured.column_meta(NAME, "公示期内、可以提出异议的事项", "公示", "征集调查"),
        name=NAME,
        rows=rows,
        years=[(year, _path(year)) for year in years],
    )


def _year(shell: Shell, year: int, rows: list[Row], years: list[int]) -> Iterator[Page]:
    name = f"{year}年结束的公示"
    trail = (*shell.section_trail, (NAME, links.NOTICES))
    base = _path(year)
    for leaf in paging.leaves(base, rows, PER_PAGE):
        parts = (name, f"第{leaf.number}页" if leaf.number else "", shell.site.name)
        yield shell.render(
            "portal/ended.html",
            leaf.path,
            title=" - ".join(filter(None, parts)),
            place=Place((*trail, (name, base)), "notices"),
            meta=structured.column_meta(name, "公示期已经结束的事项", "公示", "征集调查"),
            name=name,
            leaf=leaf,
            total=len(rows),
            years=[(each, _path(each), each == year) for each in years],
        )
