"""Everything that can be done about offices and people: one act, one ledger line."""

from gongkai.organs.operations.absences import end_absence, note_absence
from gongkai.organs.operations.accounts import (
    close_account,
    open_account,
    reopen_account,
    set_password,
)
from gongkai.organs.operations.chains import set_chain
from gongkai.organs.operations.leading_group import leave_group, seat_in_group
from gongkai.organs.operations.offices import move_organ, revise_organ, set_up_organ
from gongkai.organs.operations.posts import create_post, revise_post
from gongkai.organs.operations.second_factor import (
    accept_code,
    begin_second_factor,
    confirm_second_factor,
    remove_second_factor,
    renew_one_time_codes,
    reset_second_factor,
)
from gongkai.organs.operations.staff import appoint, end_appointment, hand_over, take_on

__all__ = [
    "accept_code",
    "appoint",
    "begin_second_factor",
    "close_account",
    "confirm_second_factor",
    "create_post",
    "end_absence",
    "end_appointment",
    "hand_over",
    "leave_group",
    "move_organ",
    "note_absence",
    "open_account",
    "remove_second_factor",
    "renew_one_time_codes",
    "reopen_account",
    "reset_second_factor",
    "revise_organ",
    "revise_post",
    "seat_in_group",
    "set_chain",
    "set_password",
    "set_up_organ",
    "take_on",
]
