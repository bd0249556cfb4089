"""文号 in running text and in queries: one exact form, whatever brackets were typed."""

import re
import unicodedata

from gongkai.law.document_number import CLOSING, OPENING, DocumentNumber, NotADocumentNumber
from gongkai.text import segment

LONGEST_PREFIX = 10
"""Characters of 机关代字 that a mention is found by."""
MOST_MENTIONS = 200
BRACKETS = frozenset(f"{OPENING}{CLOSING}")
_HAN = "\u3400-\u4dbf\u4e00-\u9fff"
_GAP = "(?:(?<=[发办字函政规通知呈批复]) )?"
"""A space belongs to a number only after what ends 机关代字; 低保 〔2026〕12号 is two things."""
_YEAR = "(?:19|20)[0-9]{2}"
_OPEN, _CLOSE = re.escape(f"{OPENING}<《〈"), re.escape(f"{CLOSING}>》〉")
_WRITTEN = re.compile(
    rf"([{_HAN}]{{0,20}}){_GAP}[{_OPEN}] ?({_YEAR})年? ?[{_CLOSE}] ?第? ?([0-9]{{1,6}}) ?(?:号|(?!\S))"
)
_BARE = re.compile(rf"([{_HAN}]{{2,20}}){_GAP}({_YEAR}) ?年? ?第? ?([0-9]{{1,6}}) ?号")
_ORDER = re.compile(rf"([{_HAN}]{{1,19}}(?:令|公告)) ?第 ?([0-9]{{1,6}}) ?号")
_INDEX = re.compile(r"(?<!\S)[0-9A-Za-z][0-9A-Za-z-]{2,40}/[0-9A-Za-z/-]{3,40}(?!\S)")


def own(*written: str | None) -> tuple[str, ...]:
    """Return the 文号 and 索引号 of a document as they are looked up."""
    return tuple(dict.fromkeys(form for text in written if text and (form := normal(text))))


def normal(text: str) -> str:
    """Return one number in its exact form, whatever it is."""
    tidy = plain(text).strip()
    try:
        return str(DocumentNumber.parse(tidy))
    except NotADocumentNumber:
        return tidy.upper()


def mentions(text: str) -> tuple[str, ...]:
    """Return every 文号 in a text, each under all ends of its 机关代字.

    Where 机关代字 begins cannot be known (根据青政办发〔2026〕12号), so every end of it stands: a
    query finds it by whichever is typed, the bare 〔2026〕12号 included.
    """
    found: dict[str, None] = {}
    flat = plain(text)
    for pattern in (_WRITTEN, _ORDER):
        for match, _ in zip(pattern.finditer(flat), range(MOST_MENTIONS), strict=False):
            prefix = match[1][-LONGEST_PREFIX:]
            least = 2 if pattern is _ORDER else 0
            for length in range(least, len(prefix) + 1):
                found[_form(prefix[len(prefix) - length :], *match.groups()[1:])] = None
    return tuple(found)


def take(text: str) -> tuple[tuple[str, ...], str]:
    """Return the numbers in a query and what is left of it."""
    found: list[str] = []

    def kept(match: re.Match[str]) -> str:
        if match.re is _INDEX:
            found.append(match[0].upper())
        else:
            found.append(_form(match[1][-LONGEST_PREFIX:], *match.groups()[1:]))
        return " "

    rest = plain(text)
    for pattern in (_WRITTEN, _BARE, _ORDER, _INDEX):
        rest = pattern.sub(kept, rest)
    return (tuple(dict.fromkeys(found)), rest) if found else ((), text)


def plain(text: str) -> str:
    """Return a text with half-width digits, simplified characters and single spaces."""
    return " ".join(text.translate(_PLAIN).split())


class _Plain(dict[int, str]):
    """Code point → what a number is read by: brackets stay, the rest is folded."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        folded = segment.fold(char)
        if folded == " " and char not in BRACKETS:
            folded = unicodedata.normalize("NFKC", char)
        self[code] = char if folded == " " or len(folded) > 1 else folded
        return self[code]


_PLAIN = _Plain()


def _form(prefix: str, *rest: str) -> str:
    if len(rest) == 1:
        return f"{prefix}第{int(rest[0])}号"
    return f"{prefix}〔{rest[0]}〕{int(rest[1])}号"
