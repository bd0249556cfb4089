"""Addresses inside the site, and how pages name them.

A path is written from the top of the site (`/xxgk/`). A page links with `under(path, root)`,
where `root` leads from the page up to the top; so the files work under any prefix.
"""

from urllib.parse import quote

HOME = "/"
DISCLOSURE = "/xxgk/"
LATEST = "/xxgk/zuixin/"
NOTICES = "/xxgk/gongshi/"
REQUEST = "/xxgk/shenqing/"
WITHDRAWN = "/xxgk/chexia/"
CATALOGUE = "/xxgk/mulu/"
ORGANS = "/jigou/"
SEARCH = "/sousuo/"
SUGGESTIONS = "/sousuo/tishi/"
SITEMAP = "/sitemap.html"
ABOUT = "/about.html"
PRIVACY = "/privacy.html"
ACCESSIBILITY = "/accessibility.html"
NOT_FOUND = "/404.html"
LEDGER = "/ledger/"
RSS = "rss.xml"

SECTIONS = {
    "guide": "/xxgk/zhinan/",
    "rules": "/xxgk/zhidu/",
    "statutory": "/xxgk/fading/",
    "report": "/xxgk/nianbao/",
}
"""Key of a fixed part of 政府信息公开 → its page."""


def column(slug: str) -> str:
    """Return the path of a column's newest page."""
    return f"/xxgk/lanmu/{slug}/"


def organ(slug: str) -> str:
    """Return the path of an office's page."""
    return f"{ORGANS}{slug}/"


def organ_items(slug: str) -> str:
    """Return the path of the list of everything an office made public."""
    return f"{ORGANS}{slug}/gongkai/"


def catalogue(slug: str) -> str:
    """Return the path of an office's 基层政务公开标准目录."""
    return f"{CATALOGUE}{slug}.html"


def file(sha256: str, kind: str) -> str:
    """Return the path of a published picture or attachment."""
    return f"/files/{sha256}.{kind}"


def numbered(listing: str, number: int | str) -> str:
    """Return the path of an older page of a list; page 1 holds the oldest entries."""
    return f"{listing}{number}.html"


def table(part: int) -> str:
    """Return the name of one part of a list as CSV, beside the pages of the list."""
    return f"list-{part}.csv"


def root_of(path: str) -> str:
    """Return the way from a page up to the top of the site: `./`, `../../`."""
    return "../" * (path.count("/") - 1) or "./"


def under(path: str, root: str) -> str:
    """Return a path as seen from a page whose way to the top is `root`."""
    return root + quote(path.removeprefix("/"), safe="/#.-_~")


def file_name(path: str) -> str:
    """Return the file below the site's folder that a path is served from."""
    return path.removeprefix("/") + ("index.html" if path.endswith("/") else "")
