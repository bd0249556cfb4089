"""政府信息公开年报: by year and office, with the reason where there is none (条例第四十九条、第五十条)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.utils.timezone import localdate

from gongkai.disclosures import access
from gongkai.law.figures import figure
from gongkai.portal import links, structured
from gongkai.portal.columns import SECTION_WORDS
from gongkai.portal.page import Page
from gongkai.portal.reading import Change
from gongkai.portal.shell import Place, Shell

if TYPE_CHECKING:
    from gongkai.organs.models import Organ

OWING = ("county", "town", "street")
"""Kinds of offices that report; villages and communities are not administrative bodies."""
_YEAR = re.compile(r"(?<!\d)(20\d\d)\s*年")


@dataclass(frozen=True, slots=True)
class Report:
    """A report that is public."""

    title: str
    path: str
    published: datetime


@dataclass(frozen=True, slots=True)
class Cell:
    """One office and one year: its report, or why there is none."""

    office: "Organ"
    report: Report | None
    why: str
    name: str


def year_of(title: str, published: datetime) -> int:
    """Return the year a report is about: the one its title names, else the year before."""
    named = _YEAR.search(title)
    return int(named[1]) if named else localdate(published).year - 1


def pages(shell: Shell) -> Iterator[Page]:
    """Render the part and every year."""
    found = _reports()
    offices = [each for each in shell.organs if each.kind in OWING]
    years = _years({year for _, year in found}, shell.on)
    rows = [(year, [_cell(each, year, found, shell.on) for each in offices]) for year in years]
    yield _part(shell, offices, rows)
    for year, cells in rows:
        yield _year(shell, year, cells, years)


def touched(shell: Shell, change: Change) -> Iterator[Page]:
    """Render them when a changed document is a report: offices times years, few documents."""
    if "report" in change.genres:
        yield from pages(shell)


def _reports() -> dict[tuple[int, int], Report]:
    """Return the reports by office (key) and year; of two for one year the later counts."""
    found = access.public().filter(genre="report").defer("live__body").order_by("seq")
    known = {}
    for each in found:
        if each.live is not None and each.published_at is not None:
            key = (each.organ_id, year_of(each.live.title, each.published_at))
            known[key] = Report(each.live.title, each.address, each.published_at)
    return known


def _years(known: set[int], on: date) -> list[int]:
    """Return every year from the first report to last year, and this year once reported."""
    last = max({on.year - 1, *known})
    return list(range(last, min({last, *known}) - 1, -1))


def due_on(office: "Organ", year: int) -> date:
    """Return by when an office owes its report of a year (条例第四十九条)."""
    key = "gi.year_report_gov" if office.kind == "county" else "gi.year_report_dept"
    asked = date(year + 1, 1, 1)
    value = figure(key, max(asked, date(2019, 5, 15))).value
    return date(year + 1, value // 100, value % 100)


def _cell(office: "Organ", year: int, found: dict[tuple[int, int], Report], on: date) -> Cell:
    report = found.get((office.pk, year))
    due = due_on(office, year)
    why = ""
    if report is None and on <= due:
        why = f"还没有到公布期限，{due.year}年{due.month}月{due.day}日前公布。"
    elif report is None:
        why = "本站没有收录。需要的可以联系这个机关，或者申请公开。"
    return Cell(office, report, why, f"{office.short_name}{year}年")


def _part(shell: Shell, offices: list["Organ"], rows: list[tuple[int, list[Cell]]]) -> Page:
    section = next(each for each in shell.sections if each.slug == "report")
    path = links.SECTIONS["report"]
    _, lead, kind = SECTION_WORDS["report"]
    return shell.render(
        "portal/reports.html",
        path,
        title=f"{section.name} - {shell.site.name}",
        place=Place((*shell.section_trail, (section.name, path)), "disclosure", section.slug),
        meta=structured.column_meta(section.name, lead, "年度报告", kind),
        name=section.name,
        offices=offices,
        department=figure("gi.year_report_dept", shell.on).text,
        government=figure("gi.year_report_gov", shell.on).text,
        rows=[(year, links.year(path, year), cells) for year, cells in rows],
        columns=section.children,
    )


def _year(shell: Shell, year: int, cells: list[Cell], years: list[int]) -> Page:
    path = links.SECTIONS["report"]
    name = f"{year}年政府信息公开年报"
    here = links.year(path, year)
    return shell.render(
        "portal/report_year.html",
        here,
        title=f"{name} - {shell.site.name}",
        place=Place(
            (*shell.section_trail, ("政府信息公开年报", path), (name, here)), "disclosure", "report"
        ),
        meta=structured.column_meta(name, f"各机关{year}年度的报告", "年度报告", "信息公开年报"),
        name=name,
        cells=cells,
        years=[(each, links.year(path, each), each == year) for each in years],
    )
