"""What all pages of one rendering share: the site's facts, the offices, the columns, the day.

Everything is read once; menu, foot and column list are rendered once for each depth of folders
and kept, because a loop over sixty columns on every page would cost more than the page.
"""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar, cast

from django.template import engines
from django.utils.timezone import get_current_timezone
from markupsafe import Markup

from gongkai.catalogue.access import all_columns
from gongkai.catalogue.queries import ColumnNode, tree
from gongkai.organs import access as organs
from gongkai.portal import links, structured
from gongkai.portal.feeds import Feeds
from gongkai.portal.page import Page
from gongkai.portal.pager import Pagers
from gongkai.portal.plan import Plans, Render
from gongkai.portal.rows import Rows
from gongkai.portal.site import SiteFacts, site_facts

if TYPE_CHECKING:
    from jinja2 import Environment

    from gongkai.catalogue.models import Column
    from gongkai.organs.models import Organ

DISCLOSURE_NAME = "政府信息公开"
KeptT = TypeVar("KeptT")


class NoHost(Exception):
    """The installation has no office yet, so there is nobody to show a site for."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page stands: the pages above it, which menu entry and column it belongs to."""

    crumbs: tuple[structured.Crumb, ...] = ()
    menu: str = ""
    column: str = ""


class Shell:
    """One rendering of the site on one day."""

    def __init__(self, on: date) -> None:
        self.on = on
        self.organs = list(organs.public())
        if not self.organs:
            raise NoHost("还没有设置机关，不能生成网站。请先在工作台设置机关和栏目。")
        self.host = self.organs[0]
        self.site = self._site()
        self.sections: list[ColumnNode] = tree()
        self.zone = get_current_timezone()
        self.rows = Rows(self)
        self.pagers = Pagers(self)
        self.feeds = Feeds(self)
        self._plans: dict[str, Plans] = {}
        self._kept: dict[str, object] = {}
        self._fragments: dict[tuple[str, str, str], Markup] = {}

    def _site(self) -> SiteFacts:
        given = site_facts()
        name = given.name or f"{self.host.name}门户网站"
        return replace(given, name=name, sponsor=given.sponsor or self.host.name)

    @cached_property
    def _environment(self) -> "Environment":
        return cast("Environment", cast("Any", engines["jinja2"]).env)

    @cached_property
    def organ_rows(self) -> dict[int, "Organ"]:
        """Every organ by key, departments included."""
        return organs.every()

    @cached_property
    def organ_names(self) -> dict[int, str]:
        """The name of every organ, departments included, by key."""
        return {pk: organ.name for pk, organ in self.organ_rows.items()}

    @cached_property
    def organ_paths(self) -> dict[int, str]:
        """The page of every organ that has one, by key."""
        return {organ.pk: links.organ(organ.slug) for organ in self.organs}

    @cached_property
    def column_rows(self) -> dict[int, "Column"]:
        """Every column by its key, closed ones too: their documents stay where they are."""
        return all_columns()

    def once(self, name: str, make: Callable[[], Markup]) -> Markup:
        """Return a part of a page that stays the same as long as the shell, made when first asked."""
        key = (name, "", "")
        if key not in self._fragments:
            self._fragments[key] = make()
        return self._fragments[key]

    def kept(self, name: str, make: Callable[[], KeptT]) -> KeptT:
        """Return what many pages read and no document changes, made when first asked for."""
        if name not in self._kept:
            self._kept[name] = make()
        return cast("KeptT", self._kept[name])

    def plans(self, kind: str, render: Render, addresses: Collection[int] = ()) -> Plans:
        """Return the chunk plans of a kind of page, kept as long as the shell."""
        if kind not in self._plans:
            self._plans[kind] = Plans(render, addresses)
        return self._plans[kind]

    @cached_property
    def nodes(self) -> dict[str, ColumnNode]:
        """Every open column by its slug."""
        return {node.slug: node for node in self.columns()}

    @cached_property
    def trails(self) -> dict[str, tuple[structured.Crumb, ...]]:
        """For every column by slug, the pages from home down to the column itself."""
        found: dict[str, tuple[structured.Crumb, ...]] = {}
        for section in self.sections:
            top = (*self.section_trail, (section.name, links.SECTIONS[section.slug]))
            self._walk(section.children, top, found)
        return found

    @property
    def section_trail(self) -> tuple[structured.Crumb, ...]:
        """The way to the section 政府信息公开."""
        return (("首页", links.HOME), (DISCLOSURE_NAME, links.DISCLOSURE))

    def _walk(
        self,
        nodes: Iterable[ColumnNode],
        above: tuple[structured.Crumb, ...],
        found: dict[str, tuple[structured.Crumb, ...]],
    ) -> None:
        for node in nodes:
            found[node.slug] = (*above, (node.name, links.column(node.slug)))
            self._walk(node.children, found[node.slug], found)

    def columns(self, nodes: Iterable[ColumnNode] | None = None) -> Iterator[ColumnNode]:
        """Walk through the open columns, parents before their children."""
        for node in self.sections if nodes is None else nodes:
            if node.column is not None:
                yield node
            yield from self.columns(node.children)

    def column_of_kind(self, code: str) -> ColumnNode | None:
        """Return the column of a kind of art. 20 or 21 (`20.7`)."""
        return next((n for n in self.columns() if n.column and n.column.kind_code == code), None)

    def fragment(self, template: str, root: str, current: str = "") -> Markup:
        """Return a part that many pages share, rendered once for each depth and current entry."""
        key = (template, root, current)
        if key not in self._fragments:
            text = self._environment.get_template(template).render(
                shell=self, root=root, current=current
            )
            self._fragments[key] = Markup(text)  # noqa: S704  rendered with escaping
        return self._fragments[key]

    def render(self, template: str, path: str, **context: Any) -> Page:
        """Render one page; see `page_text`."""
        return Page(path, self.page_text(template, path, **context).encode())

    def page_text(
        self,
        template: str,
        path: str,
        *,
        title: str,
        place: Place,
        meta: structured.Meta | None = None,
        **context: Any,
    ) -> str:
        """Render one page. `title` is the page's own; the column's and the site's follow it."""
        data = list(context.pop("data", []))
        if len(place.crumbs) > 1:
            data.append(structured.breadcrumbs(self.site, place.crumbs))
        return self.text(
            template,
            site=self.site,
            path=path,
            root=links.root_of(path),
            canonical=self.site.absolute(path),
            title=title,
            place=place,
            meta=[*structured.site_meta(self.site), *(meta or [])],
            data=data,
            **({"feed": "/rss.xml"} | context),
        )

    def render_plain(self, template: str, path: str, **context: Any) -> Page:
        """Render a file that is no HTML page: a feed, a map for robots."""
        return Page(path, self.text(template, site=self.site, path=path, **context).encode())

    def text(self, template: str, **context: Any) -> str:
        """Render a part of a page."""
        return self._environment.get_template(template).render(shell=self, **context)
