"""The SQLite backend of the product: Django's own, with first come, first served for writers.

SQLite has one write lock and no queue before it. Who finds it taken sleeps 1, 2, 5 … 100 ms and
tries again, while whoever has just committed takes it anew at once: nearly all get through in a
millisecond, and now and then one waits for seconds, up to "database is locked". So a statement
that takes the write lock from outside a transaction (BEGIN IMMEDIATE, or a bare INSERT, UPDATE,
DELETE) passes a gate (`gate.py`), held only until the lock is had. Exactly one waits at SQLite's
door, asking every 0.2 ms at first; the others sleep before the gate in order of arrival.

Measured with four writing processes through `carry_out` (benchmarks/writers.py; docs/benchmarks.md)
against the alternatives:

- trying first and queueing only when the lock is busy: newcomers overtake the queue; the worst
  wait is hundreds of milliseconds
- queueing only each fourth or eighth time: not faster, and less fair
- holding the gate until COMMIT: as fast, but a wake-up by the kernel between any two
  transactions, and everything that holds a transaction open blocks the queue beyond its time
- asking every 0.5 ms: slower, the lock stands idle; every 0.05 ms: slower, asking costs CPU

Reading never passes the gate. What is busy inside a transaction, and every other error, passes
through untouched. In memory and on Windows there is no gate, only the patience.
"""

import re
import sqlite3
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from django.db.backends.sqlite3.base import DatabaseWrapper as SQLite
from django.db.backends.sqlite3.base import SQLiteCursorWrapper

from gongkai.kernel.sqlite.gate import gate

TAKES_THE_LOCK = re.compile(r"\s*(?:BEGIN|INSERT|UPDATE|DELETE|REPLACE)\b", re.IGNORECASE)
SHORTEST_SLEEP = 0.0002
LONGEST_SLEEP = 0.005
"""Seconds between two attempts at the lock; they lengthen with the wait."""

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
    """Django's SQLite, whose writers queue."""

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """Open the database; where several processes turn WAL on at once, in turn."""
        opened = super().get_new_connection
        try:
            connection = opened(conn_params)
        except sqlite3.OperationalError as error:
            if not is_busy(error):
                raise
            with gate(self.gate_file()):
                connection = self.retry(partial(opened, conn_params), time.monotonic())
        # Without this REPLACE deletes rows past the triggers of the append-only tables.
        connection.execute("PRAGMA recursive_triggers = ON")
        return connection

    def create_cursor(self, name: str | None = None) -> Any:
        """Return a cursor whose writes queue."""
        cursor = self.connection.cursor(factory=QueueingCursor)
        cursor.wait = self.wait_in_line
        return cursor

    def gate_file(self) -> Path | None:
        """The file of the gate; None in memory and for databases named by URI."""
        name = self.settings_dict["NAME"]
        if self.is_in_memory_db() or str(name).startswith("file:"):
            return None
        return Path(f"{name}.gate")

    def patience(self) -> float:
        """Seconds to wait for the lock: the option `timeout` (SQLite's own default is 5)."""
        return float(self.settings_dict["OPTIONS"].get("timeout", 5))

    def wait_in_line(self, run: Callable[[], ResultT]) -> ResultT:
        """Run what takes the write lock as soon as it is this connection's turn.

        Raises sqlite3's "database is locked" when that takes longer than `patience`.
        """
        since = time.monotonic()
        with gate(self.gate_file()):
            self.connection.execute("PRAGMA busy_timeout = 0")
            try:
                return self.retry(run, since)
            finally:
                milliseconds = int(self.patience() * 1000)
                self.connection.execute(f"PRAGMA busy_timeout = {milliseconds}")

    def retry(self, run: Callable[[], ResultT], since: float) -> ResultT:
        """Run again and again while SQLite is busy, until patience counted from `since` ends."""
        while True:
            try:
                return run()
            except sqlite3.OperationalError as error:
                waited = time.monotonic() - since
                if not is_busy(error) or waited > self.patience():
                    raise
            time.sleep(min(LONGEST_SLEEP, max(SHORTEST_SLEEP, waited / 50)))


def is_busy(error: sqlite3.OperationalError) -> bool:
    """True when another connection holds the lock; errors of Python's module have no code."""
    code: int = getattr(error, "sqlite_errorcode", 0)
    return code & 0xFF == sqlite3.SQLITE_BUSY
