"""Tables the database itself keeps append-only: UPDATE and DELETE are refused by trigger."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from django.db import migrations

SQLITE = """
CREATE TRIGGER {table}_no_{name} BEFORE {event} ON {table} {when}
BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END
"""
POSTGRESQL_FUNCTION = """
CREATE OR REPLACE FUNCTION gongkai_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION USING
    MESSAGE = TG_TABLE_NAME || ' is append-only', ERRCODE = 'integrity_constraint_violation';
END $$
"""
POSTGRESQL = """
CREATE TRIGGER {table}_no_{name} BEFORE {event} ON {table}
FOR EACH ROW {when} EXECUTE FUNCTION gongkai_append_only()
"""


class _Refused(NamedTuple):
    name: str
    event: str
    when: str = ""


def append_only(table: str) -> migrations.RunPython:
    """Return the migration that makes a table append-only on SQLite and on PostgreSQL."""
    return _refuse(table, _Refused("UPDATE", "UPDATE"), _Refused("DELETE", "DELETE"))


def append_only_but(table: str, erasable: str, fixed: Iterable[str]) -> migrations.RunPython:
    """Return the same for a table in which one column may be set to NULL; `fixed` are all others."""
    return _refuse(
        table,
        _Refused("UPDATE", f"UPDATE OF {', '.join(fixed)}"),
        _Refused(f"new_{erasable}", f"UPDATE OF {erasable}", f"WHEN (NEW.{erasable} IS NOT NULL)"),
        _Refused("DELETE", "DELETE"),
    )


def _refuse(table: str, *refused: _Refused) -> migrations.RunPython:
    def protect(apps: Any, schema_editor: Any) -> None:
        postgresql = schema_editor.connection.vendor == "postgresql"
        if postgresql:
            schema_editor.execute(POSTGRESQL_FUNCTION)
        for each in refused:
            template = POSTGRESQL if postgresql else SQLITE
            schema_editor.execute(template.format(table=table, **each._asdict()))

    def release(apps: Any, schema_editor: Any) -> None:
        on_table = f" ON {table}" if schema_editor.connection.vendor == "postgresql" else ""
        for each in refused:
            schema_editor.execute(f"DROP TRIGGER {table}_no_{each.name}{on_table}")

    return migrations.RunPython(protect, release)
