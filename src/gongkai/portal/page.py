"""What a page function returns: something with a path, to be written to a file or sent."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Page:
    """A rendered page; `path` starts at the top of the site, a folder's ends with a slash."""

    path: str
    data: bytes

    @property
    def text(self) -> str:
        """The page as a text."""
        return self.data.decode()


@dataclass(frozen=True, slots=True)
class Kept:
    """A file of the file store that stands in public under `path`; it may be named twice."""

    path: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Gone:
    """An address whose file must vanish."""

    path: str
