"""公开统计: how much was made public, when, by whom, of what kind, and whether in time.

One grouped query (`disclosures.queries.counted.made_public`) gives every figure; the charts are drawn from
the same numbers as the tables beside them. A figure links to its list where there is one.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from gongkai.catalogue.queries import ColumnNode
from gongkai.disclosures.queries.counted import Tally, made_public
from gongkai.law.kinds import ART20
from gongkai.portal import links, structured
from gongkai.portal.page import Page
from gongkai.portal.shell import Place, Shell
from gongkai.screening.queries import counted
from gongkai.typeset import charts

NAME = "公开统计"
MONTHS = 24
PANELS = 12
"""Offices drawn as small multiples, those with the most documents."""
RATE_FROM = 5
"""Fewer documents give no rate: one late paper would weigh too much."""
GENRES = {
    "policy": ("政策文件", links.POLICIES),
    "interpretation": ("政策解读", ""),
    "notice": ("公示公告", ""),
    "list": ("名单类公示", ""),
    "budget": ("预算决算", ""),
    "plan": ("规划计划", ""),
    "information": ("一般政府信息", ""),
    "rules": ("公开制度", links.SECTIONS["rules"]),
    "guide": ("公开指南", links.SECTIONS["guide"]),
    "report": ("年度报告", links.SECTIONS["report"]),
    "warning": ("预警应急", ""),
}
"""Genre → its name and its list, where the site has one."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a table: what was ever made public, can be read now, in time and late."""

    name: str
    path: str
    ever: int
    readable: int
    timely: int
    late: int

    @property
    def withdrawn(self) -> int:
        """How many were withdrawn since."""
        return self.ever - self.readable

    @property
    def rate(self) -> str:
        """The share made public in time, of those that had a time limit; empty below five."""
        limited = self.timely + self.late
        return f"{100 * self.timely / limited:.1f}%" if limited >= RATE_FROM else ""


def pages(shell: Shell) -> Iterator[Page]:
    """Render the statistics of the day."""
    tallies = made_public()
    months = _months(shell.on)
    by_month = _by(tallies, lambda row: f"{row.month:%Y-%m}")
    month_lines = [_line(key, links.month(key), by_month.get(key, ())) for key in months]
    organs = _organ_lines(shell, tallies)
    kinds = _kind_lines(shell, tallies)
    genres = _genre_lines(tallies)
    this_year = [row for row in tallies if row.month.year == shell.on.year]
    yield shell.render(
        "portal/statistics.html",
        links.STATISTICS,
        title=f"{NAME} - {shell.site.name}",
        place=Place((*shell.section_trail, (NAME, links.STATISTICS)), "disclosure"),
        meta=structured.column_meta(NAME, "政府信息公开的数量和时效", "统计", "数据发布"),
        name=NAME,
        whole=_line("合计", links.LATEST, tallies),
        year=_line(f"{shell.on.year}年", "", this_year),
        months=[line for line in reversed(month_lines) if line.ever],
        organs=organs,
        kinds=kinds,
        genres=genres,
        rate_from=RATE_FROM,
        withheld=counted(organ.pk for organ in shell.organs),
        by_month=_month_chart(month_lines),
        growing=_growth_chart(tallies, months),
        by_organ=_bars("各机关现在可以查阅的件数", organs),
        by_kind=_bars("按条例第二十条的类别，现在可以查阅的件数", kinds),
        by_genre=_bars("按文件类型，现在可以查阅的件数", genres),
        panels=_panels(shell, tallies, months[-12:]),
    )


def _months(on: date) -> list[str]:
    """Return the months up to this one, oldest first, as `2026-11`."""
    last = on.year * 12 + on.month - 1
    return [f"{at // 12}-{at % 12 + 1:02d}" for at in range(last - MONTHS + 1, last + 1)]


def _by(tallies: Iterable[Tally], head: Callable[[Tally], str]) -> dict[str, list[Tally]]:
    found: dict[str, list[Tally]] = defaultdict(list)
    for row in tallies:
        found[head(row)].append(row)
    return found


def _line(name: str, path: str, rows: Iterable[Tally]) -> Line:
    sums: Counter[str] = Counter()
    for row in rows:
        sums["ever"] += row.n
        sums["readable"] += row.n if row.readable else 0
        sums[row.timely] += row.n
    return Line(
        name,
        path if sums["readable"] else "",
        sums["ever"],
        sums["readable"],
        sums["timely"],
        sums["late"],
    )


def _organ_lines(shell: Shell, tallies: list[Tally]) -> list[Line]:
    by_organ = _by(tallies, lambda row: str(row.organ))
    lines = [
        _line(each.short_name, links.organ_items(each.slug), by_organ.get(str(each.pk), ()))
        for each in shell.organs
    ]
    return sorted(lines, key=lambda line: -line.readable)


def _kind_lines(shell: Shell, tallies: list[Tally]) -> list[Line]:
    by_column = _by(tallies, lambda row: str(row.column or 0))
    lines = []
    for kind in ART20:
        node = shell.column_of_kind(kind.code)
        keys = _keys(node) if node else []
        rows = [row for key in keys for row in by_column.get(str(key), ())]
        lines.append(_line(kind.column, links.kind(kind.code), rows))
    return lines


def _keys(node: ColumnNode) -> list[int]:
    own = [node.column.pk] if node.column else []
    return own + [key for child in node.children for key in _keys(child)]


def _genre_lines(tallies: list[Tally]) -> list[Line]:
    by_genre = _by(tallies, lambda row: row.genre)
    lines = [_line(name, path, by_genre.get(key, ())) for key, (name, path) in GENRES.items()]
    return sorted(lines, key=lambda line: -line.readable)


def _month_chart(lines: Sequence[Line]) -> Markup:
    rest = [line.ever - line.timely - line.late for line in lines]
    series = (
        charts.Series("按期", tuple(line.timely for line in lines)),
        charts.Series("迟于期限", tuple(line.late for line in lines)),
        charts.Series("没有期限", tuple(rest)),
    )
    drawn = charts.stacked(
        f"最近{MONTHS}个月每月公开的件数", [line.name[2:] for line in lines], series
    )
    return Markup(drawn)  # noqa: S704  drawn here, labels escaped


def _growth_chart(tallies: list[Tally], months: Sequence[str]) -> Markup:
    """Return how many documents had been made public by the end of each month."""
    counted: Counter[str] = Counter()
    for row in tallies:
        counted[f"{row.month:%Y-%m}"] += row.n
    total = sum(n for key, n in counted.items() if key < months[0])
    values = []
    for key in months:
        total += counted[key]
        values.append(total)
    drawn = charts.line("累计公开的件数", [key[2:] for key in months], values)
    return Markup(drawn)  # noqa: S704  drawn here, labels escaped


def _bars(name: str, lines: Sequence[Line]) -> Markup:
    marks = [charts.Mark(line.name, line.readable) for line in lines if line.readable]
    return Markup(charts.bars(name, marks))  # noqa: S704  drawn here, labels escaped


def _panels(shell: Shell, tallies: list[Tally], months: Sequence[str]) -> Markup:
    """Return the last twelve months of each office, the busiest offices first."""
    by_organ = _by(tallies, lambda row: str(row.organ))
    series = []
    for organ in shell.organs:
        months_of: Counter[str] = Counter()
        for row in by_organ.get(str(organ.pk), ()):
            months_of[f"{row.month:%Y-%m}"] += row.n
        series.append(charts.Series(organ.short_name, tuple(months_of[key] for key in months)))
    busiest = sorted(series, key=lambda each: -sum(each.values))[:PANELS]
    drawn = charts.multiples("各机关最近12个月每月公开的件数", [key[2:] for key in months], busiest)
    return Markup(drawn)  # noqa: S704  drawn here, labels escaped
