"""Without a mouse: keys of the lists, focus that shows, addresses that remember, drafts that stay."""

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import Windows

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

pytestmark = pytest.mark.browser

AUTOSAVED_AFTER_MS = 10_000
TAB_STOPS = 25
WORDS = "夜里写下的一句话。"
SHOWS_FOCUS = """here => {
    const drawn = (each) => {
        const style = getComputedStyle(each);
        return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
    };
    for (let each = here; each && each !== document.body; each = each.parentElement)
        if (drawn(each)) return true;
    return false;
}"""
INSIDE_THE_WINDOW = """here => {
    const box = here.getBoundingClientRect();
    return box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
}"""
PLACE_AND_WORDS = """here => {
    const place = [...document.querySelectorAll("*")].indexOf(here);
    return `${place} ${here.outerHTML.slice(0, 120)}`;
}"""


def focused(window: "Page") -> "Locator":
    return window.locator(":focus")


# ── 列表的键 ─────────────────────────────────────────────────────────────────────────────────


def test_j_and_k_walk_the_todo_list_and_enter_opens(windows: Windows) -> None:
    window = windows.of("li")
    rows = window.locator("[data-rows] .row .t a")
    assert rows.count() >= 3
    start = rows.evaluate_all("links => links.findIndex(one => one.closest('.row.is-on'))")
    window.keyboard.press("j")
    expect(rows.nth(start + 1)).to_be_focused()
    window.keyboard.press("j")
    expect(rows.nth(start + 2)).to_be_focused()
    window.keyboard.press("k")
    expect(rows.nth(start + 1)).to_be_focused()

    title = focused(window).inner_text()
    window.keyboard.press("Enter")
    expect(window.locator(".detail h2, main h1", has_text=title)).to_be_visible()


def test_keys_of_the_list_are_left_alone_while_typing(windows: Windows) -> None:
    window = windows.of("li")
    window.keyboard.press("/")
    search = window.get_by_role("search").get_by_label("搜索标题、内容或文号")
    expect(search).to_be_focused()
    expect(search).to_have_value("")
    window.keyboard.type("jk/公告")
    expect(search).to_have_value("jk/公告")
    search.fill("公告")
    window.keyboard.press("Enter")
    window.wait_for_url("**/desk/search/?q=*")
    for title in window.locator("[data-rows] .row .t a").all_inner_texts():
        assert "公告" in title


def test_checker_answers_and_returns_by_keys(windows: Windows) -> None:
    window = windows.of("zhao")
    window.goto("/desk/checks/")
    window.keyboard.press("j")
    window.keyboard.press("Enter")
    window.get_by_role("link", name=re.compile("^审查$|登记确定意见")).first.click()
    window.wait_for_url("**/check/")
    first = window.url
    window.keyboard.press("j")
    window.wait_for_url(lambda url: url != first and url.endswith("/check/"))
    window.keyboard.press("k")
    window.wait_for_url(first)
    window.keyboard.press("r")
    window.wait_for_url("**/step/return_from_check/")


# ── 焦点 ─────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("address", ["/desk/", "/desk/mine/", "/", "/xxgk/lanmu/policies/"])
def test_first_tab_skips_to_the_main_part(windows: Windows, address: str) -> None:
    window = windows.of("li")
    window.goto(address)
    window.keyboard.press("Tab")
    expect(focused(window)).to_have_text("跳到主要内容")
    window.keyboard.press("Enter")
    window.keyboard.press("Tab")
    assert focused(window).evaluate("here => Boolean(here.closest('#main'))")


@pytest.mark.parametrize("address", ["/desk/", "/desk/new/notice/", "/", "/xxgk/"])
def test_focus_shows_at_every_stop_and_is_never_trapped(windows: Windows, address: str) -> None:
    window = windows.of("li")
    window.goto(address)
    stops = []
    for _ in range(TAB_STOPS):
        window.keyboard.press("Tab")
        here = focused(window)
        if not here.count():
            break
        stops.append(here.evaluate(PLACE_AND_WORDS))
        assert here.evaluate(SHOWS_FOCUS), stops[-1]
        assert here.evaluate(INSIDE_THE_WINDOW), stops[-1]
    assert len(set(stops)) == len(stops) >= 5


# ── 网址记得筛选和页码 ───────────────────────────────────────────────────────────────────────


def test_filter_and_page_are_still_there_after_back(windows: Windows) -> None:
    window = windows.of("sun")
    window.goto("/desk/documents/")
    window.get_by_label("状态").select_option(label="已公开")
    window.get_by_role("button", name="筛选").click()
    window.wait_for_url("**state=published**")
    window.get_by_role("link", name="第 2 页").click()
    window.wait_for_url("**page=2**")
    listed, titles = window.url, window.locator("[data-rows] .t a").all_inner_texts()

    window.locator("[data-rows] .t a").first.click()
    window.wait_for_url(re.compile(r"/documents/\d+/$"))
    window.go_back()
    assert window.url == listed
    expect(window.get_by_label("状态")).to_have_value("published")
    expect(window.locator("nav.pages [aria-current=page]")).to_have_text("2")
    assert window.locator("[data-rows] .t a").all_inner_texts() == titles


def test_theme_of_the_address_stays_for_the_next_page(windows: Windows) -> None:
    window = windows.open()
    window.goto("/?theme=dark&size=xl")
    window.goto("/xxgk/")
    root = window.locator("html")
    expect(root).to_have_attribute("data-theme", "dark")
    expect(root).to_have_attribute("data-size", "xl")


# ── 自动保存 ─────────────────────────────────────────────────────────────────────────────────


def test_text_typed_and_not_saved_is_offered_again(windows: Windows) -> None:
    window = windows.of("tian")
    window.clock.install()
    window.goto("/desk/new/information/")
    window.get_by_label("标题 选填").fill("河上村冬季防火提示")
    window.get_by_role("button", name="开始写").click()
    window.wait_for_url("**/edit/")
    editor = window.get_by_role("textbox", name="正文")
    editor.click()
    window.keyboard.type(WORDS)
    window.clock.fast_forward(AUTOSAVED_AFTER_MS)
    expect(window.locator(".saved")).to_contain_text("已自动保存")

    window.reload()
    expect(window.get_by_role("textbox", name="正文")).not_to_contain_text(WORDS)
    window.get_by_role("link", name="接着写那一份").click()
    expect(window.get_by_role("textbox", name="正文")).to_contain_text(WORDS)
    window.get_by_role("button", name="保存", exact=True).click()
    expect(window.get_by_text("已保存", exact=True)).to_be_visible()
    expect(window.get_by_role("textbox", name="正文")).to_contain_text(WORDS)
    expect(window.get_by_text("自动保存过一份内容")).to_have_count(0)


def test_text_typed_offline_stays_on_the_machine(windows: Windows) -> None:
    window = windows.of("tian")
    window.clock.install()
    window.goto("/desk/new/information/")
    window.get_by_label("标题 选填").fill("河上村道路养护提示")
    window.get_by_role("button", name="开始写").click()
    window.wait_for_url("**/edit/")
    lost = f"{window.url.removesuffix('edit/')}autosave/"
    windows.gone.add(lost)
    window.route(lost, lambda route: route.abort())
    window.get_by_role("textbox", name="正文").click()
    window.keyboard.type(WORDS)
    window.clock.fast_forward(AUTOSAVED_AFTER_MS)
    saved = window.locator(".saved")
    expect(saved).to_contain_text("文字已留在这台电脑上")

    window.unroute(lost)
    window.on("dialog", lambda asked: asked.accept())
    window.reload()
    window.get_by_role("button", name="找回这些文字").click()
    expect(window.get_by_role("textbox", name="正文")).to_contain_text(WORDS)
