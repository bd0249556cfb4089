"""Checks of a page's HTML that need no browser."""

from collections import Counter
from html.parser import HTMLParser

LABELLED = {"input", "select", "textarea"}
SELF_NAMED = {"hidden", "submit", "button"}
HEADINGS = {f"h{n}": n for n in range(1, 7)}


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.ids: Counter[str] = Counter()
        self.labels: set[str] = set()
        self.controls: list[dict[str, str]] = []
        self.headings: list[int] = []
        self.links: list[str] = []
        self.described: list[str] = []
        self.lang = self.title = ""
        self.inline: list[str] = []
        self._in: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self._in.append(tag) if tag in ("title", "label", "script") else None
        if "id" in given:
            self.ids[given["id"]] += 1
        if tag == "html":
            self.lang = given.get("lang", "")
        if tag == "label":
            self.labels.add(given.get("for", ""))
        if tag in LABELLED and given.get("type") not in SELF_NAMED:
            self.controls.append(given | {"wrapped": "label" in self._in})
        if tag in HEADINGS:
            self.headings.append(HEADINGS[tag])
        self.described += given.get("aria-describedby", "").split()
        self.described += given.get("aria-labelledby", "").split()
        if "style" in given or any(name.startswith("on") for name in given):
            self.inline.append(tag)
        if tag == "script" and "src" not in given:
            self.inline.append("script")

    def handle_endtag(self, tag: str) -> None:
        if tag in self._in:
            self._in.remove(tag)

    def handle_data(self, data: str) -> None:
        if "title" in self._in:
            self.title += data


def faults(html: str) -> list[str]:
    """Return what is wrong with a page; nothing for a sound one."""
    page = _Page()
    page.feed(html)
    found = [f"id {name} 出现 {count} 次" for name, count in page.ids.items() if count > 1]
    if page.lang != "zh-CN":
        found.append("没有 lang")
    if not page.title.strip(" ·") or page.title.startswith(" ·"):
        found.append("没有标题")
    for control in page.controls:
        named = control.get("id") in page.labels or control.get("aria-label") or control["wrapped"]
        if not named:
            found.append(f"没有标签：{control.get('name')}")
    if page.headings.count(1) != 1:
        found.append(f"{page.headings.count(1)} 个 h1")
    before = 2  # the side navigation stands before the h1
    for level in page.headings:
        if level > before + 1:
            found.append(f"h{before} 后面是 h{level}")
        before = level
    found += [f"{name} 没有着落" for name in page.described if name not in page.ids]
    return found + [f"内联：{tag}" for tag in page.inline]
