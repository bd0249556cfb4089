"""What one leaf says, and the salted hash of it that stands in the log."""

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone

DOMAIN = b"gongkai public text leaf v1\n"
"""Keeps these hashes apart from all others; the salt behind it always has SALT_BYTES."""
SALT_BYTES = 16
HASHES = ("sha256", "sm3")
"""What the salted hash may be; the tree itself is always SHA-256, as RFC 6962 wants."""
CHINA = timezone(timedelta(hours=8))


@dataclass(frozen=True, slots=True)
class Statement:
    """One act on one public document.

    `address` names the document, `text` is the SHA-256 of its public text as hex, `since` the
    instant from which that text stands, `earlier` the leaves about the same document before.
    """

    act: str
    address: str
    at: str
    since: str
    text: str
    earlier: tuple[int, ...] = ()

    def canonical(self) -> bytes:
        """Return the JSON whose every byte is fixed: sorted keys, no spaces."""
        told = {
            "act": self.act,
            "at": self.at,
            "earlier": list(self.earlier),
            "id": self.address,
            "since": self.since,
            "text": self.text,
        }
        return json.dumps(told, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()

    def entry(self, salt: bytes, algorithm: str = "sha256") -> bytes:
        """Return the entry of the log. Raises ValueError for another hash or length of salt."""
        if algorithm not in HASHES or len(salt) != SALT_BYTES:
            raise ValueError(f"no such leaf: {algorithm}, {len(salt)} bytes of salt")
        return hashlib.new(algorithm, DOMAIN + salt + self.canonical()).digest()


def instant(at: datetime) -> str:
    """Return an instant as leaves and pages write it: to the second, in Beijing's time."""
    return at.astimezone(CHINA).isoformat(timespec="seconds")


def day_in_words(told: str) -> str:
    """Return the day of such an instant for running text: 2026年11月20日."""
    day = datetime.fromisoformat(told)
    if not told.endswith("+08:00"):
        day = day.astimezone(CHINA)
    return f"{day.year}年{day.month}月{day.day}日"
