"""Signed notes (C2SP signed-note) with Ed25519, and the checkpoints of a log (tlog-checkpoint)."""

import re
from base64 import b64decode, b64encode
from binascii import Error
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

ED25519 = b"\1"
MOST_BYTES = 64 * 1024
PRIVATE = "PRIVATE+KEY+"
_NAME = re.compile(r"[^\s+]+")
_SIZE = re.compile(r"0|[1-9]\d{0,18}", re.ASCII)


class BadNote(Exception):
    """A note, a checkpoint or a key that is not what it says; the sentence tells what is wrong."""


@dataclass(frozen=True, slots=True)
class PublicKey:
    """Who signs: a name without spaces or plus, and 32 bytes."""

    name: str
    raw: bytes

    @property
    def hash(self) -> bytes:
        """The four bytes by which a signature names its key."""
        return sha256(self.name.encode() + b"\n" + ED25519 + self.raw).digest()[:4]

    @property
    def text(self) -> str:
        """The key in one line, `name+hash+base64`, as verifiers are given it."""
        return f"{self.name}+{self.hash.hex()}+{_in_base64(ED25519 + self.raw)}"

    @classmethod
    def parse(cls, line: str) -> "PublicKey":
        """Read such a line. Raises BadNote."""
        name, shown, coded = [*line.strip().split("+", 2), "", ""][:3]
        raw = _of_base64(coded)
        if not _NAME.fullmatch(name) or len(raw) != 33 or raw[:1] != ED25519:
            raise BadNote("这不是公钥：应当是“名称+编号+公钥”的一行")
        key = cls(name, raw[1:])
        if key.hash.hex() != shown:
            raise BadNote("公钥的编号与公钥不符")
        return key


@dataclass(frozen=True, slots=True)
class Signer:
    """The private half of a key, in the one line that is kept in its file."""

    name: str
    seed: bytes

    @property
    def public(self) -> PublicKey:
        """The half for everybody."""
        return PublicKey(self.name, _public(self.seed))

    @property
    def text(self) -> str:
        """The line of the key file."""
        coded = _in_base64(ED25519 + self.seed)
        return f"{PRIVATE}{self.name}+{self.public.hash.hex()}+{coded}"

    @classmethod
    def parse(cls, line: str) -> "Signer":
        """Read the line of a key file. Raises BadNote."""
        name, shown, coded = [*line.strip().removeprefix(PRIVATE).split("+", 2), "", ""][:3]
        raw = _of_base64(coded)
        if not line.startswith(PRIVATE) or not _NAME.fullmatch(name) or len(raw) != 33:
            raise BadNote("签名密钥文件读不懂")
        signer = cls(name, raw[1:])
        if raw[:1] != ED25519 or signer.public.hash.hex() != shown:
            raise BadNote("签名密钥文件里的编号与密钥不符")
        return signer

    def sign(self, text: str) -> str:
        """Return a text that ends in a newline as a signed note."""
        coded = _in_base64(self.public.hash + _private(self.seed).sign(text.encode()))
        return f"{text}\n— {self.name} {coded}\n"


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """The head of a log: whose it is, how many leaves, and the root over them."""

    origin: str
    size: int
    root: bytes

    @property
    def text(self) -> str:
        """The note's text."""
        return f"{self.origin}\n{self.size}\n{_in_base64(self.root)}\n"

    @classmethod
    def parse(cls, text: str) -> "Checkpoint":
        """Read a note's text; further lines are allowed and mean nothing. Raises BadNote."""
        lines = text.split("\n")
        if len(lines) < 4 or lines.pop() or not all(lines) or not _SIZE.fullmatch(lines[1]):
            raise BadNote("登记簿的签名页不完整")
        root = _of_base64(lines[2])
        if len(root) != 32:
            raise BadNote("登记簿的签名页里没有总摘要")
        return cls(lines[0], int(lines[1]), root)


@lru_cache(maxsize=4)
def _private(seed: bytes) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(seed)


@lru_cache(maxsize=4)
def _public(seed: bytes) -> bytes:
    return _private(seed).public_key().public_bytes_raw()


def opened(note: bytes, key: PublicKey) -> str:
    """Return the text of a note that this key signed. Raises BadNote."""
    text, lines = split(note)
    found = False
    for line in lines:
        name, _, coded = line.removeprefix("— ").partition(" ")
        raw = _of_base64(coded)
        if (name, raw[:4]) != (key.name, key.hash):
            continue
        try:
            Ed25519PublicKey.from_public_bytes(key.raw).verify(raw[4:], text.encode())
        except InvalidSignature as why:
            raise BadNote("签名不对：签名页被改过，或者不是这把密钥签的") from why
        found = True
    if not found:
        raise BadNote("签名页上没有这把密钥的签名")
    return text


def split(note: bytes) -> tuple[str, list[str]]:
    """Return the text of a note and its signature lines, unverified. Raises BadNote."""
    try:
        told = note.decode() if len(note) <= MOST_BYTES else ""
    except UnicodeDecodeError:
        told = ""
    text, gap, signatures = told.rpartition("\n\n")
    lines = signatures.split("\n")
    if not gap or lines.pop() or not lines or any(c < " " and c != "\n" for c in told):
        raise BadNote("签名页的格式不对")
    if not all(line.startswith("— ") and line.count(" ") == 2 for line in lines):
        raise BadNote("签名页的签名行格式不对")
    return f"{text}\n", lines


def _in_base64(raw: bytes) -> str:
    return b64encode(raw).decode()


def _of_base64(coded: str) -> bytes:
    try:
        raw = b64decode(coded, validate=True)
    except (Error, ValueError):
        return b""
    return raw if _in_base64(raw) == coded else b""
