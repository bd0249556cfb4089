"""Gzip siblings of text files, for web servers that send them as they are (`gzip_static`)."""

from isal import igzip

SUFFIX = ".gz"
LEVEL = 1
"""Fast before small: a higher level would cost more than rendering the page."""
TEXTS = (".html", ".xml", ".txt", ".csv", ".css", ".js", ".json", ".svg")


def is_text(name: str, data: bytes) -> bool:
    """True when a file gets a sibling."""
    return bool(data) and name.endswith(TEXTS)


def compress(data: bytes) -> bytes:
    """Return the bytes of the sibling: the same for the same text, whenever it is made."""
    made: bytes = igzip.compress(data, LEVEL, mtime=0)
    return made
