"""The public text of a page: the exact bytes that a reader sees and that the ledger binds.

The page of a document and the proof of it are made by the same two functions, so that anybody can
cut the text out of the page and hash it. This form is frozen: one changed byte would part every
page from its leaf (`docs/decisions/0012-the-ledger.md`).
"""

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import escape

ROOT = "../../../"
"""The way up from an article's address (`/xxgk/2026/11/5.html`), the same for all of them."""
TITLE = (b"<h1>", b"</h1>")
BODY = (b"<!--text-->", b"<!--/text-->")
"""What stands before and behind each part in a page; canonical bodies hold no comment."""
PICTURE = re.compile(r'src="files/([0-9a-f]{64})\.([a-z0-9]+)"')
_TABLE = re.compile(r"<table\b")
_NO_ALT = re.compile(r"<img(?![^>]*\balt=)")
_FILE = re.compile(rb'href="(?:\.\./)+files/([0-9a-f]{64}\.[a-z0-9]+)" download="([^"]*)"')


class NoPublicText(Exception):
    """A page lacks a mark, or has it twice; the message names the part."""


@dataclass(frozen=True, slots=True)
class PublicText:
    """The bytes of a public text and the files it offers, as `<SHA-256>.<kind>`."""

    data: bytes
    files: tuple[str, ...] = ()

    @property
    def digest(self) -> str:
        """The SHA-256 of the bytes, as hex."""
        return hashlib.sha256(self.data).hexdigest()


def page_form(body: str, root: str = ROOT) -> str:
    """Return the canonical body as a page holds it: pictures found, wide tables held.

    `root` leads from the page up to the top of the site; without one pictures keep their names.
    """
    if root:
        body = PICTURE.sub(rf'src="{root}files/\1.\2"', body)
    body = _NO_ALT.sub('<img alt=""', body)
    if "<table" in body:
        held = (
            '<div class="scroll" tabindex="0" role="region" aria-label="表格 {}，可左右滚动"><table'
        )
        numbers = iter(range(1, body.count("<table") + 1))
        body = _TABLE.sub(lambda _: held.format(next(numbers)), body)
        body = body.replace("</table>", "</table></div>")
    return body


def public_text(title: str, form: str, files: Iterable[tuple[str, str]] = ()) -> PublicText:
    """Return the public text of a title, a body in page form and (`<SHA-256>.<kind>`, name)s."""
    listed = [(file.encode(), str(escape(name)).encode()) for file, name in files]
    return _joined(str(escape(title)).encode(), form.encode(), listed)


def tombstone_text(heading: str, reason: str) -> PublicText:
    """Return the public text of the page that stands where a document was withdrawn."""
    return public_text(heading, str(escape(reason)))


def in_page(page: bytes) -> PublicText:
    """Cut the public text out of a page. Raises NoPublicText."""
    title, body = _between(page, TITLE, "标题"), _between(page, BODY, "正文")
    return _joined(title, body, _FILE.findall(page))


def _joined(title: bytes, body: bytes, files: list[tuple[bytes, bytes]]) -> PublicText:
    lines = b"".join(b"%s %s\n" % each for each in files)
    data = b'<h1>%s</h1>\n<div class="prose">%s</div>\n%s' % (title, body, lines)
    return PublicText(data, tuple(file.decode() for file, _ in files))


def _between(page: bytes, marks: tuple[bytes, bytes], name: str) -> bytes:
    before, behind = marks
    if page.count(before) != 1 or page.count(behind) != 1:
        raise NoPublicText(name)
    begin, end = page.index(before) + len(before), page.index(behind)
    if end < begin:
        raise NoPublicText(name)
    return page[begin:end]
