"""`gongkai serve`, `work`, `migrate`: one process serves and works by default."""

import argparse
import socket
import sys
import threading
import traceback

import django
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import close_old_connections
from granian.constants import Interfaces
from granian.server import Server

WORK_SECONDS = 2.0
"""Pause between two rounds of background work."""
PORTS_TRIED = 50


def run(given: argparse.Namespace) -> int:
    """Serve the desk and the public site, and do the background work."""
    django.setup()
    call_command("migrate", verbosity=0)
    port = free_port(given.host, given.port)
    print(f"网站 http://{given.host}:{port}/   工作台 http://{given.host}:{port}/desk/")
    serve(given.host, port)
    return 0


def serve(host: str, port: int) -> None:
    """Run web and background work until stopped."""
    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
    stop = threading.Event()
    worker = threading.Thread(target=keep_working, args=(stop,), name="work", daemon=True)
    worker.start()
    try:
        Server(
            "gongkai.config.wsgi:application",
            address=host,
            port=port,
            interface=Interfaces.WSGI,
            workers=1,
            blocking_threads=4,
            log_enabled=False,
        ).serve()
    finally:
        stop.set()
        worker.join(timeout=10)


def work(given: argparse.Namespace) -> int:
    """Do the background work, once or until stopped."""
    django.setup()
    if given.once:
        do_work()
        return 0
    try:
        keep_working(threading.Event())
    except KeyboardInterrupt:
        return 0
    return 0


def keep_working(stop: threading.Event) -> None:
    """Work in rounds; a round that fails is reported and tried again."""
    while not stop.wait(WORK_SECONDS):
        try:
            do_work()
        except CommandError as why:
            print(why, file=sys.stderr)
        except Exception:
            traceback.print_exc()
        finally:
            close_old_connections()


def do_work() -> None:
    """Publish what is due, bring files and index up to date, then look through a big text."""
    call_command("clock")
    call_command("publish", verbosity=0)
    call_command("search", verbosity=0)
    call_command("look", verbosity=0)


def search(given: argparse.Namespace) -> int:
    """Bring the search index up to date, or build it anew."""
    django.setup()
    try:
        call_command("search", rebuild=given.rebuild)
    except CommandError as why:
        print(why)
        return 1
    return 0


def found(given: argparse.Namespace) -> int:
    """Create the database if need be, then the first office and its administrator."""
    django.setup()
    call_command("migrate", verbosity=0)
    words = ("name", "short_name", "slug", "kind", "username", "person")
    try:
        call_command("found", **{word: getattr(given, word) for word in words})
    except CommandError as why:
        print(why)
        return 2
    return 0


def migrate(given: argparse.Namespace) -> int:
    """Create or upgrade the database."""
    del given
    django.setup()
    call_command("migrate", verbosity=1)
    return 0


def free_port(host: str, wanted: int) -> int:
    """Return the wanted port, or the next free one; 0 asks for any."""
    for port in range(wanted, wanted + PORTS_TRIED):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((host, port))
            except OSError:
                continue
            found: int = probe.getsockname()[1]
            if wanted and found != wanted:
                print(f"端口 {wanted} 已被占用，改用 {found}")
            return found
    sys.exit(f"从 {wanted} 起的 {PORTS_TRIED} 个端口都被占用，请用 --port 另选")
