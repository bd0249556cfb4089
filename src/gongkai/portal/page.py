"""What a page function returns: something with a path, to be written to a file or sent."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Page:
    """A rendered page; `path` starts at the top of the site, a folder's ends with a slash."""

    path: str
    text: str


@dataclass(frozen=True, slots=True)
class Kept:
    """A file of the file store that stands in public under `path`."""

    path: str
    sha256: str
