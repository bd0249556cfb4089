"""How grave something found in a text is; the same three words for every checker."""

from enum import StrEnum


class Severity(StrEnum):
    """``FAULT`` is certain, ``UNCERTAIN`` a person must look at, ``HINT`` may be left as it is."""

    FAULT = "fault"
    UNCERTAIN = "uncertain"
    HINT = "hint"
