"""一位居民查找信息：首页输入、缩小范围、键盘选提示；没有脚本时一样能用。"""

import pytest

from tests.journeys.conftest import DESKTOP, PHONE

pytestmark = pytest.mark.browser


def test_citizen_searches_narrows_and_reads(page, demo_site):
    page.set_viewport_size(PHONE)
    page.goto(f"{demo_site.url}/")
    page.get_by_role("search", name="查找政府信息").get_by_role("searchbox").or_(
        page.locator("#hero-q")
    ).first.fill("公示")
    page.locator("#hero-q").press("Enter")
    page.wait_for_url("**/sousuo/?q=*")
    assert page.get_by_role("heading", level=1).inner_text() == "“公示”的搜索结果"
    before = page.locator("ol.found > li").count()
    assert before > 1
    # 按机关缩小范围，再取消
    choice = page.get_by_role("navigation", name="机关").get_by_role("link").first
    choice.click()
    page.wait_for_url("**organ=*")
    page.get_by_role("navigation", name="机关").locator("[aria-current]").click()
    page.wait_for_url(lambda url: "organ=" not in url)
    # 打开第一条
    title = page.locator("ol.found h2 a").first
    words = title.inner_text()
    title.click()
    assert page.locator("main h1").inner_text() == words


def test_keyboard_takes_a_suggestion(page, demo_site):
    page.set_viewport_size(DESKTOP)
    page.goto(f"{demo_site.url}/xxgk/")
    field = page.locator("#q")
    assert field.get_attribute("role") == "combobox"
    field.focus()
    page.keyboard.type("dibao")
    page.locator(".suggest li").first.wait_for()
    assert field.get_attribute("aria-expanded") == "true"
    page.keyboard.press("ArrowDown")
    chosen = field.get_attribute("aria-activedescendant")
    assert page.locator(f"#{chosen}").get_attribute("aria-selected") == "true"
    page.keyboard.press("Escape")
    assert field.get_attribute("aria-expanded") == "false"
    page.keyboard.type(" ")
    page.locator(".suggest li").first.wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/sousuo/?q=*")
    assert page.locator("#search-q").input_value() == "低保"


def test_suggested_title_opens_the_document(page, demo_site):
    page.set_viewport_size(DESKTOP)
    page.goto(f"{demo_site.url}/sousuo/")
    field = page.locator("#search-q")
    field.focus()
    page.keyboard.type("政府信息公开指南")
    page.locator(".suggest li[data-path^='/xxgk/']").first.wait_for()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    page.wait_for_url("**/xxgk/2*/*/*.html")


def test_nothing_is_lost_without_scripts(browser, demo_site):
    context = browser.new_context(java_script_enabled=False, viewport=DESKTOP)
    page = context.new_page()
    page.goto(f"{demo_site.url}/")
    page.locator("#q").fill("怎么申请低保")
    page.locator("#q").press("Enter")
    page.wait_for_url("**/sousuo/?q=*")
    assert page.locator("ol.found mark").count() > 0
    page.get_by_role("link", name="时间").click()
    page.wait_for_url("**sort=time*")
    assert page.locator("ol.found > li").count() > 0
    context.close()
