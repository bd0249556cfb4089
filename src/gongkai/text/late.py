"""Patterns that are compiled when they are first used.

Compiling takes milliseconds for a long pattern, and most commands use none of those that look for
personal data: they should not wait for them when they start.
"""

import re
from typing import Any, cast

_METHODS = ("search", "match", "fullmatch", "finditer", "findall", "split", "sub", "subn")


class _Late:
    """Stands in for a pattern; after the first use its methods are the pattern's own."""

    def __init__(self, pattern: str, flags: int) -> None:
        self.pattern, self._flags = pattern, flags

    def __getattr__(self, name: str) -> Any:
        made = re.compile(self.pattern, self._flags)
        self.__dict__ |= {method: getattr(made, method) for method in _METHODS}
        return getattr(made, name)


def late(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """Return what can be used as the compiled pattern; a wrong one raises re.error when used."""
    return cast("re.Pattern[str]", _Late(pattern, flags))
