"""Reading built pages without a browser."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from posixpath import join, normpath
from urllib.parse import unquote, urlsplit


@dataclass
class Seen(HTMLParser):
    """What a page says, gathered by tag."""

    tags: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    texts: dict[str, list[str]] = field(default_factory=dict)
    meta: dict[str, str] = field(default_factory=dict)
    _open: list[str] = field(default_factory=list)

    def __post_init__(self):
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag, attrs):
        found = {name: value or "" for name, value in attrs}
        self.tags.append((tag, found))
        if tag == "meta" and "name" in found:
            self.meta[found["name"]] = found["content"]
        if tag not in {"meta", "link", "br", "img", "input", "hr", "path", "circle"}:
            self._open.append(tag)

    def handle_endtag(self, tag):
        if tag in self._open:
            while self._open.pop() != tag:
                pass

    def handle_data(self, data):
        for tag in set(self._open):
            self.texts.setdefault(tag, []).append(data)

    def all(self, tag: str) -> list[dict[str, str]]:
        return [attributes for name, attributes in self.tags if name == tag]

    def text(self, tag: str = "main") -> str:
        return "".join(self.texts.get(tag, []))

    @property
    def links(self) -> list[str]:
        """Every address the page names."""
        named = (("a", "href"), ("link", "href"), ("script", "src"), ("img", "src"))
        return [found[at] for tag, at in named for found in self.all(tag) if at in found]


def read(text: str) -> Seen:
    seen = Seen()
    seen.feed(text)
    return seen


def target(page: str, link: str) -> str | None:
    """The file a link leads to, seen from the page's file; None when it leads elsewhere."""
    parts = urlsplit(link)
    if parts.scheme or parts.netloc or not parts.path:
        return None
    path = unquote(parts.path)
    found = normpath(join(page.rpartition("/")[0], path))
    found = "" if found == "." else found
    return join(found, "index.html") if path.endswith("/") or not found else found


def html_files(release: Path) -> dict[str, str]:
    """Every page of a release by its name."""
    return {
        path.relative_to(release).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(release.rglob("*.html"))
    }
