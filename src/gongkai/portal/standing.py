"""Pages that stand on every site: how to request, statements, the map for people."""

from collections.abc import Iterator
from typing import Any

from gongkai.law.kinds import ART20
from gongkai.portal import links, structured
from gongkai.portal.page import Page
from gongkai.portal.share import Share
from gongkai.portal.shell import Place, Shell

COMMON = (
    ("首页", links.HOME),
    ("政府信息公开", links.DISCLOSURE),
    ("最新公开", links.LATEST),
    ("政策文件库", links.POLICIES),
    ("正在公示", links.NOTICES),
    ("按领域查阅", links.FIELDS),
    ("政府信息公开目录", links.CATALOGUE),
    ("领导信息", links.LEADERS),
    ("公开流程", links.FLOWS),
    ("公开统计", links.STATISTICS),
    ("开放数据", links.DATA),
    ("依申请公开", links.REQUEST),
    ("已撤下的信息", links.WITHDRAWN),
    ("长者版", links.ELDERS),
    ("信息查询点", links.KIOSK),
    ("关于我们", links.ABOUT),
    ("隐私说明", links.PRIVACY),
    ("无障碍声明", links.ACCESSIBILITY),
)
"""Pages the map of the site names first."""


def every(shell: Shell, share: Share) -> Iterator[Page]:
    """Render them all; none shows a document."""
    return share.some(_pages(shell))


def dated(shell: Shell) -> Iterator[Page]:
    """Render the statement that bears the day on which its pages were made."""
    yield _simple(shell, "portal/accessibility.html", links.ACCESSIBILITY, "无障碍声明")


def _pages(shell: Shell) -> Iterator[Page]:
    yield request(shell)
    yield _sitemap(shell)
    yield _simple(shell, "portal/about.html", links.ABOUT, "关于我们")
    yield _simple(shell, "portal/privacy.html", links.PRIVACY, "隐私说明")
    yield from dated(shell)
    yield _simple(shell, "portal/search_absent.html", links.SEARCH, "搜索")
    yield _simple(shell, "portal/asking_absent.html", links.ASK, "网上申请")
    yield _simple(shell, "portal/asking_absent.html", links.PROGRESS, "查询申请进度")
    yield not_found(shell)
    yield shell.render_plain("portal/robots.txt", "/robots.txt")


def _sitemap(shell: Shell) -> Page:
    kinds = [(each.column, links.kind(each.code)) for each in ART20]
    return _simple(
        shell, "portal/sitemap.html", links.SITEMAP, "网站地图", common=COMMON, kinds=kinds
    )


def _simple(shell: Shell, template: str, path: str, name: str, **context: Any) -> Page:
    return shell.render(
        template,
        path,
        title=f"{name} - {shell.site.name}",
        place=Place((("首页", links.HOME), (name, path))),
        name=name,
        **context,
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
