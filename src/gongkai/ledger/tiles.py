"""Names and sizes of the log's files (C2SP tlog-tiles), all below `ledger/` in the site."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from gongkai.ledger.tree import HASH_BYTES, WIDTH

BASE = "ledger/"
CHECKPOINT = "ledger/checkpoint"
KEY = "ledger/key.txt"
ENTRIES = -1
"""The level of entry bundles; they are cut like the tiles of level 0."""
ENTRY_BYTES = HASH_BYTES + 2
"""An entry in a bundle: its length in two bytes, then itself."""
_PATH = re.compile(
    r"ledger/tile/(0|[1-9]\d?|entries)/((?:x\d{3}/)*\d{3})(?:\.p/([1-9]\d{0,2}))?", re.ASCII
)


class Tile(NamedTuple):
    """A tile or (level ENTRIES) an entry bundle; below WIDTH it is a partial one."""

    level: int
    number: int
    width: int = WIDTH

    @property
    def path(self) -> str:
        """The file's path in the site: `ledger/tile/0/x001/x234/067.p/12`."""
        name, rest = f"{self.number % 1000:03}", self.number // 1000
        while rest:
            name, rest = f"x{rest % 1000:03}/{name}", rest // 1000
        level = "entries" if self.level == ENTRIES else str(self.level)
        part = f".p/{self.width}" if self.width < WIDTH else ""
        return f"{BASE}tile/{level}/{name}{part}"

    @property
    def bytes(self) -> int:
        """How long the file must be."""
        return self.width * (ENTRY_BYTES if self.level == ENTRIES else HASH_BYTES)


def parsed(path: str) -> Tile | None:
    """Return the tile of a path, None for every other path."""
    found = _PATH.fullmatch(path)
    if not found:
        return None
    level, number, width = found.groups()
    name = int(number.replace("x", "").replace("/", ""))
    tile = Tile(ENTRIES if level == "entries" else int(level), name, int(width or WIDTH))
    return tile if tile.path == path and tile.level < 8 else None


def held(level: int, size: int) -> int:
    """Return how many hashes the tiles of a level hold for a tree of this size."""
    return size >> 8 * max(level, 0)


def levels(size: int) -> range:
    """Return the levels of a tree: entries, leaf hashes, and upward."""
    top = 0
    while held(top + 1, size):
        top += 1
    return range(ENTRIES, top + 1)


def of_size(size: int, since: int = 0) -> Iterator[Tile]:
    """Yield the tiles of a tree; with `since`, only those an older tree did not have."""
    if not size:
        return
    for level in levels(size):
        now, before = held(level, size), held(level, since)
        for number in range(before // WIDTH, -(-now // WIDTH)):
            width = min(WIDTH, now - number * WIDTH)
            if width > before - number * WIDTH:
                yield Tile(level, number, width)
