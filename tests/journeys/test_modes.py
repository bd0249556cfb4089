"""Other ways to read the same site: large, traditional, at a screen in a hall, on paper."""

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import DESKTOP, PHONE, Windows

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

TARGET_PX = 64
"""What a finger in front of a screen needs."""
ROOT_PX = "parseFloat(getComputedStyle(document.documentElement).fontSize)"


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["电脑", "手机"])
def test_elders_page_is_large_and_stays_so_on_the_way(windows: Windows, size: dict) -> None:
    window = windows.open(viewport=size)
    window.goto("/zhangzhe/")
    assert window.evaluate(ROOT_PX) == 22
    window.locator(".big a", has_text="正在公示").click()
    expect(window.get_by_role("heading", level=1)).to_have_text("正在公示")
    assert window.evaluate(ROOT_PX) == 22
    window.get_by_role("link", name="首页", exact=True).first.click()
    expect(window.get_by_role("heading", level=1)).to_have_text("您想查什么？")
    assert window.evaluate(ROOT_PX) == 22
    window.get_by_role("button", name="长者模式").click()
    assert window.evaluate(ROOT_PX) == 16


def test_characters_change_to_and_fro_on_the_same_page(windows: Windows) -> None:
    window = windows.open()
    window.goto("/xxgk/tongji/")
    window.get_by_role("link", name="繁體").click()
    expect(window.get_by_role("heading", level=1)).to_have_text("公開統計")
    assert window.evaluate("document.documentElement.lang") == "zh-Hant"
    window.get_by_role("navigation", name="主導航").get_by_role("link", name="政策文件").click()
    expect(window.get_by_role("heading", level=1)).to_have_text("政策文件庫")
    window.get_by_role("link", name="简体").click()
    expect(window.get_by_role("heading", level=1)).to_have_text("政策文件库")


def small_targets(window: "Page") -> list[str]:
    """Tell which things to touch are lower or narrower than a finger needs."""
    return window.evaluate(
        f"""() => [...document.querySelectorAll(".page a, .page button")]
            .filter(each => !each.hidden && !each.classList.contains("skip"))
            .filter(each => {{
                const box = each.getBoundingClientRect();
                return box.height < {TARGET_PX} || box.width < {TARGET_PX};
            }})
            .map(each => each.outerHTML.slice(0, 120))"""
    )


@pytest.mark.parametrize("address", ["/chaxun/", "/chaxun/zuixin.html", "/chaxun/shenqing.html"])
def test_everything_on_the_screen_can_be_touched(windows: Windows, address: str) -> None:
    window = windows.open()
    window.goto(address)
    assert small_targets(window) == []


def test_screen_left_alone_warns_then_begins_anew(windows: Windows) -> None:
    window = windows.open()
    window.clock.install()
    window.goto("/chaxun/")
    window.get_by_role("link", name="最新公开").click()
    window.get_by_role("button", name="大字").click()
    window.locator(".rows a").first.click()
    expect(window.locator("article")).to_be_visible()
    warning = window.get_by_text("20 秒后回到首页")
    window.clock.run_for(101_000)
    expect(warning).to_be_visible()
    window.mouse.click(600, 500)
    expect(warning).to_be_hidden()
    window.clock.run_for(99_000)
    expect(warning).to_be_hidden()
    window.clock.run_for(22_000)
    expect(window.get_by_role("heading", level=1)).to_contain_text("您想查什么")
    assert window.evaluate(ROOT_PX) == 16


def test_screen_works_without_scripts(windows: Windows) -> None:
    window = windows.open(java_script_enabled=False)
    window.goto("/chaxun/")
    window.get_by_role("link", name="正在公示").click()
    window.locator(".rows a").first.click()
    expect(window.locator("article h1")).to_be_visible()
    window.get_by_role("link", name="回首页").click()
    expect(window.get_by_role("heading", level=1)).to_contain_text("您想查什么")


@pytest.mark.parametrize(
    "address", ["/xxgk/tongji/", "/xxgk/liucheng/disclosure.html", "/xxgk/zhengce/", "/zhangzhe/"]
)
def test_paper_has_the_page_and_no_buttons(windows: Windows, tmp_path: Path, address: str) -> None:
    window = windows.open()
    window.goto(address)
    heading = window.get_by_role("heading", level=1).inner_text()
    window.emulate_media(media="print")
    assert window.locator("main").inner_text().startswith(heading)
    for hidden in (".util", ".menu", ".sect", ".sieve"):
        assert window.locator(hidden).filter(visible=True).count() == 0
    paper = tmp_path / "page.pdf"
    window.pdf(path=paper, prefer_css_page_size=True)
    assert paper.read_bytes().startswith(b"%PDF")
