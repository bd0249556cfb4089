"""The suite's traps and the few things every package's tests share."""

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from django.conf import settings
from hypothesis import settings as hypothesis_settings

from tests import browser as browsers
from tests import traps

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
DEMO_SECONDS = 240
NOTE = "GONGKAI_TEST_NOTE"
# Fixtures through which a test reaches the database that is being tested.
DATABASE = {"db", "django_db_setup", "own_database"}

# The same examples on every run and no stop-watch: a test is right or wrong, never slow.
hypothesis_settings.register_profile("gongkai", deadline=None, derandomize=True, database=None)
hypothesis_settings.load_profile("gongkai")


# ── Before the first test ────────────────────────────────────────────────────────────────────


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    without_browser = "not browser" in (config.getoption("markexpr") or "")
    config.browser_path = browsers.find()
    if browsers.is_required() and not config.browser_path and not without_browser:
        raise pytest.UsageError(browsers.HINT)
    config.test_home = live_in(Path(tempfile.mkdtemp(prefix="gongkai-test-")))
    traps.refuse_network()
    traps.raise_on_unknown_template_variables()
    traps.shuffle_unordered_querysets()


def pytest_unconfigure(config: pytest.Config) -> None:
    if home := getattr(config, "test_home", None):
        shutil.rmtree(home, ignore_errors=True)


def live_in(home: Path) -> Path:
    """Point everything that the settings keep on disk at this folder."""
    for name in ("files", "site", "static"):
        (home / name).mkdir()
    names = ("files", "site", "search", "ledger_key", "keys", "templates")
    places = {name: home / name for name in names}
    settings.GONGKAI = {**settings.GONGKAI, **places}
    settings.STATIC_ROOT = home / "static"
    database = settings.DATABASES["default"]
    if "sqlite" in database["ENGINE"]:
        # pytest-django knows only Django's own back end to be in memory, and would make files.
        database.setdefault("TEST", {})["NAME"] = ":memory:"
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    return home


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    for item in items:
        if DATABASE.intersection(getattr(item, "fixturenames", ())) or "django_db" in item.keywords:
            item.add_marker("database")
        if "browser" in item.keywords:
            # One worker drives the browser, so that the demo county is built once.
            item.add_marker(pytest.mark.xdist_group("browser"))
            if not config.browser_path:
                item.add_marker(pytest.mark.skip(reason=browsers.HINT))
        if "corpus" in item.keywords and not SHARED.is_dir():
            item.add_marker(pytest.mark.skip(reason="没有 ../shared"))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    notes = [os.environ[NOTE]] if os.environ.get(NOTE) else []
    skipped = terminalreporter.stats.get("skipped", [])
    if any(browsers.HINT in str(report.longrepr) for report in skipped):
        notes.append(f"浏览器测试没有运行。{browsers.HINT}")
    for note in notes:
        terminalreporter.write_line(f"⚠ {note}", yellow=True, bold=True)


# ── Around every test ────────────────────────────────────────────────────────────────────────


@pytest.fixture(autouse=True)
def _same_chance_every_run(request: pytest.FixtureRequest) -> None:
    """Seed the shuffling of unordered querysets by the test's name, so that a failure repeats."""
    traps.order_of_chance.seed(request.node.nodeid.partition("@")[0])


# ── To ask for ───────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def client() -> traps.ReadingClient:
    """Django's test client; a GET that writes fails."""
    return traps.ReadingClient()


@pytest.fixture
def home(tmp_path: Path, settings: Any) -> Path:
    """An installation folder of the test's own, for files and the published site."""
    files = tmp_path / "files"
    files.mkdir()
    places = {name: tmp_path / name for name in ("files", "site", "search", "ledger_key", "keys")}
    settings.GONGKAI = {**settings.GONGKAI, **places}
    return tmp_path


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The folder of real documents beside the checkout; the test skips without it."""
    if not SHARED.is_dir():
        pytest.skip("没有 ../shared")
    return SHARED


@dataclass(frozen=True)
class Login:
    """One of the demo county's accounts."""

    role: str
    username: str
    password: str
    totp_secret: str | None = None
    name: str = ""


@dataclass(frozen=True)
class DemoSite:
    """A demo county being served. `url` ends without a slash."""

    url: str
    logins: tuple[Login, ...]
    folder: Path

    def login(self, role: str) -> Login:
        return next(login for login in self.logins if login.role == role)


@pytest.fixture(scope="session")
def demo_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DemoSite]:
    """The demo county as `gongkai demo` builds and serves it, in a process of its own."""
    folder = tmp_path_factory.mktemp("demo")
    env = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "PYTHONUNBUFFERED": "1"}
    for name in ("DATABASE_URL", "GONGKAI_HOME", "GONGKAI_SECRET_KEY"):
        env.pop(name, None)
    line = [sys.executable, "-m", "gongkai.cli", "demo", "--dir", str(folder), "--port", "0"]
    log = folder / "demo.log"
    with (
        log.open("wb") as output,
        subprocess.Popen(
            line, cwd=ROOT, env=env, stdout=output, stderr=output, start_new_session=True
        ) as process,
    ):
        try:
            wait_for_address(process, log)
            told = json.loads((folder / "demo.json").read_text(encoding="utf-8"))
            logins = tuple(Login(**login) for login in told["logins"])
            yield DemoSite(told["url"].rstrip("/"), logins, folder)
        finally:
            process.terminate()
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)  # the server's worker with it


def wait_for_address(process: subprocess.Popen, log: Path) -> None:
    until = time.monotonic() + DEMO_SECONDS
    while not answers(log.read_text(encoding="utf-8", errors="replace")):
        if process.poll() is not None or time.monotonic() > until:
            pytest.fail(f"演示县没有打开：\n{log.read_text(encoding='utf-8')[-4000:]}")
        time.sleep(0.1)


def answers(said: str) -> bool:
    """Whether the demo has named its port, and somebody listens there."""
    if not (port := re.search(r"演示站点 http://127\.0\.0\.1:(\d+)", said)):
        return False
    with socket.socket() as line:
        return line.connect_ex(("127.0.0.1", int(port[1]))) == 0


@pytest.fixture(scope="session")
def browser(request: pytest.FixtureRequest) -> "Iterator[Browser]":
    """Chromium, started once."""
    from playwright.sync_api import sync_playwright

    # Playwright keeps an event loop in this thread, where Django then refuses to query.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=request.config.browser_path, args=list(browsers.ARGUMENTS)
        )
        yield chromium
        chromium.close()


@pytest.fixture
def page(browser: "Browser") -> "Iterator[Page]":
    """A fresh window. The test fails if a page ran into an error or called somebody else."""
    context = browser.new_context(locale="zh-CN", timezone_id="Asia/Shanghai")
    window = context.new_page()
    faults: list[str] = []
    local = ("http://127.0.0.1", "http://localhost", "data:", "blob:", "about:", "file:")
    window.on("pageerror", lambda error: faults.append(f"脚本出错：{error}"))
    window.on(
        "console",
        lambda said: "Content Security Policy" in said.text and faults.append(said.text),
    )
    window.on("request", lambda sent: sent.url.startswith(local) or faults.append(sent.url))
    yield window
    context.close()
    assert not faults
