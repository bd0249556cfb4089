"""Tables of requests, one subject a module."""

from gongkai.foi.models.applicant import Applicant, Attachment, Look, Statement, Wanted
from gongkai.foi.models.bureau import Bureau, Disposal, Limit, Reckoned
from gongkai.foi.models.event import Event
from gongkai.foi.models.handling import Consultation, Fee, Proposal, Search
from gongkai.foi.models.letter import Letter
from gongkai.foi.models.reply import Reply, ReplyFile
from gongkai.foi.models.request import Form, Pickup, Request

__all__ = [
    "Applicant",
    "Attachment",
    "Bureau",
    "Consultation",
    "Disposal",
    "Event",
    "Fee",
    "Form",
    "Letter",
    "Limit",
    "Look",
    "Pickup",
    "Proposal",
    "Reckoned",
    "Reply",
    "ReplyFile",
    "Request",
    "Search",
    "Statement",
    "Wanted",
]
