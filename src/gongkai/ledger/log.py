"""Proving a published log: signature, tiles, entries and, against an older head, continuity."""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from gongkai.ledger import tree
from gongkai.ledger.faults import Fault
from gongkai.ledger.note import BadNote, Checkpoint, PublicKey, opened
from gongkai.ledger.sources import Folder, Source
from gongkai.ledger.tiles import CHECKPOINT, ENTRIES, ENTRY_BYTES, Tile, held, levels, parsed
from gongkai.ledger.tree import HASH_BYTES, WIDTH

_LENGTH = HASH_BYTES.to_bytes(2)
KEPT_TILES = 64


class Log:
    """A published log under a checkpoint whose signature was good."""

    def __init__(self, source: Source, checkpoint: Checkpoint) -> None:
        self.source = source
        self.checkpoint = checkpoint
        self.size = checkpoint.size
        self._hashes = lru_cache(KEPT_TILES)(self._read_hashes)
        self._bundle = lru_cache(KEPT_TILES)(self._read_entries)

    def tile(self, level: int, number: int) -> Tile:
        """Return the name of a tile as the tree's size demands it."""
        return Tile(level, number, min(WIDTH, held(level, self.size) - number * WIDTH))

    def hashes(self, level: int, number: int) -> Sequence[bytes]:
        """Return the hashes of a tile: `tree.Read`. Raises tree.Broken with the file's name."""
        return self._hashes(level, number)

    def entry(self, number: int) -> bytes:
        """Return one entry. Raises tree.Broken with the file's name."""
        return self._bundle(number // WIDTH)[number % WIDTH]

    def entries(self, number: int) -> list[bytes]:
        """Return one bundle. Raises tree.Broken with the file's name."""
        return self._bundle(number)

    def _read_hashes(self, level: int, number: int) -> list[bytes]:
        data = self._data(self.tile(level, number))
        return [data[i : i + HASH_BYTES] for i in range(0, len(data), HASH_BYTES)]

    def _read_entries(self, number: int) -> list[bytes]:
        tile = self.tile(ENTRIES, number)
        data = self._data(tile)
        if any(data[i : i + 2] != _LENGTH for i in range(0, len(data), ENTRY_BYTES)):
            raise tree.Broken(tile.path)
        return [data[i + 2 : i + ENTRY_BYTES] for i in range(0, len(data), ENTRY_BYTES)]

    def _data(self, tile: Tile) -> bytes:
        data = self.source.read(tile.path)
        if data is None and tile.width < WIDTH:
            data = self.source.read(tile._replace(width=WIDTH).path)
            data = data[: tile.bytes] if data else None
        if data is None or len(data) != tile.bytes:
            raise tree.Broken(tile.path)
        return data


def open_log(source: Source, key: PublicKey) -> tuple[Log | None, list[Fault]]:
    """Return the log under its signed checkpoint, or what is wrong with the checkpoint."""
    note = source.read(CHECKPOINT)
    if note is None:
        return None, [Fault("checkpoint.missing", CHECKPOINT, "缺少登记簿的签名页")]
    try:
        checkpoint = Checkpoint.parse(opened(note, key))
    except BadNote as why:
        return None, [Fault("checkpoint.signature", CHECKPOINT, str(why))]
    if checkpoint.origin != key.name:
        return None, [Fault("checkpoint.origin", CHECKPOINT, "签名页是另一本登记簿的")]
    return Log(source, checkpoint), []


def faults_of(log: Log) -> list[Fault]:
    """Return what is wrong with tiles and entries; nothing when they all lead to the root."""
    found = [*_unreadable(log)]
    if found:
        return found
    found = [*_against_above(log), *_entries_against_tiles(log)]
    if not found and tree.root(log.size, log.hashes) != log.checkpoint.root:
        found = [Fault("root", CHECKPOINT, "登记簿的总摘要与全部登记算出的不符")]
    return found


def continues(log: Log, note: bytes, key: PublicKey) -> list[Fault]:
    """Return what is wrong with the log as continuation of an older checkpoint. Raises BadNote."""
    old = Checkpoint.parse(opened(note, key))
    if old.size > log.size:
        said = f"登记簿变短了：以前有 {old.size} 条，现在只有 {log.size} 条"
        return [Fault("checkpoint.older", CHECKPOINT, said)]
    try:
        same = tree.root(old.size, log.hashes) == old.root
    except (tree.Broken, IndexError):
        same = False
    said = f"登记簿被改写：前 {old.size} 条与以前保存的签名页不符"
    return [] if same else [Fault("checkpoint.rewritten", CHECKPOINT, said)]


def left_over(log: Log, folder: Folder) -> Iterator[Fault]:
    """Yield files among the tiles that no size of this log explains."""
    for path in folder.paths("ledger/tile"):
        tile = parsed(path)
        if tile is None or tile.number * WIDTH + tile.width > held(tile.level, log.size):
            yield Fault("tile.stray", path, "登记簿里多出的文件，不属于这本登记簿")
            continue
        whole = log.tile(tile.level, tile.number)
        if tile.width < whole.width:
            read = folder.read(path) or b""
            if read != (folder.read(whole.path) or b"")[: tile.bytes] or not read:
                yield Fault("tile.altered", path, "以前的一段登记被改动")


def _unreadable(log: Log) -> Iterator[Fault]:
    for level in levels(log.size):
        for number in range(-(-held(level, log.size) // WIDTH)):
            try:
                log.entries(number) if level == ENTRIES else log.hashes(level, number)
            except tree.Broken as where:
                tile = log.tile(level, number)
                there = log.source.read(tile.path) is not None
                code, said = ("length", "长度或者格式不对") if there else ("missing", "缺少文件")
                yield Fault(f"{_kind(level)}.{code}", str(where), f"登记簿的{said}")


def _against_above(log: Log) -> Iterator[Fault]:
    """Yield full tiles whose hash is not the one in the tile above."""
    for level in range(held(0, log.size) and levels(log.size)[-1]):
        for number in range(held(level, log.size) // WIDTH):
            above = log.hashes(level + 1, number // WIDTH)[number % WIDTH]
            if tree.full_root(log.hashes(level, number)) == above:
                continue
            if level == 0 and tree.full_root(_leaves(log.entries(number))) == above:
                continue  # the tile alone was altered, which the entries tell more exactly
            upper = log.tile(level + 1, number // WIDTH).path
            place = log.tile(level, number).path
            yield Fault("tile.altered", place, f"与上一层 {upper} 不符，两者之一被改动")


def _entries_against_tiles(log: Log) -> Iterator[Fault]:
    for number in range(-(-log.size // WIDTH)):
        leaves, hashes = _leaves(log.entries(number)), list(log.hashes(0, number))
        if leaves == hashes:
            continue
        if _leads_to_root(log, number, leaves):
            yield Fault("tile.altered", log.tile(0, number).path, "摘要与登记不符，登记没有动过")
            continue
        place, first = log.tile(ENTRIES, number).path, number * WIDTH
        moved = {leaf: i for i, leaf in enumerate(hashes)}
        for i, leaf in enumerate(leaves):
            if leaf == hashes[i]:
                continue
            said = f"第 {first + i} 号登记被改动"
            if leaf in moved:
                said = f"第 {first + i} 号登记的位置上是第 {first + moved[leaf]} 号，次序被调换"
            yield Fault("entries.altered", place, said)


def _leads_to_root(log: Log, number: int, leaves: list[bytes]) -> bool:
    def read(level: int, other: int) -> Sequence[bytes]:
        return leaves if (level, other) == (0, number) else log.hashes(level, other)

    if len(leaves) == WIDTH:
        return tree.full_root(leaves) == log.hashes(1, number // WIDTH)[number % WIDTH]
    return tree.root(log.size, read) == log.checkpoint.root


def _leaves(entries: list[bytes]) -> list[bytes]:
    return [tree.leaf_hash(entry) for entry in entries]


def _kind(level: int) -> str:
    return "entries" if level == ENTRIES else "tile"
