"""Bringing one publication into the release the public reads: all of it, or nothing.

    site/stage/     new files before they get their names, old ones after; never served
    site/reserve    room for folders to grow when the disk is full in the middle of it

Everything that needs room on the disk is done before the first name changes. Then only names
change, one after another in the order given.
"""

import os
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path

from gongkai.publish import naming
from gongkai.publish.journal import Append, Drop, Journal, Move, Operation, Put, write
from gongkai.publish.writer import NEW, NO_SPACE

STAGE, RESERVE, SPARE = "stage", "reserve", "spare."
RESERVED = 1 << 20
"""Bytes given up when a folder cannot take one more name."""
JOURNAL_MOST = 64 << 20
"""Bytes in the journal at which it is settled though there is more to publish."""


SPARES = 64
"""Empty files made in a pause: making them costs more than filling them."""

_left: dict[Path, int] = {}
"""Site → size of its journal when this process last let go of it, all of it carried out."""


class Commit:
    """The door to the files of one site; held by whoever holds the site's lock."""

    def __init__(self, site: Path) -> None:
        self.site = site
        self.stage = site / STAGE
        self.journal = Journal(site)
        self._torn = False

    def begin(self) -> None:
        """Make good what another writer left behind; what this process left, it did wholly."""
        size = self.journal.size
        if size != _left.get(self.site, 0):
            self.recover()
        reserve = self.site / RESERVE
        if not reserve.exists():
            with suppress(OSError):
                reserve.write_bytes(bytes(RESERVED))

    def end(self) -> None:
        """Remember how the journal was left. What stands staged goes with the journal, in a pause."""
        _left[self.site] = self.journal.size if not self._torn else -1

    def recover(self) -> bool:
        """Carry out what the journal holds, once more; return whether it held anything.

        Where several records name one file the last is done, in its place.
        """
        last: dict[tuple[str, int], Operation] = {}
        for record in self.journal.records():
            for each in record:
                key = (each.path, each.offset if isinstance(each, Append) else -1)
                last.pop(key, None)
                last[key] = each
        found = self.journal.size > 0
        for each in last.values():
            self._again(each)
        if found:
            self.settle()
        return found

    def settle(self) -> None:
        """Bring every file to the disk, so that the journal may be emptied and the stage cleared."""
        if hasattr(os, "sync"):
            os.sync()
        self.journal.cut()
        self.clear()
        for number in range(SPARES):
            with suppress(OSError):
                os.close(os.open(f"{self.stage}/{SPARE}{number}", NEW, 0o644))

    def clear(self) -> None:
        """Remove what stands staged; the folder stays, a new one would be far from the site's."""
        with suppress(FileNotFoundError):
            for each in os.scandir(self.stage):
                os.unlink(each)  # noqa: PTH108

    def make(self, operations: Sequence[Operation]) -> None:
        """Do them all. Raises OSError and has done nothing when the disk has no room."""
        before = self.journal.size
        puts = [each for each in operations if isinstance(each, Put)]
        names = [
            f"{before}.{number}" if before else f"{SPARE}{number}" for number in range(len(puts))
        ]
        staged = {each.path: f"{self.stage}/{name}" for each, name in zip(puts, names, strict=True)}
        drops = [each.path for each in operations if isinstance(each, Drop)]
        going = {path: f"{self.stage}/{before}.gone.{n}" for n, path in enumerate(drops)}
        log = [each for each in operations if isinstance(each, Append)]
        try:
            self._stage(operations, staged)
            self.journal.append(operations)
            for lines in log:
                self._append(lines)
        except OSError:
            moved = (f"{self.site}/{each.staged}" for each in operations if isinstance(each, Move))
            self._undo(before, [*staged.values(), *moved], log)
            raise
        self._torn = True
        for each in operations:
            self._surely(each, staged | going)
        self._torn = False
        if self.journal.size > JOURNAL_MOST:
            self.settle()

    def _stage(self, operations: Iterable[Operation], staged: dict[str, str]) -> None:
        """Make the folders of new files, and write the files aside."""
        self.stage.mkdir(exist_ok=True)
        named = [each for each in operations if isinstance(each, Put | Move)]
        for folder in {each.path.rpartition("/")[0] for each in named}:
            if not os.path.isdir(place := f"{self.site}/{folder}"):  # noqa: PTH112
                os.makedirs(place)  # noqa: PTH103
        for each in named:
            if isinstance(each, Put):
                _write(staged[each.path], each.data)

    def _undo(self, before: int, staged: Iterable[str], log: Iterable[Append]) -> None:
        """Take back what was done before the first name changed."""
        for place in staged:
            with suppress(OSError):
                os.unlink(place)  # noqa: PTH108
        for lines in log:
            self._cut(lines)
        self.journal.cut(before)

    def _surely(self, each: Operation, staged: dict[str, str]) -> None:
        """Name a file; a folder that finds no room to grow gets the reserve."""
        try:
            self._name(each, staged)
        except OSError as error:
            reserve = self.site / RESERVE
            if error.errno not in NO_SPACE or not reserve.exists():
                raise
            reserve.unlink()
            self._name(each, staged)

    def _name(self, each: Operation, staged: dict[str, str]) -> None:
        if isinstance(each, Put):
            naming.put(staged[each.path], f"{self.site}/{each.path}")
        elif isinstance(each, Move):
            os.replace(f"{self.site}/{each.staged}", f"{self.site}/{each.path}")  # noqa: PTH105
        elif isinstance(each, Drop):
            with suppress(FileNotFoundError):
                os.replace(f"{self.site}/{each.path}", staged[each.path])  # noqa: PTH105

    def _append(self, each: Append) -> None:
        file = os.open(self.site / each.path, os.O_RDWR | os.O_CREAT, 0o644)
        try:
            os.lseek(file, each.offset, os.SEEK_SET)
            write(file, each.data)
        finally:
            os.close(file)

    def _cut(self, each: Append) -> None:
        with suppress(FileNotFoundError):
            os.truncate(self.site / each.path, each.offset)

    def _again(self, each: Operation) -> None:
        """Do what may be done already, wholly, half or not at all."""
        place = self.site / each.path
        if isinstance(each, Drop):
            place.unlink(missing_ok=True)
        elif isinstance(each, Append):
            self._append(each)
        elif isinstance(each, Move):
            staged = self.site / each.staged
            if staged.exists():
                place.parent.mkdir(parents=True, exist_ok=True)
                staged.replace(place)
        elif not place.is_file() or place.read_bytes() != each.data:
            place.parent.mkdir(parents=True, exist_ok=True)
            self.stage.mkdir(exist_ok=True)
            again = self.stage / "again"
            again.unlink(missing_ok=True)
            _write(str(again), each.data)
            again.replace(place)


def _write(place: str, data: bytes) -> None:
    """Write a new file, or one that was made empty and that nothing else names.

    One with content may be read by somebody, or be part of an older release as well.
    """
    file = os.open(place, os.O_WRONLY | os.O_CREAT, 0o644)
    try:
        found = os.fstat(file)
        if found.st_size or found.st_nlink != 1:
            os.close(file)
            os.unlink(place)  # noqa: PTH108
            file = os.open(place, NEW, 0o644)
        write(file, data)
    finally:
        os.close(file)
