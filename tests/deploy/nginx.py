"""Starts nginx with the configuration of deploy/, in a folder and at ports of its own."""

import contextlib
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

DEPLOY = Path(__file__).resolve().parents[2] / "deploy" / "nginx"
PROGRAM = shutil.which("nginx") or shutil.which("/usr/sbin/nginx")
START_SECONDS = 10


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def written(folder: Path, site: Path, port: int, behind: int, more: str = "") -> Path:
    """Write the configuration for a site and these ports; return its main file.

    `behind` is the port of the web process, `more` further directives beside the servers.
    """
    conf = folder / "conf"
    conf.mkdir()
    moved = (
        ("/etc/nginx/gongkai/", f"{conf}/"),
        ("/var/lib/gongkai/site/current", str(site)),
        ("/var/cache/nginx/gongkai", str(folder / "cache")),
        ("127.0.0.1:8000", f"127.0.0.1:{behind}"),
        ("listen 80;", f"listen 127.0.0.1:{port};"),
        ("listen 443 ssl http2;", f"listen 127.0.0.1:{free_port()};"),
    )
    for path in DEPLOY.glob("*.conf"):
        said = path.read_text(encoding="utf-8")
        for usual, here in moved:
            said = said.replace(usual, here)
        said = re.sub(r"^ *ssl_.*\n", "", said, flags=re.MULTILINE)
        (conf / path.name).write_text(said, encoding="utf-8")
    kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    places = "".join(f"{kind}_temp_path {folder}/{kind};\n" for kind in kinds)
    user = subprocess.run(["id", "-un"], capture_output=True, text=True, check=True).stdout.strip()
    main = conf / "nginx.main"
    main.write_text(
        f"user {user};\npid {folder}/pid;\nerror_log {folder}/error.log;\ndaemon off;\n"
        f"events {{}}\nhttp {{\naccess_log off;\n{places}{more}\n"
        f"include {conf}/gongkai.conf;\n}}\n",
        encoding="utf-8",
    )
    return main


@contextlib.contextmanager
def running(folder: Path, main: Path, port: int) -> Iterator[None]:
    """Test the configuration, then serve until the end."""
    line = [str(PROGRAM), "-c", str(main), "-e", f"{folder}/error.log"]
    tried = subprocess.run([*line, "-t"], check=False, capture_output=True, text=True)
    assert tried.returncode == 0, tried.stderr
    with subprocess.Popen(line) as server:
        try:
            wait_for(port)
            yield
        finally:
            server.terminate()


def wait_for(port: int, seconds: float = START_SECONDS) -> None:
    """Return when somebody listens at a port."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        time.sleep(0.02)
    raise TimeoutError(f"nobody listens at {port}")
