"""The public log in a publication: sealed before pages are rendered, published beside them."""

from collections.abc import Iterator
from datetime import datetime
from itertools import chain
from pathlib import Path

from gongkai.ledger import files, operations
from gongkai.ledger.key import KeyTrouble
from gongkai.ledger.tiles import CHECKPOINT
from gongkai.portal.page import Gone, Page


def seal(at: datetime) -> str:
    """Give every public act its leaf; return why that cannot be done, empty when it is.

    Call it after the outbox was read and before pages are rendered: a page shows its leaf. Trouble
    with the key keeps the log as it is and no page back.
    """
    try:
        operations.seal(at=at)
    except KeyTrouble as why:
        return str(why)
    return ""


def changed(release: Path) -> Iterator[Page | Gone]:
    """Return the files of the log that a release lacks, and those it may drop.

    The log is signed when this is called; the iterator waits until that is remembered on the disk.
    """
    try:
        shown = (release / CHECKPOINT).read_bytes()
    except FileNotFoundError:
        shown = b""
    try:
        new, superseded = files.update(shown)
    except KeyTrouble:
        return iter(())
    pages = (Page(f"/{path}", data) for path, data in new)
    return chain(pages, (Gone(f"/{path}") for path in superseded))
