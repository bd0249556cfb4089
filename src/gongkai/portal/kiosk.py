"""信息查询点: the site for a touch screen that stands in a hall (条例第二十五条).

Large targets, a way back on every page, nothing that leads out: what links elsewhere is turned
into text. A screen left alone returns to its start. It carries the newest documents, the open
postings and the policies in force, as copies of their pages; the whole site is a code away.
"""

import re
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

from markupsafe import Markup

from gongkai.disclosures.queries import public, ruled
from gongkai.disclosures.queries.beside import NOTHING, Beside, beside
from gongkai.disclosures.queries.public import LongLine, Text, Tombstone
from gongkai.disclosures.queries.ruled import RuledLine
from gongkai.law.figures import figure
from gongkai.ledger.statements import GONE
from gongkai.portal import articles, links
from gongkai.portal.page import Gone, Page
from gongkai.portal.plan import Words
from gongkai.portal.reading import NEWEST, Change, Reading
from gongkai.portal.rows import KEPT
from gongkai.portal.shell import Place, Shell
from gongkai.typeset import qr

NAME = "信息查询"
ROOT = links.root_of(links.KIOSK)
AT_MOST = NEWEST
"""Documents in one list; a screen is no place to leaf through thousands."""
REST_SECONDS = 120
"""After so long without a touch the screen returns to its start."""
_MAIN = re.compile(r"<main\b[^>]*>(.*)</main>", re.DOTALL)
_TOOLS = re.compile(r'<div class="tools">.*?</div>', re.DOTALL)
_CODE = re.compile(r'<section class="card qr-card">.*?</section>', re.DOTALL)
_LINK = re.compile(r"<a\b[^>]*>(.*?)</a>", re.DOTALL)
_FILE = re.compile(r'src="(?:\.\./|\./)*(files/)')


ScreenLine = LongLine | RuledLine


@dataclass(frozen=True, slots=True)
class Shelf:
    """A list of the screen; `before` holds those too that may have stood on it before."""

    path: str
    icon: str
    name: str
    note: str
    empty: str
    lines: Sequence[ScreenLine]
    before: Sequence[ScreenLine]


class _RowWords(NamedTuple):
    number: str
    title: str
    organ: str
    day: str
    left: str


class _DocumentWords(NamedTuple):
    number: str
    title: str
    body: str
    code: str


SHELVES = (
    (f"{links.KIOSK}zuixin.html", "newspaper", "最新公开", "各机关最近公开的信息",
     "信息公开以后会列在这里。"),
    (f"{links.KIOSK}gongshi.html", "megaphone", "正在公示", "有意见可以提",
     "目前没有在公示期内的事项。"),
    (f"{links.KIOSK}zhengce.html", "gavel", "政策文件", "现在有效的文件",
     "政策文件公开以后会列在这里。"),
)  # fmt: skip
"""The lists of the screen: address, icon, name, note, and what an empty one says."""


def document_path(seq: int | str) -> str:
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
    reading = Reading()
    shelves = [_newest(reading), _notices(shell, 0), _policies(shell, 0)]
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
    yield from _documents(shell, public.texts_at(_shown(shelves)))
    for withdrawn in public.tombstones(1, public.last_seq()):
        yield _gone(shell, withdrawn)


def touched(shell: Shell, change: Change) -> Iterator[Page | Gone]:
    """Render the lists, the documents that changed or came to a list; drop those that left one."""
    if not change.numbers:
        return
    shelves = _touched_shelves(shell, change)
    for shelf in shelves:
        yield _list(shell, shelf)
    shown = _shown(shelves)
    wanted = [text for text in change.texts if text.seq in shown]
    yield from _documents(shell, wanted, change.beside)
    missing = _came(shelves, change) - {text.seq for text in wanted}
    if missing:
        yield from _documents(shell, public.texts_at(missing))
    yield from (_gone(shell, each) for each in change.tombstones)
    seen = {line.seq for shelf in shelves for line in shelf.before}
    left = (seen | set(change.numbers)) - shown - {each.seq for each in change.tombstones}
    yield from (Gone(document_path(seq)) for seq in sorted(left))


def _touched_shelves(shell: Shell, change: Change) -> list[Shelf]:
    """Return the lists on which a document of the change, or one it pushed out, may stand."""
    shelves = [_newest(change)]
    pushed = shelves[0].before[AT_MOST:]
    ends = [each.display_until for each in (*change.texts, *pushed)]
    if change.with_period or any(end and end >= shell.on for end in ends):
        shelves.append(_notices(shell, change.more))
    genres = {text.genre for text in change.texts}
    genres |= set(public.genres_at([line.seq for line in pushed]).values())
    if public.POLICIES in change.spots or "policy" in genres:
        shelves.append(_policies(shell, change.more))
    return shelves


def _came(shelves: list[Shelf], change: Change) -> set[int]:
    """Return the documents that may have come to the end of a list because another left it.

    None does where the change holds the newest documents and nothing else.
    """
    numbers = change.numbers
    newest = [line.seq for line in shelves[0].lines[: len(numbers)]]
    if not change.retold and sorted(newest) == numbers:
        return set()
    return {line.seq for shelf in shelves for line in shelf.lines[-change.more :]}


def _shown(shelves: list[Shelf]) -> set[int]:
    return {line.seq for shelf in shelves for line in shelf.lines}


def _gone(shell: Shell, withdrawn: Tombstone) -> Page:
    """Render what stands in the place of a copy whose text was withdrawn."""
    path = document_path(withdrawn.seq)
    return _page(shell, "portal/kiosk_gone.html", path, GONE, gone=withdrawn)


def _newest(reading: Reading) -> Shelf:
    found = reading.newest_before(public.ALL)
    return Shelf(*SHELVES[0], found[:AT_MOST], found)


def _notices(shell: Shell, more: int) -> Shelf:
    found = public.open_notices(shell.on, AT_MOST + more)
    return Shelf(*SHELVES[1], found[:AT_MOST], found)


def _policies(shell: Shell, more: int) -> Shelf:
    found = ruled.newest(public.POLICIES, AT_MOST * 3 + more)
    valid = [
        line
        for line in found[: AT_MOST * 3]
        if line.genre == "policy" and line.validity(shell.on) == "有效"
    ]
    return Shelf(*SHELVES[2], valid[:AT_MOST], found)


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
    """Render a list; its rows and the page around them are chunk plans (`portal.plan`)."""

    def row(_shape: Hashable, words: Words) -> str:
        return shell.text("portal/kiosk_row.html", row=_RowWords(*words), root=ROOT)

    def page(_shape: Hashable, words: Words) -> str:
        rows, count = words
        return _text(
            shell, "portal/kiosk_list.html", shelf.path, shelf.name,
            rows=Markup(rows), count=count, empty=shelf.empty,  # noqa: S704  rendered before
        )  # fmt: skip

    plans = shell.plans("portal/kiosk_row.html", row)
    draw = shell.kept(
        "kiosk rows", lambda: lru_cache(KEPT)(lambda line: plans.fill(None, _row(shell, line)))
    )
    rows = b"".join(map(draw, shelf.lines))
    words = (rows.decode(), str(len(shelf.lines)))
    return Page(shelf.path, shell.plans(shelf.path, page).fill(None, words))


def _row(shell: Shell, line: ScreenLine) -> Words:
    told = shell.rows.told(line)
    left = told.period.left if told.period else ""
    return _RowWords(str(line.seq), told.title, told.organ, told.published.isoformat()[:10], left)


def _documents(
    shell: Shell, texts: Iterable[Text], known: dict[int, Beside] | None = None
) -> Iterator[Page]:
    block = list(texts)
    drawn, found = articles.Articles(shell), beside(block) if known is None else known
    for text in block:
        yield _document(shell, text, drawn.page(text, found.get(text.pk, NOTHING)))


def _document(shell: Shell, text: Text, page: Page) -> Page:
    def render(has_files: Hashable, words: Words) -> str:
        said = _DocumentWords(*words)
        return _text(
            shell, "portal/kiosk_document.html", document_path(said.number), said.title,
            body=Markup(said.body), code=Markup(said.code),  # noqa: S704  rendered before
            has_files=has_files,
        )  # fmt: skip

    whole = _MAIN.search(page.text)
    path = document_path(text.seq)
    body = _FILE.sub(rf'src="{links.root_of(path)}\1', text_only(whole[1] if whole else ""))
    code = qr.numbered_svg(shell.site.absolute(text.address))
    words = _DocumentWords(str(text.seq), text.title, body, code)
    plans = shell.plans("portal/kiosk_document.html", render)
    return Page(path, plans.fill('class="files"' in body, words))


def _page(shell: Shell, template: str, path: str, name: str, **context: Any) -> Page:
    return Page(path, _text(shell, template, path, name, **context).encode())


def _text(shell: Shell, template: str, path: str, name: str, **context: Any) -> str:
    return shell.page_text(
        template,
        path,
        title=f"{name} - {shell.site.name}",
        place=Place(((NAME, links.KIOSK), (name, path))),
        name=name,
        rest=REST_SECONDS,
        **context,
    )
