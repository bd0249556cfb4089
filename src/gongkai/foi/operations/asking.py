"""What the applicant does without an account: asking how the request stands, by its code."""

from datetime import datetime

from gongkai.foi.models import Request
from gongkai.foi.operations import limits
from gongkai.kernel.sealing import blind
from gongkai.law.procedure import NotAllowed

WRONG = "没有这个查询码，请核对回执上的查询码后再试"


def find_by_code(code: str, *, address: str, at: datetime) -> Request:
    """Return the request of a query code. Raises NotAllowed for a wrong one, TooMany for many.

    The code is compared under its blind mark, so that the time taken tells nothing about it;
    wrong codes are counted by the client's `address`.
    """
    limits.refuse_beyond(limits.FORGED, address, at=at)
    found = Request.objects.filter(query_mark=blind("foi.query", tidy(code)))
    request = found.select_related("organ").first()
    if request is None:
        limits.count(limits.FORGED, address, at=at)
        raise NotAllowed(WRONG)
    return request


def tidy(code: str) -> str:
    """Return a typed code as it is written on the receipt."""
    plain = "".join(code.split()).replace("-", "").upper()[:20]
    return "-".join(plain[start : start + 5] for start in range(0, len(plain), 5))
