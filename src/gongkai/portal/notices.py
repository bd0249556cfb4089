"""公示: from when until when objections are heard, and how many days are left."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gongkai.disclosures.models import Version

SOON_DAYS = 2


@dataclass(frozen=True, slots=True)
class Period:
    """A period of display; both days belong to it."""

    since: date
    until: date
    on: date

    @property
    def is_open(self) -> bool:
        """True while objections are heard."""
        return self.on <= self.until

    @property
    def is_soon_over(self) -> bool:
        """True on the last days."""
        return self.is_open and (self.until - self.on).days <= SOON_DAYS

    @property
    def days_left(self) -> int:
        """Days after today on which objections are still heard."""
        return max((self.until - self.on).days, 0)

    @property
    def left(self) -> str:
        """How long it still runs, in words."""
        days = (self.until - self.on).days
        if days < 0:
            return "已结束"
        return f"还剩{days}天" if days else "今天截止"


def period_of(version: "Version", since: date, on: date) -> Period | None:
    """Return the period of display of a text, None when it has none."""
    return Period(since, version.display_until, on) if version.display_until else None
