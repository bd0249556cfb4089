"""The search page: what was found, how it divides, and what helps when nothing was found."""

from collections.abc import Hashable, Mapping
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple, cast

from markupsafe import Markup

from gongkai.disclosures.queries.found import Standing
from gongkai.portal import hits, links
from gongkai.portal.page import Page
from gongkai.portal.plan import Words
from gongkai.portal.shell import Place, Shell
from gongkai.search import everyday, queries
from gongkai.search.engine import FACETS
from gongkai.search.queries import PAGE_ROWS, Answer

POPULAR = 12
NEWEST = "time"
ROOT = links.root_of(links.SEARCH)
PLACE = Place((("首页", links.HOME), ("搜索", links.SEARCH)), "search")


@lru_cache(maxsize=1)
def shell_on(on: date, line: int) -> Shell:
    """Return the frame of the page, read again when the day or the ledger has moved on."""
    del line
    return Shell(on)


def page(shell: Shell, given: Mapping[str, str]) -> Page:
    """Render the answer to the query in an address; whatever stands there, there is a page."""
    only = {name: given[name] for name in FACETS if given.get(name)}
    number = given.get("page", "")
    by_time = given.get("sort") == NEWEST
    answer = queries.find(
        given.get("q", ""),
        only=only,
        newest=by_time,
        page=int(number) if number.isdecimal() and len(number) < 4 else 1,
    )
    to = hits.To({"q": answer.asked.text, **only, "sort": NEWEST if by_time else ""})
    if answer.rows:
        return Page(links.SEARCH, _found(shell, answer, to, by_time))
    text = _text(
        shell,
        "portal/search.html",
        answer.asked.text,
        answer=answer,
        to=to,
        narrowed=bool(only),
        hints=queries.hints(answer.asked),
        popular=everyday.words()[:POPULAR],
    )
    return Page(links.SEARCH, text.encode())


class _Words(NamedTuple):
    """What differs between pages that show hits."""

    typed: str
    total: str
    page: str
    start: str
    also: str
    other_order: str
    facets: str
    rows: str
    pager: str


def _found(shell: Shell, answer: Answer[Standing], to: hits.To, by_time: bool) -> bytes:
    """Fill the page that shows hits."""

    def render(shape: Hashable, words: Words) -> str:
        by_time, is_loose, is_cut = cast("tuple[bool, bool, bool]", shape)
        told = _Words(*words)
        drawn = {name: Markup(getattr(told, name)) for name in ("facets", "rows", "pager")}  # noqa: S704
        return _text(
            shell,
            "portal/found.html",
            told.typed,
            words=told._replace(**drawn),
            by_time=by_time,
            is_loose=is_loose,
            is_cut=is_cut,
        )

    words = _Words(
        typed=answer.asked.text,
        total=str(answer.total),
        page=str(answer.page) if answer.page > 1 else "",
        start=str((answer.page - 1) * PAGE_ROWS + 1),
        also="、".join(answer.also),
        other_order=to(sort="" if by_time else NEWEST),
        facets=hits.facets(shell, answer, to),
        rows=hits.rows(shell, answer.rows, ROOT),
        pager=hits.pager(shell, answer, to),
    )
    shape = (by_time, answer.loose, answer.asked.cut)
    return shell.plans("found", render).fill(shape, words)


def _text(shell: Shell, template: str, typed: str, **context: Any) -> str:
    name = f"“{typed}”的搜索结果" if typed else "搜索"
    return shell.page_text(
        template,
        links.SEARCH,
        title=f"{name} - {shell.site.name}",
        place=PLACE,
        meta=[("robots", "noindex")],
        typed=typed,
        **context,
    )


def suggestions(typed: str) -> list[dict[str, Any]]:
    """Return what may be meant: a word to look for, or a title with its address from the top."""
    return [
        {"text": each.text, "path": each.document.address if each.document else ""}
        for each in queries.suggest(typed)
    ]
