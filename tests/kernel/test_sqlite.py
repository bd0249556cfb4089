"""Writers queue before SQLite's lock; readers and faults pass as they always did."""

import contextlib
import errno
import signal
import sqlite3
import subprocess
import sys
import threading
import time

import pytest
from django.db import OperationalError, transaction
from django.db.backends.sqlite3.base import DatabaseWrapper as SQLite
from django.db.utils import ConnectionHandler

from gongkai.kernel.sqlite import gate as gates
from gongkai.kernel.sqlite.gate import gate, is_held
from tests.kernel.racing import ROOT, race

SOON = 0.05
LONG = 30


@pytest.fixture
def opened(tmp_path, django_db_blocker):
    """Open the same database file again and again, each time as another process would."""
    made = []

    def another(**options):
        init = "PRAGMA journal_mode=WAL;PRAGMA synchronous=OFF"
        options = {"transaction_mode": "IMMEDIATE", "init_command": init, **options}
        name = tmp_path / "words"
        settings = {"ENGINE": "gongkai.kernel.sqlite", "NAME": name, "OPTIONS": options}
        connection = ConnectionHandler({"default": settings})["default"]
        connection.inc_thread_sharing()
        made.append(connection)
        return connection

    with django_db_blocker.unblock():
        yield another
        for connection in made:
            connection.close()


@pytest.fixture
def first(opened):
    """A connection to the database, in which a table stands."""
    connection = opened()
    run(connection, "CREATE TABLE word (text varchar PRIMARY KEY)")
    return connection


def run(connection, *statements):
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def words(connection):
    with connection.cursor() as cursor:
        return [row[0] for row in cursor.execute("SELECT text FROM word ORDER BY text").fetchall()]


@pytest.fixture
def transactions(monkeypatch):
    """Let `atomic` take the connection itself, as no setting names these."""
    monkeypatch.setattr(transaction, "get_connection", lambda connection: connection)


@pytest.mark.usefixtures("transactions")
class TestLock:
    def test_transaction_gives_up_when_patience_ends(self, first, opened):
        second = opened(timeout=SOON)
        with transaction.atomic(first):
            with (
                pytest.raises(OperationalError, match="database is locked"),
                transaction.atomic(second),
            ):
                pass
            run(first, "INSERT INTO word VALUES ('甲')")
        with transaction.atomic(second):
            run(second, "INSERT INTO word VALUES ('乙')")
        assert sorted(words(first)) == sorted(["甲", "乙"])

    def test_bare_write_gives_up_when_patience_ends(self, first, opened):
        second = opened(timeout=SOON)
        with transaction.atomic(first), pytest.raises(OperationalError, match="database is locked"):
            run(second, "insert into word values ('甲')")
        run(second, "insert into word values ('甲')")
        assert words(first) == ["甲"]

    def test_reader_does_not_wait(self, first, opened, tmp_path):
        second = opened(timeout=LONG)
        with transaction.atomic(first):
            run(first, "INSERT INTO word VALUES ('甲')")
            with gate(tmp_path / "words.queue"), gate(tmp_path / "words.turn"):
                assert words(second) == []

    def test_newcomer_passes_the_queue_where_the_lock_is_free(self, first, opened, tmp_path):
        second = opened(timeout=LONG)
        with gate(tmp_path / "words.queue"):
            run(second, "INSERT INTO word VALUES ('甲')")
        assert words(first) == ["甲"]

    def test_newcomer_lines_up_where_the_first_has_waited_long(self, first, opened, tmp_path):
        second = opened(timeout=LONG)
        thread = threading.Thread(target=run, args=(second, "INSERT INTO word VALUES ('二')"))
        with gate(tmp_path / "words.queue"), gate(tmp_path / "words.turn"):
            thread.start()
            with contextlib.closing(sqlite3.connect(tmp_path / "words", LONG)) as raw:
                raw.execute("INSERT INTO word VALUES ('一')")
                raw.commit()
        thread.join(LONG)
        assert words(first) == ["一", "二"]
        with first.cursor() as cursor:
            rows = cursor.execute("SELECT text FROM word ORDER BY rowid").fetchall()
        assert rows == [("一",), ("二",)]

    def test_first_in_the_queue_shuts_out_newcomers(self, first, opened, tmp_path):
        second = opened(timeout=LONG)
        thread = threading.Thread(target=run, args=(second, "INSERT INTO word VALUES ('二')"))
        with transaction.atomic(first):
            thread.start()
            while not is_held(tmp_path / "words.turn"):
                time.sleep(0.001)
            assert is_held(tmp_path / "words.queue")
        thread.join(LONG)
        assert not is_held(tmp_path / "words.turn")
        assert words(first) == ["二"]

    @pytest.mark.parametrize("begin", ["in a transaction", "bare"])
    def test_waiting_thread_comes_next(self, first, opened, begin):
        second = opened(timeout=LONG)
        came = threading.Event()

        def write():
            came.set()
            if begin == "bare":
                run(second, "INSERT INTO word VALUES ('二')")
            else:
                with transaction.atomic(second):
                    run(second, "INSERT INTO word VALUES ('二')")

        thread = threading.Thread(target=write)
        with transaction.atomic(first):
            run(first, "INSERT INTO word VALUES ('一')")
            thread.start()
            came.wait()
        thread.join(LONG)
        assert words(first) == ["一", "二"]

    def test_other_errors_pass_at_once(self, first):
        with pytest.raises(OperationalError, match="no such table: nowhere"):
            run(first, "INSERT INTO nowhere VALUES (1)")
        with pytest.raises(OperationalError, match="incomplete input"):
            run(first, "UPDATE word SET")

    def test_own_waiting_of_sqlite_is_left_as_it_was(self, first, opened):
        second = opened(timeout=7)
        run(second, "INSERT INTO word VALUES ('甲')")
        with second.cursor() as cursor:
            assert cursor.execute("PRAGMA busy_timeout").fetchone() == (7000,)

    def test_triggers_see_what_replace_deletes(self, first):
        run(
            first,
            "CREATE TRIGGER keep BEFORE DELETE ON word BEGIN SELECT RAISE(ABORT, 'kept'); END",
            "INSERT INTO word VALUES ('甲')",
        )
        with pytest.raises(Exception, match="kept"):
            run(first, "REPLACE INTO word VALUES ('甲')")


def busy(code):
    error = sqlite3.OperationalError("database is locked")
    error.sqlite_errorcode = code
    return error


def fail_first(monkeypatch, error):
    """Let opening fail once, as when several processes turn WAL on at the same moment."""
    real, errors = SQLite.get_new_connection, [error]

    def open_or_fail(self, params):
        if errors:
            raise errors.pop()
        return real(self, params)

    monkeypatch.setattr(SQLite, "get_new_connection", open_or_fail)


def test_opening_waits_where_the_database_is_busy(opened, monkeypatch):
    fail_first(monkeypatch, busy(sqlite3.SQLITE_BUSY_RECOVERY))
    run(opened(), "CREATE TABLE word (text varchar)")


def test_opening_fails_for_every_other_reason(opened, monkeypatch):
    fail_first(monkeypatch, sqlite3.OperationalError("unable to open"))
    with pytest.raises(OperationalError, match="unable to open"):
        run(opened(), "SELECT 1")


@pytest.mark.parametrize("name", [":memory:", "file:a?mode=memory&cache=shared", "file:/a?mode=rw"])
def test_database_without_a_plain_file_has_no_gate(name):
    settings = {"ENGINE": "gongkai.kernel.sqlite", "NAME": name, "OPTIONS": {}}
    connection = ConnectionHandler({"default": settings})["default"]
    assert connection.gate_file("turn") is None
    assert not is_held(connection.gate_file("turn"))
    assert connection.patience() == 5


def test_gate_stands_open_without_file_locks(tmp_path, monkeypatch):
    monkeypatch.setattr(gates, "fcntl", None)
    with gate(tmp_path / "gate"), gate(tmp_path / "gate"):
        assert not is_held(tmp_path / "gate")
    assert not (tmp_path / "gate").exists()


def test_gate_that_cannot_be_made_is_an_error(tmp_path):
    with pytest.raises(OSError, match=r"nowhere") as failed, gate(tmp_path / "nowhere" / "gate"):
        pass
    assert failed.value.errno == errno.ENOENT


HOLDER = """
import sys, time
from pathlib import Path
from gongkai.kernel.sqlite.gate import gate
with gate(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(600)
"""


def test_holder_that_dies_frees_the_gate(tmp_path):
    path = tmp_path / "gate"
    line = [sys.executable, "-c", HOLDER, str(path)]
    with subprocess.Popen(line, cwd=ROOT / "src", stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout.readline() == "held\n"
        assert is_held(path)
        holder.send_signal(signal.SIGKILL)
        holder.wait()
    with gate(path):
        assert is_held(path)
    assert not is_held(path)


def test_processes_writing_at_once_never_fail(tmp_path):
    url = f"sqlite:///{tmp_path / 'race.sqlite3'}"
    race(url, ("prepare", 40))
    told = race(url, ("submit", 40), ("bare", 60, "甲"), ("bare", 60, "乙"), ("submit", 40))
    assert told[1:3] == [60, 60]
    assert sorted(told[0] + told[3]) == list(range(40))


def test_processes_opening_a_new_database_at_once_never_fail(tmp_path):
    url = f"sqlite:///{tmp_path / 'race.sqlite3'}"
    assert race(url, *[("look",)] * 4) == ["wal"] * 4


def test_of_two_processes_one_takes_the_step(own_database):
    race(own_database, ("prepare", 30))
    one, other = race(own_database, ("submit", 30), ("submit", 30))
    assert sorted(one + other) == list(range(30))
    [lines] = race(own_database, ("lines",))
    assert lines == {f"papers.paper:{number}": 1 for number in range(30)}
