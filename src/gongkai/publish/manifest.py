"""The list of a release: every file with its SHA-256, to be checked with ordinary tools.

    SHA256SUMS        `sha256  path`, sorted by path: what a full build wrote (`sha256sum -c`)
    SHA256SUMS.log    what was published into the release since, a few lines a publication:
                      `check number + sha256  path`, `check number - path`, `check number = time`

`check` is the beginning of the SHA-256 of the rest of the line. A publication counts from its last
line (`=`) on; what follows a line that does not check is nothing.
"""

import hashlib
import heapq
import os
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path

from gongkai.portal.release import MANIFEST, MANIFEST_LOG

OWN = frozenset({MANIFEST, MANIFEST_LOG})
CHECKED = 16
LINES_AT_ONCE = 20_000
"""Lines of a manifest in the making that are held in memory and sorted."""


class Runs:
    """A manifest in the making: sorted pieces on the disk, merged at the end."""

    def __init__(self, folder: Path, name: str) -> None:
        self.folder, self.name = folder, name
        self._lines: list[tuple[str, str]] = []
        self._pieces = 0

    def add(self, path: str, sha256: str) -> None:
        """Note one file."""
        self._lines.append((path, sha256))
        if len(self._lines) >= LINES_AT_ONCE:
            self.flush()

    def flush(self) -> None:
        """Write what is held as one more piece."""
        if self._lines:
            self._lines.sort()
            piece = self.folder / f"{self.name}.{self._pieces}"
            with piece.open("w", encoding="utf-8") as file:
                file.writelines(f"{sha256}  {path}\n" for path, sha256 in self._lines)
            self._lines, self._pieces = [], self._pieces + 1


def merge(pieces: Iterable[Path], target: Path) -> None:
    """Write a manifest from sorted pieces; a file two of them name is named once."""
    write(_distinct(heapq.merge(*map(_listed, pieces))), target)


def write(listed: Iterable[tuple[str, str]], target: Path) -> None:
    """Write a manifest of (path, SHA-256) that come sorted, and bring it to the disk."""
    with target.open("w", encoding="utf-8") as file:
        file.writelines(f"{sha256}  {path}\n" for path, sha256 in listed)
        file.flush()
        os.fsync(file.fileno())


def entries(number: int, changed: Iterable[tuple[str, str | None]], at: str) -> bytes:
    """Return the lines of one publication: (path, SHA-256), None where a file went."""
    told = [f"- {path}" if sha256 is None else f"+ {sha256}  {path}" for path, sha256 in changed]
    lines = [f"{number} {line}" for line in (*told, f"= {at}")]
    return "".join(f"{_check(line)} {line}\n" for line in lines).encode()


def changes(release: Path) -> dict[str, str | None]:
    """Return what the publications since the full build changed: path → SHA-256, None: gone."""
    whole: dict[str, str | None] = {}
    part: dict[str, str | None] = {}
    log = release / MANIFEST_LOG
    if not log.is_file():
        return whole
    with log.open("rb") as file:
        for raw in file:
            check, _, line = raw.decode(errors="replace").rstrip("\n").partition(" ")
            if not raw.endswith(b"\n") or check != _check(line):
                break
            _, kind, told = line.split(" ", 2)
            if kind == "=":
                whole |= part
                part = {}
            elif kind == "+":
                part[told[66:]] = told[:64]
            else:
                part[told] = None
    return whole


def files(release: Path) -> Iterator[tuple[str, str]]:
    """Return (path, SHA-256) of every file of a release as published last, sorted by path.

    Memory grows with what was published since the last full build only.
    """
    since = changes(release)
    new = iter(sorted((path, sha256) for path, sha256 in since.items() if sha256 is not None))
    base = (each for each in _listed(release / MANIFEST) if each[0] not in since)
    return heapq.merge(base, new)


def compact(release: Path) -> None:
    """Write the manifest anew with what the log holds, and begin the log again."""
    fresh = release / f".{MANIFEST}"
    write(files(release), fresh)
    fresh.replace(release / MANIFEST)
    (release / MANIFEST_LOG).write_bytes(b"")


def verify(release: Path) -> list[str]:
    """Return what is wrong with a release, as sentences; nothing when every byte is as listed."""
    if not (release / MANIFEST).is_file():
        return ["没有清单，或者清单是别的格式"]
    return list(_faults(release))


def _faults(release: Path) -> Iterator[str]:
    listed = ((path, (0, sha256)) for path, sha256 in files(release))
    there = ((path, (1, "")) for path in walk(release) if path not in OWN)
    for path, found in groupby(heapq.merge(listed, there), key=lambda each: each[0]):
        kinds = dict(each for _, each in found)
        if 1 not in kinds:
            yield f"缺少的文件：{path}"
        elif 0 not in kinds:
            yield f"多出的文件：{path}"
        elif digest(release / path) != kinds[0]:
            yield f"内容不符的文件：{path}"


def walk(folder: Path, below: str = "") -> Iterator[str]:
    """Return the paths of all files below a folder, sorted as whole paths, one folder in memory."""
    with os.scandir(folder) as found:
        names = sorted(f"{e.name}/" if e.is_dir(follow_symlinks=False) else e.name for e in found)
    for name in names:
        if name.endswith("/"):
            yield from walk(folder / name, f"{below}{name}")
        else:
            yield f"{below}{name}"


def digest(path: Path) -> str:
    """Return the SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _listed(manifest: Path) -> Iterator[tuple[str, str]]:
    with manifest.open(encoding="utf-8") as file:
        for line in file:
            yield line[66:].rstrip("\n"), line[:64]


def _distinct(listed: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    return (each for each, _ in groupby(listed))


def _check(line: str) -> str:
    return hashlib.sha256(line.encode()).hexdigest()[:CHECKED]
