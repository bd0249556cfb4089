"""公示: what is open for objections, and what ended, by the year it ended."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from gongkai.disclosures import access
from gongkai.portal import brief, links, paging, structured
from gongkai.portal.brief import HEAVY, Row
from gongkai.portal.page import Page
from gongkai.portal.shell import Place, Shell

if TYPE_CHECKING:
    from datetime import date

    from gongkai.disclosures.models import Document
    from gongkai.disclosures.models.document import DocumentQuerySet

NAME = "正在公示"
PER_PAGE = 100


def pages(shell: Shell) -> Iterator[Page]:
    """Render the open postings and the archive of each year."""
    ended = _ended(shell.on)
    years = sorted({until.year for until, _ in ended}, reverse=True)
    yield _open(shell, years)
    for year in years:
        rows = [row for until, row in ended if until.year == year]
        yield from _year(shell, year, rows, years)


def open_notices(shell: Shell) -> "DocumentQuerySet":
    """Return the public documents whose period of objection runs, the first to end first."""
    found = access.public().filter(live__display_until__gte=shell.on)
    return found.order_by("live__display_until", "seq")


def _ended(on: "date") -> "list[tuple[date, Row]]":
    """Return the postings that are over and still public, the first to end first."""
    found = access.public().filter(live__display_until__lt=on).defer(*HEAVY)
    found = found.order_by("live__display_until", "seq")
    return [
        (_until(document), brief.row_of(document, on))
        for document in found.iterator(chunk_size=500)
    ]


def _until(document: "Document") -> "date":
    assert document.live is not None  # noqa: S101  asked of public postings only
    assert document.live.display_until is not None  # noqa: S101
    return document.live.display_until


def _open(shell: Shell, years: list[int]) -> Page:
    found = open_notices(shell).defer(*HEAVY)
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
        years=[(year, f"{links.NOTICES}{year}/") for year in years],
    )


def _year(shell: Shell, year: int, rows: list[Row], years: list[int]) -> Iterator[Page]:
    name = f"{year}年结束的公示"
    trail = (*shell.section_trail, (NAME, links.NOTICES))
    base = f"{links.NOTICES}{year}/"
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
            years=[(each, f"{links.NOTICES}{each}/", each == year) for each in years],
        )
