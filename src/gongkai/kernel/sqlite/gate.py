"""Gates that processes and threads pass one by one: advisory locks on files."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

fcntl: Any = import_module("fcntl") if find_spec("fcntl") else None
"""Absent on Windows: there every gate stands open."""


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
    file = _opened(path)
    try:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
    finally:
        _let_go(file)


def is_held(path: Path | None) -> bool:
    """True when somebody holds the gate at this moment."""
    if path is None or fcntl is None:
        return False
    file = _opened(path)
    try:
        fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        _let_go(file)
    return False


def _opened(path: Path) -> int:
    return os.open(path, os.O_RDONLY | os.O_CREAT | os.O_CLOEXEC, 0o644)


def _let_go(file: int) -> None:
    # Not left to close(): a child forked meanwhile would keep the lock with its copy.
    fcntl.flock(file, fcntl.LOCK_UN)
    os.close(file)
