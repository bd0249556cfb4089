"""Tables of remedies; requests are opaque references, names of applicants stay with them."""

from gongkai.remedies.models.complaint import Complaint
from gongkai.remedies.models.dispute import Dispute
from gongkai.remedies.models.papers import Evidence, Hearing

__all__ = ["Complaint", "Dispute", "Evidence", "Hearing"]
