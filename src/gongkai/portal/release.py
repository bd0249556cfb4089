"""Reading the published site: which release is current, and what stands in it."""

import mimetypes
from pathlib import Path

CURRENT, POINTER = "current", "current.txt"
RELEASES = "releases"
GONE = "gone"
"""Below it stands an empty file at the address of each withdrawn document."""
MANIFEST, MANIFEST_LOG = "SHA256SUMS", "SHA256SUMS.log"

_TYPES = {
    ".html": "text/html; charset=utf-8",
    ".xml": "application/xml; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".ofd": "application/ofd",
    ".webp": "image/webp",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
}
SHOWN_IN_BROWSER = frozenset({".png", ".jpg", ".webp", ".gif", ".pdf", ".mp4", ".txt"})
"""Kinds of attachments a browser may open itself; the others are saved."""


def current(site: Path) -> Path | None:
    """Return the folder of the release the public reads, None before the first."""
    pointer = site / POINTER
    try:
        name = pointer.read_text(encoding="ascii").strip()
    except FileNotFoundError:
        folder = site / CURRENT
        return folder.resolve() if folder.is_dir() else None
    folder = site / RELEASES / name
    return folder if name.isdecimal() and folder.is_dir() else None


def find(release: Path, path: str) -> Path | None:
    """Return the file of an address below a release (`xxgk/`), None when there is none.

    Whatever would lead out of the release is nothing, and so is every hidden file.
    """
    parts = path.split("/")
    if "\\" in path or "\0" in path or any(part.startswith(".") for part in parts):
        return None
    found = release.joinpath(*parts)
    if path.endswith("/") or not path:
        found /= "index.html"
    try:
        inside = found.resolve().is_relative_to(release)
        return found if inside and found.is_file() else None
    except OSError:  # a name longer than the disk allows
        return None


def is_folder(release: Path, path: str) -> bool:
    """True when a page stands at the same address with a slash behind."""
    return find(release, f"{path}/") is not None


def is_gone(release: Path, path: str) -> bool:
    """True when what stood at an address (`xxgk/2026/11/5.html`) was withdrawn: status 410."""
    return find(release, f"{GONE}/{path}") is not None


def content_type(name: str) -> str:
    """Return the media type of a file by its name."""
    suffix = ".txt" if name in (MANIFEST, MANIFEST_LOG) else Path(name).suffix
    return _TYPES.get(suffix) or mimetypes.guess_type(name)[0] or "application/octet-stream"
