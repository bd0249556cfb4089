"""Questions asked after every publication: the ORM writes their SQL once, not every time."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from datetime import date
from itertools import chain
from typing import Any, NamedTuple

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import Model, QuerySet

SIZES = (1, 10, 100, 500)
"""Keys a statement may have places for; what is left over repeats the last key."""


class Keys:
    """Marks the place of a collection: of numbers, or of strings where `text` is asked for."""

    def __init__(self, *, text: bool = False) -> None:
        self._text = text

    def marks(self, at: int, count: int) -> list[Any]:
        """Return so many values that differ from all others."""
        numbers = range(2_000_000_000 + at * SIZES[-1], 2_000_000_000 + at * SIZES[-1] + count)
        return [f"?{number}" for number in numbers] if self._text else list(numbers)


class _Made(NamedTuple):
    """A statement; `places` says for each of its values where it comes from, None for `fixed`."""

    sql: str
    fixed: tuple[Any, ...]
    places: list[int | None]
    converters: list[tuple[int, list[Any], Any]]


class Compiled:
    """A `values_list` query whose SQL is made once per database and then only given its values.

    `build` makes the query from values like the `marks`, which must differ from each other and
    from every constant in it. It must not branch on them. Where a mark is `Keys` a collection is
    given, and `build` must not count it; an empty one, and one longer than SIZES know, is asked as
    if it were asked once.
    """

    def __init__(self, build: Callable[..., "QuerySet[Any, Any]"], *marks: Any) -> None:
        self._build, self._marks = build, marks
        self._keys = tuple(at for at, mark in enumerate(marks) if isinstance(mark, Keys))
        self._made: dict[tuple[str, tuple[int, ...]], _Made] = {}

    def __call__(self, *given: Any) -> list[tuple[Any, ...]]:
        """Return the rows for these values, with the types the ORM gives them."""
        connection = connections[DEFAULT_DB_ALIAS]  # the proxy costs more than a value's converter
        sizes = tuple([_size(len(given[at])) for at in self._keys])
        if 0 in sizes:
            return list(self._build(*given))
        key = (connection.vendor, sizes)
        if key not in self._made:
            self._made[key] = self._compile(sizes, connection)
        sql, fixed, places, converters = self._made[key]
        flat = self._flat(given, sizes, connection)
        values = [fixed[at] if place is None else flat[place] for at, place in enumerate(places)]
        found = _rows(connection, sql, values)
        if not converters:
            return found
        return [_converted(list(row), converters, connection) for row in found]

    def _flat(self, given: Collection[Any], sizes: Sequence[int], connection: Any) -> list[Any]:
        """Return the single values in their order, as the database takes them."""
        flat: list[Any] = []
        wanted = iter(sizes)
        for at, value in enumerate(given):
            if at in self._keys:
                keys = list(value)
                flat += keys + keys[-1:] * (next(wanted) - len(keys))
            elif type(value) is date:
                flat.append(connection.ops.adapt_datefield_value(value))
            else:
                flat.append(value)
        return flat

    def _compile(self, sizes: Sequence[int], connection: Any) -> _Made:
        wanted = iter(sizes)
        marks = [
            mark.marks(at, next(wanted)) if at in self._keys else mark
            for at, mark in enumerate(self._marks)
        ]
        compiler = self._build(*marks).query.get_compiler(connection=connection)
        sql, fixed = compiler.as_sql()
        flat = self._flat(marks, sizes, connection)
        at_place = {value: at for at, value in enumerate(flat)}
        places = [at_place.get(value) for value in fixed]
        told = compiler.get_converters([selected[0] for selected in compiler.select])
        converters = [(at, *told[at]) for at in sorted(told)]
        return _Made(sql, tuple(fixed), places, converters)


class Many:
    """A `Compiled` query about any number of keys like the `marks`, asked in blocks of so many."""

    def __init__(
        self, build: Callable[[list[Any]], "QuerySet[Any, Any]"], marks: Sequence[Any]
    ) -> None:
        self._asked = Compiled(build, Keys(text=isinstance(marks[0], str)))
        self._most = len(marks)

    def __call__(self, keys: Sequence[Any]) -> Iterator[tuple[Any, ...]]:
        """Return the rows for these keys: the order is that of the keys' blocks."""
        blocks = (keys[start : start + self._most] for start in range(0, len(keys), self._most))
        return chain.from_iterable(map(self._asked, blocks))


class Table:
    """Writes whole rows of a model by statements made once; a row has every column in its order."""

    def __init__(self, model: type[Model]) -> None:
        self._model = model
        self._made: dict[str, tuple[str, str]] = {}

    def insert(self, rows: Iterable[Sequence[Any]]) -> None:
        """Put rows in; call it inside a transaction."""
        self._run(0, rows)

    def update(self, row: Sequence[Any]) -> None:
        """Write all columns of the row that has this first column, which is the key."""
        self._run(1, [(*row[1:], row[0])])

    def _run(self, which: int, rows: Iterable[Sequence[Any]]) -> None:
        connection = connections[DEFAULT_DB_ALIAS]
        fields = self._model._meta.concrete_fields
        order = (*fields[1:], fields[0]) if which else fields
        if connection.vendor not in self._made:
            self._made[connection.vendor] = self._statements(connection.ops.quote_name)
        values = [
            [
                field.get_db_prep_save(value, connection)
                for field, value in zip(order, row, strict=True)
            ]
            for row in rows
        ]
        with connection.cursor() as cursor:
            cursor.executemany(self._made[connection.vendor][which], values)

    def _statements(self, quote: Callable[[str], str]) -> tuple[str, str]:
        table = quote(self._model._meta.db_table)
        key, *rest = (quote(str(field.column)) for field in self._model._meta.concrete_fields)
        marks, sets = (
            ", ".join(["%s"] * (len(rest) + 1)),
            ", ".join(f"{name} = %s" for name in rest),
        )
        return (
            f"INSERT INTO {table} ({', '.join((key, *rest))}) VALUES ({marks})",  # noqa: S608  names of ours
            f"UPDATE {table} SET {sets} WHERE {key} = %s",  # noqa: S608
        )


def _rows(connection: Any, sql: str, values: list[Any]) -> list[tuple[Any, ...]]:
    """Ask without a cursor of Django's where the backend knows how and nobody listens to queries."""
    is_heard = connection.queries_logged or connection.execute_wrappers
    found: list[tuple[Any, ...]]
    if connection.vendor == "sqlite" and not is_heard:
        found = connection.rows(sql, values)
        return found
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        found = cursor.fetchall()
    return found


def _size(count: int) -> int:
    """Return the places a statement has for so many keys; 0 where none is kept for them."""
    return next((size for size in SIZES if size >= count > 0), 0)


def _converted(row: list[Any], converters: list[Any], connection: Any) -> tuple[Any, ...]:
    for at, functions, expression in converters:
        for function in functions:
            row[at] = function(row[at], expression, connection)
    return tuple(row)
