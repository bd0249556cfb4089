"""Finds a Chromium on this machine, by path only: starting Playwright to look can fail hard."""

import os
import shutil
import sys
from pathlib import Path

NAMES = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "microsoft-edge",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
)
IN_PLAYWRIGHTS_CACHE = (
    "chromium-*/chrome-linux*/chrome",
    "chromium_headless_shell-*/*/*headless_shell",
    "chromium-*/chrome-mac*/*.app/Contents/MacOS/*",
    "chromium-*/chrome-win*/chrome.exe",
)
HINT = (
    "没有找到 Chromium。Debian：apt install chromium libatomic1 fonts-noto-cjk；"
    "macOS：安装 Chrome；其他：.venv/bin/playwright install chromium；或设 GONGKAI_BROWSER=路径"
)
# Chromium may not speak to anybody but the site under test.
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
)


def find() -> str | None:
    """The browser's path: GONGKAI_BROWSER, the usual names, then Playwright's own downloads."""
    if given := os.environ.get("GONGKAI_BROWSER"):
        return shutil.which(given)
    for name in NAMES:
        if found := shutil.which(name):
            return found
    if sys.platform == "darwin":
        usual = Path.home() / "Library/Caches/ms-playwright"
    elif os.name == "nt":
        usual = Path.home() / "AppData/Local/ms-playwright"
    else:
        usual = Path.home() / ".cache/ms-playwright"
    cache = Path(os.environ.get("PLAYWRIGHT_BROWSERS_PATH", usual))
    downloads = [path for pattern in IN_PLAYWRIGHTS_CACHE for path in sorted(cache.glob(pattern))]
    return str(downloads[-1]) if downloads else None


def is_required() -> bool:
    """On CI a skipped browser test would be a hidden one."""
    return os.environ.get("CI") == "true" or bool(os.environ.get("GONGKAI_REQUIRE_BROWSER"))
