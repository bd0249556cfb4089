"""Personal data in texts, tables and documents (LAW §9.6; 个人信息保护法 arts. 4, 28).

`find` looks through a text, `find_in_table` and `find_in_document` through what has been read from a
file; `mask` and `mask_html` write the masks. Whether a number is true is said by the `Validators` of
the caller, who knows the law; how much a mask leaves is said by `kept`.
"""

from gongkai.text.personal.documents import (
    Cell,
    Finding,
    each_in_document,
    find_in_document,
    find_in_table,
)
from gongkai.text.personal.finding import find
from gongkai.text.personal.kinds import (
    ASKED,
    KEPT,
    LABELS,
    Hit,
    Kept,
    Kind,
    Validators,
    fingerprint,
    masked,
)
from gongkai.text.personal.masking import mask, mask_html

__all__ = [
    "ASKED",
    "KEPT",
    "LABELS",
    "Cell",
    "Finding",
    "Hit",
    "Kept",
    "Kind",
    "Validators",
    "each_in_document",
    "find",
    "find_in_document",
    "find_in_table",
    "fingerprint",
    "mask",
    "mask_html",
    "masked",
]
