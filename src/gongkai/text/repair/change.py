"""Changes of a text that remember where in the first text each of them stood."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Repair:
    """One place mended: ``before`` is ``text[start:end]`` of the text as it came."""

    rule: str
    start: int
    end: int
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Doubt:
    """One place of the mended text that looks damaged; ``proposals`` are what it may have been."""

    rule: str
    start: int
    end: int
    text: str
    proposals: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Edit:
    """``text[start:end]`` of the text a rule was given becomes ``after``."""

    rule: str
    start: int
    end: int
    after: str


class Trace:
    """A text under repair, and for each of its characters the stretch it came from."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._first = text
        self._starts: list[int] = []
        self._ends: list[int] = []
        self._repairs: list[Repair] = []

    @property
    def repairs(self) -> tuple[Repair, ...]:
        """What was mended so far, by place."""
        return tuple(sorted(self._repairs, key=lambda r: (r.start, r.end)))

    def apply(self, edits: Iterable[Edit]) -> bool:
        """Makes edits that stand in order and do not overlap; says whether there were any."""
        listed = list(edits)
        if not listed:
            return False
        if not self._starts:
            self._starts = list(range(len(self.text)))
            self._ends = list(range(1, len(self.text) + 1))
        text: list[str] = []
        starts: list[int] = []
        ends: list[int] = []
        at = 0
        for edit in listed:
            text += [self.text[at : edit.start], edit.after]
            first, last = self._from(edit)
            self._repairs.append(
                Repair(edit.rule, first, last, self._first[first:last], edit.after)
            )
            starts += self._starts[at : edit.start]
            ends += self._ends[at : edit.start]
            if len(edit.after) == edit.end - edit.start:
                starts += self._starts[edit.start : edit.end]
                ends += self._ends[edit.start : edit.end]
            else:
                starts += [first] * len(edit.after)
                ends += [last] * len(edit.after)
            at = edit.end
        self.text = "".join([*text, self.text[at:]])
        self._starts = starts + self._starts[at:]
        self._ends = ends + self._ends[at:]
        return True

    def _from(self, edit: Edit) -> tuple[int, int]:
        if edit.start == edit.end:
            place = self._ends[edit.start - 1] if edit.start else 0
            return place, place
        return self._starts[edit.start], self._ends[edit.end - 1]
