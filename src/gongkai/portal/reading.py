"""What pages ask the records while one set of pages is rendered, each question asked once."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date
from functools import cached_property

from gongkai.disclosures.queries import public, reach
from gongkai.disclosures.queries.public import List, LongLine
from gongkai.disclosures.queries.reach import Retold

PER_PAGE = 20
NEWEST = 2 * PER_PAGE
"""The newest page of a list shows fewer than this; reading so many tells whether there are more."""


class Reading:
    """Answers about lists, remembered."""

    def __init__(self) -> None:
        self._newest: dict[List, list[LongLine]] = {}
        self._lasts: dict[List, int] = {}

    def newest(self, of: List) -> list[LongLine]:
        """Return the newest public documents of a list, at most `NEWEST`, newest first."""
        if of not in self._newest:
            self._newest[of] = public.newest(of, NEWEST)
        return self._newest[of]

    def lasts(self, lists: Iterable[List]) -> dict[List, int]:
        """Return the last place given in each of these lists."""
        wanted = set(lists)
        if missing := wanted - self._lasts.keys():
            self._lasts |= public.last_places(missing)
        return {each: self._lasts[each] for each in wanted}


class Change(Reading):
    """Some documents that were just published, corrected, withdrawn, repealed or linked."""

    def __init__(self, documents: Collection[int]) -> None:
        super().__init__()
        self.documents = frozenset(documents)

    @cached_property
    def spots(self) -> dict[List, set[int]]:
        """The lists these documents stand or stood in, and on which places."""
        found: dict[List, set[int]] = defaultdict(set)
        for spot in reach.spots(self.documents):
            found[spot.kind, spot.of].add(spot.number)
        self.lasts(found)
        return dict(found)

    @cached_property
    def numbers(self) -> list[int]:
        """Their numbers in the order of publication."""
        return reach.numbers(self.documents)

    @cached_property
    def shown_on(self) -> set[int]:
        """The documents whose own pages show one of these: they themselves and what is linked."""
        return set(self.documents | reach.linked(self.documents))

    @cached_property
    def genres(self) -> set[str]:
        """Their genres."""
        return reach.genres(self.documents)

    @cached_property
    def items(self) -> set[int]:
        """The items of the catalogue that they state or stated."""
        return reach.items(self.documents)

    @cached_property
    def retold(self) -> list[Retold]:
        """Those that were corrected, withdrawn, restored or repealed."""
        return reach.retold(self.documents)

    @cached_property
    def ends(self) -> set[date]:
        """The last days of the periods in which they are or were open for objections."""
        return reach.ends(self.documents)

    @property
    def with_period(self) -> bool:
        """True when one of them is or was open for objections for a time."""
        return bool(self.ends)
