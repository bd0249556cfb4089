"""Personal data at rest: sealed by a key outside the database, bound to the place they stand in.

AES-256-GCM; the place (table and row) is authenticated with it, so that a ciphertext moved to
another row does not open. Never put what `opened` returns into a log, a URL or the ledger.
"""

import hashlib
import hmac
import json
import secrets
from collections.abc import Iterator
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.apps import apps
from django.db import models

from gongkai.kernel import keyring
from gongkai.kernel.keyring import KeyRing, KeyTrouble

NONCE = 12


class Sealed(models.Model):
    """A row whose personal data are one sealed JSON object; `key_number` is the number of its key.

    Subclasses say where the row stands (`place`) in words that never change while it exists.
    """

    sealed = models.BinaryField("密文", editable=False)
    key_number = models.PositiveIntegerField("密钥号", editable=False, db_index=True)

    class Meta:
        abstract = True

    @property
    def place(self) -> str:
        """Table and row, known before the row is written."""
        raise NotImplementedError

    def seal(self, content: dict[str, Any]) -> None:
        """Put the content into the row, which still has to be saved. Raises KeyTrouble."""
        self.key_number, self.sealed = seal(self.place, content)

    def opened(self) -> dict[str, Any]:
        """Return what is sealed in the row. Raises KeyTrouble."""
        return unseal(self.place, self.key_number, bytes(self.sealed))


def tables() -> Iterator[type[Sealed]]:
    """Yield every table with sealed rows, in the order of their names."""
    found = (table for table in apps.get_models() if issubclass(table, Sealed))
    yield from sorted(found, key=lambda table: table._meta.label)


def anything_sealed() -> bool:
    """True when some row needs a key that must not be lost."""
    return any(table._default_manager.exists() for table in tables())


def ring() -> KeyRing:
    """Return the keys; they are made when nothing is sealed yet. Raises KeyTrouble when lost."""
    found = keyring.load()
    if found is not None:
        return found
    if anything_sealed():
        raise KeyTrouble(
            f"密钥文件 {keyring.path()} 不见了，加密的个人信息打不开。请从单独保管的备份恢复这个文件"
        )
    return keyring.make()


def seal(place: str, content: dict[str, Any]) -> tuple[int, bytes]:
    """Return the number of the key and the ciphertext of a JSON object. Raises KeyTrouble."""
    key = ring().current
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return key.number, encrypt(key.secret, place, text.encode())


def unseal(place: str, number: int, sealed: bytes) -> dict[str, Any]:
    """Return the JSON object again. Raises KeyTrouble for a lost key or a moved ciphertext."""
    content: dict[str, Any] = json.loads(decrypt(ring().key(number).secret, place, sealed))
    return content


def encrypt(secret: bytes, place: str, data: bytes) -> bytes:
    """Return nonce and ciphertext of bytes that belong to a place."""
    nonce = secrets.token_bytes(NONCE)
    return nonce + AESGCM(secret).encrypt(nonce, data, place.encode())


def decrypt(secret: bytes, place: str, sealed: bytes) -> bytes:
    """Return the bytes again. Raises KeyTrouble when they were changed or stand elsewhere."""
    try:
        return AESGCM(secret).decrypt(sealed[:NONCE], sealed[NONCE:], place.encode())
    except (InvalidTag, ValueError) as why:
        raise KeyTrouble(
            f"{place} 的密文打不开：被改动过，或者密钥文件不是原来的。请核对密钥文件和数据库备份"
        ) from why


def blind(purpose: str, text: str) -> str:
    """Return the mark by which equal texts are found without being told: 32 hexadecimal digits.

    Marks of different purposes do not compare. Raises KeyTrouble.
    """
    said = f"{purpose}\0{text}".encode()
    return hmac.new(ring().blind, said, hashlib.sha256).hexdigest()[:32]
