"""The site in traditional characters: a second tree of files below `/hant/`, page for page.

What people read is converted by phrases (OpenCC): text nodes and the attributes that are spoken or
shown. Addresses, identifiers, `data-*`, scripts and the meta tags machines compare stay as they
are. Links between pages stay inside the tree because they are relative; what exists once only
(stylesheets, files, feeds, tables, the dynamic pages) is reached one folder further up.
"""

import re
from functools import cache
from posixpath import splitext

from gongkai.portal import links
from gongkai.portal.page import Page
from gongkai.text.late import late
from gongkai.text.script import to_traditional

TREE = links.HANT
SHARED = (
    "look/",
    "files/",
    "ledger/",
    "sousuo/",
    "shenqing/",
    "chaxun/",
    "preview/",
    "desk/",
    "static/",
)
"""First folders of addresses that stand in one script only."""
_BREAK = "\x1f"
_TOKEN = late(r"<script\b.*?</script>|<style\b.*?</style>|<!--.*?-->|<[^>]*>|[^<]+|<", re.DOTALL)
_SPOKEN = late(r'(?<=\s)(alt|aria-label|title|placeholder)="([^"]*)"')
_LINK = late(r'(?<=\s)(href|src|action)="((?:\.\./)+|\./)([^"]*)"')
_TABLE = late(r'(?<=\s)(href)="([\w-]+\.(?:csv|json|xml))"')
"""A link to a file in the page's own folder."""
_TWIN = late(r'<a class="twin"[^>]*>[^<]*</a>')
_CANONICAL = late(r'(<link rel="canonical" href=")([^"]*)(">)')
_PROOF = late(r'<section class="proof".*?</section>\n?', re.DOTALL)
"""The proof is of the text as it was signed, not of a conversion."""
_CHINESE = late("[\u3400-\u9fff\uf900-\ufaff]")


def has_twin(path: str) -> bool:
    """True when a page stands in both scripts."""
    if path == links.NOT_FOUND or path.startswith((f"{TREE}/", *(f"/{each}" for each in SHARED))):
        return False
    # A chunk plan asks with a mark in the place of an address: an address without a suffix.
    name = path.rpartition("/")[2]
    return "." not in name or name.endswith(".html")


def beside(path: str) -> str:
    """Return where a reader of a page goes for traditional characters: its twin, or the top."""
    return twin_path(path if has_twin(path) else links.HOME)


def link(path: str, root: str) -> str:
    """Return that address as seen from a page; the path is not looked into (`portal.plan`)."""
    return root + beside(path).removeprefix("/")


def twin_path(path: str) -> str:
    """Return the address of a page's twin in traditional characters."""
    return TREE + path


def twin(page: Page, base_url: str = "") -> Page:
    """Return the page in traditional characters, at its own address below `/hant/`.

    `base_url` is the site's, for the canonical address. The same page gives the same bytes.
    """
    tokens = [_raised(token, page.path) for token in _TOKEN.findall(_PROOF.sub("", page.text))]
    words: list[str] = []
    places: list[int] = []
    for place, token in enumerate(tokens):
        if not _CHINESE.search(token) or token.startswith(("<script", "<style", "<meta", "<!--")):
            continue
        if not token.startswith("<"):
            words.append(token)
            places.append(place)
        elif spoken := _SPOKEN.findall(token):
            words += [value for _, value in spoken]
            places.append(place)
    converted = iter(_convert(words))
    for place in places:
        token = tokens[place]
        if token.startswith("<"):
            tokens[place] = _SPOKEN.sub(lambda m: f'{m[1]}="{next(converted)}"', token)
        else:
            tokens[place] = next(converted)
    return Page(twin_path(page.path), _head("".join(tokens), page.path, base_url).encode())


def _convert(words: list[str]) -> list[str]:
    """Convert many texts at once; a text never runs into its neighbour."""
    return to_traditional(_BREAK.join(words)).split(_BREAK)


def _raised(token: str, path: str) -> str:
    """Return a tag whose links to what stands once only lead out of the tree."""
    if not token.startswith("<"):
        return token
    folder = path[: path.rindex("/") + 1]
    out = links.under(folder, links.root_of(twin_path(path)))
    return _TABLE.sub(rf'\1="{out}\2"', _LINK.sub(_raise, token))


def _raise(match: re.Match[str]) -> str:
    name, up, path = match.groups()
    return match[0] if not _stands_once(path) else f'{name}="../{up.removeprefix("./")}{path}"'


@cache
def _suffix(path: str) -> str:
    return splitext(path)[1]


def _stands_once(path: str) -> bool:
    file = path.partition("#")[0].partition("?")[0]
    return file.startswith(SHARED) or _suffix(file) not in ("", ".html")


def _head(text: str, path: str, base_url: str) -> str:
    """Return the page with its language, its own canonical address and the way back."""
    text = text.replace('<html lang="zh-CN"', '<html lang="zh-Hant"', 1)
    text = _CANONICAL.sub(lambda m: f"{m[1]}{base_url}{twin_path(path)}{m[3]}", text, count=1)
    back = links.under(path, links.root_of(twin_path(path)))
    link = f'<a class="twin" href="{back}" lang="zh-Hans" hreflang="zh-Hans">简体</a>'
    return _TWIN.sub(link, text)
