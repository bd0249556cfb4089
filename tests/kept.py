"""Rows that many tests start from: built by the first test of a process, put back for the others."""

import copy
from collections.abc import Callable
from typing import Any

from django.db.models import Model


class Kept:
    """What `build` returned, with the rows it added to `tables`.

    A test's rows are rolled back after it. Calling again inserts the same rows with the same keys
    and returns a copy of the same answer, which costs a few inserts instead of the whole way.
    """

    def __init__(self, build: Callable[..., Any], *tables: type[Model]) -> None:
        self.build, self.tables = build, tables
        self.kept: list[tuple[Any, list[list[Model]]]] = []

    def __call__(self, *given: Any) -> Any:
        """Build with what is given, or put back; the same things must be given every time."""
        if self.kept:
            answer, rows = self.kept[0]
            for table, added in zip(self.tables, rows, strict=True):
                table._default_manager.bulk_create(copy.deepcopy(added))
            return copy.deepcopy(answer)
        before = [set(table._default_manager.values_list("pk", flat=True)) for table in self.tables]
        answer = self.build(*given)
        rows = [
            list(table._default_manager.exclude(pk__in=known).order_by("pk"))
            for table, known in zip(self.tables, before, strict=True)
        ]
        self.kept.append((copy.deepcopy(answer), rows))
        return answer
