"""The folder of a published site: its releases, which one is current, and how that changes.

    site/lock          held while somebody publishes
    site/stamp.json    what the last look at the records found
    site/releases/7    whole releases, never changed; 8.part is one being written
    site/current       → releases/7 (where links are not allowed: current.txt with the number)

Whatever happens while a release is written, `current` goes on naming the one before.
"""

import json
import os
import shutil
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path

from gongkai.portal import release
from gongkai.publish.stamp import Stamp

PART = ".part"
KEPT = 2
"""Releases kept: the current one and, for readers in the middle of it, the one before."""
STAMP = "stamp.json"


class Shelf:
    """The releases below one folder."""

    def __init__(self, site: Path) -> None:
        self.site = site
        self.releases = site / release.RELEASES

    @property
    def current(self) -> Path | None:
        """The release the public reads."""
        return release.current(self.site)

    def tidy(self) -> None:
        """Remove what was never finished or never shown, and releases nobody reads any more."""
        self.releases.mkdir(parents=True, exist_ok=True)
        shown = int(self.current.name) if self.current else 0
        whole = sorted(int(p.name) for p in self.releases.iterdir() if p.name.isdecimal())
        keep = {str(number) for number in [n for n in whole if n <= shown][-KEPT:]}
        for path in self.releases.iterdir():
            if path.name not in keep:
                shutil.rmtree(path, ignore_errors=True)

    def begin(self) -> Path:
        """Return a new empty folder to write the next release in."""
        shown = int(self.current.name) if self.current else 0
        part = self.releases / f"{shown + 1}{PART}"
        part.mkdir(parents=True)
        return part

    def finish(self, part: Path) -> Path:
        """Make a written release the current one, at one stroke."""
        whole = part.with_suffix("")
        _settle(part)
        part.rename(whole)
        _sync(self.releases)
        self._show(whole.name)
        _sync(self.site)
        return whole

    def _show(self, name: str) -> None:
        fresh = self.site / f".{release.CURRENT}"
        fresh.unlink(missing_ok=True)
        try:
            fresh.symlink_to(Path(release.RELEASES, name), target_is_directory=True)
        except (PermissionError, NotImplementedError):
            self.replace(self.site / release.POINTER, name)
            return
        fresh.replace(self.site / release.CURRENT)
        (self.site / release.POINTER).unlink(missing_ok=True)

    def stamp(self) -> Stamp | None:
        """Return the stamp of the last publication, None when there is no site for it."""
        try:
            kept = json.loads((self.site / STAMP).read_text(encoding="utf-8"))
        except (FileNotFoundError, ValueError):
            return None
        return Stamp.of(kept) if self.current else None

    def remember(self, stamp: Stamp) -> None:
        """Keep the stamp of this publication."""
        self.replace(self.site / STAMP, json.dumps(asdict(stamp)))

    def replace(self, path: Path, text: str) -> None:
        """Write a small file at one stroke."""
        fresh = path.with_name(f".{path.name}")
        with fresh.open("w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(path)


def _settle(part: Path) -> None:
    """Bring a whole release to the disk: the manifest first of all, then the rest at once."""
    for name in (release.MANIFEST, release.TOMBSTONES):
        with (part / name).open("rb") as file:
            os.fsync(file.fileno())
    if hasattr(os, "sync"):
        os.sync()


def _sync(folder: Path) -> None:
    """Make names in a folder durable; Windows does not open folders and needs no such call."""
    with suppress(PermissionError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
