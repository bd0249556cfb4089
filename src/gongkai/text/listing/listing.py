"""A list of persons as it was read: columns, persons, and what else stood there."""

from dataclasses import dataclass, field

from gongkai.text.listing.content import Content
from gongkai.text.personal import Hit, Kind


@dataclass(frozen=True, slots=True)
class Column:
    """A column; `kind` is the personal datum it holds, `found` what stands in its cells."""

    at: int
    heading: str
    content: Content
    kind: Kind | None
    found: dict[Kind, int] = field(default_factory=dict)
    filled: int = 0
    hidden: bool = False

    @property
    def holds(self) -> str:
        """What it holds, for a person."""
        return self.content.value


@dataclass(frozen=True, slots=True)
class Row:
    """A person: the number of the row in the file, and its cells, column by column."""

    number: int
    cells: tuple[str, ...]
    hits: dict[int, list[Hit]]


@dataclass(frozen=True, slots=True)
class Left:
    """A row that is no person, and why."""

    number: int
    why: str


@dataclass(frozen=True, slots=True)
class Listing:
    """A list of persons; `notes` are sentences for the clerk."""

    sheet: str
    titles: tuple[str, ...]
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    left: tuple[Left, ...]
    notes: tuple[str, ...]
