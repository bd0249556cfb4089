"""Questions asked after every publication: the ORM writes their SQL once, not every time."""

from collections.abc import Callable, Iterator, Sequence
from itertools import chain
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import QuerySet

_SIZES = (1, 10)


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
        connection = connections[DEFAULT_DB_ALIAS]  # the proxy costs more than a value's converter
        if connection.vendor not in self._made:
            self._made[connection.vendor] = self._compile(connection)
        sql, fixed, places, converters = self._made[connection.vendor]
        values = [fixed[at] if place is None else given[place] for at, place in enumerate(places)]
        with connection.cursor() as cursor:
            cursor.execute(sql, values)
            rows: list[tuple[Any, ...]] = cursor.fetchall()
        if not converters:
            return rows
        return [_converted(list(row), converters, connection) for row in rows]

    def _compile(self, connection: Any) -> tuple[str, tuple[Any, ...], list[int | None], list[Any]]:
        compiler = self._build(*self._marks).query.get_compiler(connection=connection)
        sql, fixed = compiler.as_sql()
        marks = self._marks
        places = [marks.index(value) if value in marks else None for value in fixed]
        told = compiler.get_converters([selected[0] for selected in compiler.select])
        return sql, tuple(fixed), places, [(at, *told[at]) for at in sorted(told)]


class Many:
    """A `Compiled` query about many keys: `build` makes it from a list of keys like the `marks`.

    Its SQL holds as many places as there are marks, or some smaller number; the places that are
    left over repeat the last key. So `build` must not count.
    """

    def __init__(
        self, build: Callable[[list[Any]], "QuerySet[Any, Any]"], marks: Sequence[Any]
    ) -> None:
        def of(*keys: Any) -> "QuerySet[Any, Any]":
            return build(list(keys))

        sizes = sorted({len(marks), *(size for size in _SIZES if size < len(marks))})
        self._asked = [(size, Compiled(of, *marks[:size])) for size in sizes]
        self._most = len(marks)

    def __call__(self, keys: Sequence[Any]) -> Iterator[tuple[Any, ...]]:
        """Return the rows for these keys, asked in blocks: the order is that of the keys' blocks."""
        blocks = (keys[start : start + self._most] for start in range(0, len(keys), self._most))
        return chain.from_iterable(map(self._rows, blocks))

    def _rows(self, block: Sequence[Any]) -> list[tuple[Any, ...]]:
        size, asked = next(each for each in self._asked if each[0] >= len(block))
        return asked(*block, *[block[-1]] * (size - len(block)))


def _converted(row: list[Any], converters: list[Any], connection: Any) -> tuple[Any, ...]:
    for at, functions, expression in converters:
        for function in functions:
            row[at] = function(row[at], expression, connection)
    return tuple(row)
