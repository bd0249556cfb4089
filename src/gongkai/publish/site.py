"""Publication of the whole site: written beside the old one, shown only when it is whole."""

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from django.utils.timezone import localdate

from gongkai.portal import pages, release
from gongkai.portal.links import file_name
from gongkai.portal.page import Page
from gongkai.portal.shell import NoHost, Shell
from gongkai.publish.gate import alone
from gongkai.publish.manifest import Manifest
from gongkai.publish.shelf import Shelf
from gongkai.publish.stamp import PACKAGE, Stamp
from gongkai.publish.writer import NO_SPACE, Writer

LOOK = ("tokens.css", "base.css", "portal.css", "print.css", "theme.js", "portal.js", "qr.js")
FULL = "磁盘空间不足，网站没有更新，公众看到的仍是原来的版本。请清理磁盘后再生成。"


class DiskFull(Exception):
    """There was no room for the new site; the old one stands as before."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a publication did. `release` is None when there was nothing to show."""

    release: Path | None
    changed: bool = False
    files: int = 0
    written: int = 0
    missing: list[str] = field(default_factory=list)


def publish(site: Path, at: datetime) -> Outcome:
    """Bring the public site below a folder up to date; nothing is done when nothing changed.

    Raises DiskFull, and `gate.Busy` when somebody else is publishing there. An installation
    without offices has no site yet.
    """
    shelf = Shelf(site)
    stamp = Stamp.take(localdate(at))
    if not stamp.asks_for_a_new_site(shelf.stamp()):
        return Outcome(shelf.current)
    with _full_disk_is_said(), alone(site):
        shelf.tidy()
        try:
            shell = Shell(localdate(at))
        except NoHost:
            return Outcome(None)
        outcome = _build(shelf, shell, at)
        shelf.remember(stamp)
        shelf.tidy()
        return outcome


def _build(shelf: Shelf, shell: Shell, at: datetime) -> Outcome:
    before = Manifest.read(shelf.current)
    part = shelf.begin()
    try:
        writer = Writer(part, before, shelf.current)
        _fill(writer, shell)
        made = Manifest(writer.files, at.isoformat())
        if shelf.current and made.digest == before.digest:
            shutil.rmtree(part)
            return Outcome(shelf.current, files=len(made.files), missing=writer.missing)
        writer.create(f"{part}/{release.MANIFEST}", made.text().encode())
        gone = json.dumps(pages.tombstones(), indent=0)
        writer.create(f"{part}/{release.TOMBSTONES}", gone.encode())
        whole = shelf.finish(part)
    except BaseException:
        shelf.tidy()
        raise
    return Outcome(whole, True, len(made.files), writer.written, writer.missing)


def _fill(writer: Writer, shell: Shell) -> None:
    for name in LOOK:
        writer.write(f"look/{name}", (PACKAGE / "typeset" / "look" / name).read_bytes())
    for each in pages.everything(shell):
        if isinstance(each, Page):
            writer.write(file_name(each.path), each.data)
        else:
            writer.keep(file_name(each.path), each.sha256)


@contextmanager
def _full_disk_is_said() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if error.errno not in NO_SPACE:
            raise
        raise DiskFull(FULL) from error
