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
FIELDS = "/xxgk/lingyu/"
POLICIES = "/xxgk/zhengce/"
FLOWS = "/xxgk/liucheng/"
STATISTICS = "/xxgk/tongji/"
ORGANS = "/jigou/"
LEADERS = "/jigou/lingdao.html"
DATA = "/shuju/"
ELDERS = "/zhangzhe/"
KIOSK = "/chaxun/"
HANT = "/hant"
SEARCH = "/sousuo/"
SUGGESTIONS = "/sousuo/tishi/"
ASK = "/shenqing/"
PROGRESS = "/shenqing/jindu/"
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


def kind(code: str) -> str:
    """Return the path of a kind of art. 20 or 21 (`20.7`)."""
    return f"{SECTIONS['statutory']}{code.replace('.', '-')}.html"


def field(code: str) -> str:
    """Return the path of one of the 26 fields (`social_aid`)."""
    return f"{FIELDS}{code.replace('_', '-')}.html"


def month(key: str) -> str:
    """Return the path of the 目录 of what one month made public (`2026-11`)."""
    return f"{CATALOGUE}{key}/"


def year(section: str, number: int) -> str:
    """Return the path of one year of a section that is kept by years."""
    return f"{section}{number}.html"


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
