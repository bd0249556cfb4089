"""The folder of a published site: its releases, which one is current, and how that changes.

    site/lock          held while somebody publishes
    site/state.json    up to where the ledger is published, and for which day and program
    site/journal       publications whose files are not yet surely on the disk
    site/stage/        files of a publication before they get their names
    site/releases/7    whole releases; 8.part is one being written
    site/current       → releases/7 (where links are not allowed: current.txt with the number)

Whatever happens while a release is written, `current` goes on naming the one before. Publications
after it change files of the current release one by one (`commit`).
"""

import json
import os
import shutil
from functools import lru_cache
from pathlib import Path

from gongkai.portal import release
from gongkai.publish.journal import sync
from gongkai.publish.state import State

PART = ".part"
KEPT = 2
"""Releases kept: the current one and, for readers in the middle of it, the one before."""
STATE = "state.json"


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
        if hasattr(os, "sync"):
            os.sync()
        part.rename(whole)
        sync(self.releases)
        self._show(whole.name)
        sync(self.site)
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

    def state(self) -> State | None:
        """Return the state of the last publication, None when there is no site for it."""
        try:
            kept = (self.site / STATE).read_bytes()
        except FileNotFoundError:
            return None
        shown = os.path.isdir(f"{self.site}/{release.CURRENT}")  # noqa: PTH112  asked twice
        return _parsed(kept) if shown or self.current else None

    def remember(self, state: State) -> None:
        """Keep the state of this publication."""
        self.replace(self.site / STATE, state.text())

    def replace(self, path: Path, text: str) -> None:
        """Write a small file at one stroke."""
        fresh = path.with_name(f".{path.name}")
        with fresh.open("w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(path)


@lru_cache(maxsize=2)
def _parsed(kept: bytes) -> State | None:
    """Read a kept state; it is looked at twice a publication, before and behind the lock."""
    try:
        return State.of(json.loads(kept))
    except ValueError:
        return None
