"""密钥环: the keys that seal personal data, in one file outside the database, made once.

The newest key seals; older ones only open what they sealed, until `kernel.rotation` has sealed it
anew. A key of its own makes blind marks. The file is read again whenever it has changed.
"""

import base64
import json
import os
import secrets
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings

BYTES = 32
"""Length of every key: AES-256 and HMAC-SHA-256."""


class KeyTrouble(Exception):
    """Personal data cannot be sealed or opened; the sentence says why and what to do."""


@dataclass(frozen=True, slots=True)
class Key:
    """A key that seals; `retired` is when a newer one took its place (ISO), empty before."""

    number: int
    secret: bytes
    retired: str = ""


@dataclass(frozen=True, slots=True)
class KeyRing:
    """Every key, oldest first, and the key of blind marks."""

    keys: tuple[Key, ...]
    blind: bytes

    @property
    def current(self) -> Key:
        """The key that seals now."""
        return self.keys[-1]

    def key(self, number: int) -> Key:
        """Return the key of this number. Raises KeyTrouble."""
        for key in self.keys:
            if key.number == number:
                return key
        raise KeyTrouble(
            f"密钥文件 {path()} 里没有第{number}号密钥，用它加密的个人信息打不开。请从备份恢复密钥文件"
        )

    def with_new(self, at: datetime) -> "KeyRing":
        """Return the ring with one more key; the one before is retired `at`."""
        old = replace(self.current, retired=at.isoformat())
        new = Key(old.number + 1, secrets.token_bytes(BYTES))
        return replace(self, keys=(*self.keys[:-1], old, new))

    def without(self, numbers: set[int]) -> "KeyRing":
        """Return the ring without these keys; the current one stays."""
        kept = (key for key in self.keys if key.number not in numbers or key is self.current)
        return replace(self, keys=tuple(kept))


def path() -> Path:
    """Return where the keys stand."""
    return Path(settings.GONGKAI["keys"])


def load() -> KeyRing | None:
    """Return the ring, None where there is no file. Raises KeyTrouble when it cannot be read."""
    try:
        seen = path().stat()
    except FileNotFoundError:
        return None
    return _read(str(path()), seen.st_mtime_ns, seen.st_size, seen.st_ino)


@lru_cache(maxsize=2)
def _read(name: str, _changed: int, _size: int, _inode: int) -> KeyRing:
    """Return the ring in a file; the arguments after its name say which state of it was read."""
    try:
        return _parsed(json.loads(Path(name).read_text(encoding="utf-8")))
    except (OSError, ValueError, KeyError, TypeError, IndexError) as why:
        raise KeyTrouble(
            f"密钥文件 {name} 读不出来（{type(why).__name__}），个人信息打不开。请从备份恢复这个文件"
        ) from why


def make() -> KeyRing:
    """Make the file unless there is one; of two processes that make one at once, one wins."""
    fresh = KeyRing((Key(1, secrets.token_bytes(BYTES)),), secrets.token_bytes(BYTES))
    written = _written(fresh)
    try:
        os.link(written, path())
    except FileExistsError:
        pass
    finally:
        written.unlink()
    ring = load()
    assert ring is not None  # noqa: S101  it has just been put there, by us or by another
    return ring


def save(ring: KeyRing) -> None:
    """Put another ring in the place of the file, whole or not at all."""
    _written(ring).replace(path())


def _written(ring: KeyRing) -> Path:
    """Return a new file beside the ring's, whole on the disk and readable by its owner alone."""
    place = path()
    place.parent.mkdir(parents=True, exist_ok=True)
    fresh = place.with_name(f".{place.name}.{secrets.token_hex(4)}")
    handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        json.dump(_told(ring), file, indent=1)
        file.flush()
        os.fsync(file.fileno())
    return fresh


def _told(ring: KeyRing) -> dict[str, Any]:
    keys = [
        {"number": key.number, "secret": _text(key.secret), "retired": key.retired}
        for key in ring.keys
    ]
    return {"keys": keys, "blind": _text(ring.blind)}


def _parsed(told: dict[str, Any]) -> KeyRing:
    keys = tuple(
        Key(int(row["number"]), _bytes(row["secret"]), str(row["retired"])) for row in told["keys"]
    )
    return KeyRing((*keys[:-1], keys[-1]), _bytes(told["blind"]))  # refuses an empty ring


def _text(secret: bytes) -> str:
    return base64.b64encode(secret).decode()


def _bytes(text: str) -> bytes:
    secret = base64.b64decode(text, validate=True)
    if len(secret) != BYTES:
        raise ValueError("a key of another length")
    return secret
