"""Days and times of SQLite: read in one step, with their zone.

A page is made of several of them. They come out of Python's module as they should be (Django
stores UTC) instead of being asked on the way what they are.
"""

import sqlite3
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from django.db.backends.sqlite3.operations import DatabaseOperations
from django.db.models import DateField
from django.db.models.expressions import Col

KEPT = 16384
"""Times remembered as they were read: lists of the site name the same documents again and again."""


@lru_cache(KEPT)
def _time(stored: bytes) -> datetime:
    return datetime.fromisoformat(stored.decode() + "+00:00")


sqlite3.register_converter("datetime", _time)
sqlite3.register_converter("date", lambda stored: date.fromisoformat(stored.decode()))


class Operations(DatabaseOperations):
    """Django's, which takes days and times of columns as they come."""

    def get_db_converters(self, expression: Any) -> list[Any]:
        """Return none for a column of days or times: its type is known, that of a sum is not."""
        if isinstance(expression, Col) and isinstance(expression.target, DateField):
            return []
        found: list[Any] = super().get_db_converters(expression)
        return found
