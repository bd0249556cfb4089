"""Where the index lies: a folder a build, and a small file that says which one counts.

The file is replaced in one step after the index is on the disk. Whoever is killed in between does
the last lines of the ledger again, which changes nothing.
"""

import json
import os
import shutil
from contextlib import AbstractContextManager
from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from gongkai.kernel import alone as lock
from gongkai.search.embedded import Index
from gongkai.search.engine import Engine

FORMAT = 1
"""Raise it when fields, terms or weights change: the index is then built again by itself."""
STATE = "state.json"
BUSY = "另一个进程正在更新检索索引，请等它做完"


@dataclass(frozen=True, slots=True)
class State:
    """What the index knows: the last line of the ledger, and lines before it not seen yet.

    `gaps` are ranges of line numbers (first, last, when noticed): a line that is committed later
    than one with a higher number is found there.
    """

    format: int
    build: int
    entry: int
    gaps: tuple[tuple[int, int, str], ...] = ()
    at: str = ""


def folder() -> Path:
    """Return the folder of the index of this installation."""
    return Path(settings.GONGKAI["search"])


def state() -> State | None:
    """Return what the index knows; None when there is none this program can use."""
    try:
        kept = json.loads((folder() / STATE).read_text(encoding="utf-8"))
        gaps = tuple((int(a), int(b), str(at)) for a, b, at in kept["gaps"])
        found = State(kept["format"], kept["build"], kept["entry"], gaps, kept["at"])
    except (OSError, ValueError, KeyError, TypeError):
        return None
    whole = (place(found.build) / "meta.json").is_file()
    return found if found.format == FORMAT and whole else None


def remember(new: State) -> None:
    """Write down what the index knows now."""
    part = folder() / f"{STATE}.part"
    with part.open("w", encoding="utf-8") as file:
        json.dump(asdict(new), file)
        file.flush()
        os.fsync(file.fileno())
    part.replace(folder() / STATE)


def place(build: int) -> Path:
    """Return the folder of one build."""
    return folder() / f"build-{build}"


def engine() -> Engine | None:
    """Return the engine to ask, None before the first build."""
    kept = folder() / STATE
    try:
        written = kept.stat()
    except OSError:
        return None
    return _current(kept, (written.st_ino, written.st_mtime_ns, written.st_size))


@lru_cache(maxsize=1)
def _current(file: Path, written: tuple[int, ...]) -> Index | None:
    del file, written  # another file is another state; every catching up writes one
    known = state()
    return opened(known.build) if known else None


def opened(build: int) -> Index:
    """Return the index of a build, opened once a process."""
    found = place(build)
    found.mkdir(parents=True, exist_ok=True)
    return _opened(found, found.stat().st_ino)


@lru_cache(maxsize=2)
def _opened(build: Path, inode: int) -> Index:
    del inode  # another folder of the same name is another index
    return Index(build)


def next_build() -> int:
    """Return a number no build has, finished or not."""
    used = [int(found.name.partition("-")[2]) for found in folder().glob("build-*")]
    return max(used, default=0) + 1


def tidy(keep: int) -> None:
    """Remove what earlier builds left; who still reads there reads to the end."""
    for found in folder().glob("build-*"):
        if found != place(keep):
            shutil.rmtree(found, ignore_errors=True)


def alone() -> AbstractContextManager[None]:
    """Be the one writer. Raises `kernel.alone.Busy` at once when there is another."""
    return lock.alone(folder(), BUSY)
