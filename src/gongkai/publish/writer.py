"""Writing one release: every file new or a hard link to the same bytes of the release before."""

import errno
import hashlib
import os
from dataclasses import dataclass, field
from pathlib import Path

from gongkai.kernel.files import path_of
from gongkai.publish.manifest import Listed, Manifest

CHUNK = 1 << 20
NO_SPACE = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
"""How a disk says that it is full, or that the account has used its share of it."""


@dataclass(slots=True)
class Writer:
    """Fills the folder of a release and remembers what it wrote.

    `before` and its `folder` are the release the public reads now. A file is never changed in
    place: the same file may belong to two releases.
    """

    target: Path
    before: Manifest
    folder: Path | None
    files: dict[str, Listed] = field(default_factory=dict)
    written: int = 0
    missing: list[str] = field(default_factory=list)
    _folders: set[str] = field(default_factory=set)

    def write(self, name: str, data: bytes) -> None:
        """Put a page at its name below the release. Raises OSError when the disk refuses."""
        listed = Listed(hashlib.sha256(data).hexdigest(), len(data))
        if not self._linked(name, listed):
            self.create(self._place(name), data)
            self.written += 1
        self.files[name] = listed

    def keep(self, name: str, sha256: str) -> None:
        """Put a stored file at its name; one the store has lost or altered is left out and told.

        A copy, not a link: the store's files are for its own account only.
        """
        if name in self.files or name in self.missing:
            return
        known = self.before.files.get(name)
        if known is not None and known.sha256 == sha256 and self._linked(name, known):
            self.files[name] = known
            return
        size = self._copy(path_of(sha256), name, sha256)
        if size is None:
            self.missing.append(name)
        else:
            self.files[name] = Listed(sha256, size)
            self.written += 1

    def create(self, place: str, data: bytes) -> None:
        """Write a file that is not there yet."""
        with open(place, "xb") as file:  # noqa: PTH123  ten thousand times a site
            file.write(data)

    def _linked(self, name: str, listed: Listed) -> bool:
        """True when the release before has these bytes here and they could be linked."""
        if self.folder is None or self.before.files.get(name) != listed:
            return False
        old = f"{self.folder}/{name}"
        try:
            if os.stat(old).st_size != listed.size:  # noqa: PTH116
                return False
            os.link(old, self._place(name))
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

    def _copy(self, source: Path, name: str, sha256: str) -> int | None:
        place = Path(self._place(name))
        digest, size = hashlib.sha256(), 0
        try:
            opened = source.open("rb")
        except FileNotFoundError:
            return None
        with opened, place.open("xb") as file:
            while piece := opened.read(CHUNK):
                digest.update(piece)
                file.write(piece)
                size += len(piece)
        if digest.hexdigest() == sha256:
            return size
        place.unlink()
        return None
