"""长者版: a start page with six large entries in plain words and the telephone numbers.

It stands in the large size by itself, and sets it for every page reached from it. Its address can
be printed as a code and put on the wall (互联网网站适老化通用设计规范).
"""

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from gongkai.disclosures.queries import public
from gongkai.portal import links
from gongkai.portal.page import Page
from gongkai.portal.reading import Change
from gongkai.portal.shell import Place, Shell
from gongkai.typeset import qr

NAME = "长者版"
LARGE = "/?size=xl"
"""Opens the first page in the large size, and keeps it."""
NOTICES = 5
ANSWERING = ("county", "town", "street")


@dataclass(frozen=True, slots=True)
class Door:
    """A large entry."""

    icon: str
    name: str
    note: str
    path: str


def touched(shell: Shell, change: Change) -> Iterator[Page]:
    """Render it when a changed document is or was open for objections."""
    if change.with_period:
        yield from pages(shell)


def pages(shell: Shell) -> Iterator[Page]:
    """Render the page."""
    notices = public.open_notices(shell.on, NOTICES)
    aid = next((node for node in shell.columns() if node.name == "社会救助"), None)
    fifth = (
        Door("heart-handshake", "低保和救助", "政策、名单、标准", links.column(aid.slug))
        if aid
        else Door("wallet", "钱怎么花", "预算和决算", links.kind("20.7"))
    )
    yield shell.render(
        "portal/elders.html",
        links.ELDERS,
        title=f"{NAME} - {shell.site.name}",
        place=Place((("首页", links.HOME), (NAME, links.ELDERS)), "elders"),
        name=NAME,
        doors=[
            Door("newspaper", "新消息", "最近公开的信息", links.LATEST),
            Door("megaphone", "正在公示", "有意见可以提", links.NOTICES),
            Door("gavel", "政策文件", "哪些还有效", links.POLICIES),
            fifth,
            Door("building", "找机关", "地址、电话、谁负责", links.ORGANS),
            Door("mail-question", "申请公开", "网上没有的，可以要", links.REQUEST),
        ],
        rows=[shell.rows.told(each) for each in notices],
        offices=[each for each in shell.organs if each.kind in ANSWERING and each.phone],
        code=Markup(qr.svg(shell.site.absolute(LARGE))),  # noqa: S704  drawn here
        address=shell.site.absolute(LARGE),
    )
