"""Claims of one sentence that depend on each other by arithmetic."""

from dataclasses import dataclass
from decimal import Decimal

from gongkai.text.claims.claim import Claim


@dataclass(frozen=True, slots=True)
class Tie:
    """The claims, what should stand where the arithmetic ends, and whether it does."""

    claims: tuple[Claim, ...]
    expected: Decimal
    holds: bool
    is_sure: bool
