"""Questions asked after every publication: the ORM writes their SQL once, not every time."""

from collections.abc import Callable, Collection
from datetime import UTC, date, datetime
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import QuerySet

MOST = 100
"""Values of a collection up to which a statement is kept for each number of them."""


class Many:
    """Marks a place that takes a collection of numbers, or of strings where `text` is asked for."""

    def __init__(self, *, text: bool = False) -> None:
        self._text = text

    def marks(self, at: int, count: int) -> list[Any]:
        """Return so many values that differ from all others."""
        numbers = range(2_000_000_000 + at * MOST, 2_000_000_000 + at * MOST + count)
        return [f"?{number}" for number in numbers] if self._text else list(numbers)


class _Made(NamedTuple):
    """A statement; `places` says for each of its values where it comes from, None for `fixed`."""

    sql: str
    fixed: tuple[Any, ...]
    places: list[int | None]
    converters: list[tuple[int, Callable[[Any], Any]]]


class Compiled:
    """A `values_list` query whose SQL is made once per database and then only given its values.

    `build` makes the query from values like the `marks`, which must differ from each other and
    from every constant in it. It must not branch on them. For `Many` a collection is given; for
    more than MOST values, and for none, the query is built as if it were asked once.
    """

    def __init__(self, build: Callable[..., "QuerySet[Any, Any]"], *marks: Any) -> None:
        self._build, self._marks = build, marks
        self._many = [at for at, mark in enumerate(marks) if isinstance(mark, Many)]
        self._made: dict[tuple[str, tuple[int, ...]], _Made] = {}

    def __call__(self, *given: Any) -> list[tuple[Any, ...]]:
        """Return the rows for these values, with the types the ORM gives them."""
        counts = tuple([len(given[at]) for at in self._many])
        if counts and not all(0 < count <= MOST for count in counts):
            return list(self._build(*given))
        key = (connection.vendor, counts)
        if key not in self._made:
            self._made[key] = self._compile(counts)
        sql, fixed, places, converters = self._made[key]
        flat = self._flat(given)
        values = [fixed[at] if place is None else flat[place] for at, place in enumerate(places)]
        with connection.cursor() as cursor:
            cursor.execute(sql, values)
            found: list[tuple[Any, ...]] = cursor.fetchall()
        return [_converted(list(row), converters) for row in found] if converters else found

    def _flat(self, given: Collection[Any]) -> list[Any]:
        """Return the single values in their order, as the database takes them."""
        flat: list[Any] = []
        for at, value in enumerate(given):
            if at in self._many:
                flat += value
            elif isinstance(value, date) and not isinstance(value, datetime):
                flat.append(connection.ops.adapt_datefield_value(value))
            else:
                flat.append(value)
        return flat

    def _compile(self, counts: tuple[int, ...]) -> _Made:
        rest = iter(counts)
        marks = [
            mark.marks(at, next(rest)) if isinstance(mark, Many) else mark
            for at, mark in enumerate(self._marks)
        ]
        compiler = self._build(*marks).query.get_compiler(connection=connection)
        sql, fixed = compiler.as_sql()
        flat = self._flat(marks)
        places = [flat.index(value) if value in flat else None for value in fixed]
        told = compiler.get_converters([selected[0] for selected in compiler.select])
        converters = [(at, _chained(*told[at])) for at in sorted(told)]
        return _Made(sql, tuple(fixed), places, converters)


def _chained(functions: list[Any], expression: Any) -> Callable[[Any], Any]:
    """Return the ORM's converters of a column as one; SQLite's of instants is written shorter."""
    names = [getattr(function, "__name__", "") for function in functions]
    if names == ["convert_datetimefield_value"] and connection.timezone is UTC:
        return _instant

    def convert(value: Any) -> Any:
        for function in functions:
            value = function(value, expression, connection)
        return value

    return convert


def _instant(value: Any) -> Any:
    if isinstance(value, str):
        value = datetime.fromisoformat(value)
    return value if value is None or value.tzinfo else value.replace(tzinfo=UTC)


def _converted(row: list[Any], converters: list[tuple[int, Callable[[Any], Any]]]) -> Any:
    for at, convert in converters:
        row[at] = convert(row[at])
    return tuple(row)
