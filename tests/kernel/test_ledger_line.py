"""The ledger holds what was written, whoever asks the database to forget it."""

from types import SimpleNamespace

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from gongkai.kernel.actor import CLOCK
from gongkai.kernel.append_only import append_only
from gongkai.kernel.ledger_line import history, record
from gongkai.kernel.models import Entry
from tests.kernel.papers import AT, CLERK


@pytest.fixture
def line(db):
    return record("papers.note", label="补正", subject="papers.paper:7", by=CLERK, at=AT)


def forget_by_update():
    Entry.objects.update(person_name="别人")


def forget_by_delete():
    Entry.objects.all().delete()


def forget_by_overwriting():
    with connection.cursor() as cursor:
        cursor.execute(OVERWRITE[connection.vendor])


def forget_by_sql(statement):
    def forget():
        with connection.cursor() as cursor:
            cursor.execute(statement)

    return forget


OVERWRITE = {
    "sqlite": "REPLACE INTO kernel_entry SELECT * FROM kernel_entry",
    "postgresql": "INSERT INTO kernel_entry SELECT * FROM kernel_entry"
    " ON CONFLICT (id) DO UPDATE SET person_name = '别人'",
}


@pytest.mark.parametrize(
    "forget",
    [
        forget_by_update,
        forget_by_delete,
        forget_by_sql("UPDATE kernel_entry SET reason = reason"),
        forget_by_sql("DELETE FROM kernel_entry WHERE id > 0"),
        forget_by_overwriting,
    ],
    ids=["update", "delete", "sql update", "sql delete", "sql overwrite"],
)
def test_database_refuses_to_change_a_line(line, forget):
    before = list(Entry.objects.values())
    with pytest.raises(IntegrityError, match="kernel_entry is append-only"), transaction.atomic():
        forget()
    assert list(Entry.objects.values()) == before


def test_line_saved_again_is_refused(line):
    line.reason = "改口"
    with pytest.raises(IntegrityError), transaction.atomic():
        line.save()


def test_protection_can_be_lifted_by_the_migration_that_laid_it(line):
    migration = append_only("kernel_entry")
    migration.reverse_code(None, Runner())
    Entry.objects.update(reason="改口")
    migration.code(None, Runner())
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        Entry.objects.update(reason="")
    assert Entry.objects.get().reason == "改口"


class Runner:
    """What a migration needs of a schema editor; Django's own refuses to open inside a test."""

    connection = connection

    def execute(self, sql):
        with connection.cursor() as cursor:
            cursor.execute(sql)


@pytest.mark.parametrize(
    ("vendor", "laid", "lifted"),
    [
        ("sqlite", ["CREATE TRIGGER"] * 2, ["DROP TRIGGER"] * 2),
        ("postgresql", ["CREATE OR REPLACE"] + ["CREATE TRIGGER"] * 2, ["DROP TRIGGER"] * 2),
    ],
)
def test_both_databases_get_their_triggers(vendor, laid, lifted):
    said = []
    editor = SimpleNamespace(connection=SimpleNamespace(vendor=vendor), execute=said.append)
    migration = append_only("papers_line")

    migration.code(None, editor)
    assert [sql.strip()[: len(start)] for sql, start in zip(said, laid, strict=True)] == laid
    said.clear()
    migration.reverse_code(None, editor)
    assert [sql[: len(start)] for sql, start in zip(said, lifted, strict=True)] == lifted
    assert all(("ON papers_line" in sql) == (vendor == "postgresql") for sql in said)


def test_history_is_in_order_and_of_one_subject(line):
    later = record(
        "papers.done", label="办结", subject="papers.paper:7", by=CLOCK, at=AT, organ=5, basis="法"
    )
    record("papers.note", label="补正", subject="papers.paper:70", by=CLERK, at=AT)

    assert history("papers.paper:7") == [line, later]
    assert (line.organ, later.organ, later.person) == (1, 5, None)
    assert (line.basis, line.reason, line.detail) == ("", "", {})


def test_line_reads_as_a_sentence(line):
    assert str(line) == "2026-03-02 01:05 李办 补正 papers.paper:7"
