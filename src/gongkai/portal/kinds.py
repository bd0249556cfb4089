"""法定主动公开内容: by the kinds of arts. 20 and 21, and by the fields of the standard catalogues.

Every kind and every field has a page, an empty one too: it says what must be public there, when,
on what ground, and what is public now (国办公开办函〔2019〕61号; 国办发〔2019〕54号).
"""

from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from gongkai.catalogue import access as catalogue
from gongkai.catalogue.queries import ColumnNode
from gongkai.disclosures.queries import public
from gongkai.disclosures.queries.public import List, LongLine
from gongkai.law.figures import figure
from gongkai.law.kinds import ART20, ART21_CITY, ART21_TOWN, FIELDS, ContentKind, Numbered
from gongkai.portal import links, structured, wording
from gongkai.portal.columns import RELATED, SECTION_WORDS, STANDING_NOTE
from gongkai.portal.page import Page
from gongkai.portal.plan import Words
from gongkai.portal.reading import Change, Reading
from gongkai.portal.shell import Place, Shell

if TYPE_CHECKING:
    from gongkai.catalogue.models import Item

NEWEST = 10
FIELDS_NAME = "按领域查阅"
NUMERALS = [
    "一",
    "二",
    "三",
    "四",
    "五",
    "六",
    "七",
    "八",
    "九",
    "十",
    "十一",
    "十二",
    "十三",
    "十四",
    "十五",
]
FROM = {
    "gi.active": "自信息形成或者变更之日起",
    "budget.publish": "自批准之日起",
    "law.permit_penalty_publish": "行政决定自作出之日起",
    "aid.catalogue": "自制定或者获取信息之日起",
}
"""Key of a term → from when it runs, in words."""
GROUPS = (
    ("第二十条：各机关都要公开的十五类", ART20),
    ("第二十一条：县级人民政府及其部门、街道还要公开的", ART21_CITY),
    ("第二十一条：乡镇人民政府还要公开的", ART21_TOWN),
)


@dataclass(frozen=True, slots=True)
class Duty:
    """One item of a standard catalogue, once for all offices that state it alike."""

    field: str
    name: str
    elements: tuple[str, ...]
    limit: str
    basis: str
    bodies: tuple[str, ...]
    column: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A kind or a field on the page that lists them."""

    name: str
    path: str
    duties: int
    latest: str


Groups = list[tuple[str, list[Entry]]]


@dataclass(frozen=True, slots=True)
class Shelf:
    """The items and the documents of one kind or field."""

    duties: list[Duty]
    rows: list[LongLine]


class Stated:
    """The items in force, their duties and columns by kind and field; lives as long as a shell."""

    def __init__(self, shell: Shell) -> None:
        self.items: list[Item] = list(catalogue.public(shell.on).order_by("organ__path", "number"))
        every = [kind for _, group in GROUPS for kind in group]
        self.nodes = {kind.code: _node(shell, kind) for kind in every}
        self.fields = {
            field.title: [item for item in self.items if item.field == field.title]
            for field in FIELDS
        }
        self.columns = {
            title: {item.column_id for item in items if item.column_id}
            for title, items in self.fields.items()
        }
        self.duties = {title: duties(items) for title, items in self.fields.items()}
        for code, node in self.nodes.items():
            columns = _keys(node) if node else set()
            self.duties[code] = duties(each for each in self.items if each.column_id in columns)


def _node(shell: Shell, kind: ContentKind) -> ColumnNode | None:
    """Return the column a kind stands in: the one of its code, else of its name."""
    named = (node for node in shell.columns() if node.name == kind.column)
    return shell.column_of_kind(kind.code) or next(named, None)


class Catalogue:
    """What is stated, and the documents of every kind and field as one reading finds them."""

    def __init__(self, shell: Shell, reading: Reading) -> None:
        self.reading = reading
        self.stated = shell.kept("kinds", lambda: Stated(shell))

    def columns_of_kind(self, kind: ContentKind) -> set[int]:
        """Return the column (key) whose list holds the documents of a kind."""
        node = self.stated.nodes[kind.code]
        return {node.column.pk} if node and node.column else set()

    def columns_of_field(self, title: str) -> set[int]:
        """Return the columns (keys) that the items of a field name."""
        return self.stated.columns[title]

    def of_kind(self, kind: ContentKind) -> Shelf:
        """Return what the offices owe and have made public under a kind."""
        return Shelf(self.stated.duties[kind.code], self._newest(self.columns_of_kind(kind)))

    def of_field(self, title: str) -> Shelf:
        """Return what the offices owe and have made public in a field."""
        stated = public.of_items([item.pk for item in self.stated.fields[title]], NEWEST)
        return Shelf(self.stated.duties[title], self._newest(self.columns_of_field(title), stated))

    def _newest(self, columns: set[int], more: Iterable[LongLine] = ()) -> list[LongLine]:
        lines = {line.seq: line for line in more}
        for key in sorted(columns):
            lines |= {line.seq: line for line in self.reading.newest(public.column(key))}
        return [lines[seq] for seq in sorted(lines, reverse=True)[:NEWEST]]

    def touched_kinds(self, change: Change) -> list[ContentKind]:
        """Return the kinds under which a changed document stands or stood."""
        every = [kind for _, group in GROUPS for kind in group]
        return [kind for kind in every if _lists(self.columns_of_kind(kind)) & change.spots.keys()]

    def touched_fields(self, change: Change) -> list[Numbered]:
        """Return the fields in which a changed document stands or stood."""
        stated = {item.field for item in self.stated.items if item.pk in change.items}
        return [
            field
            for field in FIELDS
            if field.title in stated
            or _lists(self.columns_of_field(field.title)) & change.spots.keys()
        ]


def _lists(columns: Iterable[int]) -> set[List]:
    return {public.column(key) for key in columns}


def duties(items: "Iterable[Item]") -> list[Duty]:
    """Return the items, those that several offices state in the same words told once."""
    found: dict[tuple[str, ...], tuple[Item, list[str]]] = {}
    for item in items:
        key = (item.field, str(item), item.limit_text, item.basis, *item.elements)
        found.setdefault(key, (item, []))[1].append(item.organ.short_name)
    return [
        Duty(
            field=item.field,
            name=str(item),
            elements=tuple(item.elements),
            limit=item.limit_text,
            basis=item.basis,
            bodies=tuple(dict.fromkeys(bodies)),
            column=item.column.slug if item.column else "",
        )
        for item, bodies in found.values()
    ]


def pages(shell: Shell) -> Iterator[Page]:
    """Render the part with its kinds, and the fields."""
    known = Catalogue(shell, Reading())
    yield _overview(shell, known)
    for _, group in GROUPS:
        for kind in group:
            yield _kind(shell, kind, known)
    yield _fields(shell, known)
    for field in FIELDS:
        yield _field(shell, field, known)


def touched(shell: Shell, change: Change) -> Iterator[Page]:
    """Render the kinds and fields in which a changed document stands, and the lists of them."""
    if not change.numbers:
        return
    known = Catalogue(shell, change)
    if kinds := known.touched_kinds(change):
        yield _overview(shell, known)
        yield from (_kind(shell, kind, known) for kind in kinds)
    if fields := known.touched_fields(change):
        yield _fields(shell, known)
        yield from (_field(shell, field, known) for field in fields)


def basis_of(kind: ContentKind) -> str:
    """Return the article a kind stands in."""
    if kind.article == 20:
        return f"《政府信息公开条例》第二十条第{NUMERALS[kind.number - 1]}项"
    return "《政府信息公开条例》第二十一条"


def limits_of(kind: ContentKind, shell: Shell) -> list[tuple[str, str]]:
    """Return within what time a kind must be public, each with its ground."""
    keys = [key for key in (kind.limit, kind.result_limit) if key]
    found = []
    for key in keys:
        term = figure(key, shell.on)
        found.append((f"{FROM[key]}{term.text}内", term.article))
    return found or [("及时公开", basis_of(kind))]


def _keys(node: ColumnNode) -> set[int]:
    own = {node.column.pk} if node.column else set()
    return own.union(*(_keys(child) for child in node.children))


def _newest_of(columns: Iterable[int], days: dict[int, datetime | None]) -> str:
    newest = max((day for key in columns if (day := days.get(key))), default=None)
    return wording.short_date(newest) if newest else ""


def _overview(shell: Shell, known: Catalogue) -> Page:
    section = next(each for each in shell.sections if each.slug == "statutory")
    path = links.SECTIONS["statutory"]
    _, lead, column_type = SECTION_WORDS["statutory"]
    every = [kind for _, group in GROUPS for kind in group]
    named = {kind.column for kind in every}
    days = public.latest_in(set().union(*(known.columns_of_kind(kind) for kind in every)))

    def entry(kind: ContentKind) -> Entry:
        newest = _newest_of(known.columns_of_kind(kind), days)
        count = len(known.stated.duties[kind.code])
        return Entry(kind.column, links.kind(kind.code), count, newest)

    groups = [(title, list(map(entry, group))) for title, group in GROUPS]
    render = partial(
        shell.page_text,
        "portal/kinds.html",
        path,
        title=f"{section.name} - {shell.site.name}",
        place=Place((*shell.section_trail, (section.name, path)), "disclosure", section.slug),
        meta=structured.column_meta(section.name, lead, "", column_type),
        name=section.name,
        lead="每一类都写明公开什么、什么时候公开、依据是什么，以及现在已经公开的信息。",
        tabs=_tabs(path),
        others=[node for node in section.children if node.name not in named],
    )
    return _dated(shell, path, groups, render)


def _dated(shell: Shell, path: str, groups: Groups, render: Callable[..., str]) -> Page:
    """Fill the plan of a page that lists kinds or fields: its words are their days."""
    days = tuple([each.latest for _, entries in groups for each in entries])

    def page(_shape: Hashable, words: Words) -> str:
        rest = iter(words)
        told = [(title, [replace(e, latest=next(rest)) for e in found]) for title, found in groups]
        return render(groups=told)

    return Page(path, shell.plans(path, page).fill(None, days))


def _tabs(current: str) -> list[tuple[str, str, bool]]:
    tabs = (
        ("按条例的类别", links.SECTIONS["statutory"]),
        (FIELDS_NAME, links.FIELDS),
        ("按机关的标准目录", links.CATALOGUE),
        ("按时间看全部", links.LATEST),
    )
    return [(name, path, path == current) for name, path in tabs]


def _kind(shell: Shell, kind: ContentKind, known: Catalogue) -> Page:
    path, node, shelf = links.kind(kind.code), known.stated.nodes[kind.code], known.of_kind(kind)
    above = ("法定主动公开内容", links.SECTIONS["statutory"])
    return _shelf(
        shell,
        path,
        shelf,
        title=f"{kind.column} - 法定主动公开内容 - {shell.site.name}",
        place=Place((*shell.section_trail, above, (kind.column, path)), "disclosure", "statutory"),
        meta=structured.column_meta(kind.column, kind.title, kind.column, "信息公开目录"),
        name=kind.column,
        must=kind.title,
        basis=basis_of(kind),
        limits=limits_of(kind, shell),
        column=node.slug if node else "",
        columns=[each for each in node.children if each.column] if node else [],
        related=RELATED.get(node.column.column_type) if node and node.column else None,
        note=(node.column.empty_note if node and node.column else "") or STANDING_NOTE,
        show_field=True,
    )


def _shelf(shell: Shell, path: str, shelf: Shelf, **context: Any) -> Page:
    """Fill the plan of a kind or field: its words are the rows of its documents."""

    def page(_shape: Hashable, words: Words) -> str:
        rows = Markup(words[0])  # noqa: S704  rendered with escaping
        return shell.page_text("portal/kind.html", path, rows=rows, duties=shelf.duties, **context)

    rows = shell.rows.drawn(shelf.rows, links.root_of(path))
    return Page(path, shell.plans(path, page).fill(None, (rows,)))


def _fields(shell: Shell, known: Catalogue) -> Page:
    trail = (*shell.section_trail, ("法定主动公开内容", links.SECTIONS["statutory"]))
    days = public.latest_in(set().union(*known.stated.columns.values()))
    entries = [
        Entry(
            field.title,
            links.field(field.code),
            len(known.stated.duties[field.title]),
            _newest_of(known.columns_of_field(field.title), days),
        )
        for field in FIELDS
    ]
    involved = [each for each in entries if each.duties]
    rest = [each for each in entries if not each.duties]
    groups = [(f"本县机关办理的 {len(involved)} 个领域", involved)] if involved else []
    if rest:
        groups.append((f"本县机关的目录没有列入的 {len(rest)} 个领域", rest))
    render = partial(
        shell.page_text,
        "portal/kinds.html",
        links.FIELDS,
        title=f"{FIELDS_NAME} - {shell.site.name}",
        place=Place((*trail, (FIELDS_NAME, links.FIELDS)), "disclosure", "statutory"),
        meta=structured.column_meta(
            FIELDS_NAME, "基层政务公开标准目录的26个领域", "标准目录", "信息公开目录"
        ),
        name=FIELDS_NAME,
        lead="国务院部门编制的基层政务公开标准指引，共 26 个领域。",
        tabs=_tabs(links.FIELDS),
        others=[],
    )
    return _dated(shell, links.FIELDS, groups, render)


def _field(shell: Shell, field: Numbered, known: Catalogue) -> Page:
    path, shelf = links.field(field.code), known.of_field(field.title)
    trail = (*shell.section_trail, (FIELDS_NAME, links.FIELDS))
    return _shelf(
        shell,
        path,
        shelf,
        title=f"{field.title} - {FIELDS_NAME} - {shell.site.name}",
        place=Place((*trail, (field.title, path)), "disclosure", "statutory"),
        meta=structured.column_meta(
            field.title, f"{field.title}领域的公开事项", "", "信息公开目录"
        ),
        name=field.title,
        must="",
        basis="《国务院办公厅关于全面推进基层政务公开标准化规范化工作的指导意见》（国办发〔2019〕54号）",
        limits=[],
        column="",
        columns=[],
        related=None,
        note=STANDING_NOTE
        if shelf.duties
        else "本县机关的标准目录没有列入这个领域的事项。"
        "需要这方面信息的，可以查阅上级机关的目录，或者向县政府办公室询问。",
        show_field=False,
    )
