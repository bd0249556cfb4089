"""Chromium is found, starts, and can reach nothing but this machine."""

import os

import pytest

from tests import browser as browsers


def test_given_browser_is_the_only_candidate(monkeypatch, tmp_path):
    monkeypatch.setenv("GONGKAI_BROWSER", str(tmp_path / "none"))
    assert browsers.find() is None


def test_playwrights_own_download_is_found(monkeypatch, tmp_path):
    monkeypatch.delenv("GONGKAI_BROWSER", raising=False)
    monkeypatch.setattr(browsers.shutil, "which", lambda name: None)
    monkeypatch.setenv("PLAYWRIGHT_BROWSERS_PATH", str(tmp_path))
    assert browsers.find() is None
    chrome = tmp_path / "chromium-1200" / "chrome-linux" / "chrome"
    chrome.parent.mkdir(parents=True)
    chrome.touch()
    assert browsers.find() == str(chrome)


@pytest.mark.parametrize("variable", ["CI", "GONGKAI_REQUIRE_BROWSER"])
def test_browser_is_required_where_it_is_asked_for(monkeypatch, variable):
    for name in ("CI", "GONGKAI_REQUIRE_BROWSER"):
        monkeypatch.delenv(name, raising=False)
    assert not browsers.is_required()
    monkeypatch.setenv(variable, "true")
    assert browsers.is_required()


@pytest.mark.browser
def test_page_shows_chinese(page):
    page.set_content("<h1>政府信息公开</h1>")
    assert page.get_by_role("heading").inner_text() == "政府信息公开"
    assert page.evaluate("Intl.DateTimeFormat().resolvedOptions().timeZone") == "Asia/Shanghai"


@pytest.mark.browser
def test_browser_reaches_nobody_else(browser):
    window = browser.new_context().new_page()
    failed = []
    window.on("requestfailed", lambda request: failed.append(request.failure))
    window.set_content("<img src='http://example.org/picture.png'>", wait_until="load")
    window.context.close()
    assert failed == ["net::ERR_NAME_NOT_RESOLVED"]


@pytest.mark.browser
def test_django_still_queries_beside_the_browser(browser):
    assert os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]
