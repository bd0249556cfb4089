"""信息查询点: the site for a touch screen that stands in a hall (条例第二十五条).

Large targets, a way back on every page, nothing that leads out: what links elsewhere is turned
into text. A screen left alone returns to its start. It carries the newest documents, the open
postings and the policies in force, as copies of their pages; the whole site is a code away.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from gongkai.disclosures.queries import public
from gongkai.disclosures.queries.beside import NOTHING, beside
from gongkai.disclosures.queries.public import Text
from gongkai.law.figures import figure
from gongkai.portal import articles, links
from gongkai.portal.page import Gone, Page
from gongkai.portal.reading import Change
from gongkai.portal.shell import Place, Shell
from gongkai.typeset import qr

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
    texts: list[Text]


SHELVES = (
    (f"{links.KIOSK}zuixin.html", "newspaper", "最新公开", "各机关最近公开的信息",
     "信息公开以后会列在这里。"),
    (f"{links.KIOSK}gongshi.html", "megaphone", "正在公示", "有意见可以提",
     "目前没有在公示期内的事项。"),
    (f"{links.KIOSK}zhengce.html", "gavel", "政策文件", "现在有效的文件",
     "政策文件公开以后会列在这里。"),
)  # fmt: skip
"""The lists of the screen: address, icon, name, note, and what an empty one says."""


def document_path(seq: int) -> str:
    """Return the address of a document's copy for the screen."""
    return f"{links.KIOSK}{seq}.html"


def text_only(html: str) -> str:
    """Return a piece of a page in which every link is text and no tool is left."""
    return _LINK.sub(r"<span>\1</span>", _CODE.sub("", _TOOLS.sub("", html)))


def path_beside(address: str) -> str:
    """Return the address of the copy of the document that stands at an address."""
    return links.KIOSK + address.rpartition("/")[2]


def pages(shell: Shell) -> Iterator[Page]:
    """Render the start, the lists, the pages of text and the documents on the lists."""
    shelves, _ = _shelves(shell)
    yield _start(shell, shelves)
    yield from _lists(shell, shelves)
    yield _page(
        shell, "portal/kiosk_offices.html", f"{links.KIOSK}jiguan.html", "机关电话",
        offices=[each for each in shell.organs if each.phone or each.address],
    )  # fmt: skip
    yield _page(
        shell, "portal/kiosk_request.html", f"{links.KIOSK}shenqing.html", "申请公开",
        offices=[each for each in shell.organs if each.kind in ("county", "town", "street")],
        reply=figure("gi.reply", shell.on).text,
    )  # fmt: skip
    yield from _documents(shell, {text.seq: text for shelf in shelves for text in shelf.texts})


def touched(shell: Shell, change: Change) -> Iterator[Page | Gone]:
    """Render the lists, the documents that changed or came to a list; drop those that left one."""
    if not change.numbers:
        return
    more = len(change.documents)
    shelves, seen = _shelves(shell, more)
    yield from _lists(shell, shelves)
    shown = {text.seq: text for shelf in shelves for text in shelf.texts}
    new = {text.seq for shelf in shelves for text in shelf.texts[-more:]}
    wanted = {n: t for n, t in shown.items() if n in new or t.pk in change.shown_on}
    yield from _documents(shell, wanted)
    for seq in sorted((seen | set(change.numbers)) - shown.keys()):
        yield Gone(document_path(seq))


def _shelves(shell: Shell, more: int = 0) -> tuple[list[Shelf], set[int]]:
    """Return the lists, and the numbers of documents that stood on one `more` documents ago."""
    newest = public.newest(public.ALL, AT_MOST + more)
    notices = public.open_notices(shell.on, AT_MOST + more)
    policies = public.newest(public.POLICIES, AT_MOST * 3 + more)
    lists = [[line.seq for line in found] for found in (newest, notices, policies)]
    texts = {text.seq: text for text in public.texts_at(set().union(*lists))}
    valid = [
        seq
        for seq in lists[2][: AT_MOST * 3]
        if texts[seq].genre == "policy" and texts[seq].validity(shell.on) == "有效"
    ]
    chosen = [[texts[seq] for seq in found[:AT_MOST]] for found in (lists[0], lists[1], valid)]
    shelves = [Shelf(*told, found) for told, found in zip(SHELVES, chosen, strict=True)]
    return shelves, texts.keys() | set()


def _start(shell: Shell, shelves: list[Shelf]) -> Page:
    return _page(
        shell,
        "portal/kiosk.html",
        links.KIOSK,
        NAME,
        shelves=shelves,
        code=Markup(qr.svg(shell.site.absolute(links.HOME))),  # noqa: S704  drawn here
    )


def _lists(shell: Shell, shelves: list[Shelf]) -> Iterator[Page]:
    for shelf in shelves:
        rows = [(document_path(text.seq), shell.rows.told(text)) for text in shelf.texts]
        yield _page(shell, "portal/kiosk_list.html", shelf.path, shelf.name, shelf=shelf, rows=rows)


def _documents(shell: Shell, texts: dict[int, Text]) -> Iterator[Page]:
    drawn, found = articles.Articles(shell), beside(list(texts.values()))
    for text in texts.values():
        yield _document(shell, text, drawn.page(text, found.get(text.pk, NOTHING)))


def _document(shell: Shell, text: Text, page: Page) -> Page:
    whole = _MAIN.search(page.text)
    path = document_path(text.seq)
    inside = text_only(whole[1] if whole else "")
    body = _FILE.sub(rf'src="{links.root_of(path)}\1', inside)
    code = qr.svg(shell.site.absolute(text.address))
    return _page(
        shell,
        "portal/kiosk_document.html",
        path,
        text.title,
        body=Markup(body),  # noqa: S704  a part of a rendered page
        has_files='class="files"' in body,
        code=Markup(code),  # noqa: S704  drawn here
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
