"""The first page of the site."""

from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from functools import partial

from markupsafe import Markup

from gongkai.disclosures.queries import public
from gongkai.disclosures.queries.public import LongLine
from gongkai.portal import links, structured
from gongkai.portal.page import Page
from gongkai.portal.plan import Words
from gongkai.portal.reading import Change, Reading
from gongkai.portal.share import Share
from gongkai.portal.shell import Place, Shell
from gongkai.search import everyday

TEMPLATE, NOTICE = "portal/home.html", "portal/home_notice.html"
ROOT = links.root_of(links.HOME)
NEWEST = 8
NOTICES = 6
POLICIES = 5
HOT = 6


@dataclass(frozen=True, slots=True)
class Door:
    """An entrance on the first page."""

    icon: str
    name: str
    note: str
    path: str


def every(shell: Shell, share: Share) -> Iterator[Page]:
    """Render the first page."""
    if share.index == 0:
        yield page(shell, Reading())


def touched(shell: Shell, change: Change) -> Iterator[Page]:
    """Render the first page."""
    yield page(shell, change)


def dated(shell: Shell) -> Iterator[Page]:
    """Render what counts days."""
    yield page(shell, Reading())


def page(shell: Shell, reading: Reading) -> Page:
    """Render the first page; what documents change in it are its words (`portal.plan`)."""
    lists = (reading.newest(public.ALL)[:NEWEST], reading.newest(public.POLICIES)[:POLICIES])
    rows, policies = [shell.rows.drawn(each, ROOT) for each in lists]
    notices = [_notice(shell, each) for each in public.open_notices(shell.on, NOTICES)]
    plans = shell.plans(TEMPLATE, partial(_render, shell))
    return Page(links.HOME, plans.fill(None, (rows, "".join(notices), policies)))


def _notice(shell: Shell, line: LongLine) -> str:
    told = shell.rows.told(line)
    left, soon = (told.period.left, told.period.is_soon_over) if told.period else ("", False)
    plans = shell.plans(NOTICE, partial(_render_notice, shell), addresses=(0,))
    return plans.fill(soon, (told.path, told.title, left)).decode()


def _render_notice(shell: Shell, soon: Hashable, words: Words) -> str:
    path, title, left = words
    return shell.text(NOTICE, root=ROOT, path=path, title=title, left=left, soon=soon)


def _render(shell: Shell, _shape: Hashable, words: Words) -> str:
    rows, notices, policies = map(Markup, words)
    return shell.page_text(
        TEMPLATE,
        links.HOME,
        title=shell.site.name,
        place=Place(menu="home"),
        meta=structured.column_meta(
            "首页", f"{shell.host.name}政府信息公开", "政务公开,政府信息公开", "首页"
        ),
        data=[structured.organisation(shell.site, shell.host, links.HOME)],
        hot=everyday.words()[:HOT],
        doors=_doors(shell),
        rows=rows,
        notices=notices,
        policies=policies,
        policies_path=links.POLICIES,
        offices=[each for each in shell.organs if each.kind in ("town", "street")],
    )


def _path(node: "object | None") -> str:
    return links.column(getattr(node, "slug", "")) if node else ""


def _doors(shell: Shell) -> list[Door]:
    """Return the six entrances; one whose column this site has not leads to the tree."""
    tree = links.SECTIONS["statutory"]
    money = _path(shell.column_of_kind("20.7")) or tree
    return [
        Door("landmark", "政府信息公开", "指南、制度、目录、年报", links.DISCLOSURE),
        Door("mail-question", "依申请公开", "网上、当面、邮寄都可以", links.REQUEST),
        Door("gavel", "政策文件", "哪些有效，怎么解读", links.POLICIES),
        Door("wallet", "财政预决算", "预算、决算和说明", money),
        Door("megaphone", "正在公示", "公示期内可以提出异议", links.NOTICES),
        Door("building", "机构与领导", "职能、分工、地址、电话", links.ORGANS),
    ]
