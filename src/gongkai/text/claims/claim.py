"""One figure stated in prose, with all that says what it measures."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from gongkai.text.claims.units import SHARES

INFINITE = Decimal("Infinity")
_ABOUT = Decimal("0.2")
"""How far 约 and 左右 may be off, as a share of the figure."""


class Certainty(StrEnum):
    """How exactly a figure is stated."""

    EXACT = "exact"
    OVER = "over"
    """余, 多: something more, less than the next round number."""
    NEARLY = "nearly"
    """近, 不足, 不到: something less."""
    ABOUT = "about"
    """约, 左右."""
    AT_LEAST = "at_least"
    """以上, 超过, 不少于."""
    AT_MOST = "at_most"
    """以下, 以内, 不超过."""


@dataclass(frozen=True, slots=True)
class Scope:
    """What a figure covers, in the words of the text: time, acts (收到, 办结), whose figure it is.

    ``when`` is a year (2026), 上年, or the words (截至6月底); ``whose`` such as 全区, 本机关.
    """

    when: str = ""
    acts: tuple[str, ...] = ()
    whose: str = ""
    is_total: bool = False
    """The text says it is all there is: 全年, 累计, 共, 总."""


@dataclass(frozen=True, slots=True)
class Listed:
    """What was counted behind an announcement such as 以下三项."""

    count: int
    is_marked: bool
    """Each item has its own number (一是, 1., （一）), so that the count is sure."""
    most: int = 0
    """How many they may be, if 和 parts items, too."""
    items: tuple[str, ...] = ()
    headings: tuple[str, ...] = ()
    """The headings of the text, where the announcement is about its parts."""


@dataclass(frozen=True, slots=True)
class Claim:
    """``value`` in ``unit``, stated at ``text[start:end]`` of the whole.

    Units are normalised: money in 元, 万人 in 人, shares in %. ``step`` is what one in the last
    written place is worth. ``unit`` is empty where a text says in words that there is none.
    """

    value: Decimal
    unit: str
    certainty: Certainty
    subject: str
    topic: str
    scope: Scope
    text: str
    start: int
    end: int
    sentence: str
    sentence_start: int
    section: str
    lead: str
    """From the claim before, or the start of the sentence, up to this one."""
    tail: str
    """From this claim to the next, or to the end of the sentence."""
    step: Decimal = Decimal(1)
    depth: int = 0
    """Brackets of the sentence that are open here."""
    listed: Listed | None = None

    @property
    def is_exact(self) -> bool:
        """It is stated to the last place."""
        return self.certainty is Certainty.EXACT

    @property
    def is_share(self) -> bool:
        """It is a share or a change, not an amount."""
        return self.unit in SHARES

    @property
    def bounds(self) -> tuple[Decimal, Decimal]:
        """The least and the most that the words allow; an exact figure is both."""
        room = self._room()
        return {
            Certainty.EXACT: (self.value, self.value),
            Certainty.OVER: (self.value, self.value + room),
            Certainty.NEARLY: (self.value - room, self.value),
            Certainty.ABOUT: (self.value * (1 - _ABOUT), self.value * (1 + _ABOUT)),
            Certainty.AT_LEAST: (self.value, INFINITE),
            Certainty.AT_MOST: (Decimal(0), self.value),
        }[self.certainty]

    @property
    def rounded(self) -> tuple[Decimal, Decimal]:
        """The bounds, and for an exact figure what may have been rounded to it."""
        low, high = self.bounds
        half = self.step / 2 if self.is_exact and self.step != 1 else Decimal(0)
        return low - half, high + half

    def _room(self) -> Decimal:
        """One in the last place that is not zero: 10 for 70余, 100 for 300余."""
        written = int(self.value / self.step) if self.step else 0
        zeros = len(str(written)) - len(str(written).rstrip("0")) if written else 0
        return self.step * Decimal(10) ** zeros
