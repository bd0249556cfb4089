"""Files kept under the SHA-256 of their bytes, in the folder `settings.GONGKAI["files"]`: reading.

Apart from `kernel.files`, which takes them in: whoever only reads needs nothing to open pictures.
"""

import hashlib
import re
from functools import lru_cache
from pathlib import Path
from typing import Any, BinaryIO, cast

from django.conf import settings

from gongkai.kernel.models import StoredFile


def folder() -> Path:
    """Return the folder of all kept files."""
    return Path(settings.GONGKAI["files"])


def path_of(sha256: str) -> Path:
    """Return where the file of this hash stands. Raises ValueError for what is not a hash."""
    if not re.fullmatch(r"[0-9a-f]{64}", sha256):
        raise ValueError(f"not a SHA-256: {sha256!r}")
    return folder() / sha256[:2] / sha256


def open_file(stored: StoredFile) -> BinaryIO:
    """Open the bytes for reading. Raises FileNotFoundError when the disk has lost them."""
    return path_of(stored.sha256).open("rb")


def verify(stored: StoredFile) -> bool:
    """True when the bytes on the disk are those that were kept; they are read to know."""
    try:
        with open_file(stored) as file:
            return digest_of(file) == stored.sha256
    except OSError:
        return False


def verified(stored: StoredFile) -> bool:
    """Like `verify`, for pages: bytes read before are read again only when the file has changed.

    The disk tells by size and times, which an administrator could forge: steps use `verify`.
    """
    path = path_of(stored.sha256)
    try:
        now = path.stat()
        return _verified(str(path), stored.sha256, now.st_size, now.st_mtime_ns, now.st_ctime_ns)
    except OSError:
        return False


@lru_cache(maxsize=4096)
def _verified(path: str, sha256: str, size: int, modified: int, changed: int) -> bool:
    """Read a file and compare; the arguments after its hash say which state of it was read."""
    with Path(path).open("rb") as file:
        return digest_of(file) == sha256


def digest_of(file: BinaryIO) -> str:
    """Return the hash of a whole file, leaving its position at the end."""
    file.seek(0)
    return hashlib.file_digest(cast("Any", file), "sha256").hexdigest()
