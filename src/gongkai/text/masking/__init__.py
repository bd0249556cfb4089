"""A masked copy of a file that is really free of the data, in its hidden parts too.

`masked_copy` takes .docx, .xlsx, .txt, .csv and .html; what counts as a datum is said by its caller.
"""

from gongkai.text.masking.clearing import clearing_of
from gongkai.text.masking.copying import MASKED, masked_copy, refusal
from gongkai.text.masking.orders import Done, Hit, Masking, Report, Swap, masking_of

__all__ = [
    "MASKED",
    "Done",
    "Hit",
    "Masking",
    "Report",
    "Swap",
    "clearing_of",
    "masked_copy",
    "masking_of",
    "refusal",
]
