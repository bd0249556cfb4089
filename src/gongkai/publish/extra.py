"""Files of a publication that are no pages of the portal; the ledger's proofs come in here."""

from collections.abc import Iterator
from datetime import datetime

from gongkai.portal.page import Page


def extra_files(at: datetime, *, whole: bool) -> Iterator[Page]:
    """Yield what is published with the pages: what is new, or with `whole` all there is."""
    del at, whole
    yield from ()
