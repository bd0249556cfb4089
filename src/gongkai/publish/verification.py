"""Looking at published addresses as the public does, and keeping what was found.

With `GONGKAI_BASE_URL` the address is fetched over HTTP, without it the file is read as the
program's own pages read it. It comes after publication and never keeps a publication waiting: a
round ends after ROUND_SECONDS, and at the first address where nobody answers.
"""

import hashlib
import http.client
import os
import ssl
import time
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings

from gongkai.disclosures import operations
from gongkai.disclosures.models import Document
from gongkai.kernel.actor import CLOCK
from gongkai.portal import release
from gongkai.publish import waiting
from gongkai.publish.waiting import Awaited

TIMEOUT_SECONDS = 5
ROUND_SECONDS = 10
MOST_TRIES = 10
"""After these, an hour and more apart at the end, an address is given up; what was seen stays."""
LARGEST = 8 << 20
"""Bytes of an answer that are read."""
_OPEN = {"http": http.client.HTTPConnection, "https": http.client.HTTPSConnection}


@dataclass(frozen=True, slots=True)
class Found:
    """What an address answered; status 0 and no hash where nobody did."""

    status: int = 0
    sha256: str = ""
    seen: str = ""


def verify(site: Path, at: datetime, prefix: str = "") -> list[str]:
    """Look at the addresses that wait; return a sentence for each that was not as written."""
    rows = waiting.read(site)
    due = [row for row in rows if waiting.is_due(row, at)]
    if not due:
        return []
    base = str(settings.GONGKAI["base_url"]).rstrip("/")
    begun, told, after = time.monotonic(), [], {row.address: row for row in rows}
    for row in due:
        found = _fetched(base + prefix + row.address) if base else _own(site, row.address)
        found = replace(found, seen=_difference(row, found))
        _keep(row, found, (base + prefix if base else "") + row.address, at)
        if found.seen:
            told.append(f"{row.address}：{found.seen}")
        again = _again(row, at) if found.seen else None
        if again:
            after[row.address] = again
        else:
            del after[row.address]
        if not found.status or time.monotonic() - begun > ROUND_SECONDS:
            break
    _remember(site, list(after.values()))
    return told


def _again(row: Awaited, at: datetime) -> Awaited | None:
    """Return when to look once more, each time twice as long after; None when it is given up."""
    if row.tries + 1 >= MOST_TRIES:
        return None
    then = at + timedelta(minutes=2**row.tries)
    return row._replace(tries=row.tries + 1, not_before=then.isoformat())


def _keep(row: Awaited, found: Found, address: str, at: datetime) -> None:
    operations.verify(
        Document.objects.get(pk=row.document),
        address=address,
        expected=(row.status, row.sha256),
        found=(found.status, found.sha256),
        seen=found.seen,
        by=CLOCK,
        at=at,
    )


def _difference(row: Awaited, found: Found) -> str:
    if not found.status:
        return found.seen
    if found.status != row.status:
        return f"网址应返回状态{row.status}，实际返回{found.status}"
    return "" if found.sha256 == row.sha256 else "网页内容与发布的不一致"


def _own(site: Path, address: str) -> Found:
    """Read the file of an address as the program's own pages do."""
    folder = release.current(site)
    file = release.find(folder, address[1:]) if folder else None
    if folder is None or file is None:
        return Found(404, hashlib.sha256(b"").hexdigest())
    status = 410 if release.is_gone(folder, address[1:]) else 200
    return Found(status, hashlib.sha256(file.read_bytes()).hexdigest())


def _fetched(url: str) -> Found:
    """Fetch an address; redirections are not followed, compression is not asked for."""
    parts = urlsplit(url)
    make = _OPEN.get(parts.scheme)
    if make is None or not parts.hostname:
        return Found(seen=f"GONGKAI_BASE_URL 不是网址：{url}")
    try:
        with closing(make(parts.hostname, parts.port, timeout=TIMEOUT_SECONDS)) as line:
            line.request("GET", parts.path, headers={"Accept-Encoding": "identity"})
            answer = line.getresponse()
            return Found(answer.status, hashlib.sha256(answer.read(LARGEST)).hexdigest())
    except ssl.SSLError:
        return Found(seen="网站的证书不受信任，请检查证书")
    except TimeoutError:
        return Found(seen=f"网站在{TIMEOUT_SECONDS}秒内没有应答，请检查网站服务器")
    except (OSError, http.client.HTTPException):
        return Found(seen="连不上网站，请检查网站服务器和网络")


def _remember(site: Path, rows: list[Awaited]) -> None:
    fresh = site / f".{waiting.NAME}"
    fresh.write_bytes(waiting.text(rows))
    os.replace(fresh, site / waiting.NAME)  # noqa: PTH105
