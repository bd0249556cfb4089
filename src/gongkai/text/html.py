"""The one canonical HTML of a public document.

Whatever comes in (an editor, a clipboard of Word or WPS, an imported file) leaves as the same
few tags, so that a signature can bind the text and two versions can be compared.
"""

import re
from dataclasses import dataclass

import nh3

from gongkai.text.builder import VOID, Builder
from gongkai.text.differences import Change, Part, compare
from gongkai.text.outline import block_texts, comparable_texts, plain_text, unseen_text
from gongkai.text.prose import from_text
from gongkai.text.refusal import BadFile
from gongkai.text.tree import serialise

__all__ = ["Change", "Cleaned", "Part", "blocks", "clean", "diff", "from_text", "plain", "unseen"]

MAX_MARKUP = 20_000_000
"""Characters of HTML that are looked at at all."""
MAX_TEXT = 2_000_000
"""Characters of text that one document may have."""
MAX_NESTING = 400
"""Tags open at once; the parser's time grows with the square of it."""

TAGS = frozenset(
    {"p", "h2", "h3", "h4", "ul", "ol", "li", "table", "caption", "thead", "tbody", "tr", "th"}
    | {"td", "strong", "em", "u", "s", "sub", "sup", "br", "a", "img", "blockquote", "figure"}
    | {"figcaption", "hr"}
)
CLASSES = frozenset({"r", "c", "sign"})
"""r: to the right (numbers); c: centred; sign: the signature block at the end."""
SCHEMES = {"http", "https", "mailto", "tel"}
_UNDERSTOOD = (
    set(TAGS)
    | {"h1", "h5", "h6", "b", "i", "cite", "ins", "del", "strike", "tfoot", "span", "font", "div"}
    | {"section", "article", "main", "header", "footer", "aside", "nav", "address", "center"}
    | {"dl", "dt", "dd", "pre", "details", "summary"}
)
_DROPPED_WHOLE = {
    "script",
    "style",
    "title",
    "template",
    "noscript",
    "iframe",
    "object",
    "embed",
    "select",
} | {"button", "textarea", "svg", "math", "video", "audio", "canvas"}
_ATTRIBUTES = {
    "a": {"href"},
    "img": {"src", "alt"},
    "th": {"colspan", "rowspan", "scope"},
    "td": {"colspan", "rowspan", "scope"},
    "ol": {"start"},
}
_STYLED = _ATTRIBUTES | {"*": {"style", "class", "align"}}
_CLASSED = {tag: set(CLASSES) for tag in ("p", "h2", "h3", "h4", "td", "th")}
_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]*)")
_SELF_CLOSING = (
    VOID
    | {"p", "li", "td", "th", "tr", "dt", "dd", "option", "meta", "link", "input", "col", "base"}
    | {"area", "source", "track", "wbr", "param"}
)
_ACTIVE = re.compile(r"<(?:script|iframe|object|embed|select|button|textarea)\b", re.IGNORECASE)
_MEDIA = re.compile(r"<(?:video|audio|canvas|svg)\b", re.IGNORECASE)
_REVISION = re.compile(r"<(?:del|ins)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Cleaned:
    """Canonical HTML, and Chinese sentences about what did not come along."""

    html: str
    notes: tuple[str, ...] = ()


def clean(html: str) -> Cleaned:
    """The canonical form of ``html``; cleaning twice changes nothing.

    Raises BadFile where the text is too long or nested beyond reason.
    """
    if len(html) > MAX_MARKUP:
        raise BadFile(f"内容太长（{len(html)} 个字符），请分成几篇，或作为附件上传。")
    _refuse_nesting(html)
    markup = nh3.clean(
        html.encode("utf-8", "replace").decode(),
        tags=_UNDERSTOOD,
        clean_content_tags=_DROPPED_WHOLE,
        attributes=_STYLED,
        url_schemes=SCHEMES | {"file", "data", "cid", "blob", "attachment"},
        attribute_filter=_allowed_url,
        link_rel=None,
    )
    builder = Builder()
    tree = builder.build(markup)
    length = sum(len(text) for text in block_texts(tree))
    if length > MAX_TEXT:
        raise BadFile(
            f"正文有 {length} 个字，超过 {MAX_TEXT} 字的上限，请分成几篇，或作为附件上传。"
        )
    return Cleaned(_sealed(serialise(tree)), tuple(_notes(html, builder.lost_pictures)))


def plain(html: str) -> str:
    """The text of canonical ``html``: a line for each paragraph, table rows tab-separated."""
    return plain_text(Builder().build(html))


def blocks(html: str) -> list[str]:
    """The texts of the blocks of canonical ``html``: paragraphs, list items, table rows."""
    return block_texts(Builder().build(html))


def unseen(html: str) -> str:
    """What canonical ``html`` says beside its text: alternative texts and link targets, by line."""
    return unseen_text(Builder().build(html))


def diff(old_html: str, new_html: str) -> list[Change]:
    """What differs between two canonical documents, paragraph by paragraph.

    Links and pictures count: a changed address shows although the words are the same. Long
    texts are compared by paragraphs only, so that the time stays bounded.
    """
    return compare(
        comparable_texts(Builder().build(old_html)), comparable_texts(Builder().build(new_html))
    )


def _sealed(html: str) -> str:
    """The strict pass: nothing leaves that is not on the list, whatever happened before."""
    return nh3.clean(
        html,
        tags=set(TAGS),
        attributes=_ATTRIBUTES,
        allowed_classes=_CLASSED,
        url_schemes=SCHEMES | {"attachment"},
        link_rel=None,
    )


def _allowed_url(tag: str, attribute: str, value: str) -> str | None:
    """A link leaves its address behind unless it is one of ours; pictures are judged later."""
    if tag == "a" and attribute == "href":
        scheme = re.match(r"\s*([A-Za-z][A-Za-z0-9+.-]*):", value)
        return None if scheme and scheme.group(1).lower() not in SCHEMES else value
    return value


def _refuse_nesting(html: str) -> None:
    opened: dict[str, int] = {}
    depth = 0
    for closing, name in _TAG.findall(html):
        tag = name.lower()
        if tag in _SELF_CLOSING:
            continue
        if not closing:
            opened[tag] = opened.get(tag, 0) + 1
            depth += 1
            if depth > MAX_NESTING:
                raise BadFile("粘贴的内容层层嵌套，无法整理。请先粘贴到记事本，再复制过来。")
        elif opened.get(tag):
            opened[tag] -= 1
            depth -= 1


def _notes(html: str, lost_pictures: int) -> list[str]:
    notes = []
    if lost_pictures:
        notes.append(f"有 {lost_pictures} 张图片没有粘过来，请用“插入图片”。")
    if _ACTIVE.search(html):
        notes.append("已去掉脚本、表单等不能公开的内容。")
    if _MEDIA.search(html):
        notes.append("已去掉视频、音频或矢量图，请作为附件上传。")
    if _REVISION.search(html):
        notes.append("文中有修订痕迹，请在 Word 里接受或拒绝修订后再粘贴。")
    return notes
