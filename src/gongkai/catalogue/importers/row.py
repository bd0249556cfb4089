"""One line of a catalogue under its header."""

from dataclasses import dataclass

from gongkai.catalogue.importers.cells import channels, elements, ticked, unticked
from gongkai.catalogue.importers.header import Header
from gongkai.catalogue.models import LEVELS, Mode
from gongkai.catalogue.operations.content import TITLES, Fault, ItemContent
from gongkai.catalogue.operations.wording import CERTAIN_GROUP, WHOLE_PUBLIC, fold, levels_of

_NUMBER_DIGITS = 9
_TICKED = {"whole": "audience", "proactive": "mode", "request": "mode", "level": "levels"}


@dataclass(slots=True)
class Row:
    """The cells of a line by the keys of the header."""

    header: Header
    cells: list[str]

    def text(self, key: str) -> str:
        """What stands in the column with this key, '' where there is none."""
        return next((self.cells[at] for at, k in self.header.keys.items() if k == key), "")

    def has(self, *keys: str) -> bool:
        """True when the header has one of these columns."""
        return any(key in keys for key in self.header.keys.values())

    def content(
        self, *, field: str, level1: str, known: dict[str, str]
    ) -> tuple[ItemContent, list[Fault]]:
        """Return what the line says, and what in it cannot be understood.

        `field` and `level1` stand where the line leaves them out; `known` maps the names and
        addresses of columns to addresses.
        """
        single = self.text("item")
        column = self.text("column")
        content = ItemContent(
            number=_number(self.text("number")),
            field=self.text("field") or field,
            level1=self.text("level1") or single or level1,
            level2=self.text("level2") or single,
            elements=elements(self.text("elements")),
            basis=self.text("basis"),
            limit_text=self.text("limit_text"),
            body=self.text("body"),
            channels=channels(self.text("channels")),
            audience=self._audience(),
            mode=self._mode(),
            levels=self._levels(),
            column=known.get(column, ""),
        )
        return content, [*self._unread(), *_unknown(column, known)]

    def _unread(self) -> list[Fault]:
        return [
            Fault(TITLES[_TICKED[key]], f"看不懂：“{self.cells[at]}”，请打√或者留空")
            for at, key in self.header.keys.items()
            if key in _TICKED and ticked(self.cells[at]) is None
        ]

    def _is_ticked(self, key: str) -> bool:
        return ticked(self.text(key)) is True

    def _audience(self) -> str:
        if not self.has("whole", "group"):
            return self.text("audience") if self.has("audience") else WHOLE_PUBLIC
        said = [WHOLE_PUBLIC] * self._is_ticked("whole")
        if name := unticked(self.text("group")):
            said.append(f"{CERTAIN_GROUP}：{name}")
        elif self._is_ticked("group"):
            said.append(CERTAIN_GROUP)
        return "；".join(said)

    def _mode(self) -> str:
        if self.has("proactive", "request"):
            proactive, request = self._is_ticked("proactive"), self._is_ticked("request")
        elif self.has("mode"):
            said = fold(self.text("mode"))
            proactive, request = "主动" in said, "依申请" in said
            if said and not proactive and not request:
                return said
        else:
            proactive, request = True, False
        modes = {(True, True): Mode.BOTH, (True, False): Mode.PROACTIVE}
        return modes.get((proactive, request), Mode.ON_REQUEST if request else "")

    def _levels(self) -> tuple[str, ...]:
        if not self.has("level"):
            return levels_of(self.text("levels"))
        named = {
            level
            for at, levels in self.header.levels.items()
            if ticked(self.cells[at])
            for level in levels
        }
        return tuple(level for level in LEVELS if level in named)


def _number(text: str) -> int | None:
    said = fold(text)
    return int(said) if said.isascii() and said.isdigit() and len(said) <= _NUMBER_DIGITS else None


def _unknown(column: str, known: dict[str, str]) -> list[Fault]:
    if column and column not in known:
        return [Fault(TITLES["column"], f"没有名为“{column}”的栏目，请留空或者填写已有的栏目名称")]
    return []
