"""What part six of the annual report says of 信息处理费: notices, yuan asked for, yuan received."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import QuerySet, Sum

from gongkai.foi.models import Fee

NONE = Decimal(0)


@dataclass(frozen=True, slots=True)
class FeesOfYear:
    """A year's notices and payments of an office; amounts in yuan."""

    notices: int
    asked: Decimal
    payments: int
    received: Decimal
    waived: int


def fees(organ: int, year: int) -> FeesOfYear:
    """Return the year's figures; `notices`, `payments` and `waivers` open the lists behind them."""
    sent, paid = notices(organ, year), payments(organ, year)
    return FeesOfYear(
        notices=sent.count(),
        asked=sent.aggregate(yuan=Sum("amount"))["yuan"] or NONE,
        payments=paid.count(),
        received=paid.aggregate(yuan=Sum("amount"))["yuan"] or NONE,
        waived=waivers(organ, year).count(),
    )


def notices(organ: int, year: int) -> QuerySet[Fee]:
    """Return the fees of which a notice was sent in the year."""
    return _of(organ, "notified_on", year)


def payments(organ: int, year: int) -> QuerySet[Fee]:
    """Return the fees paid in the year."""
    return _of(organ, "paid_on", year)


def waivers(organ: int, year: int) -> QuerySet[Fee]:
    """Return the fees waived in the year."""
    return _of(organ, "waived_on", year)


def _of(organ: int, column: str, year: int) -> QuerySet[Fee]:
    whole_year = {f"{column}__range": (date(year, 1, 1), date(year, 12, 31))}
    found = Fee.objects.filter(request__organ=organ, **whole_year)
    return found.select_related("request").order_by(column, "pk")
