"""Every write about requests; a step of the procedure has the function of its name."""

from gongkai.foi.operations.afterwards import (
    decide_disclosure,
    dispose,
    list_for_disposal,
    propose_disclosure,
)
from gongkai.foi.operations.answering import (
    Draft,
    answer_on_spot,
    determine,
    keep_copy,
    pass_review,
    propose,
    refer,
    return_from_review,
    return_from_sign,
    search,
    serve,
    sign,
    write_reply,
)
from gongkai.foi.operations.application import Applicant, Application, Paper
from gongkai.foi.operations.asking import find_by_code
from gongkai.foi.operations.consulting import (
    Asked,
    consult,
    end_consultation,
    take_late_opinion,
    take_opinion,
    tell_third_party,
)
from gongkai.foi.operations.ending import (
    answer_again,
    close_uncorrected,
    close_unpaid,
    file,
    order_again,
    withdraw,
)
from gongkai.foi.operations.fees import charge, fee_for, pay, waive
from gongkai.foi.operations.intake import (
    PUBLIC,
    Submitted,
    amend_applicant,
    assign,
    confirm,
    register,
    submit,
    take_in,
)
from gongkai.foi.operations.lettering import keep_files, note_reached
from gongkai.foi.operations.limits import TooMany, forget_limits
from gongkai.foi.operations.looking import (
    fetch_letter,
    look_at_applicant,
    look_at_attachment,
    look_at_letter,
    look_at_third_party,
)
from gongkai.foi.operations.moretime import (
    ask_correction,
    ask_reasons,
    correct,
    delay,
    extend,
    note_excess,
    take_reasons,
)
from gongkai.foi.operations.reckoning import recompute_due, set_bureau

extend_consulting = extend
"""The same act while opinions are awaited: the state says which of the two steps it is."""

__all__ = [
    "PUBLIC",
    "Applicant",
    "Application",
    "Asked",
    "Draft",
    "Paper",
    "Submitted",
    "TooMany",
    "amend_applicant",
    "answer_again",
    "answer_on_spot",
    "ask_correction",
    "ask_reasons",
    "assign",
    "charge",
    "close_uncorrected",
    "close_unpaid",
    "confirm",
    "consult",
    "correct",
    "decide_disclosure",
    "delay",
    "determine",
    "dispose",
    "end_consultation",
    "extend",
    "extend_consulting",
    "fee_for",
    "fetch_letter",
    "file",
    "find_by_code",
    "forget_limits",
    "keep_copy",
    "keep_files",
    "list_for_disposal",
    "look_at_applicant",
    "look_at_attachment",
    "look_at_letter",
    "look_at_third_party",
    "note_excess",
    "note_reached",
    "order_again",
    "pass_review",
    "pay",
    "propose",
    "propose_disclosure",
    "recompute_due",
    "refer",
    "register",
    "return_from_review",
    "return_from_sign",
    "search",
    "serve",
    "set_bureau",
    "sign",
    "submit",
    "take_in",
    "take_late_opinion",
    "take_opinion",
    "take_reasons",
    "tell_third_party",
    "waive",
    "withdraw",
    "write_reply",
]
