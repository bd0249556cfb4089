"""Windows on the demo county: who sits at which screen, and what no page may ever do."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pytest

from tests.conftest import DemoSite

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request

DESKTOP = {"width": 1440, "height": 900}
PHONE = {"width": 390, "height": 844}
LOCAL = ("data:", "blob:", "about:")
OPEN_MS = 30_000


@dataclass
class Windows:
    """Opens windows of the demo county and keeps what went wrong in any of them.

    `faults` takes script errors, errors on the console (a breach of the content security policy
    is one) and calls to anybody else; `gone` holds addresses that are meant to be missing.
    """

    browser: "Browser"
    site: DemoSite
    faults: list[str] = field(default_factory=list)
    gone: set[str] = field(default_factory=set)
    contexts: list["BrowserContext"] = field(default_factory=list)

    def open(self, **options: Any) -> "Page":
        """Return a fresh window of nobody in particular."""
        options = {"viewport": DESKTOP, "locale": "zh-CN", "timezone_id": "Asia/Shanghai"} | options
        context = self.browser.new_context(base_url=self.site.url, **options)
        context.set_default_timeout(OPEN_MS)
        self.contexts.append(context)
        window = context.new_page()
        window.on("pageerror", lambda error: self.faults.append(f"{window.url} 脚本出错：{error}"))
        window.on("console", self._heard)
        window.on("request", self._sent)
        return window

    def of(self, username: str, **options: Any) -> "Page":
        """Return a window of somebody who has signed in, on his first page."""
        window = self.open(**options)
        window.goto("/desk/")
        window.get_by_label("账号").fill(username)
        window.get_by_label("密码").fill(self.site.logins[0].password)
        window.get_by_role("button", name="登录").click()
        window.wait_for_url("**/desk/")
        return window

    def _heard(self, said: "ConsoleMessage") -> None:
        if said.type == "error" and said.location.get("url", "") not in self.gone:
            self.faults.append(f"{said.location.get('url')} {said.text}")

    def _sent(self, sent: "Request") -> None:
        if not sent.url.startswith((f"{self.site.url}/", *LOCAL)):
            self.faults.append(f"向外请求：{sent.url}")

    def close(self) -> None:
        """Shut every window."""
        for context in self.contexts:
            context.close()


@pytest.fixture
def windows(browser: "Browser", demo_site: DemoSite) -> Iterator[Windows]:
    """Windows of one test; it fails if a page erred or called somebody else."""
    from playwright.sync_api import expect

    expect.set_options(timeout=OPEN_MS)
    opened = Windows(browser, demo_site)
    yield opened
    opened.close()
    assert not opened.faults
