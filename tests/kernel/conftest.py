"""What several of the kernel's tests need."""

import os

import pytest
from django.db import connection


@pytest.fixture
def own_database(tmp_path):
    """The DATABASE_URL of an empty database like the suite's, but open to other processes."""
    if connection.vendor == "sqlite":
        yield f"sqlite:///{tmp_path / 'race.sqlite3'}"
        return
    import psycopg

    asked, name = connection.settings_dict, f"race_{os.getpid()}"
    place = {"host": asked["HOST"], "port": asked["PORT"], "user": asked["USER"]}
    address = {**place, "password": asked["PASSWORD"], "dbname": "postgres", "autocommit": True}
    with psycopg.connect(**address) as server:
        server.execute(f"CREATE DATABASE {name}")
        yield "postgres://{USER}:{PASSWORD}@{HOST}:{PORT}/".format(**asked) + name
        server.execute(f"DROP DATABASE {name} WITH (FORCE)")
