"""Asking: one page of what is found, and what may be meant while somebody types."""

from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Generic, NamedTuple, TypeVar

from gongkai.catalogue import access as catalogue
from gongkai.disclosures.models.document import Genre
from gongkai.disclosures.queries.found import Standing, standing
from gongkai.organs import access as organs
from gongkai.search import highlight, language, shelf, sounds, synonyms
from gongkai.search.engine import FACETS, Engine, Found, Hit, Question
from gongkai.search.highlight import Piece
from gongkai.search.language import Asked
from gongkai.text import segment

PAGE_ROWS = 10
MOST_PAGES = 50
SPARE = 10
"""Hits fetched beyond a page when some of it are no longer public, to fill their places."""
KEPT_DRAFTS = 256
"""Queries whose hits are remembered until the next commit; they are checked every time."""
MOST_SUGGESTIONS = 8
SUGGESTED_TITLES = 4

KINDS: dict[str, str] = dict(Genre.choices)
"""Key → name of what a document may be."""

ThingT = TypeVar("ThingT")


@dataclass(frozen=True, slots=True)
class Row(Generic[ThingT]):
    """One hit as it is shown."""

    thing: ThingT
    title: tuple[Piece, ...]
    snippet: tuple[Piece, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer(Generic[ThingT]):
    """One page of an answer.

    `loose` says that no text has every word; `meant` are other words to try, `also` what was looked
    for besides; `ready` is False while there is no index yet.
    """

    asked: Asked
    total: int = 0
    rows: tuple[Row[ThingT], ...] = ()
    facets: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    page: int = 1
    loose: bool = False
    meant: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    ready: bool = True

    @property
    def pages(self) -> int:
        """How many pages there are to look through."""
        return min(MOST_PAGES, -(-self.total // PAGE_ROWS))


Check = Callable[[tuple[Hit, ...]], Mapping[int, ThingT]]
"""Returns, by key, what of these hits may be shown; asks the database once."""


def find(
    typed: str, *, only: Mapping[str, str], newest: bool = False, page: int = 1
) -> Answer[Standing]:
    """Return one page of the public texts a query finds; each is public at this moment."""
    engine = shelf.engine()
    if engine is None:
        return Answer(asked=language.read(typed), ready=False)
    found = look(engine, typed, check=public, only=only, newest=newest, page=page)
    if found.total or found.asked.is_empty:
        return found
    return replace(found, meant=sounds.meant(found.asked.text, names()))


def look(
    engine: Engine,
    typed: str,
    *,
    check: Check[ThingT],
    only: Mapping[str, str],
    newest: bool = False,
    page: int = 1,
) -> Answer[ThingT]:
    """Ask an engine. When no text has every word, ask for most of their pairs.

    What the index says is kept until its next commit; what of it may be shown is asked every time.
    """
    chosen = tuple((name, only[name]) for name in FACETS if only.get(name))
    page = max(1, min(page, MOST_PAGES))
    asked = language.read(typed)
    key = (engine.moment(), asked, chosen, newest, page)
    draft = _DRAFTS.get(key)
    if draft is None:
        draft = _drafted(engine, asked, dict(chosen), newest=newest, page=page)
        _DRAFTS[key] = draft
        while len(_DRAFTS) > KEPT_DRAFTS:
            _DRAFTS.popitem(last=False)
    if not draft.hits:
        return Answer(asked=asked, total=draft.total, facets=draft.facets, page=draft.page)
    hits, shown = _checked(engine, draft, check)
    rows = tuple(Row(shown[key], title, snippet) for key, title, snippet in hits if key in shown)
    return Answer(
        asked=asked,
        total=draft.total - (len(hits) - len(rows)),
        rows=rows[:PAGE_ROWS],
        facets=draft.facets,
        page=draft.page,
        loose=draft.is_loose and bool(rows),
        also=() if draft.question.loose else _also(draft.question),
    )


class _Line(NamedTuple):
    """A hit with its words marked, before anybody knows whether it may be shown."""

    key: int
    title: tuple[Piece, ...]
    snippet: tuple[Piece, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Draft:
    """What the index says to a query. `question` found it; `is_loose` when not with every word."""

    asked: Asked
    question: Question = field(default_factory=Question)
    is_loose: bool = False
    page: int = 1
    total: int = 0
    facets: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    hits: tuple[Hit, ...] = ()
    lines: tuple[_Line, ...] = ()


_DRAFTS: OrderedDict[tuple[object, ...], _Draft] = OrderedDict()


def _drafted(
    engine: Engine, asked: Asked, chosen: dict[str, str], *, newest: bool, page: int
) -> _Draft:
    if asked.is_empty:
        return _Draft(asked=asked)
    strict = question = asked.question(chosen, newest=newest)
    found = _stretch(engine, question, page)
    for question in () if found.total else language.wider(strict):
        if (found := _stretch(engine, question, page)).total:
            break
    if found.total and not found.hits and page > 1:  # beyond the end: the last page
        page = min(MOST_PAGES, -(-found.total // PAGE_ROWS))
        found = _stretch(engine, question, page)
    return _Draft(
        asked=asked,
        question=question,
        is_loose=question is not strict,
        page=page,
        total=found.total,
        facets=found.facets,
        hits=tuple(replace(hit, title="", text="") for hit in found.hits),
        lines=_lines(question, found.hits),
    )


def _stretch(engine: Engine, question: Question, page: int) -> Found:
    return engine.find(question, first=(page - 1) * PAGE_ROWS, limit=PAGE_ROWS)


def _lines(question: Question, hits: tuple[Hit, ...]) -> tuple[_Line, ...]:
    marks = highlight.needles(_sought(question), loose=question.loose)
    return tuple(
        _Line(hit.key, highlight.title(hit.title, marks), highlight.snippet(hit.text, marks))
        for hit in hits
    )


def _checked(
    engine: Engine, draft: _Draft, check: Check[ThingT]
) -> tuple[tuple[_Line, ...], Mapping[int, ThingT]]:
    """Return the lines of a page, with spare ones if some may not be shown, and what may be."""
    shown = check(draft.hits)
    if len(shown) == len(draft.hits) or len(draft.hits) < PAGE_ROWS:
        return draft.lines, shown
    first = draft.page * PAGE_ROWS
    more = engine.find(draft.question, first=first, limit=SPARE, facets=False).hits
    known = {**shown, **(check(more) if more else {})}
    return (*draft.lines, *_lines(draft.question, more)), known


def _sought(question: Question) -> list[str]:
    words = (*question.words, *question.wished)
    return [way for word in words for way in word.ways] + list(question.numbers)


def _also(question: Question) -> tuple[str, ...]:
    return tuple(way for word in question.words for way in word.ways[1:])


def public(hits: tuple[Hit, ...]) -> dict[int, Standing]:
    """Return the documents of hits that are public now in the very text that was found."""
    found = standing([hit.key for hit in hits])
    versions = {hit.key: hit.version for hit in hits}
    return {seq: each for seq, each in found.items() if each.version == versions[seq]}


def names() -> tuple[str, ...]:
    """Return the names of columns and offices, to be offered while somebody types."""
    columns = catalogue.columns().values_list("name", flat=True)
    return (*columns, *organs.public().values_list("short_name", flat=True))


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Something to look for: a known word, or the title of a public document."""

    text: str
    document: Standing | None = None


def suggest(typed: str) -> list[Suggestion]:
    """Return what may be meant by what has been typed so far; nothing for nothing."""
    begun = language.read(typed).text
    words = [Suggestion(word) for word in sounds.begins(begun, names())]
    room = MOST_SUGGESTIONS - SUGGESTED_TITLES
    engine = shelf.engine()
    if engine is None or len("".join(segment.runs(begun))) < 2:
        return words[:MOST_SUGGESTIONS]
    hits = engine.titles(begun, SUGGESTED_TITLES)
    shown = public(hits) if hits else {}
    titles = [Suggestion(hit.title, shown[hit.key]) for hit in hits if hit.key in shown]
    return [*words[: MOST_SUGGESTIONS - len(titles) if titles else room * 2], *titles]


def hints(asked: Asked) -> tuple[str, ...]:
    """Return other words for what was asked, for an answer that is empty."""
    found = [other for word in asked.words for other in synonyms.related(word)]
    return tuple(dict.fromkeys(found))[:MOST_SUGGESTIONS]
