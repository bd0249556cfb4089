"""What pages ask the records while one set of pages is rendered, each question asked once."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date
from functools import cached_property

from gongkai.disclosures.queries import public, reach
from gongkai.disclosures.queries.beside import Beside, beside
from gongkai.disclosures.queries.public import List, LongLine, Text, Tombstone
from gongkai.disclosures.queries.reach import Named, Wording

PER_PAGE = 20
NEWEST = 2 * PER_PAGE
"""The newest page of a list shows fewer than this; reading so many tells whether there are more."""


class Reading:
    """Answers about lists, remembered."""

    def __init__(self, more: int = 0) -> None:
        self.more = more
        self._newest: dict[List, list[LongLine]] = {}
        self._lasts: dict[List, int] = {}

    def newest(self, of: List) -> list[LongLine]:
        """Return the newest public documents of a list, at most `NEWEST`, newest first."""
        return self.newest_before(of)[:NEWEST]

    def newest_before(self, of: List) -> list[LongLine]:
        """Return `more` documents more: so many may have stood there before as many came."""
        if of not in self._newest:
            self._newest[of] = public.newest(of, NEWEST + self.more)
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
        super().__init__(more=len(documents))
        self.documents = frozenset(documents)

    @cached_property
    def _named(self) -> list[Named]:
        return reach.named(self.documents)

    @cached_property
    def _wordings(self) -> list[Wording]:
        return reach.wordings(self.documents)

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
        return sorted(each.seq for each in self._named if each.seq)

    @cached_property
    def shown_on(self) -> set[int]:
        """The documents whose own pages show one of these: they themselves and what is linked."""
        interpreted = {each.interprets for each in self._named if each.interprets}
        return set(self.documents | interpreted | reach.linked(self.documents))

    @cached_property
    def texts(self) -> list[Text]:
        """The public texts whose pages show one of these, in the order of publication."""
        return list(public.texts_of(self.shown_on))

    @cached_property
    def beside(self) -> dict[int, Beside]:
        """What stands beside these texts, by document."""
        return beside(self.texts)

    @cached_property
    def tombstones(self) -> list[Tombstone]:
        """Those that were withdrawn, in the order of publication."""
        gone = [each.pk for each in self._named if each.seq and not each.live]
        return list(public.tombstones_of(gone)) if gone else []

    @cached_property
    def files_gone(self) -> list[tuple[str, str]]:
        """The files (SHA-256, kind) that earlier texts of these showed and nothing shows now."""
        live = {each.live for each in self._named}
        only = all(each.pk in live for each in self._wordings)
        return [] if only else reach.files_gone(self.documents)

    @cached_property
    def genres(self) -> set[str]:
        """Their genres."""
        return {each.genre for each in self._named}

    @cached_property
    def items(self) -> set[int]:
        """The items of the catalogue that they state or stated."""
        return {each.item for each in self._wordings if each.item}

    @cached_property
    def retold(self) -> list[Named]:
        """Those that were corrected, withdrawn, restored or repealed."""
        return [each for each in self._named if each.seq and each.retold]

    @cached_property
    def ends(self) -> set[date]:
        """The last days of the periods in which they are or were open for objections."""
        return {each.display_until for each in self._wordings if each.display_until}

    @property
    def with_period(self) -> bool:
        """True when one of them is or was open for objections for a time."""
        return bool(self.ends)
