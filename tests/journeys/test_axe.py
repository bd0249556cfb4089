"""axe finds nothing on any kind of page, in three themes and two widths; nothing runs over.

A kind of page is loaded once, axe is put into it once, and then the page is turned through its
widths, its themes and the enlarged text. Every rule is asked every time; larger letters in the
same colours need not be asked for contrast again.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from axe_playwright_python.base import AXE_SCRIPT

from tests.conftest import DemoSite
from tests.disclosures.leak import leak
from tests.journeys.conftest import DESKTOP, PHONE, Windows

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
LOOKS = ("light", "dark", "contrast", "light xl")
"""Theme, and size of the text where it is not the usual one."""
NARROW = {"width": 320, "height": 844}
RUN = """async ([tags, looks]) => {
    const root = document.documentElement, found = [];
    const options = {runOnly: tags, resultTypes: ["violations"], iframes: false, preload: false};
    for (const look of looks) {
        [root.dataset.theme, root.dataset.size = ""] = look.split(" ");
        options.rules = {"color-contrast": {enabled: !root.dataset.size}};
        const tell = (...words) => found.push(`${look} ${innerWidth}: ${words.join(" ")}`);
        if (root.scrollWidth > innerWidth) tell("too-wide", root.scrollWidth);
        for (const {id, nodes} of (await axe.run(document, options)).violations)
            for (const {target, html} of nodes) tell(id, target, html.slice(0, 160));
    }
    return found;
}"""

PORTAL = {
    "首页": "/",
    "政府信息公开": "/xxgk/",
    "指南": "/xxgk/zhinan/",
    "栏目": "/xxgk/lanmu/policies/",
    "没有内容的栏目": "/xxgk/lanmu/penalties/",
    "最新公开": "/xxgk/zuixin/",
    "正在公示": "/xxgk/gongshi/",
    "标准目录": "/xxgk/mulu/",
    "依申请公开": "/xxgk/shenqing/",
    "已撤下的信息": "/xxgk/chexia/",
    "法定主动公开内容": "/xxgk/fading/",
    "法定类别": "/xxgk/fading/20-11.html",
    "按领域查阅": "/xxgk/lingyu/",
    "领域": "/xxgk/lingyu/social-aid.html",
    "政策文件库": "/xxgk/zhengce/",
    "没有文件的政策清单": "/xxgk/zhengce/shangwei/",
    "结束的公示": "/xxgk/gongshi/2026/",
    "制度": "/xxgk/zhidu/",
    "年报": "/xxgk/nianbao/",
    "一年的年报": "/xxgk/nianbao/2025.html",
    "一个月的目录": "/xxgk/mulu/2026-11/",
    "公开流程": "/xxgk/liucheng/",
    "流程图": "/xxgk/liucheng/disclosure.html",
    "公开统计": "/xxgk/tongji/",
    "开放数据": "/shuju/",
    "领导信息": "/jigou/lingdao.html",
    "长者版": "/zhangzhe/",
    "查询点": "/chaxun/",
    "查询点清单": "/chaxun/zuixin.html",
    "查询点电话": "/chaxun/jiguan.html",
    "查询点申请": "/chaxun/shenqing.html",
    "繁体": "/hant/xxgk/zhinan/",
    "机构与领导": "/jigou/",
    "机关": "/jigou/liuxi/",
    "网站地图": "/sitemap.html",
    "关于我们": "/about.html",
    "隐私说明": "/privacy.html",
    "无障碍声明": "/accessibility.html",
    "搜索": "/sousuo/",
    "搜索结果": "/sousuo/?q=村",
    "没有结果的搜索": "/sousuo/?q=dibao",
    "网上申请": "/shenqing/",
    "查询申请进度": "/shenqing/jindu/",
}
ARTICLES = {
    "政策": "dt>有效性",
    "失效或废止的政策": 'class="validity ',
    "公示": "公示中",
    "更正": 'class="correction"',
}
"""What the text of a published article of that kind holds."""

DESK = [
    *(("li", each) for each in ("/desk/", "/desk/new/", "/desk/new/notice/", "/desk/mine/")),
    *(
        ("li", each)
        for each in ("/desk/documents/", "/desk/documents/?q=没有这样的", "/desk/withheld/")
    ),
    *(("li", each) for each in ("/desk/calendar/", "/desk/clean-ups/", "/desk/catalogue/")),
    *(("li", each) for each in ("/desk/security/", "/desk/password/")),
    *(
        ("zhao", f"/desk/{each}")
        for each in ("checks/", "withheld/", "withheld/?due=late", "secrecy/", "rate/missing/")
    ),
    *(("li", f"/desk/{each}/") for each in ("withheld/new", "rate", "assessments", "lists/new")),
    ("wang", "/desk/signing/"),
    *(("sun", each) for each in ("/desk/", "/desk/supervision/")),
    *(
        ("admin", f"/desk/{each}/")
        for each in ("settings", "settings/columns", "settings/holidays", "settings/lists")
    ),
    *(("admin", f"/desk/catalogue/{each}/") for each in ("import", "new")),
    *(("admin", f"/desk/settings/wording/liuxi/{each}") for each in ("", "new/", "import/")),
    ("admin", "/desk/settings/columns/policies/"),
    ("admin", "/desk/settings/columns/policies/close/"),
    ("admin", "/desk/settings/offices/liuxi/"),
    *(
        ("admin", f"/desk/settings/offices/liuxi/{each}/")
        for each in ("revise", "chain", "absence", "revise-place", "close-carrier")
    ),
    ("feng", "/desk/"),
    *(
        ("li", f"/desk/requests/{each}")
        for each in ("", "new/", "table-three/", "1/", "1/due/", "1/reply/", "1/reply/A3/")
    ),
    *(("li", f"/desk/cases/{each}") for each in ("", "new/", "table-four/")),
    ("sun", "/desk/complaints/new/"),
    ("admin", "/desk/settings/offices/liuxi/requests/"),
    *(("li", each) for each in ("/desk/search/?q=低保", "/desk/search/?q=没有这样的")),
]
OF_DOCUMENT = [
    *(("li", "drafting", each) for each in ("", "edit/", "findings/", "step/submit/", "due/")),
    ("zhao", "checking", "check/"),
    *(("li", "drafting", each) for each in ("assessment/", "reviews/", "proof/")),
    *(("zhao", "checking", each) for each in ("step/return_from_check/", "step/refer/")),
    *(("wang", "signing", each) for each in ("", "step/sign/", "step/return_from_sign/")),
    *(
        ("wang", "published", each)
        for each in ("", "differences/", "versions/1/", "step/withdraw/")
    ),
    ("wang", "published", "step/repeal/"),
    ("li", "published", "step/begin_correction/"),
    ("li", "withdrawn", ""),
]


# ── 窗口：每个人登录一次，全文件共用 ─────────────────────────────────────────────────────────


class Seats(dict[str, "Page"]):
    """One window a person, signed in when first asked for; "" reads without an account."""

    def __init__(self, opened: Windows) -> None:
        super().__init__()
        self.opened = opened

    def __missing__(self, who: str) -> "Page":
        seat = self.opened.of if who else self.opened.open
        self[who] = seat(*([who] if who else []), reduced_motion="reduce")
        return self[who]

    def expect_gone(self, address: str) -> str:
        """Let the browser say that this page is missing."""
        self.opened.gone.add(self.opened.site.url + address)
        return address


@pytest.fixture(scope="module")
def seats(browser: "Browser", demo_site: DemoSite) -> Iterator[Seats]:
    """Every window of this file; no page in any of them may err or call somebody else."""
    opened = Windows(browser, demo_site)
    yield Seats(opened)
    opened.close()
    assert not opened.faults


@pytest.fixture(scope="module")
def articles(demo_site: DemoSite) -> list[Path]:
    """The published articles as files, newest first."""
    found = (demo_site.folder / "site" / "current" / "xxgk").glob("2*/*/*.html")
    return sorted(found, key=lambda path: int(path.stem), reverse=True)


# ── 检查 ─────────────────────────────────────────────────────────────────────────────────────


def faults_of(window: "Page", address: str, status: int = 200) -> list[str]:
    """Open a page, turn it through themes and widths, and tell what is wrong with it."""
    window.set_viewport_size(DESKTOP)
    answer = window.goto(address)
    assert answer is not None
    assert answer.status == status
    found: list[str] = []
    for size in (DESKTOP, PHONE):
        window.set_viewport_size(size)
        found += axe(window)
    window.set_viewport_size(NARROW)
    return found + overflow(window)


def overflow(window: "Page") -> list[str]:
    """Tell by what the page is wider than its window, in ordinary size."""
    window.evaluate("document.documentElement.dataset.size = ''")
    wide = window.evaluate("document.documentElement.scrollWidth")
    width = window.viewport_size["width"]
    return [f"宽 {width} 时页面宽 {wide}"] if wide > width else []


def axe(window: "Page") -> list[str]:
    """Tell what axe, and a ruler, find wrong with the page in any look."""
    if not window.evaluate("'axe' in window"):
        window.evaluate(AXE_SCRIPT)
    return window.evaluate(RUN, [TAGS, LOOKS])


def test_axe_and_the_ruler_find_what_is_there_to_find(seats: Seats) -> None:
    window = seats.opened.open()
    window.set_content(
        "<html lang='zh-CN'><title>页</title><style>[data-theme=dark] p { color: #999 }"
        "[data-theme=contrast] h1 { color: #999 } [data-size=xl] p { width: 3000px }</style>"
        "<main><h1>标题</h1><img src='data:,'><p>淡淡的字</p></main>"
    )
    found = [" ".join(each.replace(":", "").split()[:4]) for each in axe(window)]
    assert sorted(found) == [
        "contrast 1440 color-contrast h1",
        "contrast 1440 image-alt img",
        "dark 1440 color-contrast p",
        "dark 1440 image-alt img",
        "light 1440 image-alt img",
        "light xl 1440 image-alt",
        "light xl 1440 too-wide",
    ]
    window.set_viewport_size({"width": 20, "height": 844})
    assert overflow(window) != []


# ── 公开网站 ─────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("address", PORTAL.values(), ids=PORTAL)
def test_portal_page_has_no_barrier(seats: Seats, address: str) -> None:
    assert faults_of(seats[""], address) == []


@pytest.mark.parametrize("mark", ARTICLES.values(), ids=ARTICLES)
def test_article_has_no_barrier(seats: Seats, articles: list[Path], mark: str) -> None:
    path = next(each for each in articles if mark in each.read_text(encoding="utf-8"))
    assert faults_of(seats[""], f"/xxgk/{path.parts[-3]}/{path.parts[-2]}/{path.name}") == []


def test_tombstone_has_no_barrier(seats: Seats) -> None:
    window = seats[""]
    window.goto("/xxgk/chexia/")
    link = window.locator("main a[href*='/2']").first
    gone = seats.expect_gone(link.evaluate("link => link.pathname"))
    assert faults_of(window, gone, status=410) == []


def test_lost_page_has_no_barrier(seats: Seats) -> None:
    lost = seats.expect_gone("/xxgk/meiyou.html")
    assert faults_of(seats[""], lost, status=404) == []


# ── 工作台 ───────────────────────────────────────────────────────────────────────────────────


def test_door_has_no_barrier(seats: Seats) -> None:
    assert faults_of(seats[""], "/desk/login/") == []


def test_refused_door_has_no_barrier(seats: Seats) -> None:
    window = seats[""]
    window.goto("/desk/login/")
    window.get_by_role("button", name="登录").click()
    assert axe(window) == []


@pytest.mark.parametrize(("who", "address"), DESK)
def test_desk_page_has_no_barrier(seats: Seats, who: str, address: str) -> None:
    assert faults_of(seats[who], address) == []


@pytest.mark.parametrize(("who", "state", "tail"), OF_DOCUMENT)
def test_document_page_has_no_barrier(seats: Seats, who: str, state: str, tail: str) -> None:
    window = seats[who]
    window.goto(f"/desk/documents/?state={state}")
    first = window.locator("[data-rows] .t a").first.get_attribute("href")
    assert faults_of(window, f"{first}{tail}") == []


def test_preview_has_no_barrier(seats: Seats) -> None:
    window = seats["li"]
    window.goto("/desk/documents/?state=drafting")
    first = window.locator("[data-rows] .t a").first.get_attribute("href")
    assert first is not None
    assert faults_of(window, first.replace("/desk/documents/", "/preview/")) == []


def test_steps_of_a_public_list_have_no_barrier(seats: Seats) -> None:
    window = seats["li"]
    window.goto("/desk/lists/new/")
    window.get_by_label("名单种类").select_option(label="惠民惠农财政补贴发放对象")
    given = {"name": "leak.xlsx", "mimeType": "application/octet-stream", "buffer": leak()}
    window.locator("input[type=file]").set_input_files(given)
    window.get_by_role("button", name="上传，看各列").click()
    window.wait_for_url("**/columns/")
    columns = window.url
    assert faults_of(window, columns) == []
    assert faults_of(window, columns.replace("/columns/", "/finish/")) == []
    window.goto(columns)
    window.get_by_role("button", name="放弃，删除上传的文件").click()


def test_clean_up_has_no_barrier(seats: Seats) -> None:
    window = seats["gao"]
    window.goto("/desk/clean-ups/")
    window.get_by_label("清理名称").fill("2026年度文件清理")
    window.get_by_role("button", name="开始清理").click()
    window.wait_for_url("**/clean-ups/*/")
    listed = window.url
    assert faults_of(window, listed) == []
    window.get_by_role("link", name="处理").first.click()
    assert faults_of(window, window.url) == []
