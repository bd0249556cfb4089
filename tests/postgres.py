"""A PostgreSQL server that lives as long as one test run.

Standard library only: `dev` imports this file before anything is installed.
"""

import contextlib
import os
import re
import secrets
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

USUAL_PLACES = (
    "/usr/lib/postgresql/*/bin",
    "/usr/pgsql-*/bin",
    "/opt/homebrew/opt/postgresql@*/bin",
    "/usr/local/opt/postgresql@*/bin",
)
START_SECONDS = 60
# Nothing here outlives the run, so nothing has to reach the disk.
FAST = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=50")


class PostgresFailed(RuntimeError):
    """The server could not be made or did not start; the message holds its last words."""


def find() -> Path | None:
    """The folder of the newest server programs on this machine, or None."""

    def version(folder: Path) -> int:
        found = re.search(r"[-@/](\d+)/bin$", str(folder))
        return int(found[1]) if found else 0

    folders = [path for place in USUAL_PLACES for path in Path("/").glob(place[1:])]
    if on_path := shutil.which("initdb"):
        folders.append(Path(on_path).resolve().parent)
    whole = [f for f in folders if (f / "initdb").exists() and (f / "postgres").exists()]
    return max(whole, key=version, default=None)


def run_as() -> dict[str, object]:
    """How to start the server: PostgreSQL refuses root, so root borrows another account."""
    if os.name == "nt" or os.geteuid() != 0:
        return {}
    import pwd  # absent on Windows

    for name in ("postgres", "nobody"):
        with contextlib.suppress(KeyError):
            account = pwd.getpwnam(name)
            return {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}
    raise PostgresFailed("root 不能运行 PostgreSQL，而本机没有 postgres 或 nobody 账号")


@contextlib.contextmanager
def temporary_cluster(programs: Path) -> Iterator[str]:
    """Start a server of its own on a free port of 127.0.0.1 and yield its DATABASE_URL.

    The server is stopped and its files removed however the block ends.
    Raises PostgresFailed when it does not start.
    """
    account = run_as()
    home = Path(tempfile.mkdtemp(prefix="gongkai-pg-"))
    try:
        password = secrets.token_hex(16)
        (home / "password").write_text(password)
        if account:
            for path in (home, home / "password"):
                os.chown(path, account["user"], account["group"])  # type: ignore[arg-type]
        make_cluster(programs, home, account)
        port = free_port()
        with running(programs, home, port, account):
            yield f"postgres://gongkai:{password}@127.0.0.1:{port}/gongkai"
    finally:
        shutil.rmtree(home, ignore_errors=True)


def make_cluster(programs: Path, home: Path, account: dict[str, object]) -> None:
    made = subprocess.run(
        [
            programs / "initdb",
            *("-D", home / "data", "-U", "gongkai", "-A", "scram-sha-256"),
            *("--pwfile", home / "password", "-E", "UTF8", "--no-locale", "--no-sync"),
        ],
        capture_output=True,
        text=True,
        check=False,
        cwd=home,
        **account,
    )
    if made.returncode:
        raise PostgresFailed(f"initdb: {made.stderr[-2000:]}")


@contextlib.contextmanager
def running(programs: Path, home: Path, port: int, account: dict[str, object]) -> Iterator[None]:
    log = home / "server.log"
    settings = (*FAST, "listen_addresses=127.0.0.1", f"port={port}", "unix_socket_directories=")
    with log.open("wb") as output:
        # A session of its own: Ctrl-C must reach the tests first, the server last.
        server = subprocess.Popen(
            [programs / "postgres", "-D", home / "data", *(f"--{s}" for s in settings)],
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            cwd=home,
            **account,
        )
        try:
            wait_until_ready(server, port, log)
            yield
        finally:
            server.send_signal(signal.SIGINT)  # "fast": does not wait for open connections
            try:
                server.wait(20)
            except subprocess.TimeoutExpired:
                server.kill()
                server.wait()


def wait_until_ready(server: subprocess.Popen, port: int, log: Path) -> None:
    """The server writes its pid file's last line as "ready" before it takes connections."""
    status = log.parent / "data" / "postmaster.pid"
    for _ in range(START_SECONDS * 20):
        if server.poll() is not None:
            break
        with contextlib.suppress(OSError):
            if "ready" in status.read_text():
                return
        time.sleep(0.05)
    raise PostgresFailed(f"127.0.0.1:{port}: {log.read_text()[-2000:]}")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
