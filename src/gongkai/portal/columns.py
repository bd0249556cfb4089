"""The section 政府信息公开: its four fixed parts and their columns (国办公开办函〔2019〕61号)."""

from collections.abc import Hashable, Iterator
from functools import partial
from typing import TYPE_CHECKING

from markupsafe import Markup

from gongkai.catalogue.queries import ColumnNode
from gongkai.disclosures.queries import public
from gongkai.disclosures.queries.public import List
from gongkai.portal import links, listings, structured
from gongkai.portal.listings import Listing
from gongkai.portal.page import Page
from gongkai.portal.plan import Words
from gongkai.portal.reading import Change, Reading
from gongkai.portal.share import Share
from gongkai.portal.shell import DISCLOSURE_NAME, Place, Shell

if TYPE_CHECKING:
    from gongkai.organs.models import Organ

IN_BOX = 8
STANDING_NOTE = (
    "目前没有属于本栏目的政府信息。产生以后，自形成或者变更之日起20个工作日内在这里公开；"
    "法律、法规另有规定的，按照规定的期限公开。"
)
"""What an empty column says (条例第二十六条); a column may have words of its own."""
SECTION_WORDS = {
    "guide": ("book-open", "公开什么、怎么查、怎么申请", "信息公开指南"),
    "rules": ("scale", "法律、法规、规章和工作制度", "政策文件"),
    "statutory": ("layout-list", "按条例规定的类别查阅", "信息公开目录"),
    "report": ("calendar-check", "历年政府信息公开工作年度报告", "信息公开年报"),
}
"""Icon, line below the name and ColumnType of each fixed part."""
_ORGANS = ("机构与领导", links.ORGANS)
RELATED = {
    "机构职能": _ORGANS,
    "负责人信息": _ORGANS,
    "信息公开目录": ("政府信息公开目录", links.CATALOGUE),
}
"""ColumnType → a page made from the records that belongs to such a column."""


def every(shell: Shell, share: Share) -> Iterator[Page]:
    """Render the section, and every column with all pages of its list."""
    if share.index == 0:
        yield _disclosure(shell, Reading())
    yield from listings.every(shell, share, _listings(shell))


def touched(shell: Shell, change: Change) -> Iterator[Page]:
    """Render the section, and the columns in which a changed document stands."""
    yield _disclosure(shell, change)
    yield from listings.touched(shell, change, _listings(shell))


def every_latest(shell: Shell, share: Share) -> Iterator[Page]:
    """Render the list of everything that is public."""
    return listings.every(shell, share, [latest(shell)])


def touched_latest(shell: Shell, change: Change) -> Iterator[Page]:
    """Render the pages of that list on which a changed document stands."""
    return listings.touched(shell, change, [latest(shell)])


def _listings(shell: Shell) -> list[Listing]:
    return shell.kept("columns", lambda: [_listing(shell, node) for node in shell.columns()])


def _source(node: ColumnNode) -> List:
    return public.column(node.column.pk if node.column else 0)


def latest(shell: Shell) -> Listing:
    """Return the list of everything that is public."""
    name = "最新公开"
    return Listing(
        path=links.LATEST,
        name=name,
        lead="各机关最近公开的政府信息。",
        place=Place((*shell.section_trail, (name, links.LATEST)), "disclosure"),
        meta=structured.column_meta(name, "各机关公开的全部政府信息", "", "信息公开目录"),
        source=public.ALL,
        title=f"{name} - {shell.site.name}",
    )


def of_organ(shell: Shell, organ: "Organ") -> Listing:
    """Return the list of what one office made public."""
    path = links.organ_items(organ.slug)
    name = f"{organ.name}公开的信息"
    trail = (("首页", links.HOME), ("机构与领导", links.ORGANS))
    return Listing(
        path=path,
        name=name,
        lead="",
        place=Place((*trail, (organ.name, links.organ(organ.slug)), (name, path)), "organs"),
        meta=structured.column_meta(name, f"{organ.name}公开的全部政府信息", "", "信息公开目录"),
        source=public.organ(organ.pk),
        title=f"{name} - {shell.site.name}",
        empty_note="这个机关还没有在本站公开信息。",
    )


def _listing(shell: Shell, node: ColumnNode) -> Listing:
    column = node.column
    assert column is not None  # noqa: S101  shell.columns() yields columns only
    related = RELATED.get(column.column_type)
    return Listing(
        path=links.column(column.slug),
        name=column.name,
        lead=column.description,
        place=Place(shell.trails[column.slug], "disclosure", column.slug),
        meta=structured.column_meta(
            column.name, column.description, column.keywords, column.column_type
        ),
        source=_source(node),
        title=f"{column.name} - {shell.site.name}",
        empty_note=column.empty_note or STANDING_NOTE,
        children=tuple((each.name, links.column(each.slug)) for each in node.children),
        related=(related,) if related else (),
        has_table=True,
    )


def _disclosure(shell: Shell, reading: Reading) -> Page:
    newest = reading.newest(public.ALL)[:IN_BOX]
    rows = shell.rows.drawn(newest, links.root_of(links.DISCLOSURE))
    plans = shell.plans(links.DISCLOSURE, partial(_render_disclosure, shell))
    return Page(links.DISCLOSURE, plans.fill(None, (rows,)))


def _render_disclosure(shell: Shell, _shape: Hashable, words: Words) -> str:
    return shell.page_text(
        "portal/disclosure.html",
        links.DISCLOSURE,
        title=f"{DISCLOSURE_NAME} - {shell.site.name}",
        place=Place(shell.section_trail, "disclosure"),
        meta=structured.column_meta(
            DISCLOSURE_NAME,
            f"{shell.host.name}及所辖机关依法应当公开的政府信息",
            "政府信息公开,主动公开,依申请公开",
            "信息公开目录",
        ),
        entries=[(section, *SECTION_WORDS[section.slug]) for section in shell.sections],
        rows=Markup(words[0]),  # noqa: S704  rendered with escaping
    )
