"""Text damaged on its way: what can be mended for certain is mended, the rest is reported."""

from dataclasses import dataclass

from gongkai.text.repair import characters, dates, doubts, marks, misread, numbers, pinyin
from gongkai.text.repair.change import Doubt, Repair, Trace
from gongkai.text.repair.told import sentences

__all__ = ["Doubt", "Repair", "Repaired", "repair"]

_RULES = (
    misread.western,
    misread.chinese,
    characters.unseen,
    characters.compatible,
    characters.wide,
    pinyin.edits,
    numbers.edits,
    dates.edits,
    marks.edits,
)
"""In this order: what is misread first, then characters, then what characters form."""


@dataclass(frozen=True, slots=True)
class Repaired:
    """The mended text, what was mended (in order of place) and what needs an eye."""

    text: str
    repairs: tuple[Repair, ...] = ()
    doubts: tuple[Doubt, ...] = ()

    @property
    def notes(self) -> tuple[str, ...]:
        """Chinese sentences for the person who sent the text, one for each rule."""
        return sentences(self.repairs, self.doubts)


def repair(text: str) -> Repaired:
    """Mends what can have been only one thing; places of repairs are those of ``text``.

    Sound text comes back unchanged, and mending twice changes nothing. Places of doubts are
    those of the mended text.
    """
    trace = Trace(text)
    changed = True
    while changed:
        changed = False
        for rule in _RULES:
            changed |= trace.apply(rule(trace.text))
    return Repaired(trace.text, trace.repairs, doubts.find(trace.text))
