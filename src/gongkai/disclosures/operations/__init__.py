"""Every write about documents, by the stage of the work; each function is one act."""

from gongkai.disclosures.operations.afterwards import (
    abandon_correction,
    begin_correction,
    link_interpretation,
    repeal,
    unlink_interpretation,
    withdraw,
)
from gongkai.disclosures.operations.checking import (
    concur,
    determine,
    pass_check,
    refer,
    return_from_check,
)
from gongkai.disclosures.operations.clean_up import close_clean_up, decide, open_clean_up
from gongkai.disclosures.operations.deadlines import adopt_holiday_notice
from gongkai.disclosures.operations.drafting import (
    discard,
    recall,
    recover,
    start,
    submit,
    write,
)
from gongkai.disclosures.operations.findings import (
    dismiss_finding,
    dismiss_findings,
    keep_finding,
    keep_findings,
    mask_findings,
    reopen_finding,
    see_findings,
    undo_answers,
)
from gongkai.disclosures.operations.looking import screen_next
from gongkai.disclosures.operations.posting import take_down, take_down_due
from gongkai.disclosures.operations.proofreading import (
    correct,
    reopen_remarks,
    undo_remarks,
    verify_remarks,
)
from gongkai.disclosures.operations.public_list import (
    choose_columns,
    destroy_original,
    forget_left_lists,
    give_up_list,
    open_original,
    start_list,
    upload_list,
)
from gongkai.disclosures.operations.publishing import publish, publish_due
from gongkai.disclosures.operations.signing import (
    countersign,
    express,
    reassess,
    return_from_sign,
    sign,
    sign_withholding,
)
from gongkai.disclosures.operations.typing import autosave, forget_autosave
from gongkai.disclosures.operations.verifying import verify

__all__ = [
    "abandon_correction",
    "adopt_holiday_notice",
    "autosave",
    "begin_correction",
    "choose_columns",
    "close_clean_up",
    "concur",
    "correct",
    "countersign",
    "decide",
    "destroy_original",
    "determine",
    "discard",
    "dismiss_finding",
    "dismiss_findings",
    "express",
    "forget_autosave",
    "forget_left_lists",
    "give_up_list",
    "keep_finding",
    "keep_findings",
    "link_interpretation",
    "mask_findings",
    "open_clean_up",
    "open_original",
    "pass_check",
    "publish",
    "publish_due",
    "reassess",
    "recall",
    "recover",
    "refer",
    "reopen_finding",
    "reopen_remarks",
    "repeal",
    "return_from_check",
    "return_from_sign",
    "screen_next",
    "see_findings",
    "sign",
    "sign_withholding",
    "start",
    "start_list",
    "submit",
    "take_down",
    "take_down_due",
    "undo_answers",
    "undo_remarks",
    "unlink_interpretation",
    "upload_list",
    "verify",
    "verify_remarks",
    "withdraw",
    "write",
]
