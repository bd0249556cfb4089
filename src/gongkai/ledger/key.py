"""The signing key: one file outside the database and outside the site, made once.

Beside it stands the last checkpoint that was signed, so that a database taken back from a copy
cannot make this key sign two different histories.
"""

import os
import secrets
from collections.abc import Callable
from pathlib import Path
from threading import Thread
from urllib.parse import urlsplit

from django.conf import settings

from gongkai.ledger.note import BadNote, Checkpoint, PublicKey, Signer, opened, split

RootAt = Callable[[int], bytes | None]
Wait = Callable[[], None]
UNNAMED = "gongkai.invalid"
"""The log's name as long as nobody has told the site its address."""


class KeyTrouble(Exception):
    """The log cannot be signed; the sentence says why and what to do."""


def path() -> Path:
    """Return where the key stands."""
    return Path(settings.GONGKAI["ledger_key"])


def signed_path() -> Path:
    """Return where the last signed checkpoint stands."""
    return path().with_name(f"{path().name}.signed")


def load(known: str) -> Signer:
    """Return the key. Raises KeyTrouble when it is lost, unreadable, or another than is `known`."""
    try:
        signer = Signer.parse(path().read_text(encoding="utf-8"))
    except FileNotFoundError as why:
        raise KeyTrouble(
            f"签名密钥 {path()} 不见了，登记簿没有签名。请从备份恢复这个文件；"
            "确实找不回来的，运行 gongkai ledger --new-key 换新密钥，并告诉公众"
        ) from why
    except (OSError, UnicodeDecodeError, BadNote) as why:
        raise KeyTrouble(f"签名密钥 {path()} 读不出来（{why}），请从备份恢复这个文件") from why
    if known and signer.public.text != known:
        raise KeyTrouble(
            f"签名密钥 {path()} 不是一直使用的那一把，登记簿没有签名。请恢复原来的文件；"
            "确实要换的，运行 gongkai ledger --new-key"
        )
    return signer


def make() -> Signer:
    """Make a key unless there is one; of two processes that make one at once, one wins."""
    place = path()
    place.parent.mkdir(parents=True, exist_ok=True)
    fresh = place.with_name(f".{place.name}.{secrets.token_hex(4)}")
    handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(Signer(_name(), secrets.token_bytes(32)).text + "\n")
        file.flush()
        os.fsync(file.fileno())
    try:
        if not place.exists():
            fresh.rename(place)
    finally:
        fresh.unlink(missing_ok=True)
    return load("")


def sign(size: int, root: bytes, known: str, root_at: RootAt) -> tuple[bytes, Wait]:
    """Return the signed checkpoint of a tree, and what waits until it is remembered that it was.

    `root_at` knows the root of every size at which this tree was sealed, None for other sizes. The
    checkpoint must not be shown before `Wait` has returned: a thread brings it to the disk meanwhile.

    Raises KeyTrouble without the key, and where a tree was signed that this one does not continue.
    """
    signer = load(known)
    _refuse_another_history(signer.public, size, root_at)
    note = signer.sign(Checkpoint(signer.name, size, root).text).encode()
    return note, _remembering(note)


def _remembering(note: bytes) -> Wait:
    """Write a note aside and begin to bring it to the disk; what is returned gives it its name.

    The thread does nothing but wait for the disk: each further step would wait for its turn with
    whoever renders pages meanwhile.
    """
    place = signed_path()
    fresh = place.with_name(f".{place.name}")
    file = fresh.open("wb")
    faults = list[OSError]()

    def work() -> None:
        try:
            os.fsync(file.fileno())
        except OSError as why:
            faults.append(why)

    def wait() -> None:
        disk.join()
        file.close()
        if faults:
            raise faults[0]
        fresh.replace(place)

    file.write(note)
    file.flush()
    disk = Thread(target=work, name="checkpoint")
    disk.start()
    return wait


def _refuse_another_history(key: PublicKey, size: int, root_at: RootAt) -> None:
    last = last_signed(key)
    if last is None or (last.size <= size and root_at(last.size) == last.root):
        return
    raise KeyTrouble(
        f"数据库里的登记簿（{size} 条）接不上已经签名公布的登记簿（{last.size} 条），可能是从旧备份恢复的。"
        "请恢复最近的数据库备份；确实没有的，运行 gongkai ledger --new-key 另起密钥，并告诉公众"
    )


def last_signed(key: PublicKey) -> Checkpoint | None:
    """Return the last checkpoint signed with this key, None when there is none."""
    try:
        return Checkpoint.parse(opened(signed_path().read_bytes(), key))
    except (FileNotFoundError, BadNote):
        return None


def size_of(note: bytes) -> int:
    """Return how many leaves a published checkpoint of ours counts; 0 for none or a broken one."""
    try:
        return Checkpoint.parse(split(note)[0]).size
    except BadNote:
        return 0


def is_signed(note: bytes, known: str) -> bool:
    """True when a published checkpoint bears the signature of this key."""
    try:
        opened(note, PublicKey.parse(known))
    except BadNote:
        return False
    return True


def _name() -> str:
    """Return the log's name: the site's address without scheme, and where the log stands in it."""
    parts = urlsplit(settings.GONGKAI["base_url"])
    host = (parts.netloc + parts.path).rstrip("/") or UNNAMED
    return "".join(c for c in host if c.isascii() and c.isprintable() and c not in " +") + "/ledger"
