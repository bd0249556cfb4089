"""From rendered pages to the operations of one publication, in the order readers may see them.

New files and pages come first, then pages that link to them, then what stands for withdrawn texts,
and last the files that go: whoever reads meanwhile meets no dead link.
"""

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from gongkai.kernel.kept import path_of
from gongkai.portal.links import file_name
from gongkai.portal.page import Gone, Kept, Page
from gongkai.portal.release import GONE, MANIFEST_LOG
from gongkai.publish import compressed, manifest
from gongkai.publish.commit import STAGE
from gongkai.publish.journal import Append, Drop, Move, Operation, Put
from gongkai.publish.writer import copy

FILES, NEW, CHANGED, TOMBSTONES, GOING = range(5)
"""The order of a publication."""


@dataclass(slots=True)
class Change:
    """What one publication does to a release.

    `addresses` are those of its documents by key, and whether they can be read; where they cannot
    the address answers 410, and `same` tells where else the document stands.
    `pages` becomes path → SHA-256 of everything rendered.
    """

    site: Path
    release: Path
    addresses: dict[int, tuple[str, bool]]
    gzip: bool = True
    same: Callable[[str], tuple[str, ...]] = lambda address: (address,)
    missing: list[str] = field(default_factory=list)
    pages: dict[str, str] = field(default_factory=dict)
    _ranked: dict[str, tuple[int, Operation, str | None]] = field(default_factory=dict)
    _top: str = ""
    _start: str = ""

    def __post_init__(self) -> None:
        self._top = f"{self.release}/"
        self._start = f"{self.release.parent.name}/{self.release.name}/"

    def add(self, pages: Iterable[Page | Kept | Gone]) -> "Change":
        """Take in rendered pages; unchanged bytes ask for nothing."""
        for each in pages:
            if isinstance(each, Page):
                self._page(each.path, each.data)
            elif isinstance(each, Kept):
                self._keep(file_name(each.path), each.sha256)
            else:
                self._drop(file_name(each.path))
        return self

    def mark(self) -> "Change":
        """Set the marks of addresses that answer 410, and take away those of restored texts."""
        for own, is_public in self.addresses.values():
            for address in self.same(own):
                if is_public:
                    self._drop(f"{GONE}{address}", CHANGED)
                elif not os.path.exists(f"{self._top}{GONE}{address}"):  # noqa: PTH110
                    self._put(f"{GONE}{address}", b"", TOMBSTONES)
        return self

    def operations(self, number: int, at: str) -> list[Operation]:
        """Return everything in order, the manifest's lines with it; nothing when all stands."""
        found = sorted(self._ranked.items(), key=lambda each: each[1][0])
        if not found:
            return []
        log = self.release / MANIFEST_LOG
        offset = log.stat().st_size if log.exists() else 0
        lines = manifest.entries(number, ((name, sha256) for name, (_, _, sha256) in found), at)
        return [Append(self._below(log.name), offset, lines), *(op for _, (_, op, _) in found)]

    @property
    def files(self) -> int:
        """How many files the publication writes or removes."""
        return len(self._ranked)

    def _page(self, path: str, data: bytes) -> None:
        name = file_name(path)
        if path in self.pages:
            return
        sha256 = self.pages[path] = hashlib.sha256(data).hexdigest()
        old = _size(self._top + name)
        if old == len(data) and _has(self._top + name, data):
            return
        gone = (path, False) in self.addresses.values()
        rank = TOMBSTONES if gone else NEW if old is None else CHANGED
        self._put(name, data, rank, sha256)
        if self.gzip and compressed.is_text(name, data):
            self._put(name + compressed.SUFFIX, compressed.compress(data), rank)

    def _put(self, name: str, data: bytes, rank: int, sha256: str = "") -> None:
        sha256 = sha256 or hashlib.sha256(data).hexdigest()
        self._ranked[name] = (rank, Put(self._below(name), data), sha256)

    def _keep(self, name: str, sha256: str) -> None:
        place = self.release / name
        if name in self._ranked or name in self.missing or place.is_file():
            return
        staged = f"{STAGE}/{sha256}"
        (self.site / STAGE).mkdir(exist_ok=True)
        if copy(path_of(sha256), self.site / staged, sha256, durably=True):
            self._ranked[name] = (FILES, Move(self._below(name), staged), sha256)
        else:
            self.missing.append(name)

    def _drop(self, name: str, rank: int = GOING) -> None:
        for each in (name, name + compressed.SUFFIX):
            if _size(self._top + each) is not None:
                self._ranked[each] = (rank, Drop(self._below(each)), None)

    def _below(self, name: str) -> str:
        return self._start + name


def _size(place: str) -> int | None:
    """Return the bytes of a file; None where there is none."""
    try:
        return os.stat(place).st_size  # noqa: PTH116  many times a publication
    except (FileNotFoundError, NotADirectoryError):
        return None


def _has(place: str, data: bytes) -> bool:
    """True when a file of that size has these bytes."""
    with open(place, "rb", buffering=0) as file:  # noqa: PTH123
        return file.read() == data


def chunks(keys: Iterable[int], most: int) -> Iterator[tuple[int, ...]]:
    """Cut keys into pieces of at most so many; one empty piece of none."""
    found = sorted(keys)
    yield from (tuple(found[n : n + most]) for n in range(0, max(len(found), 1), most))
