"""Tables of the offices and their people, one subject a module."""

from gongkai.organs.models.account import Account
from gongkai.organs.models.chain import ChainLink
from gongkai.organs.models.organ import Organ
from gongkai.organs.models.post import Absence, Appointment, GroupSeat, HandOver, Person, Post

__all__ = [
    "Absence",
    "Account",
    "Appointment",
    "ChainLink",
    "GroupSeat",
    "HandOver",
    "Organ",
    "Person",
    "Post",
]
