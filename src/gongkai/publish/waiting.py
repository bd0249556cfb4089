"""Published addresses that wait to be looked at, kept beside the site.

    site/unverified.json    [document, address, status, SHA-256, tries, not before]

The list is part of the publication it comes from, so that a killed publisher forgets none.
"""

import json
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from gongkai.publish.change import Change

NAME = "unverified.json"
MOST = 1000
"""Addresses kept; with more the oldest are given up (the site has been unreachable for long)."""


class Awaited(NamedTuple):
    """What must be found at an address: status and SHA-256 of the body."""

    document: int
    address: str
    status: int
    sha256: str
    tries: int = 0
    not_before: str = ""


def read(site: Path) -> list[Awaited]:
    """Return what waits, oldest first."""
    try:
        kept = json.loads((site / NAME).read_bytes())
        return [Awaited(*row) for row in kept]
    except (FileNotFoundError, ValueError, TypeError):
        return []


def is_due(row: Awaited, at: datetime) -> bool:
    """True when an address is to be looked at by this time."""
    return not row.not_before or row.not_before <= at.isoformat()


def text(rows: list[Awaited]) -> bytes:
    """Return the list as it is kept."""
    return json.dumps(rows[-MOST:]).encode()


def with_new(site: Path, documents: Iterable[int], change: Change) -> bytes:
    """Return the list with what a change publishes of these documents."""
    new = {}
    for document in documents:
        address, is_public = change.addresses.get(document, ("", False))
        if address in change.pages:
            sha256 = change.pages[address]
            new[address] = Awaited(document, address, 200 if is_public else 410, sha256)
    return _appended(site, new) or text(
        [*(each for each in read(site) if each.address not in new), *new.values()]
    )


def _appended(site: Path, new: dict[str, Awaited]) -> bytes:
    """Return the list with new addresses at its end, unread; empty where it must be read."""
    try:
        kept = (site / NAME).read_bytes()
    except FileNotFoundError:
        return b""
    full = kept.count(b"], [") + len(new) >= MOST
    if full or not kept.endswith(b"]]") or any(address.encode() in kept for address in new):
        return b""
    more = json.dumps(list(new.values())).encode()
    return kept[:-1] + b", " + more[1:] if new else kept
