"""Every act about cases and complaints."""

from gongkai.remedies.operations.complaints import (
    answer,
    finish,
    mend,
    order,
    pass_on,
    receive,
)
from gongkai.remedies.operations.deciding import (
    Decision,
    appeal,
    close,
    comply,
    decide,
    note_opinion,
    report_correction,
    take_up,
)
from gongkai.remedies.operations.registering import (
    MOST_EVIDENCE,
    Copy,
    Item,
    classify,
    list_evidence,
    note_hearing,
    register,
    respond,
)

__all__ = [
    "MOST_EVIDENCE",
    "Copy",
    "Decision",
    "Item",
    "answer",
    "appeal",
    "classify",
    "close",
    "comply",
    "decide",
    "finish",
    "list_evidence",
    "mend",
    "note_hearing",
    "note_opinion",
    "order",
    "pass_on",
    "receive",
    "register",
    "report_correction",
    "respond",
    "take_up",
]
