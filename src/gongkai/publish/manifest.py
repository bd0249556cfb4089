"""The list of a release: what stands in it and the hash of each file.

`digest` is the SHA-256 of one line for each file, `sha256  path`, sorted by path: what
`sha256sum` prints, so that anybody can check a copy of the site with ordinary tools.
"""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from gongkai.portal.release import MANIFEST, TOMBSTONES

FORMAT = 1
OWN = frozenset({MANIFEST, TOMBSTONES})


class Listed(NamedTuple):
    """One file: its SHA-256 and its size in bytes."""

    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class Manifest:
    """Every file of a release, by its path below the release's folder."""

    files: dict[str, Listed] = field(default_factory=dict)
    made_at: str = ""

    @property
    def digest(self) -> str:
        """One hash for the whole release."""
        whole = hashlib.sha256()
        for name in sorted(self.files):
            whole.update(f"{self.files[name].sha256}  {name}\n".encode())
        return whole.hexdigest()

    def text(self) -> str:
        """Return the manifest as it is written."""
        known = {name: list(self.files[name]) for name in sorted(self.files)}
        told = {"format": FORMAT, "made_at": self.made_at, "digest": self.digest, "files": known}
        return json.dumps(told, ensure_ascii=False, indent=0, separators=(",", ":"))

    @classmethod
    def read(cls, release: Path | None) -> "Manifest":
        """Read a release's manifest; an empty one where there is no release or another format."""
        if release is None or not (release / MANIFEST).is_file():
            return cls()
        told = json.loads((release / MANIFEST).read_text(encoding="utf-8"))
        if told["format"] != FORMAT:
            return cls()
        files = {name: Listed(*listed) for name, listed in told["files"].items()}
        return cls(files, told["made_at"])


def verify(release: Path) -> list[str]:
    """Return what is wrong with a release, as sentences; nothing when every byte is as listed."""
    return list(_faults(release))


def _faults(release: Path) -> Iterator[str]:
    manifest = Manifest.read(release)
    if not manifest.files:
        yield "没有清单，或者清单是别的格式"
        return
    told = json.loads((release / MANIFEST).read_text(encoding="utf-8"))
    if told["digest"] != manifest.digest:
        yield "清单的总摘要与各行不符"
    present = {p.relative_to(release).as_posix() for p in release.rglob("*") if p.is_file()} - OWN
    yield from (f"多出的文件：{name}" for name in sorted(present - manifest.files.keys()))
    yield from (f"缺少的文件：{name}" for name in sorted(manifest.files.keys() - present))
    for name in sorted(present & manifest.files.keys()):
        with (release / name).open("rb") as file:
            if hashlib.file_digest(file, "sha256").hexdigest() != manifest.files[name].sha256:
                yield f"内容不符的文件：{name}"
