"""Pages that stand on every site: how to request, statements, the map for people."""

from collections.abc import Iterator

from gongkai.portal import links, structured
from gongkai.portal.page import Page
from gongkai.portal.share import Share
from gongkai.portal.shell import Place, Shell


def every(shell: Shell, share: Share) -> Iterator[Page]:
    """Render them all; none shows a document."""
    return share.some(_pages(shell))


def _pages(shell: Shell) -> Iterator[Page]:
    yield request(shell)
    yield _simple(shell, "portal/sitemap.html", links.SITEMAP, "网站地图")
    yield _simple(shell, "portal/about.html", links.ABOUT, "关于我们")
    yield _simple(shell, "portal/privacy.html", links.PRIVACY, "隐私说明")
    yield _simple(shell, "portal/accessibility.html", links.ACCESSIBILITY, "无障碍声明")
    yield _simple(shell, "portal/search_absent.html", links.SEARCH, "搜索")
    yield not_found(shell)
    yield shell.render_plain("portal/robots.txt", "/robots.txt")


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


def not_found(shell: Shell) -> Page:
    """Render the page for addresses that do not exist."""
    return shell.render(
        "portal/404.html",
        links.NOT_FOUND,
        title=f"没有找到这个网页 - {shell.site.name}",
        place=Place((("首页", links.HOME), ("没有找到这个网页", links.NOT_FOUND))),
    )
