"""The SQLite backend of the product: Django's own, with writers who take turns.

SQLite has one write lock and no queue before it. Who finds it taken sleeps 1, 2, 5 … 100 ms and
tries again, while whoever has just committed takes it anew at once: nearly all get through in a
millisecond, and now and then one waits for seconds, up to "database is locked". So a statement
that takes the write lock from outside a transaction (BEGIN IMMEDIATE, or a bare INSERT, UPDATE,
DELETE) goes this way:

1. It tries at once. A free lock costs two system calls more than Django's backend.
2. Where the lock is taken, it lines up at the gate `.queue`. Those behind the first sleep in the
   kernel, in order of arrival; only the first asks SQLite, every millisecond.
3. Newcomers may overtake the first for 20 ms: as long as one process writes alone, no time is
   lost in changing from process to process. Then the first shuts the gate `.turn`, newcomers
   line up behind it, and it has the lock as soon as the transaction at work ends.

Both gates are let go once the lock is had, not at COMMIT. Measured with four writing processes
through `carry_out` (benchmarks/writers.py, docs/benchmarks.md) against these:

- Django's busy handler: as fast, with waits of seconds
- overtaking without end: waits of up to a second
- strict order of arrival: waits of 20 to 50 ms, at half the rate
- holding the queue until COMMIT: no better than strict order
- 5 or 10 ms in place of 20: between strict order and this

Reading never lines up. What is busy inside a transaction, and every other error, passes through
untouched. In memory and on Windows there are no gates, only the patience.
"""

import re
import sqlite3
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache, partial
from pathlib import Path
from typing import Any, TypeVar

from django.db.backends.sqlite3.base import FORMAT_QMARK_REGEX, SQLiteCursorWrapper
from django.db.backends.sqlite3.base import DatabaseWrapper as SQLite

from gongkai.kernel.sqlite.gate import gate, is_held
from gongkai.kernel.sqlite.times import Operations

TAKES_THE_LOCK = re.compile(r"\s*(?:BEGIN|INSERT|UPDATE|DELETE|REPLACE)\b", re.IGNORECASE)
OVERTAKING = 0.02
"""Seconds for which newcomers may pass the first in the queue."""
BETWEEN_TRIES, BETWEEN_TRIES_IN_TURN, LONGEST = 0.001, 0.0002, 0.005
"""Seconds the first sleeps between two tries; in a long wait they grow to the last."""

ResultT = TypeVar("ResultT")


class QueueingCursor(SQLiteCursorWrapper):
    """A cursor whose writes wait their turn."""

    wait: Callable[[Callable[[], Any]], Any]

    def execute(self, query: str, params: Any = None) -> Any:
        """Run a statement; what takes the write lock queues for it."""
        run = partial(super().execute, query, params)
        if self.connection.in_transaction or not TAKES_THE_LOCK.match(query):
            return run()
        return self.wait(run)


class DatabaseWrapper(SQLite):
    """Django's SQLite, whose writers take turns."""

    ops_class = Operations

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """Open the database; where several processes turn WAL on at once, in turn."""
        opened = partial(super().get_new_connection, conn_params)
        try:
            connection = opened()
        except sqlite3.OperationalError as error:
            refuse_unless_busy(error)
            connection = self.take_turns(opened)
        # Without this REPLACE deletes rows past the triggers of the append-only tables.
        connection.execute("PRAGMA recursive_triggers = ON")
        return connection

    def create_cursor(self, name: str | None = None) -> Any:
        """Return a cursor whose writes queue."""
        cursor = self.connection.cursor(factory=QueueingCursor)
        cursor.wait = self.run_in_turn
        return cursor

    def rows(self, query: str, params: Sequence[Any]) -> list[tuple[Any, ...]]:
        """Return the rows of a reading statement without Django's layers around a cursor.

        They cost more than most of the questions a publication asks, forty in a row.
        """
        self.close_if_health_check_failed()
        self.ensure_connection()
        self.validate_thread_sharing()
        with self.wrap_database_errors:
            found: list[tuple[Any, ...]] = self.connection.execute(
                _marked(query), params
            ).fetchall()
        return found

    def run_in_turn(self, run: Callable[[], ResultT]) -> ResultT:
        """Run what takes the write lock, without SQLite's own waiting."""
        with self.answering_at_once():
            return self.take_turns(run)

    def take_turns(self, run: Callable[[], ResultT]) -> ResultT:
        """Run what may find the database busy as soon as it is this connection's turn.

        Raises sqlite3's "database is locked" when that takes longer than `patience`.
        """
        deadline = time.monotonic() + self.patience()
        if not is_held(self.gate_file("turn")):
            try:
                return run()
            except sqlite3.OperationalError as error:
                refuse_unless_busy(error)
        with gate(self.gate_file("queue")):
            polite = min(deadline, time.monotonic() + OVERTAKING)
            try:
                return retry(run, BETWEEN_TRIES, polite)
            except sqlite3.OperationalError as error:
                refuse_unless_busy(error)
            with gate(self.gate_file("turn")):
                return retry(run, BETWEEN_TRIES_IN_TURN, deadline)

    @contextmanager
    def answering_at_once(self) -> Iterator[None]:
        """Let SQLite say that it is busy instead of waiting."""
        self.connection.execute("PRAGMA busy_timeout = 0")
        try:
            yield
        finally:
            self.connection.execute(f"PRAGMA busy_timeout = {int(self.patience() * 1000)}")

    def gate_file(self, name: str) -> Path | None:
        """The file of a gate; None in memory and for databases named by URI."""
        database = self.settings_dict["NAME"]
        if self.is_in_memory_db() or str(database).startswith("file:"):
            return None
        return Path(f"{database}.{name}")

    def patience(self) -> float:
        """Seconds to wait for the lock: the option `timeout` (SQLite's own default is 5)."""
        return float(self.settings_dict["OPTIONS"].get("timeout", 5))


@lru_cache(1024)
def _marked(query: str) -> str:
    """Return a statement with SQLite's own marks for its values."""
    return FORMAT_QMARK_REGEX.sub("?", query).replace("%%", "%")


def retry(run: Callable[[], ResultT], pause: float, deadline: float) -> ResultT:
    """Run again and again while SQLite is busy; after the deadline its error is raised."""
    since = time.monotonic()
    while True:
        try:
            return run()
        except sqlite3.OperationalError as error:
            refuse_unless_busy(error)
            now = time.monotonic()
            if now >= deadline:
                raise
        time.sleep(min(LONGEST, max(pause, (now - since) / 50)))


def refuse_unless_busy(error: sqlite3.OperationalError) -> None:
    """Raise every error but "busy"; those of Python's own module have no code."""
    if getattr(error, "sqlite_errorcode", 0) & 0xFF != sqlite3.SQLITE_BUSY:
        raise error
