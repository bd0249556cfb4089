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
_ON, _OFF = "\ue010", "\ue011"


class To:
    """Addresses of the same query with something changed."""

    def __init__(self, kept: Mapping[str, str]) -> None:
        self.kept = kept
        self._parts = {name: f"{name}={_quoted(value)}" for name, value in kept.items() if value}

    def __call__(self, **changed: str) -> str:
        """Return the address; an empty value takes the parameter out, the page is the first."""
        rest = [part for name, part in self._parts.items() if name not in changed]
        return "?" + "&".join([*rest, *(f"{n}={_quoted(v)}" for n, v in changed.items() if v)])

    def each(self, name: str, values: Iterable[str]) -> list[str]:
        """Return the addresses with these values in turn; the one that is chosen is taken back."""
        rest, chosen = self(**{name: ""}), self.kept.get(name)
        return [rest if value == chosen else f"{rest}&{name}={_quoted(value)}" for value in values]


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
    """Return pieces of text as markup, escaped; no text that is shown holds the marks."""
    text = "".join([f"{_ON}{p.text}{_OFF}" if p.marked else p.text for p in pieces])
    return str(escape(text)).replace(_ON, "<mark>").replace(_OFF, "</mark>")


def facets(shell: Shell, answer: Answer[Standing], to: To) -> str:
    """Draw how the answer divides; a facet with one value left is offered to be taken back."""

    def render(shape: Hashable, words: Words) -> str:
        label, chosen = cast("tuple[str, int]", shape)
        choices = list(zip(words[::3], words[1::3], words[2::3], strict=True))
        context = {"label": label, "choices": choices, "chosen": chosen}
        return shell.text("portal/found_facet.html", **context)

    names = shell.kept("names of what is found", lambda: _names(shell)).facets
    plans = shell.plans("found facet", render)
    drawn = []
    for facet in FACETS:
        counts = answer.facets.get(facet, {})
        named = names.get(facet) or {year: f"{year}年" for year in counts}
        offered = [value for value in _ordered(facet, counts) if value in named]
        chosen = to.kept.get(facet, "")
        if len(offered) > 1 or chosen in offered:
            offered = offered[:MOST_CHOICES]
            at = offered.index(chosen) if chosen in offered else -1
            addresses = to.each(facet, offered)
            choices = zip(addresses, offered, strict=True)
            words = [w for to, v in choices for w in (to, named[v], str(counts[v]))]
            drawn.append(plans.fill((NAMES[facet], at), tuple(words)))
    return b"".join(drawn).decode()


def _ordered(facet: str, counts: Mapping[str, int]) -> list[str]:
    """Years newest first, everything else by number."""
    if facet == "year":
        return sorted(counts, reverse=True)
    return sorted(counts, key=lambda value: (-counts[value], value))


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
