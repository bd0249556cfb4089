"""Writing a whole release: every file new, or a hard link to the same bytes of the one before."""

import errno
import hashlib
import os
from dataclasses import dataclass, field
from pathlib import Path

from gongkai.kernel.kept import path_of
from gongkai.publish import compressed
from gongkai.publish.manifest import Runs, digest

CHUNK = 1 << 20
NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
NO_SPACE = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
"""How a disk says that it is full, or that the account has used its share of it."""


@dataclass(slots=True)
class Writer:
    """Fills a share of the folder of a release and notes the files in `runs`.

    `before` is the release the public reads now. A file is never changed in place: the same file
    may belong to two releases. Its memory does not grow with the number of files.
    """

    target: Path
    before: Path | None
    runs: Runs
    gzip: bool = True
    files: int = 0
    written: int = 0
    missing: list[str] = field(default_factory=list)
    _folders: set[str] = field(default_factory=set)

    def write(self, name: str, data: bytes) -> None:
        """Put a page at its name below the release. Raises OSError when the disk refuses."""
        self._one(name, data)
        if self.gzip and compressed.is_text(name, data):
            self._one(name + compressed.SUFFIX, compressed.compress(data))

    def keep(self, name: str, sha256: str) -> None:
        """Put a stored file at its name; one the store has lost or altered is left out and told.

        A copy, not a link: the store's files are for its own account only.
        """
        if not self._kept_before(name, sha256):
            place, own = self._place(name), Path(f"{self.runs.folder}/{self.runs.name}.copy")
            if not copy(path_of(sha256), own, sha256):
                self.missing.append(name)
                return
            own.replace(place)  # another share may have put the same bytes there
            self.written += 1
        self._note(name, sha256)

    def create(self, place: str, data: bytes) -> None:
        """Write a file that is not there yet."""
        file = os.open(place, NEW, 0o666)  # no file object: a hundred thousand times a site
        try:
            done = os.write(file, data)
            while done < len(data):
                done += os.write(file, memoryview(data)[done:])
        finally:
            os.close(file)

    def _one(self, name: str, data: bytes) -> None:
        if not self._same_before(name, data):
            self.create(self._place(name), data)
            self.written += 1
        self._note(name, hashlib.sha256(data).hexdigest())

    def _note(self, name: str, sha256: str) -> None:
        self.runs.add(name, sha256)
        self.files += 1

    def _same_before(self, name: str, data: bytes) -> bool:
        """True when the release before has these bytes here and they could be linked."""
        if self.before is None:
            return False
        old = f"{self.before}/{name}"
        try:
            with open(old, "rb") as file:  # noqa: PTH123
                if os.fstat(file.fileno()).st_size != len(data) or file.read() != data:
                    return False
        except OSError:
            return False
        return self._linked(old, name)

    def _kept_before(self, name: str, sha256: str) -> bool:
        """True when the release before has the stored file; one the store lost is read to know."""
        if self.before is None:
            return False
        old = self.before / name
        try:
            size = old.stat().st_size
        except OSError:
            return False
        try:
            same = path_of(sha256).stat().st_size == size
        except OSError:
            same = digest(old) == sha256
        return same and self._linked(str(old), name)

    def _linked(self, old: str, name: str) -> bool:
        try:
            os.link(old, self._place(name))
        except FileExistsError:
            return True  # another share linked it
        except OSError as error:
            if error.errno in NO_SPACE:
                raise
            return False  # no links here, or as many as the disk allows: the bytes are written
        return True

    def _place(self, name: str) -> str:
        folder = name.rpartition("/")[0]
        if folder not in self._folders:
            (self.target / folder).mkdir(parents=True, exist_ok=True)
            self._folders.add(folder)
        return f"{self.target}/{name}"


def copy(source: Path, place: Path, sha256: str, *, durably: bool = False) -> bool:
    """Copy a stored file; False, and nothing is there, when it is lost or altered."""
    hashed = hashlib.sha256()
    try:
        opened = source.open("rb")
    except FileNotFoundError:
        return False
    with opened, place.open("wb") as file:
        while piece := opened.read(CHUNK):
            hashed.update(piece)
            file.write(piece)
        if durably:
            file.flush()
            os.fsync(file.fileno())
    if hashed.hexdigest() == sha256:
        return True
    place.unlink()
    return False
