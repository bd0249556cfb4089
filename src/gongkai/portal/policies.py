"""政策文件库: every policy document with its validity, by state, year and office, both ways linked."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.utils.timezone import localdate

from gongkai.disclosures import access
from gongkai.portal import links, paging, structured
from gongkai.portal.brief import HEAVY, Link
from gongkai.portal.page import Gone, Page
from gongkai.portal.paging import beyond
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
_STATE_PATHS = {f"{links.POLICIES}{slug}/" for _, slug, _, _ in STATES}
_LEAD = "规范性文件和其他政策文件，标明现在是否有效，可以连到它的解读。"


@dataclass(frozen=True, slots=True)
class Policy:
    """A policy document as the library lists it."""

    title: str
    path: str
    number: str
    organ: str
    slug: str
    published: datetime
    validity: str
    replacement: Link | None
    interpretations: tuple[Link, ...]

    @property
    def year(self) -> int:
        """The year it became public."""
        return localdate(self.published).year

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
    """One way to narrow the library down: a static list of its own."""

    name: str
    path: str
    rows: list[Policy]
    group: str


def pages(shell: Shell) -> Iterator[Page]:
    """Render the library, and one list for each state, year and office."""
    rows = library(shell.on)
    choices = [*_states(rows), *_years(rows), *_organs(shell, rows)]
    yield from _list(shell, links.POLICIES, "", rows, choices)
    for choice in choices:
        yield from _list(shell, choice.path, choice.name, choice.rows, choices)


def touched(shell: Shell, change: Change) -> Iterator[Page | Gone]:
    """Render the library when a policy or an interpretation was withdrawn, corrected or repealed.

    A new one waits for the day: the library grows with its policies.
    """
    told = [each for each in change.retold if each.genre in ("policy", "interpretation")]
    if not told:
        return
    rows, fewer = library(shell.on), len(change.documents)
    choices = [*_states(rows), *_years(rows), *_organs(shell, rows)]
    lists = {each.path: each.rows for each in choices}
    yield from pages(shell)
    yield from beyond(links.POLICIES, len(rows) or 1, PER_PAGE, fewer)
    slugs = {shell.organ_rows[each.organ].slug for each in told}
    years = {localdate(each.published_at).year for each in told}
    for path in (*map(_of_year, years), *map(_of_organ, slugs)):
        lists.setdefault(path, [])
    for path, found in lists.items():
        is_state = path in _STATE_PATHS
        yield from beyond(path, len(found) or is_state, PER_PAGE, fewer)


def _of_year(year: int) -> str:
    return f"{links.POLICIES}{year}/"


def _of_organ(slug: str) -> str:
    return f"{links.POLICIES}jiguan/{slug}/"


def library(on: date) -> list[Policy]:
    """Return every public policy document with its validity that day, oldest first."""
    found = access.public().filter(genre="policy").select_related("replaced_by__live")
    found = found.defer(*HEAVY, "replaced_by__live__body").order_by("seq")
    told = _interpretations()
    return [_policy(each, on, told.get(each.pk, [])) for each in found.iterator(chunk_size=500)]


def _interpretations() -> dict[int, list[Link]]:
    """Return the public interpretations by the key of the policy they belong to."""
    found = access.public().filter(genre="interpretation", interprets__isnull=False)
    by_policy: dict[int, list[Link]] = defaultdict(list)
    for each in found.defer(*HEAVY).order_by("seq").iterator(chunk_size=500):
        if each.live is not None and each.interprets_id is not None:
            link = Link(each.live.title, each.address, each.published_at)
            by_policy[each.interprets_id].append(link)
    return by_policy


def _policy(document: "Document", on: date, told: Sequence[Link]) -> Policy:
    version, published, new = document.live, document.published_at, document.replaced_by
    assert version is not None  # noqa: S101  asked of public documents only
    assert published is not None  # noqa: S101
    return Policy(
        title=version.title,
        path=document.address,
        number=version.doc_number,
        organ=document.organ.name,
        slug=document.organ.slug,
        published=published,
        validity=document.validity(on),
        replacement=Link(new.live.title, new.address) if new and new.live else None,
        interpretations=tuple(told),
    )


def _states(rows: list[Policy]) -> Iterator[Choice]:
    for state, slug, _, _ in STATES:
        found = [row for row in rows if row.validity == state]
        yield Choice(state, f"{links.POLICIES}{slug}/", found, "有效性")


def _years(rows: list[Policy]) -> Iterator[Choice]:
    for year in sorted({row.year for row in rows}, reverse=True):
        found = [row for row in rows if row.year == year]
        yield Choice(f"{year}年", _of_year(year), found, "年份")


def _organs(shell: Shell, rows: list[Policy]) -> Iterator[Choice]:
    by_slug: dict[str, list[Policy]] = defaultdict(list)
    for row in rows:
        by_slug[row.slug].append(row)
    for organ in shell.organs:
        if found := by_slug.get(organ.slug):
            yield Choice(organ.short_name, _of_organ(organ.slug), found, "机关")


def _list(
    shell: Shell, path: str, name: str, rows: list[Policy], choices: list[Choice]
) -> Iterator[Page]:
    trail = (*shell.section_trail, (NAME, links.POLICIES))
    trail = (*trail, (name, path)) if name else trail
    groups: dict[str, list[tuple[str, str, int, bool]]] = defaultdict(list)
    for each in choices:
        groups[each.group].append((each.name, each.path, len(each.rows), each.path == path))
    for leaf in paging.leaves(path, rows, PER_PAGE):
        parts = (name, NAME, f"第{leaf.number}页" if leaf.number else "", shell.site.name)
        yield shell.render(
            "portal/policies.html",
            leaf.path,
            title=" - ".join(filter(None, parts)),
            place=Place(trail, "policies"),
            meta=structured.column_meta(NAME, _LEAD, "政策文件,规范性文件,有效性", "政策文件"),
            name=f"{NAME}：{name}" if name else NAME,
            lead=_LEAD,
            choice=name,
            total=len(rows),
            whole=sum(len(each.rows) for each in choices if each.group == "有效性"),
            groups=list(groups.items()),
            leaf=leaf,
        )
