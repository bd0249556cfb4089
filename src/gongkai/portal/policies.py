"""政策文件库: every policy document with its validity, by state, year and office, both ways linked.

Pages are numbered from the oldest policy, and only the library's own page counts what the other
lists hold: a new policy changes the newest page of each list it stands in, and no other.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.utils.timezone import localdate

from gongkai.disclosures.queries import library
from gongkai.disclosures.queries.library import ALL, Sieve, Told
from gongkai.portal import links, paging, structured
from gongkai.portal.brief import Link
from gongkai.portal.page import Gone, Page
from gongkai.portal.paging import Leaf, beyond
from gongkai.portal.reading import Change
from gongkai.portal.shell import Place, Shell

if TYPE_CHECKING:
    from gongkai.disclosures.models import Document

NAME = "政策文件库"
PER_PAGE = 50
STATES = (
    ("有效", "youxiao", "ok", "circle-check"),
    ("尚未生效", "shangwei", "warn", "clock"),
    ("失效", "shixiao", "warn", "hourglass"),
    ("废止", "feizhi", "seal", "ban"),
)
"""Validity, its address, and the class and icon of its tag."""
SHAPES = {state: (shape, icon) for state, _, shape, icon in STATES}
GENRES = frozenset({"policy", "interpretation"})
_LEAD = "规范性文件和其他政策文件，标明现在是否有效，可以连到它的解读。"


@dataclass(frozen=True, slots=True)
class Policy:
    """A policy document as the library lists it; `sieves` are the lists it stands in."""

    seq: int
    title: str
    path: str
    number: str
    organ: str
    published: datetime
    validity: str
    replacement: Link | None
    interpretations: tuple[Told, ...]
    sieves: tuple[Sieve, ...]

    @property
    def shape(self) -> str:
        """The class of its tag."""
        return SHAPES[self.validity][0]

    @property
    def icon(self) -> str:
        """The icon of its tag."""
        return SHAPES[self.validity][1]


@dataclass(frozen=True, slots=True)
class Choice:
    """One way to narrow the library down: a static list of its own, of so many policies."""

    sieve: Sieve
    name: str
    path: str
    size: int

    @property
    def last(self) -> int:
        """The number of its newest numbered page."""
        return _last(self.size)


def pages(shell: Shell) -> Iterator[Page]:
    """Render the library, and one list for each state, year and office."""
    rows, book = everything(shell.on), _Book(shell)
    for sieve, choice in book.choices.items():
        found = [row for row in rows if sieve in row.sieves]
        for leaf in paging.leaves(choice.path, found, PER_PAGE):
            yield book.page(choice, leaf)


def touched(shell: Shell, change: Change) -> Iterator[Page | Gone]:
    """Render the pages on which a new policy stands, or one whose interpretation changed.

    A withdrawal, a correction or a repeal moves others: then the library is rendered whole.
    """
    if not change.genres & GENRES:
        return
    if any(each.genre in GENRES for each in change.retold):
        yield from _again(shell, change)
    elif found := _read(library.among(change.shown_on), shell.on):
        book, lists = _Book(shell), _by_sieve(found)
        if any(len(rows) == book.choices[sieve].size for sieve, rows in lists.items()):
            yield from pages(shell)
            return
        for sieve, rows in lists.items():
            yield from book.changed(book.choices[sieve], rows)


def everything(on: date) -> list[Policy]:
    """Return every public policy document with its validity that day, oldest first."""
    told = library.interpretations()
    return [_policy(each, on, told.get(each.pk, ())) for each in library.every(on)]


class _Book:
    """The lists of the library and how their pages are drawn."""

    def __init__(self, shell: Shell) -> None:
        self.shell, sizes = shell, library.sizes(shell.on)
        self.groups: dict[str, list[Choice]] = {
            "有效性": [
                Choice(Sieve(state=name), name, links.POLICIES + f"{slug}/", sizes.states[name])
                for name, slug, _, _ in STATES
            ],
            "年份": [
                Choice(Sieve(year=year), f"{year}年", _of_year(year), sizes.years[year])
                for year in sorted(sizes.years, reverse=True)
            ],
            "机关": [
                Choice(Sieve(organ=e.pk), e.short_name, _of_organ(e.slug), sizes.organs[e.pk])
                for e in shell.organs
                if e.pk in sizes.organs
            ],
        }
        self.whole = Choice(ALL, "", links.POLICIES, sizes.whole)
        every = [self.whole, *(each for group in self.groups.values() for each in group)]
        self.choices = {each.sieve: each for each in every}

    def page(self, choice: Choice, leaf: Leaf[Policy]) -> Page:
        """Render one page of one list."""
        name, trail = choice.name, (*self.shell.section_trail, (NAME, links.POLICIES))
        number = f"第{leaf.number}页" if leaf.number else ""
        return self.shell.render(
            "portal/policies.html",
            leaf.path,
            title=" - ".join(filter(None, (name, NAME, number, self.shell.site.name))),
            place=Place((*trail, (name, choice.path)) if name else trail, "policies"),
            meta=structured.column_meta(NAME, _LEAD, "政策文件,规范性文件,有效性", "政策文件"),
            name=f"{NAME}：{name}" if name else NAME,
            lead=_LEAD,
            choice=choice,
            counts=choice is self.whole and not leaf.number,
            whole=self.whole,
            groups=[(title, group) for title, group in self.groups.items() if group],
            leaf=leaf,
        )

    def changed(self, choice: Choice, rows: Sequence[Policy]) -> Iterator[Page]:
        """Render the pages of a list on which these of its policies stand, some of them new."""
        on, last = self.shell.on, choice.last
        places = [library.place(choice.sieve, on, row.seq) for row in rows]
        numbers = {(place - 1) // PER_PAGE + 1 for place in places}
        for made in range(_last(choice.size - len(rows)) + 1, last + 1):
            numbers |= set(range(made - paging.NEIGHBOURS, made + 1))
        for number in sorted(each for each in numbers if 1 <= each <= last):
            path = links.numbered(choice.path, number)
            found = _stretch(choice, on, (number - 1) * PER_PAGE + 1, number * PER_PAGE)
            yield self.page(choice, Leaf(path, number, found, last, choice.path))
        found = _stretch(choice, on, last * PER_PAGE + 1, choice.size)
        yield self.page(choice, Leaf(choice.path, 0, found, last, choice.path))


def _again(shell: Shell, change: Change) -> Iterator[Page | Gone]:
    """Render the library whole, and tell the pages it has no more."""
    yield from pages(shell)
    fewer = len(change.documents)
    lists = {each.path: each.size for each in _Book(shell).choices.values()}
    standing = {links.POLICIES, *(f"{links.POLICIES}{slug}/" for _, slug, _, _ in STATES)}
    for each in change.retold:
        assert each.published_at is not None  # noqa: S101  it has been public
        lists.setdefault(_of_year(localdate(each.published_at).year), 0)
        lists.setdefault(_of_organ(shell.organ_rows[each.organ].slug), 0)
    for path, size in lists.items():
        yield from beyond(path, size or path in standing, PER_PAGE, fewer)


def _by_sieve(policies: Iterable[Policy]) -> dict[Sieve, list[Policy]]:
    found: dict[Sieve, list[Policy]] = {}
    for policy in policies:
        for sieve in policy.sieves:
            found.setdefault(sieve, []).append(policy)
    return found


def _last(size: int) -> int:
    return max(size // PER_PAGE - 1, 0)


def _of_year(year: int) -> str:
    return f"{links.POLICIES}{year}/"


def _of_organ(slug: str) -> str:
    return f"{links.POLICIES}jiguan/{slug}/"


def _stretch(choice: Choice, on: date, first: int, last: int) -> list[Policy]:
    return _read(library.stretch(choice.sieve, on, first, last), on)[::-1]


def _read(found: "Sequence[Document]", on: date) -> list[Policy]:
    told = library.interpretations([each.pk for each in found])
    return [_policy(each, on, told.get(each.pk, ())) for each in found]


def _policy(document: "Document", on: date, told: Sequence[Told]) -> Policy:
    version, published, new = document.live, document.published_at, document.replaced_by
    assert version is not None  # noqa: S101  asked of public documents only
    assert published is not None  # noqa: S101
    return Policy(
        seq=document.seq or 0,
        title=version.title,
        path=document.address,
        number=version.doc_number,
        organ=document.organ.name,
        published=published,
        validity=document.validity(on),
        replacement=Link(new.live.title, new.address) if new and new.live else None,
        interpretations=tuple(told),
        sieves=library.sieves_of(document, localdate(published).year, on),
    )
