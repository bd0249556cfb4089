"""The log as files of the site: which of them a new size brings, and their bytes."""

from collections.abc import Callable, Iterator
from functools import lru_cache

from gongkai.ledger import key, queries
from gongkai.ledger.key import Wait
from gongkai.ledger.tiles import CHECKPOINT, ENTRIES, KEY, Tile, held, levels, of_size
from gongkai.ledger.tree import WIDTH, leaf_hash

KEPT = 64
"""Bundles of entries held while files are made: a bundle and its tile come one after another."""
_hashed = lru_cache(4 * WIDTH)(leaf_hash)
"""A tile that grows leaf by leaf is hashed leaf by leaf."""
File = tuple[str, bytes]
"""Path below the site's folder, and the bytes."""


def update(published: bytes) -> tuple[Iterator[File], list[str]]:
    """Return the files a site lacks and those it may drop, given the checkpoint it shows now.

    `published` is the content of its `ledger/checkpoint`, empty when there is none. Raises
    `key.KeyTrouble` when the log cannot be signed; the site's log then stays as it is.
    """
    head = queries.head()
    if head is None:
        return iter(()), []
    old, known = key.size_of(published), queries.known_key()
    if old == head.size and key.is_signed(published, known):
        return iter(()), []
    note, wait = key.sign(head.size, head.root, known, queries.root_at)
    return _files(old, head.size, known, note, wait), superseded(old, head.size)


def _files(old: int, new: int, known: str, note: bytes, wait: Wait) -> Iterator[File]:
    wait()
    entries = lru_cache(KEPT)(queries.entries)
    for tile in sorted({*of_size(new, old), *_partial(old, new)}):
        yield tile.path, _bytes(tile, entries)
    yield KEY, f"{known}\n".encode()
    yield CHECKPOINT, note


def superseded(old: int, new: int) -> list[str]:
    """Return the partial tiles that full ones have replaced since; they may be removed."""
    if old // WIDTH == new // WIDTH:
        return []
    found = (t for t in _partial(0, old) if (t.number + 1) * WIDTH <= held(t.level, new))
    return sorted(tile.path for tile in found)


def _partial(above: int, up_to: int) -> Iterator[Tile]:
    """Yield the partial tiles of every size sealed, above < size ≤ up_to, at the edge of `up_to`.

    Tiles that are full by then are left out, so that a log of any size asks for few rows.
    """
    sizes = lru_cache(2)(queries.sizes)
    for level in levels(up_to) if up_to else ():
        number = held(level, up_to) // WIDTH
        low = number * WIDTH << 8 * max(level, 0)
        known = max(held(level, above) - number * WIDTH, 0)
        if known == held(level, up_to) % WIDTH:
            continue  # nothing new at this level, so nobody is asked
        widths = {held(level, s) % WIDTH for s in sizes(max(above, low), up_to)}
        yield from (Tile(level, number, width) for width in widths if width > known)


def _bytes(tile: Tile, entries: Callable[[int], list[bytes]]) -> bytes:
    if tile.level > 0:
        return b"".join(queries.tile(tile.level, tile.number)[: tile.width])
    found = entries(tile.number)[: tile.width]
    if tile.level == ENTRIES:
        return b"".join(len(entry).to_bytes(2) + entry for entry in found)
    return b"".join(map(_hashed, found))
