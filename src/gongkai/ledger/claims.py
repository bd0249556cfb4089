"""Reading the proof that a page carries, from nothing but the bytes of the page."""

import re
from dataclasses import dataclass

from gongkai.ledger.leaf import SALT_BYTES, Statement, day_in_words

ARTICLE = re.compile(r"xxgk/\d{4}/\d{2}/\d+\.html", re.ASCII)
"""The file of a document's page, below the site's folder."""
_BOX = re.compile(rb'<section class="proof"([^>]*)>(.*?)</section>', re.DOTALL)
_DATA = re.compile(r' data-([a-z]+)="([^"]*)"')
_NAMES = {"leaf", "act", "id", "at", "since", "earlier", "text", "hash", "salt"}
_NUMBERS = re.compile(r"(?:\d{1,18}(?: \d{1,18})*)?", re.ASCII)


class NoProof(Exception):
    """A page without a proof, or with one that cannot be read."""


@dataclass(frozen=True, slots=True)
class Claim:
    """What a page says about its leaf."""

    number: int
    statement: Statement
    salt: bytes
    algorithm: str
    dated: bool

    @property
    def numbers(self) -> tuple[int, ...]:
        """All leaves the page speaks for: its own and the earlier ones of the same document."""
        return (*self.statement.earlier, self.number)

    @property
    def entry(self) -> bytes:
        """The entry that must stand in the log. Raises ValueError for an unknown hash."""
        return self.statement.entry(self.salt, self.algorithm)


def in_page(page: bytes) -> Claim:
    """Read the proof of a page. Raises NoProof.

    `dated` is True when the day its reader sees is the day that was sealed.
    """
    boxes = _BOX.findall(page)
    if len(boxes) != 1:
        raise NoProof("网页上没有存证" if not boxes else "网页上有两处存证")
    try:
        data = dict(_DATA.findall(boxes[0][0].decode()))
        salt, numbers = bytes.fromhex(data["salt"]), f"{data['leaf']} {data['earlier']}".strip()
        number, *earlier = (int(n) for n in numbers.split() if _NUMBERS.fullmatch(numbers))
        since = data["since"]
        shown = f'<time datetime="{since}">{day_in_words(since)}</time>'.encode() in boxes[0][1]
    except (KeyError, ValueError, UnicodeDecodeError) as why:
        raise NoProof("网页上的存证读不懂") from why
    if set(data) != _NAMES or len(salt) != SALT_BYTES:
        raise NoProof("网页上的存证读不懂")
    said = Statement(data["act"], data["id"], data["at"], since, data["text"], tuple(earlier))
    return Claim(number, said, salt, data["hash"], shown)
