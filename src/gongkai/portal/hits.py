"""What was found, drawn by chunk plans: rows, choices to narrow them by, the pager."""

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple, cast
from urllib.parse import quote_plus

from django.core.paginator import Paginator
from markupsafe import Markup, escape

from gongkai.disclosures.queries.found import Standing
from gongkai.disclosures.queries.public import path_of
from gongkai.portal.plan import Words
from gongkai.portal.shell import Shell
from gongkai.search import queries
from gongkai.search.engine import FACETS
from gongkai.search.highlight import Piece
from gongkai.search.queries import Answer, Row

NAMES = {"column": "栏目", "year": "年份", "organ": "机关", "kind": "类型"}
MOST_CHOICES = 12
"""Values of one facet that are offered, the most frequent ones."""


class To:
    """Addresses of the same query with something changed."""

    def __init__(self, kept: Mapping[str, str]) -> None:
        self.kept = kept
        self._parts = {name: f"{name}={_quoted(value)}" for name, value in kept.items() if value}

    def __call__(self, **changed: str) -> str:
        """Return the address; an empty value takes the parameter out, the page is the first."""
        parts = {n: f"{n}={_quoted(value)}" if value else "" for n, value in changed.items()}
        return "?" + "&".join(filter(None, {**self._parts, **parts}.values()))


@lru_cache(maxsize=4096)
def _quoted(value: str) -> str:
    return quote_plus(value)


class _RowWords(NamedTuple):
    address: str
    title: str
    snippet: str
    validity: str
    doc_number: str
    organ: str
    column: str
    day: str


class _ChoiceWords(NamedTuple):
    address: str
    name: str
    texts: str


@dataclass(frozen=True, slots=True)
class _Names:
    """Names beside a hit by their keys, and of the values of facets by those."""

    organs: dict[int, str]
    columns: dict[int | None, str]
    facets: dict[str, dict[str, str]]


def _names(shell: Shell) -> _Names:
    organs = {organ.pk: organ.short_name or organ.name for organ in shell.organs}
    return _Names(
        organs,
        {node.column.pk: node.name for node in shell.columns() if node.column},
        {
            "column": {slug: node.name for slug, node in shell.nodes.items()},
            "organ": {organ.slug: organs[organ.pk] for organ in shell.organs},
            "kind": queries.KINDS,
        },
    )


def rows(shell: Shell, found: Iterable[Row[Standing]], root: str) -> str:
    """Draw hits as list items, seen from a page whose way to the top is `root`."""

    def render(tone: Hashable, words: Words) -> str:
        row = _RowWords(*words)
        row = row._replace(title=Markup(row.title), snippet=Markup(row.snippet))  # noqa: S704
        return shell.text("portal/found_row.html", row=row, root=root, tone=tone)

    plans = shell.plans(f"found row {root}", render, addresses=(0,))
    names = shell.kept("names of what is found", lambda: _names(shell))
    drawn = []
    for row in found:
        thing = row.thing
        published = thing.published_at.astimezone(shell.zone)
        validity = thing.validity(shell.on)
        words = _RowWords(
            address=path_of(published, thing.seq),
            title=_marked(row.title),
            snippet=_marked(row.snippet),
            validity=validity,
            doc_number=thing.doc_number,
            organ=names.organs.get(thing.organ, ""),
            column=names.columns.get(thing.column, ""),
            day=published.isoformat()[:10],
        )
        drawn.append(plans.fill("ok" if validity == "有效" else "warn", words))
    return b"".join(drawn).decode()


def _marked(pieces: Iterable[Piece]) -> str:
    """Return pieces of text as markup, escaped."""
    return "".join(
        [f"<mark>{escape(p.text)}</mark>" if p.marked else escape(p.text) for p in pieces]
    )


def facets(shell: Shell, answer: Answer[Standing], to: To) -> str:
    """Draw how the answer divides; a facet with one value left is offered to be taken back."""
    names = shell.kept("names of what is found", lambda: _names(shell)).facets
    drawn = []
    for facet in FACETS:
        counts = answer.facets.get(facet, {})
        named = names.get(facet) or {year: f"{year}年" for year in counts}
        chosen = to.kept.get(facet)
        offered = [each for each in _ordered(facet, counts) if each[0] in named]
        if len(offered) > 1 or any(value == chosen for value, _ in offered):
            choices = "".join(
                _choice(shell, value == chosen, to(**{facet: "" if value == chosen else value}),
                        named[value], count)
                for value, count in offered[:MOST_CHOICES]
            )  # fmt: skip
            label = NAMES[facet]
            drawn.append(f'<nav aria-label="{label}"><h2>{label}</h2><ul>\n{choices}</ul></nav>\n')
    return "".join(drawn)


def _ordered(facet: str, counts: Mapping[str, int]) -> list[tuple[str, int]]:
    """Years newest first, everything else by number."""
    if facet == "year":
        return sorted(counts.items(), reverse=True)
    return sorted(counts.items(), key=lambda each: (-each[1], each[0]))


def _choice(shell: Shell, is_chosen: bool, address: str, name: str, count: int) -> str:
    def render(shape: Hashable, words: Words) -> str:
        choice = _ChoiceWords(*words)
        return shell.text("portal/found_choice.html", choice=choice, is_chosen=shape)

    words = _ChoiceWords(address, name, str(count))
    return shell.plans("found choice", render).fill(is_chosen, words).decode()


def pager(shell: Shell, answer: Answer[Standing], to: To) -> str:
    """Draw the numbers of pages, with gaps; nothing when there is only one page."""
    if answer.pages < 2:
        return ""

    def render(shape: Hashable, words: Words) -> str:
        page, pages = cast("tuple[int, int]", shape)
        numbers = Paginator(range(pages), 1).get_elided_page_range(page, on_each_side=2, on_ends=1)
        context = {"numbers": [*numbers], "page": page, "address": words[0]}
        return shell.text("portal/found_pager.html", **context)

    shape = (answer.page, answer.pages)
    return shell.plans("found pager", render).fill(shape, (to(),)).decode()
