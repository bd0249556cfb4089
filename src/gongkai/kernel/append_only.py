"""Tables the database itself keeps append-only: UPDATE and DELETE are refused by trigger."""

from typing import Any

from django.db import migrations

SQLITE = """
CREATE TRIGGER {table}_no_{verb} BEFORE {verb} ON {table}
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
CREATE TRIGGER {table}_no_{verb} BEFORE {verb} ON {table}
FOR EACH ROW EXECUTE FUNCTION gongkai_append_only()
"""


def append_only(table: str) -> migrations.RunPython:
    """Return the migration that makes a table append-only on SQLite and on PostgreSQL."""

    def protect(apps: Any, schema_editor: Any) -> None:
        postgresql = schema_editor.connection.vendor == "postgresql"
        if postgresql:
            schema_editor.execute(POSTGRESQL_FUNCTION)
        for verb in ("UPDATE", "DELETE"):
            template = POSTGRESQL if postgresql else SQLITE
            schema_editor.execute(template.format(table=table, verb=verb))

    def release(apps: Any, schema_editor: Any) -> None:
        on_table = f" ON {table}" if schema_editor.connection.vendor == "postgresql" else ""
        for verb in ("UPDATE", "DELETE"):
            schema_editor.execute(f"DROP TRIGGER {table}_no_{verb}{on_table}")

    return migrations.RunPython(protect, release)
