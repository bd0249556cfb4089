"""Published addresses that wait to be looked at, kept beside the site.

    site/unverified.json    [document, address, status, SHA-256, tries, not before]

The list is part of the publication it comes from, so that a killed publisher forgets none.
"""

import json
from collections.abc import Mapping
from dataclasses import astuple, dataclass
from pathlib import Path

from gongkai.disclosures import access

NAME = "unverified.json"
MOST = 1000
"""Addresses kept; with more the oldest are given up (the site has been unreachable for long)."""


@dataclass(frozen=True, slots=True)
class Awaited:
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
        kept = json.loads((site / NAME).read_text(encoding="utf-8"))
        return [Awaited(*row) for row in kept]
    except (FileNotFoundError, ValueError, TypeError):
        return []


def text(rows: list[Awaited]) -> bytes:
    """Return the list as it is kept."""
    return json.dumps([astuple(row) for row in rows[-MOST:]]).encode()


def with_new(site: Path, documents: frozenset[int], pages: Mapping[str, str]) -> bytes:
    """Return the list with what was published of these documents now; `pages`: path → SHA-256."""
    new: list[Awaited] = []
    if documents:
        named = {"seq", "published_at"}
        for found, status in ((access.public(), 200), (access.tombstones(), 410)):
            rows = found.filter(pk__in=documents).select_related(None).only(*named).order_by("pk")
            new += [
                Awaited(each.pk, each.address, status, pages[each.address])
                for each in rows
                if each.address in pages
            ]
    addresses = {each.address for each in new}
    return text([each for each in read(site) if each.address not in addresses] + new)
