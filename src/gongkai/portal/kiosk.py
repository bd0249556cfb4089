"""信息查询点: the site for a touch screen that stands in a hall (条例第二十五条).

Large targets, a way back on every page, nothing that leads out: what links elsewhere is turned
into text. A screen left alone returns to its start. It carries the newest documents, the open
postings and the policies in force, as copies of their pages; the whole site is a code away.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from gongkai.disclosures import access
from gongkai.law.figures import figure
from gongkai.portal import articles, brief, links, postings
from gongkai.portal.brief import Row
from gongkai.portal.page import Page
from gongkai.portal.shell import Place, Shell
from gongkai.typeset import qr

if TYPE_CHECKING:
    from gongkai.disclosures.models import Document

NAME = "信息查询"
AT_MOST = 40
"""Documents in one list; a screen is no place to leaf through thousands."""
REST_SECONDS = 120
"""After so long without a touch the screen returns to its start."""
_MAIN = re.compile(r"<main\b[^>]*>(.*)</main>", re.DOTALL)
_TOOLS = re.compile(r'<div class="tools">.*?</div>', re.DOTALL)
_CODE = re.compile(r'<section class="card qr-card">.*?</section>', re.DOTALL)
_LINK = re.compile(r"<a\b[^>]*>(.*?)</a>", re.DOTALL)
_FILE = re.compile(r'src="(?:\.\./|\./)*(files/)')


@dataclass(frozen=True, slots=True)
class Shelf:
    """A list of the screen."""

    path: str
    icon: str
    name: str
    note: str
    empty: str
    documents: "list[Document]"


def document_path(seq: int) -> str:
    """Return the address of a document's copy for the screen."""
    return f"{links.KIOSK}{seq}.html"


def text_only(html: str) -> str:
    """Return a piece of a page in which every link is text and no tool is left."""
    return _LINK.sub(r"<span>\1</span>", _CODE.sub("", _TOOLS.sub("", html)))


def pages(shell: Shell) -> Iterator[Page]:
    """Render the start, the lists, the pages of text and the documents on the lists."""
    shelves = _shelves(shell)
    yield _start(shell, shelves)
    for shelf in shelves:
        yield _list(shell, shelf)
    yield _page(
        shell, "portal/kiosk_offices.html", f"{links.KIOSK}jiguan.html", "机关电话",
        offices=[each for each in shell.organs if each.phone or each.address],
    )  # fmt: skip
    yield _page(
        shell, "portal/kiosk_request.html", f"{links.KIOSK}shenqing.html", "申请公开",
        offices=[each for each in shell.organs if each.kind in ("county", "town", "street")],
        reply=figure("gi.reply", shell.on).text,
    )  # fmt: skip
    shown = {each.pk: each for shelf in shelves for each in shelf.documents}
    for document in shown.values():
        yield _document(shell, document)


def _shelves(shell: Shell) -> list[Shelf]:
    public = access.public().select_related("live__item", "interprets__live", "replaced_by__live")
    newest = list(public.order_by("-seq")[:AT_MOST])
    open_now = list(postings.open_notices(shell)[:AT_MOST])
    policies = public.filter(genre="policy").order_by("-seq")[: AT_MOST * 2]
    valid = [each for each in policies if each.validity(shell.on) == "有效"][:AT_MOST]
    return [
        Shelf(f"{links.KIOSK}zuixin.html", "newspaper", "最新公开", "各机关最近公开的信息",
              "信息公开以后会列在这里。", newest),
        Shelf(f"{links.KIOSK}gongshi.html", "megaphone", "正在公示", "有意见可以提",
              "目前没有在公示期内的事项。", open_now),
        Shelf(f"{links.KIOSK}zhengce.html", "gavel", "政策文件", "现在有效的文件",
              "政策文件公开以后会列在这里。", valid),
    ]  # fmt: skip


def _start(shell: Shell, shelves: list[Shelf]) -> Page:
    return _page(
        shell,
        "portal/kiosk.html",
        links.KIOSK,
        NAME,
        shelves=shelves,
        code=Markup(qr.svg(shell.site.absolute(links.HOME))),  # noqa: S704  drawn here
    )


def _list(shell: Shell, shelf: Shelf) -> Page:
    rows: list[tuple[str, Row]] = [
        (document_path(each.seq or 0), brief.row_of(each, shell.on)) for each in shelf.documents
    ]
    return _page(shell, "portal/kiosk_list.html", shelf.path, shelf.name, shelf=shelf, rows=rows)


def _document(shell: Shell, document: "Document") -> Page:
    assert document.live is not None  # noqa: S101  the lists hold public documents only
    whole = _MAIN.search(articles.article(shell, document, document.live).text)
    path = document_path(document.seq or 0)
    inside = text_only(whole[1] if whole else "")
    body = _FILE.sub(rf'src="{links.root_of(path)}\1', inside)
    return _page(
        shell,
        "portal/kiosk_document.html",
        path,
        document.live.title,
        body=Markup(body),  # noqa: S704  a part of a rendered page
        has_files='class="files"' in body,
        code=Markup(qr.svg(shell.site.absolute(document.address))),  # noqa: S704  drawn here
    )


def _page(shell: Shell, template: str, path: str, name: str, **context: Any) -> Page:
    return shell.render(
        template,
        path,
        title=f"{name} - {shell.site.name}",
        place=Place(((NAME, links.KIOSK), (name, path))),
        name=name,
        rest=REST_SECONDS,
        **context,
    )
