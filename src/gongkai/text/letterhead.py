"""What the head and foot of a document say: title, 文号, date of the document (GB/T 9704)."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from gongkai.text.dates import parse_date
from gongkai.text.prose import NEAR_THE_END

HEAD = 30
"""Lines from the start in which title and number are looked for."""
TITLE_SIZE = 32
"""Half points; a title is 2号 (44), never smaller than 三号 (32)."""
LONGEST_TITLE = 120

_NUMBER = re.compile(
    r"[（(]?([\u4e00-\u9fff]{2,14})\s*[〔\[【（(﹝［]\s*((?:19|20)\d{2})\s*[〕\]】）)﹞］]\s*"
    r"第?\s*0*([1-9]\d{0,5})\s*号[）)]?(?:\s*签发人.*)?"
)
_SENTENCE_END = re.compile(r"[。；;：:！!？?，,]$")


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph of the source: its words, and how it looks (size in half points, 0 unknown)."""

    text: str
    centred: bool = False
    size: int = 0
    is_title: bool = False


_TITLE_SIGNS: tuple[Callable[[Line], bool], ...] = (
    lambda line: line.is_title,
    lambda line: line.centred and line.size >= TITLE_SIZE,
    lambda line: line.centred,
)


def find_title(lines: Sequence[Line]) -> str:
    """The title, its lines joined; empty where nothing looks like one.

    A paragraph styled as title wins, then the first large centred lines below the red head,
    then the first centred line, then a short first line.
    """
    head = [line for line in lines[:HEAD] if line.text and not _is_letterhead(line.text)]
    for chosen in _TITLE_SIGNS:
        for at, line in enumerate(head):
            if chosen(line):
                return _joined(head, at)
    first = head[0].text if head else ""
    return first if len(first) <= LONGEST_TITLE and not _SENTENCE_END.search(first) else ""


def find_number(lines: Sequence[Line]) -> str:
    """The document's own 文号, in the standard form; empty if no line of the head is one."""
    for line in lines[:HEAD]:
        written = _NUMBER.fullmatch(line.text)
        if written:
            return f"{written[1]}〔{written[2]}〕{written[3]}号"
    return ""


def find_date(lines: Sequence[Line]) -> date | None:
    """The date under the signature: the last line near the end that is nothing but a date."""
    for line in reversed(lines[-NEAR_THE_END:]):
        found = parse_date(line.text)
        if found:
            return found
    return None


def _is_letterhead(text: str) -> bool:
    """The red head or the number line, which stand above the title."""
    return bool(_NUMBER.fullmatch(text)) or (text.endswith("文件") and len(text) < 40)


def _joined(lines: list[Line], at: int) -> str:
    """A title is often broken over lines of one look; it ends where the look changes."""
    first = lines[at]
    title = first.text
    for line in lines[at + 1 :]:
        alike = (line.is_title, line.centred, line.size) == (first.is_title, True, first.size)
        if not alike or len(title + line.text) > LONGEST_TITLE or parse_date(line.text):
            break
        title += line.text
    return title
