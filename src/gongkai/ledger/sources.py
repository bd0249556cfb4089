"""Where a verifier reads a site from: a folder, or a web server."""

import hashlib
from collections.abc import Iterator
from contextlib import closing
from http.client import HTTPException
from pathlib import Path
from typing import Protocol
from urllib.error import HTTPError, URLError
from urllib.parse import quote, urljoin, urlsplit
from urllib.request import Request, urlopen

CHUNK = 1 << 20
MOST_PAGE_BYTES = 32 << 20
MOST_FILE_BYTES = 1 << 30
SECONDS = 20
GONE = 410
"""What a server answers where a document was withdrawn; its page comes with it."""


class Unreachable(Exception):
    """The site cannot be read at all; the sentence says why."""


class Source(Protocol):
    """Files of a site by their path below its top."""

    def read(self, path: str) -> bytes | None:
        """Return a file, None when there is none."""
        ...

    def digest(self, path: str) -> str | None:
        """Return the SHA-256 of a file as hex, None when there is none."""
        ...


class Folder:
    """A site in a folder, as it was published or downloaded."""

    def __init__(self, top: Path) -> None:
        self.top = top

    def read(self, path: str) -> bytes | None:
        """Return a file, None when there is none."""
        try:
            return (self.top / path).read_bytes()
        except OSError:
            return None

    def digest(self, path: str) -> str | None:
        """Return the SHA-256 of a file as hex, None when there is none."""
        try:
            with (self.top / path).open("rb") as file:
                return hashlib.file_digest(file, "sha256").hexdigest()
        except OSError:
            return None

    def paths(self, below: str) -> Iterator[str]:
        """Yield every file below a folder of the site, in order."""
        for path in sorted((self.top / below).rglob("*")):
            if path.is_file():
                yield path.relative_to(self.top).as_posix()


class Server:
    """A site behind an address; every answer is limited in size and time."""

    def __init__(self, base: str) -> None:
        if urlsplit(base).scheme not in ("http", "https"):
            raise Unreachable("只能核对 http:// 或者 https:// 开头的网址")
        self.base = base if base.endswith("/") else f"{base}/"

    def read(self, path: str) -> bytes | None:
        """Return a file, None when there is none. Raises Unreachable."""
        return b"".join(pieces) if (pieces := self._pieces(path, MOST_PAGE_BYTES)) else None

    def digest(self, path: str) -> str | None:
        """Return the SHA-256 of a file as hex, None when there is none. Raises Unreachable."""
        whole, some = hashlib.sha256(), False
        for piece in self._fetch(path, MOST_FILE_BYTES):
            whole.update(piece)
            some = True
        return whole.hexdigest() if some else None

    def _pieces(self, path: str, limit: int) -> list[bytes]:
        return list(self._fetch(path, limit))

    def _fetch(self, path: str, limit: int) -> Iterator[bytes]:
        address = urljoin(self.base, quote(path))
        request = Request(address, headers={"Accept-Encoding": "identity"})  # noqa: S310  checked above
        try:
            try:
                answer = urlopen(request, timeout=SECONDS)  # noqa: S310
            except HTTPError as told:
                if told.code != GONE:
                    told.close()
                    if told.code < 500:
                        return
                    raise Unreachable(f"网站答复出错：{told.code} {address}") from told
                answer = told
            with closing(answer):
                yield from _limited(answer, limit, address)
        except (URLError, HTTPException, OSError) as why:
            raise Unreachable(f"连不上 {address}：{why}") from why


def _limited(answer: object, limit: int, address: str) -> Iterator[bytes]:
    length = 0
    while piece := answer.read(CHUNK):  # type: ignore[attr-defined]
        length += len(piece)
        if length > limit:
            raise Unreachable(f"{address} 太大，没有核对")
        yield piece
