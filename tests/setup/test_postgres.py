"""The temporary PostgreSQL server: it listens on loopback only and leaves nothing behind."""

import tempfile
from pathlib import Path

import psycopg
import pytest

from tests import postgres

PROGRAMS = postgres.find()
needs_postgres = pytest.mark.skipif(PROGRAMS is None, reason="没有 PostgreSQL")


@pytest.fixture(autouse=True)
def folder(tmp_path_factory, monkeypatch):
    """Where the server keeps its files; outside pytest's own folder, which root closes to all."""
    with tempfile.TemporaryDirectory(prefix="gongkai-pgtest-") as made:
        Path(made).chmod(0o755)
        monkeypatch.setattr(tempfile, "tempdir", made)
        yield Path(made)


def server_url(url):
    return url.rsplit("/", 1)[0] + "/postgres"


@needs_postgres
@pytest.mark.postgres
def test_server_answers_and_is_gone_afterwards(folder):
    with postgres.temporary_cluster(PROGRAMS) as url:
        with psycopg.connect(server_url(url)) as connection:
            assert connection.execute("show listen_addresses").fetchone() == ("127.0.0.1",)
            assert connection.execute("show server_encoding").fetchone() == ("UTF8",)
        address = server_url(url)
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(address, connect_timeout=2)
    assert list(folder.iterdir()) == []


@needs_postgres
@pytest.mark.postgres
def test_server_is_gone_after_an_interruption_with_open_connections(folder):
    def interrupted():
        with postgres.temporary_cluster(PROGRAMS) as url:
            connections.append(psycopg.connect(server_url(url)))
            raise KeyboardInterrupt

    connections = []
    with pytest.raises(KeyboardInterrupt):
        interrupted()
    with pytest.raises(psycopg.OperationalError):
        connections[0].execute("select 1")
    connections[0].close()
    assert list(folder.iterdir()) == []


@needs_postgres
@pytest.mark.postgres
def test_server_refuses_a_stranger():
    with postgres.temporary_cluster(PROGRAMS) as url:
        _, _, place = server_url(url).partition("@")
        with pytest.raises(psycopg.OperationalError, match="password"):
            psycopg.connect(f"postgres://gongkai:guess@{place}")


def test_broken_programs_are_named(folder):
    programs = folder / "bin"
    programs.mkdir()
    for name in ("initdb", "postgres"):
        (programs / name).write_text("#!/bin/sh\necho broken >&2\nexit 1\n")
        (programs / name).chmod(0o755)
    with (
        pytest.raises(postgres.PostgresFailed, match="broken"),
        postgres.temporary_cluster(programs),
    ):
        pass
    assert list(folder.iterdir()) == [programs]
