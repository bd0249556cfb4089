"""What is asked of a masked copy, and what is told of it afterwards."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from gongkai.text.document import Place

FORMULAS = (
    "表格里有公式，清除隐藏的行、列或工作表会改变看得见的结果。"
    "请在 Excel 或 WPS 里把公式复制、选择性粘贴为数值，删去隐藏的部分后，重新上传。"
)
STAYS = "遮盖以后再读一遍，仍然发现个人信息，没有生成副本。请在原文件里手工删去后再试。"
"""No copy is better than one that still tells."""
_SHORTEST_PLAIN = 11
"""Characters of a number that can be known by itself."""
MISSING = "有 {} 个要遮盖的单元格在文件里没有找到，没有生成遮盖副本。请重新检查这个文件后再试。"


class Hit(Protocol):
    """A datum in a text: ``text[start:end]``, its bare form, and what shall stand there."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def text(self) -> str: ...
    @property
    def normal(self) -> str: ...
    @property
    def mask(self) -> str: ...


Detect = Callable[[str], Sequence[Hit]]


@dataclass(frozen=True, slots=True)
class Swap:
    """A text in a cell (all of it or a part), and what shall stand there instead."""

    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Masking:
    """What shall not be in the copy.

    ``detect`` finds data by their form; ``cells`` are what else has to go from a cell, by sheet,
    row and column or by table, row and column as the reader counts them (a row and a column alone
    for a .csv); ``words`` are texts replaced wherever they stand, spaced or not.
    """

    detect: Detect
    cells: Mapping[Place, Sequence[Swap]] = field(default_factory=dict)
    words: Mapping[str, str] = field(default_factory=dict)
    clears: bool = False
    """Remarks, tracked changes, hidden runs and names of authors go even where no datum does."""
    emptied: frozenset[str] | None = None
    """Hidden sheets, where hidden cells go too: a formula elsewhere might count on those cells."""


class Found(Protocol):
    """A datum that was found in a file that had been read: where, what, and its mask."""

    @property
    def place(self) -> Place: ...
    @property
    def text(self) -> str: ...
    @property
    def mask(self) -> str: ...


def masking_of(detect: Detect, findings: Iterable[Found]) -> Masking:
    """What to mask by what was found: in a table its cell, elsewhere the words themselves.

    What ``detect`` finds in a cell by itself needs no telling.
    """
    cells: dict[Place, list[Swap]] = {}
    words: dict[str, str] = {}
    for found in findings:
        if not (found.place.row and found.place.column and not found.place.part):
            words.setdefault(found.text, found.mask)
        elif not _is_plain(found, detect):
            cells.setdefault(found.place, []).append(Swap(found.text, found.mask))
    return Masking(detect, cells, words)


def _is_plain(found: Found, detect: Detect) -> bool:
    """A number that is found without the words around it, and masked in the same way."""
    if len(found.text) < _SHORTEST_PLAIN or not found.text.isalnum():
        return False
    hits = detect(found.text)
    return [(hit.text, hit.mask) for hit in hits] == [(found.text, found.mask)]


@dataclass(frozen=True, slots=True)
class Done:
    """A masked place and what stands there now (never what stood there before)."""

    place: Place
    mask: str


@dataclass(frozen=True, slots=True)
class Report:
    """What a masked copy is; ``is_same`` where nothing had to go and the bytes are the original's.

    ``dropped`` and ``notes`` are Chinese sentences for whoever asked for the copy.
    """

    masked: tuple[Done, ...] = ()
    dropped: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    is_same: bool = False
