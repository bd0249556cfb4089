"""Pages that stand on every site: how to request, what was withdrawn, statements, maps."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from gongkai.disclosures import access
from gongkai.portal import links, listings, structured
from gongkai.portal.page import Page
from gongkai.portal.shell import Place, Shell

if TYPE_CHECKING:
    from gongkai.disclosures.models import Document

AT_ONCE = 500
_FOR_MAP = ("seq", "published_at", "revised_at")


def pages(shell: Shell) -> Iterator[Page]:
    """Render them all."""
    yield request(shell)
    yield from _withdrawn(shell)
    yield _simple(shell, "portal/sitemap.html", links.SITEMAP, "网站地图")
    yield _simple(shell, "portal/about.html", links.ABOUT, "关于我们")
    yield _simple(shell, "portal/privacy.html", links.PRIVACY, "隐私说明")
    yield _simple(shell, "portal/accessibility.html", links.ACCESSIBILITY, "无障碍声明")
    yield _simple(shell, "portal/search_absent.html", links.SEARCH, "搜索")
    yield not_found(shell)


def _simple(shell: Shell, template: str, path: str, name: str) -> Page:
    return shell.render(
        template,
        path,
        title=f"{name} - {shell.site.name}",
        place=Place((("首页", links.HOME), (name, path))),
        name=name,
    )


def request(shell: Shell) -> Page:
    """Render how to request information: window, post, telephone (条例第二十九条)."""
    name = "依申请公开"
    return shell.render(
        "portal/request.html",
        links.REQUEST,
        title=f"{name} - {shell.site.name}",
        place=Place((*shell.section_trail, (name, links.REQUEST)), "request", "request"),
        meta=structured.column_meta(
            name, "向行政机关申请获取政府信息的途径、材料和期限", "依申请公开", "依申请公开"
        ),
        name=name,
        offices=[each for each in shell.organs if each.kind in ("county", "town", "street")],
    )


def _withdrawn(shell: Shell) -> Iterator[Page]:
    """Render the archive of withdrawn documents and, at each old address, its tombstone."""
    name = "已撤下的信息"
    yield shell.render(
        "portal/withdrawn.html",
        links.WITHDRAWN,
        title=f"{name} - {shell.site.name}",
        place=Place((*shell.section_trail, (name, links.WITHDRAWN)), "disclosure"),
        meta=structured.column_meta(name, "公开以后撤下的信息和理由", "", "信息公开目录"),
        name=name,
        documents=access.tombstones().defer("draft__body"),
    )
    for document in access.tombstones().order_by("seq").iterator(chunk_size=AT_ONCE):
        yield tombstone(shell, document)


def tombstone(shell: Shell, document: "Document") -> Page:
    """Render what stands at the address of a withdrawn document.

    Neither title nor text is repeated: what was withdrawn may have been the name in the title.
    """
    name = "这条信息已经撤下"
    slug = document.column.slug if document.column else ""
    trail = shell.trails.get(slug, shell.section_trail)
    return shell.render(
        "portal/tombstone.html",
        document.address,
        title=f"{name} - {shell.site.name}",
        place=Place((*trail, (name, document.address)), "disclosure", slug),
        meta=structured.column_meta("已撤下的信息", "公开以后撤下的信息", "", "信息公开目录"),
        name=name,
        document=document,
    )


def not_found(shell: Shell) -> Page:
    """Render the page for addresses that do not exist."""
    return shell.render(
        "portal/404.html",
        links.NOT_FOUND,
        title=f"没有找到这个网页 - {shell.site.name}",
        place=Place((("首页", links.HOME), ("没有找到这个网页", links.NOT_FOUND))),
    )


def for_machines(shell: Shell) -> Iterator[Page]:
    """Render the feed of the whole site, the map for search engines and the robots' rules."""
    newest = listings.newest(access.public(), shell.on, listings.IN_FEED)
    yield listings.feed(shell, "/rss.xml", shell.site.name, links.HOME, newest)
    paths = [links.HOME, links.DISCLOSURE, *links.SECTIONS.values(), links.REQUEST, links.NOTICES]
    paths += [links.ORGANS, links.CATALOGUE, links.LATEST]
    paths += [links.column(node.slug) for node in shell.columns()]
    paths += [links.organ(organ.slug) for organ in shell.organs]
    found = access.public().only(*_FOR_MAP).select_related(None).order_by("seq")
    documents = found.iterator(chunk_size=AT_ONCE)
    yield shell.render_plain("portal/sitemap.xml", "/sitemap.xml", paths=paths, documents=documents)
    yield shell.render_plain("portal/robots.txt", "/robots.txt")


def gone() -> list[str]:
    """Return the addresses of withdrawn documents."""
    found = access.tombstones().only(*_FOR_MAP).select_related(None).order_by("seq")
    return [document.address for document in found.iterator(chunk_size=AT_ONCE)]
