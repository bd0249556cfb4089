"""Questions asked after every publication: the ORM writes their SQL once, not every time."""

from collections.abc import Callable
from typing import Any

from django.db import connection
from django.db.models import QuerySet


class Compiled:
    """A `values_list` query whose SQL is made once per database and then only given its values.

    `build` makes the query from values like the `marks`, which must differ from each other and
    from every constant in it. It must not branch on them.
    """

    def __init__(self, build: Callable[..., "QuerySet[Any, Any]"], *marks: Any) -> None:
        self._build, self._marks = build, marks
        self._made: dict[str, tuple[str, tuple[Any, ...], list[int | None], list[Any]]] = {}

    def __call__(self, *given: Any) -> list[tuple[Any, ...]]:
        """Return the rows for these values, with the types the ORM gives them."""
        vendor = connection.vendor
        if vendor not in self._made:
            self._made[vendor] = self._compile()
        sql, fixed, places, converters = self._made[vendor]
        values = [fixed[at] if place is None else given[place] for at, place in enumerate(places)]
        with connection.cursor() as cursor:
            cursor.execute(sql, values)
            return [_converted(list(row), converters) for row in cursor.fetchall()]

    def _compile(self) -> tuple[str, tuple[Any, ...], list[int | None], list[Any]]:
        compiler = self._build(*self._marks).query.get_compiler(connection=connection)
        sql, fixed = compiler.as_sql()
        marks = self._marks
        places = [marks.index(value) if value in marks else None for value in fixed]
        told = compiler.get_converters([selected[0] for selected in compiler.select])
        return sql, tuple(fixed), places, [(at, *told[at]) for at in sorted(told)]


def _converted(row: list[Any], converters: list[Any]) -> tuple[Any, ...]:
    for at, functions, expression in converters:
        for function in functions:
            row[at] = function(row[at], expression, connection)
    return tuple(row)
