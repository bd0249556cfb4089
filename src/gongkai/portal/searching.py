"""The search page: what was found, how it divides, and what helps when nothing was found."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.core.paginator import Paginator

from gongkai.portal import links
from gongkai.portal.page import Page
from gongkai.portal.shell import Place, Shell
from gongkai.search import everyday, queries
from gongkai.search.engine import FACETS
from gongkai.search.queries import Answer

if TYPE_CHECKING:
    from gongkai.disclosures.models import Document

NAMES = {"column": "栏目", "year": "年份", "organ": "机关", "kind": "类型"}
MOST_CHOICES = 12
"""Values of one facet that are offered, the most frequent ones."""
POPULAR = 12
NEWEST = "time"


@dataclass(frozen=True, slots=True)
class Choice:
    """One value to narrow an answer by; chosen, its address takes the choice back."""

    name: str
    count: int
    address: str
    is_chosen: bool


@lru_cache(maxsize=1)
def shell_on(on: date, line: int) -> Shell:
    """Return the frame of the page, read again when the day or the ledger has moved on."""
    del line
    return Shell(on)


def page(shell: Shell, given: Mapping[str, str]) -> Page:
    """Render the answer to the query in an address; whatever stands there, there is a page."""
    only = {name: given[name] for name in FACETS if given.get(name)}
    number = given.get("page", "")
    answer = queries.find(
        given.get("q", ""),
        only=only,
        newest=given.get("sort") == NEWEST,
        page=int(number) if number.isdecimal() and len(number) < 4 else 1,
    )
    typed = answer.asked.text
    kept = {"q": typed, **only, "sort": NEWEST if given.get("sort") == NEWEST else ""}
    name = f"“{typed}”的搜索结果" if typed else "搜索"
    return shell.render(
        "portal/search.html",
        links.SEARCH,
        title=f"{name} - {shell.site.name}",
        place=Place((("首页", links.HOME), ("搜索", links.SEARCH)), "search"),
        meta=[("robots", "noindex")],
        typed=typed,
        answer=answer,
        found=answer.rows,
        facets=_facets(shell, answer, kept),
        numbers=_numbers(answer),
        to=_To(kept),
        by_time=given.get("sort") == NEWEST,
        narrowed=bool(only),
        hints=queries.hints(answer.asked),
        popular=everyday.words()[:POPULAR],
        offices={organ.pk: organ.short_name or organ.name for organ in shell.organs},
        columns={node.column.pk: node.name for node in shell.columns() if node.column},
    )


class _To:
    """Addresses of the same query with something changed."""

    def __init__(self, kept: Mapping[str, str]) -> None:
        self._kept = kept

    def __call__(self, **changed: object) -> str:
        """Return the address; an empty value takes the parameter out, the page is the first."""
        wanted = {name: str(value) for name, value in {**self._kept, **changed}.items() if value}
        return f"?{urlencode(wanted)}"


def _facets(
    shell: Shell, answer: Answer["Document"], kept: Mapping[str, str]
) -> list[tuple[str, str, list[Choice]]]:
    named = {
        "column": {slug: node.name for slug, node in shell.nodes.items()},
        "organ": {organ.slug: organ.short_name or organ.name for organ in shell.organs},
        "kind": queries.KINDS,
        "year": {year: f"{year}年" for year in answer.facets.get("year", {})},
    }
    found = []
    for facet in FACETS:
        counts = answer.facets.get(facet, {})
        choices = [
            Choice(named[facet][value], count, _To(kept)(**{facet: _other(kept, facet, value)}),
                   kept.get(facet) == value)
            for value, count in _ordered(facet, counts)
            if value in named[facet]
        ]  # fmt: skip
        if len(choices) > 1 or any(choice.is_chosen for choice in choices):
            found.append((facet, NAMES[facet], choices[:MOST_CHOICES]))
    return found


def _other(kept: Mapping[str, str], facet: str, value: str) -> str:
    return "" if kept.get(facet) == value else value


def _ordered(facet: str, counts: Mapping[str, int]) -> list[tuple[str, int]]:
    """Years newest first, everything else by number."""
    if facet == "year":
        return sorted(counts.items(), reverse=True)
    return sorted(counts.items(), key=lambda each: (-each[1], each[0]))


def _numbers(answer: Answer["Document"]) -> list[int | str]:
    """Return the page numbers to offer, with gaps; none when there is only one page."""
    if answer.pages < 2:
        return []
    paginator = Paginator(range(answer.pages), 1)
    return [*paginator.get_elided_page_range(answer.page, on_each_side=2, on_ends=1)]


def suggestions(typed: str) -> list[dict[str, Any]]:
    """Return what may be meant: a word to look for, or a title with its address from the top."""
    return [
        {"text": each.text, "path": each.document.address if each.document else ""}
        for each in queries.suggest(typed)
    ]
