"""One process at a time in a folder; a second one is told so instead of waiting."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

fcntl: Any = import_module("fcntl") if find_spec("fcntl") else None
"""Absent on Windows: there nobody is kept out."""


class Busy(Exception):
    """Another process works in the folder; the sentence says at what."""


@contextmanager
def alone(folder: Path, otherwise: str) -> Iterator[None]:
    """Hold the folder's lock. Raises Busy with the sentence `otherwise` when another holds it.

    The kernel lets go when the holder dies, however it dies.
    """
    folder.mkdir(parents=True, exist_ok=True)
    file = os.open(folder / "lock", os.O_RDWR | os.O_CREAT, 0o644)
    try:
        if fcntl is not None:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as why:
                raise Busy(otherwise) from why
        yield
    finally:
        os.close(file)
