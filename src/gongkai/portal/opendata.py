"""开放数据: every list of the site as CSV and JSON, with a dictionary of its fields.

Documents come in a file for each month, so that one more document touches one month; the 目录 of
条例第十二条 (索引、名称、内容概述、生成日期) stands beside them as pages of the same months.
"""

import json
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from itertools import groupby
from typing import Any, NamedTuple, cast

from django.utils.timezone import localtime
from markupsafe import Markup

from gongkai.catalogue import access as catalogue
from gongkai.disclosures.queries.counted import Registered, register, register_of
from gongkai.disclosures.queries.public import path_of
from gongkai.portal import links, paging, structured
from gongkai.portal.cells import csv_text, json_text
from gongkai.portal.datasets import SETS, Dataset, standing
from gongkai.portal.page import Gone, Page
from gongkai.portal.paging import beyond
from gongkai.portal.plan import Words
from gongkai.portal.reading import Change
from gongkai.portal.shell import Place, Shell

NAME = "开放数据"
INDEX_NAME = "政府信息公开目录"
PER_PAGE = 200
ROW = "portal/month_row.html"


@dataclass(frozen=True, slots=True)
class Listed:
    """A file on the page: where it stands, how many rows and bytes it has."""

    name: str
    path: str
    kind: str
    rows: int
    size: int


class Told(NamedTuple):
    """A document in the words of its row in the lists, in the order of `datasets.DOCUMENTS`."""

    index_number: str
    title: str
    summary: str
    doc_number: str
    topic: str
    genre: str
    column: str
    organ: str
    formed: str
    published: str
    revised: str
    address: str


ADDRESS = (Told._fields.index("address"),)


def pages(shell: Shell) -> Iterator[Page]:
    """Render the page, its files, and the 目录 month by month."""
    listed: dict[str, list[Listed]] = {}
    months: list[tuple[str, int]] = []
    told = (_told(row, shell.zone) for row in register())
    for key, rows in groupby(told, key=lambda row: row.published[:7]):
        month = list(rows)
        months.append((key, len(month)))
        for page in month_of(shell, key, month):
            _list(listed, "documents", page, len(month))
            yield page
    for key, rows_of in standing(shell).items():
        for page in _files(SETS[key], key, rows_of):
            _list(listed, key, page, len(rows_of))
            yield page
    yield _dictionary()
    yield _page(shell, listed)
    yield _index(shell, months[::-1])


def touched(shell: Shell, change: Change) -> Iterator[Page | Gone]:
    """Render the months in which a text stands that was withdrawn, corrected or repealed.

    A new text waits for the day: a month is longer than anything one publication should write.
    """
    for key in sorted({f"{localtime(each.published_at):%Y-%m}" for each in change.retold}):
        found = register_of(int(key[:4]), int(key[5:]), shell.organ_rows)
        rows = [_told(row, shell.zone) for row in found]
        yield from month_of(shell, key, rows)
        base, fewer = links.month(key), len(change.documents)
        yield from (each for each in beyond(base, len(rows), PER_PAGE, fewer) if each.path != base)


def month_of(shell: Shell, key: str, rows: list[Told]) -> Iterator[Page]:
    """Render one month (`2026-11`): its pages of the 目录 and its two files."""
    name = f"{int(key[:4])}年{int(key[5:])}月公开的信息"
    base = links.month(key)
    trail = (*shell.section_trail, (INDEX_NAME, links.CATALOGUE), (name, base))
    for leaf in paging.leaves(base, rows, PER_PAGE):
        parts = (name, f"第{leaf.number}页" if leaf.number else "", shell.site.name)
        yield shell.render(
            "portal/month.html",
            leaf.path,
            title=" - ".join(filter(None, parts)),
            place=Place(trail, "disclosure"),
            meta=structured.column_meta(
                INDEX_NAME, "索引、名称、内容概述和生成日期", "目录", "信息公开目录"
            ),
            name=name,
            leaf=leaf,
            total=len(rows),
            rows=_drawn(shell, leaf.rows, links.root_of(base)),
            files=[
                (kind, f"{links.DATA}documents-{key}.{kind.lower()}") for kind in ("CSV", "JSON")
            ],
        )
    yield from _files(SETS["documents"], f"documents-{key}", rows)


def _drawn(shell: Shell, rows: Sequence[Told], root: str) -> Markup:
    """Return rows of the 目录 seen from a page `root` below the top."""

    def render(root: Hashable, words: Words) -> str:
        *told, day = words
        return shell.text(ROW, root=cast("str", root), row=Told(*told), day=day)

    plans = shell.plans(ROW, render, ADDRESS)
    drawn = b"".join(plans.fill_each([(root, (*row, row.published[:10])) for row in rows]))
    return Markup(drawn.decode())  # noqa: S704  rendered with escaping


def _told(row: Registered, zone: tzinfo) -> Told:
    published = row.published_at.astimezone(zone)
    minute = changed = _minute(published)
    if row.revised_at != row.published_at:
        changed = _minute(row.revised_at.astimezone(zone)) if row.revised_at else ""
    return Told(
        row.index_number or "",
        row.title,
        row.summary,
        row.doc_number,
        row.topic,
        row.genre_name,
        row.column or "",
        row.organ,
        row.formed_on.isoformat() if row.formed_on else "",
        minute,
        changed,
        path_of(published, row.seq),
    )


def _minute(local: datetime) -> str:
    return local.isoformat(" ", "minutes")[:16]


def _files(dataset: Dataset, stem: str, rows: Sequence[Sequence[Any]]) -> Iterator[Page]:
    keys = [key for key, _, _ in dataset.fields]
    heads = [head for _, head, _ in dataset.fields]
    yield _file(f"{stem}.csv", csv_text(heads, rows))
    yield _file(f"{stem}.json", json_text(keys, rows))


def _file(name: str, text: str) -> Page:
    return Page(links.DATA + name, text.encode())


def _list(listed: dict[str, list[Listed]], key: str, page: Page, rows: int) -> None:
    if page.path.startswith(links.DATA):
        name, _, kind = page.path.removeprefix(links.DATA).rpartition(".")
        size = len(page.data)
        listed.setdefault(key, []).append(Listed(name, page.path, kind.upper(), rows, size))


def _dictionary() -> Page:
    """Return the dictionary of all fields for programs."""
    told = {
        key: {
            "name": each.name,
            "about": each.about,
            "fields": [
                {"key": name, "title": head, "about": about} for name, head, about in each.fields
            ],
        }
        for key, each in SETS.items()
    }
    text = json.dumps(told, ensure_ascii=False, indent=1)
    return _file("dictionary.json", text + "\n")


def _page(shell: Shell, listed: dict[str, list[Listed]]) -> Page:
    groups = []
    for key, dataset in SETS.items():
        files = listed.get(key, [])
        pairs = [(csv, js) for csv, js in zip(files[::2], files[1::2], strict=True)]
        groups.append((dataset, pairs[::-1] if key == "documents" else pairs))
    return shell.render(
        "portal/opendata.html",
        links.DATA,
        title=f"{NAME} - {shell.site.name}",
        place=Place((("首页", links.HOME), (NAME, links.DATA)), "data"),
        meta=structured.column_meta(NAME, "各种清单的CSV和JSON文件", "开放数据", "数据开放"),
        data=[_schema(shell)],
        name=NAME,
        groups=groups,
        dictionary=f"{links.DATA}dictionary.json",
    )


def _schema(shell: Shell) -> dict[str, Any]:
    """Return the page as schema.org's DataCatalog."""
    return {
        "@context": "https://schema.org",
        "@type": "DataCatalog",
        "name": f"{shell.site.name}{NAME}",
        "url": shell.site.absolute(links.DATA),
        "dataset": [
            {"@type": "Dataset", "name": each.name, "description": each.about}
            for each in SETS.values()
        ],
    }


def _index(shell: Shell, months: list[tuple[str, int]]) -> Page:
    """Render the 目录: which offices have a list of items, and the months of documents."""
    items = catalogue.public(shell.on).order_by("organ").values_list("organ", flat=True)
    counts: dict[int, int] = {}
    for organ in items:
        counts[organ] = counts.get(organ, 0) + 1
    years = [
        (year, [(key, n) for key, n in found])
        for year, found in groupby(months, key=lambda month: month[0][:4])
    ]
    return shell.render(
        "portal/catalogues.html",
        links.CATALOGUE,
        title=f"{INDEX_NAME} - {shell.site.name}",
        place=Place((*shell.section_trail, (INDEX_NAME, links.CATALOGUE)), "disclosure"),
        meta=structured.column_meta(
            INDEX_NAME,
            "索引、名称、内容概述和生成日期，以及各机关的标准目录",
            "目录",
            "信息公开目录",
        ),
        name=INDEX_NAME,
        offices=[(organ, counts[organ.pk]) for organ in shell.organs if organ.pk in counts],
        years=years,
    )
