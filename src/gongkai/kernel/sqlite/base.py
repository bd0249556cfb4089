"""The SQLite backend of the product."""

from django.db.backends.sqlite3.base import DatabaseWrapper as SQLite


class DatabaseWrapper(SQLite):
    """Django's own backend."""
