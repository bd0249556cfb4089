"""A queue of processes and threads: an advisory lock on a file beside the database."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

fcntl: Any = import_module("fcntl") if find_spec("fcntl") else None
"""Absent on Windows: there the gate stands open."""


@contextmanager
def gate(path: Path | None) -> Iterator[None]:
    """Hold the gate; who comes while it is held sleeps in the kernel, in order of arrival.

    Every call opens the file anew, so that threads of one process exclude each other as well.
    The kernel lets go of the lock when its holder dies. None is a gate that is always open.
    Raises OSError when the file cannot be made.
    """
    if path is None or fcntl is None:
        yield
        return
    file = os.open(path, os.O_RDONLY | os.O_CREAT | os.O_CLOEXEC, 0o644)
    try:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
    finally:
        # Not left to close(): a child forked meanwhile would keep the lock with its copy.
        fcntl.flock(file, fcntl.LOCK_UN)
        os.close(file)
