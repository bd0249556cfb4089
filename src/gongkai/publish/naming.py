"""Giving a staged file its name without waiting for what stood there.

`rename` onto a file that exists makes ext4 write the new one out at once and free the old one;
thirty of them cost more than rendering the pages. Linux can exchange two names instead: the old
file then stands staged and is removed in a pause. Readers see the one file or the other either way.
"""

import ctypes
import errno
import os
import sys
from typing import Any, Final

_HERE: Final = -100
_EXCHANGE: Final = 2
_CANNOT: Final = frozenset({errno.EINVAL, errno.ENOSYS, errno.ENOTSUP, errno.EPERM})
"""How systems say that they know no such call, or not on this file system."""


def _found() -> Any:
    return getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)


_renameat2: Final[Any] = _found() if sys.platform == "linux" else None


def put(staged: str, place: str) -> None:
    """Let `place` name the staged file; what it named before may stand at `staged` afterwards.

    Raises OSError as rename does.
    """
    if _renameat2 is None or not _exchanged(staged, place):
        os.replace(staged, place)  # noqa: PTH105  many times a publication


def _exchanged(staged: str, place: str) -> bool:
    """Exchange the names; False where nothing has the second or the disk cannot."""
    sys.audit("os.rename", staged, place, -1, -1)
    if not _renameat2(_HERE, os.fsencode(staged), _HERE, os.fsencode(place), _EXCHANGE):
        return True
    why = ctypes.get_errno()
    if why == errno.ENOENT or why in _CANNOT:
        return False
    raise OSError(why, os.strerror(why), place)
