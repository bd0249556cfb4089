"""Files with personal data: each under a key of its own, which its row keeps sealed.

A change of the ring seals the small key anew and leaves the file alone; a file without its row
can never be read again, which is how it is destroyed. Letters and applicants' papers are kept so.
"""

import hashlib
import io
import secrets
from collections.abc import Collection
from datetime import datetime
from functools import partial
from pathlib import Path

from django.conf import settings
from django.db import transaction

from gongkai.kernel.files import CHUNK, Stream, TooLarge
from gongkai.kernel.keyring import KeyTrouble
from gongkai.kernel.models import SealedFile
from gongkai.kernel.sealing import decrypt, encrypt
from gongkai.text.refusal import BadFile
from gongkai.text.signature import Kind, sniff

LIMIT = 20 * 1024 * 1024
"""Bytes a sealed file may have: it is sealed and opened whole."""


def keep_sealed(
    stream: Stream,
    *,
    name: str,
    at: datetime,
    limit: int = LIMIT,
    kinds: Collection[Kind] = frozenset(Kind),
) -> SealedFile:
    """Seal what the stream holds and return its row, the file whole on the disk before it.

    Raises TooLarge, and BadFile for what is none of `kinds` by its bytes.
    """
    data = _received(stream, limit)
    kind = sniff(io.BytesIO(data), name)
    if kind not in kinds:
        raise BadFile(f"这里不收 .{kind} 文件，请换成 PDF、Word 或者图片")
    secret, token = secrets.token_bytes(32), secrets.token_hex(16)
    row = SealedFile(token=token, size=len(data), kind=kind.value, kept_at=at)
    row.seal({"name": name, "secret": secret.hex(), "sha256": hashlib.sha256(data).hexdigest()})
    place = path_of(token)
    place.parent.mkdir(parents=True, exist_ok=True)
    fresh = place.with_name(f".{place.name}")
    fresh.write_bytes(encrypt(secret, row.place, data))
    fresh.replace(place)
    row.save()
    return row


def read_sealed(row: SealedFile) -> bytes:
    """Return the bytes. Raises KeyTrouble when file or key is lost, or the bytes were changed."""
    secret = row.opened().get("secret")
    if secret is None:
        raise KeyTrouble(f"加密的文件 {row.token} 已经销毁")
    try:
        sealed = path_of(row.token).read_bytes()
    except OSError as why:
        raise KeyTrouble(f"加密的文件 {row.token} 不在磁盘上，请从备份恢复文件夹 sealed") from why
    return decrypt(bytes.fromhex(secret), row.place, sealed)


def name_of(row: SealedFile) -> str:
    """Return the sender's name of the file."""
    return str(row.opened()["name"])


def whole(row: SealedFile) -> bool:
    """True when the bytes on the disk are those that were kept."""
    try:
        read_sealed(row)
    except KeyTrouble:
        return False
    return True


def destroy(row: SealedFile) -> None:
    """Destroy the key in the row, and the file once that is committed.

    The row stays, empty, for what refers to it; no copy of the file can be read any more.
    """
    row.seal({})
    row.save(update_fields=["sealed", "key_number"])
    place = path_of(row.token)
    transaction.on_commit(partial(place.unlink, missing_ok=True))


def path_of(token: str) -> Path:
    """Return where a sealed file stands."""
    return Path(settings.GONGKAI["files"]) / "sealed" / token[:2] / token


def _received(stream: Stream, limit: int) -> bytes:
    announced: int | None = getattr(stream, "size", None)
    if announced is not None and announced > limit:
        raise TooLarge(_too_large(limit))
    pieces, size = [], 0
    while piece := stream.read(CHUNK):
        size += len(piece)
        if size > limit:
            raise TooLarge(_too_large(limit))
        pieces.append(piece)
    if not size:
        raise BadFile("文件是空的，请重新选择文件")
    return b"".join(pieces)


def _too_large(limit: int) -> str:
    return f"文件超过上限 {limit // 1024**2} MB。请压缩、拆分或缩小后再上传。"
