"""Finds what a built site names and does not have: files, anchors, and hosts nobody agreed to."""

from collections.abc import Collection, Iterator
from html.parser import HTMLParser
from pathlib import Path, PurePosixPath
from posixpath import join, normpath
from urllib.parse import unquote, urlsplit

NAMING = {
    "a": ("href",),
    "area": ("href",),
    "link": ("href",),
    "script": ("src",),
    "img": ("src", "srcset"),
    "source": ("src", "srcset"),
    "video": ("src", "poster"),
    "audio": ("src",),
    "iframe": ("src",),
    "embed": ("src",),
    "object": ("data",),
    "form": ("action",),
    "use": ("href",),
    "blockquote": ("cite",),
}
HARMLESS = frozenset({"mailto", "tel", "data"})


class Page(HTMLParser):
    """The addresses and the anchors of one page."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.links: list[str] = []
        self.anchors: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.anchors |= {given[name] for name in ("id", "name") if name in given}
        for name in NAMING.get(tag, ()):
            if name in given:
                self.links += addresses(name, given[name])

    handle_startendtag = handle_starttag


def addresses(attribute: str, value: str) -> list[str]:
    """Every address of an attribute; `srcset` names several."""
    if attribute != "srcset":
        return [value]
    return [each.split()[0] for each in value.split(",") if each.strip()]


def faults(
    site: Path,
    *,
    hosts: Collection[str] = (),
    dynamic: Collection[str] = (),
    base: str = "",
) -> Iterator[str]:
    """Say what is wrong with the links of a site's pages, one sentence a fault.

    `hosts` are those that may be linked; `base` is the whole address of the top of the site,
    by which a page may name itself for others; `dynamic` the addresses below the top (`sousuo/`) that
    a program answers. Every other address must be relative and name a file of the folder.
    """
    pages = {
        path.relative_to(site).as_posix(): Page(path.read_text(encoding="utf-8"))
        for path in sorted(site.rglob("*.html"))
    }
    for name, page in pages.items():
        for link in page.links:
            if base and link.startswith(base):
                if not (site / target_of("", link.removeprefix(base) or "./")).is_file():
                    yield f"{name} → {link}：没有这个文件"
                continue
            if fault := _fault(site, pages, name, link, hosts, dynamic):
                yield f"{name} → {link}：{fault}"


def _fault(
    site: Path,
    pages: dict[str, Page],
    name: str,
    link: str,
    hosts: Collection[str],
    dynamic: Collection[str],
) -> str:
    parts = urlsplit(link)
    if parts.scheme in HARMLESS:
        return ""
    if parts.scheme or parts.netloc:
        return "" if parts.hostname in hosts else "外部网址不在名单里"
    if parts.path.startswith("/"):
        return "不是相对链接"
    target = target_of(name, parts.path)
    if target.startswith(".."):
        return "指到网站外面"
    if any(target.startswith(each) for each in dynamic):
        return ""
    if not (site / target).is_file():
        return "没有这个文件"
    if parts.fragment and parts.fragment != "top":
        known = pages[target].anchors if target in pages else set()
        return "" if unquote(parts.fragment) in known else "没有这个位置"
    return ""


def target_of(page: str, path: str) -> str:
    """Return the file an address leads to, seen from a page's file (both below the site)."""
    if not path:
        return page
    found = normpath(join(str(PurePosixPath(page).parent), unquote(path)))
    found = "" if found == "." else found
    return join(found, "index.html") if path.endswith(("/", "..", "/.")) or not found else found
