"""How several processes divide the whole site among them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

ThingT = TypeVar("ThingT")


@dataclass(frozen=True, slots=True)
class Share:
    """Part `index` (from 0) of `of` equal parts. What one part holds, no other does."""

    index: int
    of: int

    def __post_init__(self) -> None:
        if not 0 <= self.index < self.of:
            raise ValueError(f"no part {self.index} of {self.of}")

    def some(self, things: Iterable[ThingT]) -> Iterator[ThingT]:
        """Yield this part's of some things that are costly to do and cheap to count."""
        for place, thing in enumerate(things):
            if place % self.of == self.index:
                yield thing

    def stretch(self, last: int) -> tuple[int, int]:
        """Return the first and the last number of this part of 1 … `last`."""
        return last * self.index // self.of + 1, last * (self.index + 1) // self.of


ALL = Share(0, 1)
"""The whole."""
